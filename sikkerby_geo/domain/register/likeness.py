"""Efforts that may be the same as one about to be added: by name, by place, by kind and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.purposes import ALIKE_METRES, ALIKE_NAMES
from sikkerby_geo.facts.register_entry import Entry, RegisterRow


@dataclass(frozen=True)
class Alike:
    """A row that may be the same effort: how alike the names are (0–1), the distance in metres where both have a place.

    ``same_kind`` and ``same_time``: whether kind and period agree; a period nobody knows agrees with any.
    """

    row: RegisterRow
    names: float
    metres: float | None
    same_kind: bool
    same_time: bool


class LikenessIndex:
    """The rows of a register, folded and placed once, to be asked about each new entry.

    ``shapes`` are their geometries by id in EPSG:25832.
    """

    def __init__(self, rows: Iterable[RegisterRow], shapes: Mapping[str, BaseGeometry]) -> None:
        self._rows = {row.effort_id: row for row in rows if not row.entry.withdrawn}
        self._triples = {effort_id: _triples(row.entry.name) for effort_id, row in self._rows.items()}
        self._by_triple: dict[str, list[str]] = {}
        for effort_id, triples in self._triples.items():
            for triple in triples:
                self._by_triple.setdefault(triple, []).append(effort_id)
        self._placed = [effort_id for effort_id in self._rows if effort_id in shapes]
        self._shapes = {effort_id: shapes[effort_id] for effort_id in self._placed}
        self._tree = STRtree([self._shapes[effort_id] for effort_id in self._placed])

    def alike(self, entry: Entry, effort_id: str = "") -> tuple[Alike, ...]:
        """The rows that may be the same as an entry, the likeliest first; its own id is left out.

        A row is alike whose name is and which may lie in the same area; or one of the same kind close by, in a period
        that may be the same.
        """
        shape = None
        if entry.geometry is not None and not entry.geometry.is_empty:
            shape = gpd.GeoSeries([entry.geometry], crs=DEGREES).to_crs(METRES).iloc[0]
        named = self._named(entry.name)
        near = set()
        if shape is not None:
            near = {
                self._placed[place] for place in self._tree.query(shape, predicate="dwithin", distance=ALIKE_METRES)
            }
        found = []
        for other in sorted((named.keys() | near) - {effort_id}):
            if other not in near and not _may_share_area(entry, self._rows[other].entry):
                continue
            one = self._compared(entry, shape, other, named.get(other, 0.0))
            by_name = one.names >= ALIKE_NAMES and _may_share_area(entry, one.row.entry)
            by_place = one.same_kind and one.same_time and other in near
            if by_name or by_place:
                found.append(one)
        return tuple(sorted(found, key=lambda one: (-one.names - one.same_kind - one.same_time, one.row.effort_id)))

    def _named(self, name: str) -> dict[str, float]:
        """How alike the names of the rows are (Dice coefficient of their letter triples), where at all enough."""
        triples = _triples(name)
        common = Counter(effort_id for triple in triples for effort_id in self._by_triple.get(triple, ()))
        shares = {one: 2 * count / (len(triples) + len(self._triples[one])) for one, count in common.items()}
        return {effort_id: share for effort_id, share in shares.items() if share >= ALIKE_NAMES}

    def _compared(self, entry: Entry, shape: BaseGeometry | None, effort_id: str, names: float) -> Alike:
        row = self._rows[effort_id]
        there = self._shapes.get(effort_id)
        metres = None if shape is None or there is None else float(shape.distance(there))
        return Alike(row, names, metres, row.entry.kind == entry.kind, _same_time(entry, row.entry))


def _triples(name: str) -> frozenset[str]:
    """Every three letters that follow each other in a folded name, its words in any order."""
    return frozenset(f" {word} "[at : at + 3] for word in name_words(name) for at in range(len(word)))


def _same_time(one: Entry, other: Entry) -> bool:
    """Whether two periods overlap, as far as anybody has said when they are."""
    starts = [entry.start_year or entry.end_year for entry in (one, other)]
    ends = [entry.end_year or entry.start_year for entry in (one, other)]
    if None in starts:
        return True
    return max(filter(None, starts)) <= min(filter(None, ends))


def _may_share_area(one: Entry, other: Entry) -> bool:
    """Whether two entries may lie in the same area: one of them does not say, is in the whole city, or both name it."""
    areas, others = set(one.area_ids), set(other.area_ids)
    return not areas or not others or CITY_ID in areas | others or bool(areas & others)
