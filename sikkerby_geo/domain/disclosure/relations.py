"""What must add up among the published numbers of one year: all a reader can reckon with.

Beside the published numbers stand those nobody publishes that tie areas to cells: reports of a group in a zone (the
part of an area in a cell) in a quarter. Types within them may be split in any way that adds up, so they need none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.facts.published_counts import (
    ALL,
    BY_AREA,
    BY_CELL,
    BY_CELL_AND_GROUP,
    CountKey,
    of_group,
    of_type,
    quarters_of,
    year_of,
)

ByGroup = Mapping[str, Sequence[str]]
"""The types with a row of their own, by their groups."""
UNPUBLISHED = ""
"""The table of the numbers that nobody publishes."""


@dataclass(frozen=True)
class Relations:
    """Numbers (the published ones first, each part sorted) and relations among them: ``matrix`` × numbers = 0."""

    keys: tuple[CountKey, ...]
    published: int
    matrix: csr_array

    @cached_property
    def place(self) -> dict[CountKey, int]:
        """Where each number stands."""
        return {key: at for at, key in enumerate(self.keys)}


class _Rows:
    """Relations while they are gathered: a sum and its parts."""

    def __init__(self) -> None:
        self.sums: list[tuple[CountKey, tuple[CountKey, ...]]] = []

    def add(self, total: CountKey, parts: Iterable[CountKey]) -> None:
        self.sums.append((total, tuple(parts)))


def relations_of(types: Mapping[str, ByGroup], geography: Geography) -> Relations:
    """The published numbers of the quarters of a year and their relations; ``types`` are those with a row, by quarter.

    The table of the year is published where all four quarters are; these have the same groups.
    """
    rows, published = _Rows(), set[CountKey]()
    (year,) = {year_of(quarter) for quarter in types}
    whole = whole_year(types, year)
    for quarter in sorted(types):
        published |= _of_areas(rows, quarter, types[quarter], geography)
        told = [*map(of_group, types[quarter])] if whole else [ALL]
        published |= _of_cells(rows, quarter, told, geography)
    if whole:
        published |= _of_year(rows, year, [*map(of_group, types[quarters_of(year)[0]])], geography)
    named = {key for total, parts in rows.sums for key in (total, *parts)} | published
    keys = (*sorted(published), *sorted(named - published))
    place = {key: at for at, key in enumerate(keys)}
    across, down, sign = [], [], []
    for number, (total, parts) in enumerate(rows.sums):
        for key, one in ((total, -1.0), *((part, 1.0) for part in parts)):
            down.append(number)
            across.append(place[key])
            sign.append(one)
    matrix = csr_array((sign, (down, across)), shape=(len(rows.sums), len(keys)))
    return Relations(keys, len(published), matrix)


def whole_year(quarters: Iterable[str], year: str) -> bool:
    """Whether all quarters of a year are among some."""
    return set(quarters_of(year)) <= set(quarters)


def _of_areas(rows: _Rows, quarter: str, by_group: ByGroup, geography: Geography) -> set[CountKey]:
    """Types add up to groups and these to all, in every place; and places to larger ones, for each of these."""
    types = [one for listed in by_group.values() for one in listed]
    found = set()
    for where in geography.members:
        for group, listed in by_group.items():
            rows.add(_area(quarter, of_group(group), where), [_area(quarter, of_type(one), where) for one in listed])
        rows.add(_area(quarter, ALL, where), [_area(quarter, of_group(group), where) for group in by_group])
        found |= {_area(quarter, of_type(one), where) for one in types}
        found |= {_area(quarter, what, where) for what in (ALL, *map(of_group, by_group))}
    for where, parts in geography.parts.items():
        for what in (ALL, *map(of_group, by_group), *map(of_type, types)):
            rows.add(_area(quarter, what, where), [_area(quarter, what, part) for part in parts])
    return found


def _of_cells(rows: _Rows, quarter: str, told: Sequence[str], geography: Geography) -> set[CountKey]:
    """Zones add up to areas and to cells: by group where the year is told by group, else all together."""
    for area in geography.areas:
        here = [zone for zone in geography.zones if zone[0] == area]
        for what in told:
            rows.add(_area(quarter, what, area), [_zone(quarter, what, zone) for zone in here])
    for cell in geography.cells:
        here = [zone for zone in geography.zones if zone[1] == cell]
        rows.add(_cell(quarter, cell), [_zone(quarter, what, zone) for zone in here for what in told])
    return {_cell(quarter, cell) for cell in geography.cells}


def _of_year(rows: _Rows, year: str, groups: Sequence[str], geography: Geography) -> set[CountKey]:
    """The quarters of a year add up to it, group by group."""
    quarters = quarters_of(year)
    found = set()
    for cell in geography.cells:
        here = [zone for zone in geography.zones if zone[1] == cell]
        for what in groups:
            key = CountKey(BY_CELL_AND_GROUP.table_id, year, what, cell)
            rows.add(key, [_zone(quarter, what, zone) for quarter in quarters for zone in here])
            found.add(key)
    return found


def _area(quarter: str, what: str, where: str) -> CountKey:
    return CountKey(BY_AREA.table_id, quarter, what, where)


def _cell(quarter: str, cell: str) -> CountKey:
    return CountKey(BY_CELL.table_id, quarter, ALL, cell)


def _zone(quarter: str, what: str, zone: tuple[str, str]) -> CountKey:
    return CountKey(UNPUBLISHED, quarter, what, "/".join(zone))
