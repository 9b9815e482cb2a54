"""The places that reports are counted in, and which of them others are made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level

Zones = tuple[tuple[str, str], ...]
"""Every part of an area (its id) in a cell of the grid (its id) that a report may lie in, whether one does or not."""


@dataclass(frozen=True)
class Geography:
    """``members``: the survey areas of each place, of different sets of areas; ``zones``: area and cell."""

    members: Mapping[str, frozenset[str]]
    zones: Zones

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The ids of the survey areas."""
        return tuple(sorted({area for area, _ in self.zones}))

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The ids of the cells."""
        return tuple(sorted({cell for _, cell in self.zones}))

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """For each place that is more than one area the largest places it is made of, each area in one of them."""
        by_size = sorted(self.members, key=lambda place: (-len(self.members[place]), place))
        found = {}
        for place in by_size:
            left, parts = set(self.members[place]), []
            for other in by_size:
                if len(self.members[other]) < len(self.members[place]) and self.members[other] <= left:
                    left -= self.members[other]
                    parts.append(other)
            if parts:
                found[place] = tuple(parts)
        return found

    @cached_property
    def label(self) -> str:
        """A hash of it: numbers of other borders are not set beside each other."""
        said = json.dumps([sorted((place, sorted(areas)) for place, areas in self.members.items()), self.zones])
        return hashlib.sha256(said.encode()).hexdigest()[:20]


def geography_of(places: Gazetteer, zones: Iterable[tuple[str, str]]) -> Geography:
    """The places of all levels and the city, as far as zones have their areas; of the same areas the lowest alone."""
    listed = tuple(sorted({(area, cell) for area, cell in zones if area and cell}))
    there = frozenset(area for area, _ in listed)
    members: dict[str, frozenset[str]] = {area: frozenset((area,)) for area in sorted(there)}
    for level in (Level.LOKALUDVALG, Level.BYDEL):
        for place in sorted(places.at(level), key=lambda one: one.place_id):
            _add(members, place.place_id, frozenset(place.members) & there)
    _add(members, CITY_ID, there)
    return Geography(members, listed)


def _add(members: dict[str, frozenset[str]], place_id: str, areas: frozenset[str]) -> None:
    if areas and areas not in members.values():
        members[place_id] = areas
