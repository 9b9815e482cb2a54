"""SSP's levels with the two defined words, and all we have seen of unrest, as tables of Om tallene."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.ssp import Term, UnrestNote, terms_of, unrest_notes
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.unrest_words import when_words


def terms_sheet(atlas: Atlas) -> Sheet:
    """The levels and the defined words, with what each covers."""
    rows = tuple(
        {
            "term": Entry(one.term, quiet="" if not one.defined else t("ssp.at_level", level=one.level)),
            "definition": Entry(_definition(one)),
            "includes": Entry(names(one.includes)),
            "note": Entry(one.note),
            "source": Entry(figures.titles([one.source])),
        }
        for one in terms_of(atlas)
    )
    forms = {"note": "wide", "source": "note"}
    keys = ("term", "definition", "includes", "note", "source")
    columns = tuple(Column(key, t(f"ssp.column.{key}"), forms.get(key, "text")) for key in keys)
    return Sheet("ssp-niveauer", t("ssp.caption"), columns, rows)


def _definition(one: Term) -> str:
    return one.definition or t("ssp.not_described")


def unrest_sheet(atlas: Atlas) -> Sheet:
    """Every mention, figure and title of a report, the oldest first."""
    rows = tuple(
        {
            "when": Entry(when_words(one.period)),
            "where": Entry(one.place),
            "what": Entry(_what(one), quiet=t(f"unrest.kind.{one.kind}")),
            "note": Entry(one.note),
            "source": Entry(figures.titles([one.source])),
        }
        for one in unrest_notes(atlas)
    )
    forms = {"note": "wide", "source": "note"}
    keys = ("when", "where", "what", "note", "source")
    columns = tuple(Column(key, t(f"unrest.column.{key}"), forms.get(key, "text")) for key in keys)
    return Sheet("urolige-omraader", t("unrest.caption"), columns, rows)


def _what(one: UnrestNote) -> str:
    if one.value is None:
        return one.measure
    return t("unrest.figure", measure=one.measure, value=number(one.value))
