"""Disagreements and misprints in words: which claim is shown, why the others lost, and what the tables remark on."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.catalogue import Remark, remarks
from sikkerby_geo.domain.figures.disagreements import Disagreement, Role, Statement
from sikkerby_geo.domain.figures.disagreements import disagreements as disagreements_of
from sikkerby_geo.domain.figures.observations import Caveat
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.text import has, period, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

MARKERS = ("trykfejl", "modsiger", "stemmer ikke", "anden kilde", "udvalgspunktet", "deltotal")
"""Parts of words by which a remark in a table is known as a misprint or a contradiction."""


def disagreements(atlas: Atlas) -> tuple[Disagreement, ...]:
    """Every disagreement of survey and crime: those that matter first, then those that are only rounding."""
    return tuple(sorted(disagreements_of(atlas.observations.values()), key=lambda one: one.harmless))


def disagreements_sheet(atlas: Atlas) -> Sheet:
    """One row for each disagreement."""
    rows = tuple(_row(atlas, found) for found in disagreements(atlas))
    columns = tuple(
        Column(key, t(f"dispute.column.{key}"), form)
        for key, form in (("what", "text"), ("shown", "number"), ("other", "number"), ("why", "wide"))
    )
    return Sheet("uenighed", t("dispute.column.caption"), columns, rows)


def _row(atlas: Atlas, found: Disagreement) -> dict[str, Entry]:
    shown, *others = found.statements
    place = atlas.places.get(found.place_id) or CITY
    subject = t(f"indicator.{found.indicator_id}.inline")
    unit = INDICATOR[found.indicator_id].unit
    reasons = [_why(found, statement, shown) for statement in others]
    notes = dict.fromkeys(said.note.rstrip(".") for said in others if said.note and said.role is Role.LOST)
    return {
        "what": Entry(f"{place.name} {found.year}", subject),
        "shown": Entry(_value(shown, unit), figures.titles([shown.source])),
        "other": Entry(" · ".join(dict.fromkeys(_value(statement, unit) for statement in others))),
        "why": Entry(" ".join([*reasons, *(t("dispute.note", text=note) for note in notes)])),
    }


def _value(statement: Statement, unit: str) -> str:
    if statement.bound:
        return figures.range_words(Range.bounded(statement.bound, statement.value), unit)
    return figures.value_words(statement.value, unit, statement.decimals)


def _why(found: Disagreement, statement: Statement, shown: Statement) -> str:
    title = figures.titles([statement.source])
    if statement.role is Role.FLAG:
        return t("dispute.flag", title=title, bound=_value(statement, INDICATOR[found.indicator_id].unit))
    if statement.series != shown.series and has(f"series.{statement.series}"):
        return t("dispute.series", title=title, series=t(f"series.{statement.series}"))
    if statement.rounded:
        return t("dispute.rounded", title=title)
    return t(f"dispute.{statement.lost_by}", title=title, mine=statement.source.trust, theirs=shown.source.trust)


def is_error(remark: Remark) -> bool:
    """Whether a remark tells of a misprint or a contradiction, by the words it uses."""
    folded = remark.text.casefold()
    return any(marker in folded for marker in MARKERS)


def _where(atlas: Atlas, remark: Remark) -> str:
    """What the first row of a remark speaks of, in words as far as its table has them."""
    table, row = remark.table, remark.first
    if table == "sources":
        return t("remark.source_note", title=row["title_da"])
    place = atlas.places.get(str(row.get("area_id"))) or CITY
    if table in ("survey", "crime"):
        what = t(f"indicator.{row['measure']}.inline") if table == "survey" else t(f"crime.series.{row['series']}")
        return t("remark.place", place=place.name, year=row["year"], what=what)
    if table == "population":
        return f"{place.name} {period(str(row['date']))}"
    named = next((row[name] for name in ("name_da", "indicator_da", "name", "place") if row.get(name)), "")
    return str(named or row[TABLES[table].key[0]])


def errors_sheet(atlas: Atlas) -> Sheet:
    """Misprints and contradictions: what the tables remark on, and what our own check of the crime figures found."""
    rows = [_remark_row(atlas, remark) for remark in remarks(atlas) if is_error(remark)]
    noted = {_where(atlas, remark) for remark in remarks(atlas)}
    for cell in atlas.observations.values():
        if Caveat.CONTRADICTORY not in cell.caveats or any(claim.area_id != cell.place_id for claim in cell.claims):
            continue
        place = atlas.places.get(cell.place_id) or CITY
        what = t(f"crime.series.{cell.indicator_id}")
        where = t("remark.place", place=place.name, year=cell.year, what=what)
        if where not in noted:
            rows.append(
                {
                    "where": Entry(where),
                    "text": Entry(t("remark.computed_crime")),
                    "source": Entry(figures.titles(cell.sources)),
                    "table": Entry(atlas.origin(cell.indicator.column.table)),
                }
            )
    return Sheet("trykfejl", t("remark.caption"), _columns("where", "text", "source", "table"), tuple(rows))


def remarks_sheet(atlas: Atlas) -> Sheet:
    """All other remarks of the tables."""
    rows = tuple(_remark_row(atlas, remark) for remark in remarks(atlas) if not is_error(remark))
    columns = _columns("where", "text", "source", "table", "rows")
    return Sheet("bemaerkninger", t("remark.all_caption"), columns, rows)


def _columns(*keys: str) -> tuple[Column, ...]:
    forms = {"text": "wide", "source": "note", "table": "note", "rows": "number"}
    return tuple(Column(key, t(f"remark.{key}"), forms.get(key, "text")) for key in keys)


def _remark_row(atlas: Atlas, remark: Remark) -> dict[str, Entry]:
    first = _where(atlas, remark)
    where = first if remark.rows == 1 else t("remark.more", first=first, count=remark.rows - 1)
    sources = [figures.titles([atlas.sources[source_id]]) for source_id in remark.source_ids]
    return {
        "where": Entry(where),
        "text": Entry(remark.text),
        "source": Entry("; ".join(sources[:3])),
        "table": Entry(atlas.origin(remark.table)),
        "rows": Entry(str(remark.rows)),
    }
