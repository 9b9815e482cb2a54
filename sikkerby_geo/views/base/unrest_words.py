"""What was said of unrest, and the defined words for crime, in sentences: dated mentions, and what a word covers."""

from __future__ import annotations

import re

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.ssp import UnrestNote, mentions_of, terms_in
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import period, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Prose


def when_words(written: str) -> str:
    """A half or a quarter of a year in Danish: 2. halvår 2013, 3. kvartal 2011; anything else as a date."""
    found = re.fullmatch(r"(\d{4})-([HQ])(\d)", written)
    if found is None:
        return period(written)
    year, part, number = found.groups()
    return t("unrest.half" if part == "H" else "unrest.quarter", number=number, year=year)


def mention_words(one: UnrestNote) -> str:
    """A mention with its time, its place and its source, and that it measures nothing."""
    values = {"when": when_words(one.period), "place": one.place, "measure": one.measure, "note": one.note}
    return t("unrest.mention", **values, source=figures.titles([one.source]))


def mentions_prose(atlas: Atlas, place: Place) -> Prose | None:
    """What was said of a place, dated; None where nothing was."""
    found = mentions_of(atlas, place)
    if not found:
        return None
    return Prose((t("unrest.no_measure"),), points=tuple(map(mention_words, found)), heading=t("unrest.heading"))


def terms_prose(atlas: Atlas, *texts: str) -> Prose | None:
    """What the defined words in texts cover; None where they use none."""
    found = terms_in(atlas, *texts)
    if not found:
        return None
    terms = tuple((one.term, " ".join(filter(None, (one.definition, one.note)))) for one in found)
    return Prose(terms=terms)
