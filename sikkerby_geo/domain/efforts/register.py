"""The register: everything that was done or proposed, on the map or not, and the text it is searched by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.administrations import ADMINISTRATION
from sikkerby_geo.facts.areas import Gazetteer, normalise
from sikkerby_geo.facts.efforts import REGISTRY, EffortKind
from sikkerby_geo.facts.thresholds import MOST_ROWS

PRINTED_PROPOSALS = 62_600_000
"""Kroner: the total of the proposals as the programme of 2010 prints it (its own lines give more)."""
OUTSIDE_SOF_2010 = 163_000_000
"""Kroner, about: what the sum of Socialforvaltningen in the programme of 2010 leaves out by its own footnote (lines
2494 and 2502): institutions and tasks under the law on social service."""

_ORDER = tuple(dict.fromkeys(overlay.table for overlay in REGISTRY if overlay.in_register))

Say = Callable[[EffortKind | StrEnum], str]
"""Gives the Danish name of a kind or a stage."""


def register_from(atlas: Atlas, say: Say) -> tuple[Effort, ...]:
    """Every effort as it stands, in the order of the registry; unreadable tables give none.

    ``say`` gives the Danish name of a kind or a stage, so that a reader can search by it.
    """
    listed = [effort for effort in atlas.efforts if effort.overlay.in_register and not effort.same_as]
    entries = [*listed, *atlas.records]
    entries.sort(key=lambda entry: _ORDER.index(entry.overlay.table))
    named = {areas: " ".join(_place_names(areas, atlas.places)) for areas in {entry.area_ids for entry in entries}}
    return tuple(replace(entry, search_text=_search_text(entry, named[entry.area_ids], say)) for entry in entries)


def _search_text(entry: Effort, places: str, say: Say) -> str:
    texts = (
        entry.name,
        say(entry.kind),
        say(entry.stage),
        entry.place_words,
        places,
        *(text for code in entry.administrations for text in vars(ADMINISTRATION[code]).values()),
        entry.focus_name,
        entry.status,
        entry.source.title,
        entry.note,
        *(text for _, text in entry.facts),
    )
    return fold(" ".join(texts))


def _place_names(areas: tuple[str, ...], places: Gazetteer) -> Iterator[str]:
    for place in places.places:
        if set(place.members) & set(areas):
            yield from (place.name, *place.aliases)


@lru_cache(maxsize=MOST_ROWS.value)
def fold(text: str) -> str:
    """Text for searching: case and stray spaces folded; æ ø å readable both as ae oe aa and as ae o a."""
    plain = text.casefold().replace("ø", "o").replace("å", "a")
    return f"{normalise(text)} {normalise(plain)}"
