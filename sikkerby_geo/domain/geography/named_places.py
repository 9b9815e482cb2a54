"""Named places: every name a reader may look for, the areas it lies in and, for a street, how much of it in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, Place
from sikkerby_geo.facts.efforts import Role
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.thresholds import SHORT_STREET

_CODES = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


class NameKind(StrEnum):
    """What a name is the name of; where two fit equally well, the earlier kind comes first."""

    DISTRICT = "district"
    ESTATE = "estate"
    EVERYDAY = "everyday"
    POST = "post"
    OUTSIDE = "outside"
    EFFORT = "effort"
    STREET = "street"


@dataclass(frozen=True)
class Part:
    """A survey area a name lies in; ``metres`` of it where that is known (streets)."""

    area_id: str
    metres: int | None = None


@dataclass(frozen=True)
class NamedPlace:
    """A name that can be found, and where it lies; no parts = outside the municipality, or the record does not say.

    ``spellings`` are further names of the same place, ``mentions`` names of what it covers: it is found by them, and
    they are never listed themselves. ``level`` is a district's own. ``approximate`` = only roughly there.
    """

    name: str
    kind: NameKind
    parts: tuple[Part, ...] = ()
    spellings: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    level: Level | None = None
    approximate: bool = False
    note: str = ""
    effort: Effort | None = None

    @property
    def area_ids(self) -> frozenset[str]:
        return frozenset(part.area_id for part in self.parts)

    @property
    def codes(self) -> range | None:
        """The postcodes it stands for, where it is one or a run of them."""
        found = _CODES.fullmatch(self.name)
        return range(int(found[1]), int(found[2] or found[1]) + 1) if found else None

    @property
    def metres(self) -> int | None:
        """Metres of a street inside the municipality; None for anything else."""
        known = [part.metres for part in self.parts if part.metres is not None]
        return sum(known) if known else None

    @property
    def outside(self) -> bool:
        """Whether it is known to lie outside the municipality: told so, or on the map and in none of its areas."""
        on_map = self.effort is not None and self.effort.overlay.role is Role.LANDMARK
        return self.kind is NameKind.OUTSIDE or (on_map and not self.parts)

    @property
    def mostly_outside(self) -> bool:
        """Whether so little of a street is known inside the municipality that it may lie mostly outside."""
        return self.metres is not None and self.metres < SHORT_STREET.value


@dataclass(frozen=True)
class Share:
    """A place that a name lies in, and how much of its length (0–1); None where no length is known."""

    place: Place
    share: float | None


def shares(named: NamedPlace, places: Gazetteer, level: Level) -> tuple[Share, ...]:
    """The places of a level that a name lies in, the largest share first, else in the order they are told."""
    by_area = {area: place for place in places.at(level) for area in place.members}
    metres: dict[str, int] = {}
    for part in named.parts:
        if part.area_id in by_area:
            place_id = by_area[part.area_id].place_id
            metres[place_id] = metres.get(place_id, 0) + (part.metres or 0)
    total = named.metres
    found = [Share(places[place_id], length / total if total else None) for place_id, length in metres.items()]
    return tuple(sorted(found, key=lambda one: -(one.share or 0)))


def named_places(atlas: Atlas) -> tuple[NamedPlace, ...]:
    """Every name of the atlas, districts first and streets last; what says the same as one before it is left out.

    An entry of the register always stands, and takes nobody's place: it leads to more than where it lies.
    """
    found: list[NamedPlace] = []
    said: set[tuple[tuple[str, ...], frozenset[str]]] = set()
    for named in (*_districts(atlas.places), *everyday(atlas), *_efforts(atlas), *_streets(atlas)):
        key = (name_words(named.name), named.area_ids)
        if named.effort is not None and named.effort.overlay.in_register:
            found.append(named)
        elif key not in said:
            found.append(named)
            said.add(key)
    return tuple(found)


def _districts(places: Gazetteer) -> Iterator[NamedPlace]:
    """Places of every level; those with the same areas and name are one, with the spellings of all."""
    merged: dict[tuple[str, tuple[str, ...]], list[Place]] = {}
    for level in Level:
        for place in places.at(level):
            merged.setdefault((place.name, place.members), []).append(place)
    for (name, members), same in merged.items():
        aliases = dict.fromkeys(alias for place in same for alias in place.aliases)
        parts = tuple(Part(area) for area in members)
        yield NamedPlace(name, NameKind.DISTRICT, parts, tuple(aliases), level=same[0].level)


def everyday(atlas: Atlas) -> Iterator[NamedPlace]:
    """Everyday names, estates, postcodes and what lies outside, in the order of their table."""
    for row in atlas.snapshot.table("place_names").itertuples():
        parts = tuple(Part(area) for area in row.area_ids)
        approximate = row.certainty == "approximate"
        yield NamedPlace(row.name, NameKind(row.kind), parts, approximate=approximate, note=row.note_da)


def _efforts(atlas: Atlas) -> Iterator[NamedPlace]:
    for effort in (one for one in atlas.efforts if not one.same_as):
        parts = tuple(Part(area) for area in effort.area_ids if area != CITY_ID)
        mentions = tuple(filter(None, effort.place_words.split(", ")))
        yield NamedPlace(effort.name, NameKind.EFFORT, parts, mentions=mentions, effort=effort)


def _streets(atlas: Atlas) -> Iterator[NamedPlace]:
    parts: dict[str, list[Part]] = {}
    for row in atlas.snapshot.table("streets").itertuples():
        parts.setdefault(row.name, []).append(Part(row.area_id, int(row.metres)))
    for name, pieces in parts.items():
        yield NamedPlace(name, NameKind.STREET, tuple(pieces))
