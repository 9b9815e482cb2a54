"""SSP's levels, the two defined words for crime, and what was said of unrest: words and mentions, no measurements."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class Term:
    """A level of SSP's, or a word that is defined at one; ``definition`` is blank where no source describes it."""

    level: int
    term: str
    definition: str
    includes: tuple[str, ...]
    defined: bool
    note: str
    source: Source

    @property
    def word(self) -> str:
        """The word it is known by in a sentence: personfarlig."""
        return self.term.split()[0].casefold()


@dataclass(frozen=True)
class UnrestNote:
    """What a source says of unrest: a place it mentions, a figure, or the title of a report nobody of ours has read."""

    period: str
    area_ids: tuple[str, ...]
    place: str
    kind: str
    measure: str
    value: float | None
    note: str
    source: Source

    @property
    def mention(self) -> bool:
        """Whether it mentions a place, and is no figure and no title."""
        return self.kind == "mention"


def terms_of(atlas: Atlas) -> tuple[Term, ...]:
    """Every level and every defined word, in the order of the table."""
    return tuple(
        Term(
            level=int(row.level),
            term=row.term_da,
            definition=row.definition_da,
            includes=row.includes_da,
            defined=row.kind == "definition",
            note=row.note_da,
            source=atlas.sources[row.source_id],
        )
        for row in atlas.snapshot.table("ssp_levels").itertuples()
    )


def terms_in(atlas: Atlas, *texts: str) -> tuple[Term, ...]:
    """The defined words that texts use, in any inflection."""
    said = " ".join(texts).casefold()
    return tuple(one for one in terms_of(atlas) if one.defined and re.search(rf"\b{re.escape(one.word)}", said))


def unrest_notes(atlas: Atlas) -> tuple[UnrestNote, ...]:
    """Everything we have seen, the oldest first."""
    found = (
        UnrestNote(
            period=row.period,
            area_ids=row.area_ids,
            place=row.place_da,
            kind=row.kind,
            measure=row.measure_da,
            value=None if pd.isna(row.value) else float(row.value),
            note=row.note_da,
            source=atlas.sources[row.source_id],
        )
        for row in atlas.snapshot.table("unrest_notes").itertuples()
    )
    return tuple(sorted(found, key=lambda one: one.period))


def mentions_of(atlas: Atlas, place: Place) -> tuple[UnrestNote, ...]:
    """The mentions that name a place, or an area in it; the city's own are of no place."""
    mine = {place.place_id, *place.members}
    return tuple(one for one in unrest_notes(atlas) if one.mention and mine & set(one.area_ids))
