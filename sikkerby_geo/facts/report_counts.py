"""Counts of reports by month, type and zone: small, and added up in any order to the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from sikkerby_geo.facts.reports import Reason

EXAMPLES = 3
"""Rows of each reason that are remembered."""
_BITS = 20
"""Bits of a key for a type and for a zone each; the month has the rest."""
_MASK = (1 << _BITS) - 1
MOST_ZONES = 1 << _BITS
_MOST_PLACES = 1 << 23
"""Places of the array that counts are added up in (64 MB)."""
_GATHERED = 1 << 20
"""Rows of counts that are kept apart before they are sorted."""


@dataclass(frozen=True)
class Zone:
    """The part of an area within one cell of the grid, which points are counted by; blank is no zone."""

    area_id: str = ""
    cell_id: str = ""


def keys_of(month: np.ndarray, what: np.ndarray, zone: np.ndarray) -> np.ndarray:
    """One whole number (int64) for month, type and zone: months first, then types, then zones."""
    return ((np.asarray(month, dtype=np.int64) << _BITS | what) << _BITS) | zone


def month_of(keys: np.ndarray) -> np.ndarray:
    """The months of keys, as 12 × year + month − 1."""
    return keys >> 2 * _BITS


def type_of(keys: np.ndarray) -> np.ndarray:
    """The places of the keys' types."""
    return keys >> _BITS & _MASK


def zone_of(keys: np.ndarray) -> np.ndarray:
    """The numbers of the keys' zones."""
    return keys & _MASK


def retyped(keys: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Keys with other numbers for their types: ``place[n]`` is the new one of the type n."""
    return keys_of(month_of(keys), place[type_of(keys)], zone_of(keys)) if len(keys) else keys


def in_order(keys: np.ndarray, reports: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keys in their order, and their numbers with them."""
    if (keys[1:] >= keys[:-1]).all():
        return keys, reports
    order = np.argsort(keys, kind="stable")
    return keys[order], reports[order]


def _gathered(keys: np.ndarray, reports: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Equal keys as one, with their numbers added up; without those that come to nought."""
    keys, reports = in_order(keys, reports)
    first = (
        np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, dtype=np.int64)
    )
    keys, reports = keys[first], np.add.reduceat(reports, first) if len(keys) else reports
    return keys[reports != 0], reports[reports != 0]


@dataclass(frozen=True)
class Counts:
    """How many reports have a month, a type and a zone.

    ``keys`` (int64, sorted, each once) name month, type (its place in ``types``) and zone (its place in ``zones``);
    ``reports`` (int64) are the numbers. Those without a row are nought. ``synthetic``: they come from invented reports.
    """

    zones: tuple[Zone, ...]
    types: tuple[str, ...] = ()
    keys: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    reports: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    synthetic: bool = False

    @property
    def total(self) -> int:
        return int(self.reports.sum())

    def rows(self) -> Iterator[tuple[int, str, str, str, int]]:
        """(month as number, type, area, cell, number) in the order of month, type, area and cell."""
        by_word = sorted(range(len(self.types)), key=self.types.__getitem__)
        by_place = sorted(range(len(self.zones)), key=lambda at: (self.zones[at].area_id, self.zones[at].cell_id))
        word, zone = (np.empty(len(order_of), dtype=np.int64) for order_of in (by_word, by_place))
        word[by_word], zone[by_place] = np.arange(len(word)), np.arange(len(zone))
        order = np.argsort(keys_of(month_of(self.keys), word[type_of(self.keys)], zone[zone_of(self.keys)]))
        keys = self.keys[order]
        areas, cells = [one.area_id for one in self.zones], [one.cell_id for one in self.zones]
        places = zone_of(keys).tolist()
        yield from zip(
            month_of(keys).tolist(),
            map(self.types.__getitem__, type_of(keys).tolist()),
            map(areas.__getitem__, places),
            map(cells.__getitem__, places),
            self.reports[order].tolist(),
            strict=True,
        )

    def in_types(self, types: tuple[str, ...]) -> Counts:
        """The same with the types in another tuple, which holds all of them."""
        if types == self.types:
            return self
        place = np.array([types.index(word) for word in self.types], dtype=np.int64)
        return Counts(self.zones, types, *_gathered(retyped(self.keys, place), self.reports), self.synthetic)


class Adding:
    """Counts of the same zones added up one after another: in one array while it is small, else by sorting.

    The array has a place for each month from ``_first``, each type and each zone.
    """

    def __init__(self, zones: tuple[Zone, ...]) -> None:
        self.zones = zones
        self.types: list[str] = []
        self._first = 0
        self._array = np.zeros((0, 0, len(zones)), dtype=np.int64)
        self._apart: list[Counts] = []
        self._kept = 0
        self._synthetic = False

    def add(self, one: Counts) -> None:
        """Add some more."""
        self._synthetic |= one.synthetic
        self.types += [word for word in one.types if word not in self.types]
        if len(one.keys) == 0:
            return
        month, word = month_of(one.keys), np.array([self.types.index(word) for word in one.types])[type_of(one.keys)]
        first, last = int(month[0]), int(month[-1])
        if self._has_room(first, last):
            self._array[month - self._first, word, zone_of(one.keys)] += one.reports
            return
        self._apart.append(one)
        self._kept += len(one.keys)
        if self._kept > _GATHERED:
            self._apart = [added(self._apart, self.zones)]
            self._kept = len(self._apart[0].keys)

    def _has_room(self, first: int, last: int) -> bool:
        """Make the array large enough for these months and all types; False where that would be too large."""
        months, types, zones = self._array.shape
        begin = min(first, self._first) if months else first
        end = max(last + 1, self._first + months) if months else last + 1
        if begin == self._first and end == begin + months and types == len(self.types):
            return True
        if (end - begin) * len(self.types) * zones > _MOST_PLACES:
            return False
        larger = np.zeros((end - begin, len(self.types), zones), dtype=np.int64)
        larger[self._first - begin : self._first - begin + months, :types] = self._array
        self._first, self._array = begin, larger
        return True

    def counts(self) -> Counts:
        """The sum so far."""
        month, word, zone = np.nonzero(self._array)
        types = tuple(self.types)
        there = Counts(self.zones, types, keys_of(month + self._first, word, zone), self._array[month, word, zone])
        whole = added([there, *self._apart], self.zones) if self._apart else there
        return Counts(whole.zones, whole.types, whole.keys, whole.reports, self._synthetic)


def added(counts: Iterable[Counts], zones: tuple[Zone, ...]) -> Counts:
    """Counts of the same zones added up; the types in the order they are met."""
    listed = list(counts)
    types = tuple(dict.fromkeys(word for one in listed for word in one.types))
    moved = [one.in_types(types) for one in listed]
    keys = np.concatenate([np.empty(0, dtype=np.int64), *(one.keys for one in moved)])
    reports = np.concatenate([np.empty(0, dtype=np.int64), *(one.reports for one in moved)])
    return Counts(zones, types, *_gathered(keys, reports), any(one.synthetic for one in listed))


@dataclass(frozen=True)
class Part:
    """What one part of a file comes to: its rows, the counts of those placed, and the reasons of the others.

    ``examples`` are the first rows of each reason, from 0 in the part. ``ids`` (m × 2) and ``id_keys`` are the
    fingerprints of the placed rows that state an id, and what each is counted by; ``without_id`` are placed rows
    without one, None where the file has no ids.
    """

    rows: int
    counts: Counts
    reasons: dict[Reason, int]
    examples: dict[Reason, tuple[int, ...]]
    ids: np.ndarray | None = None
    id_keys: np.ndarray | None = None
    without_id: int = 0


def joined(parts: Iterable[Part], zones: tuple[Zone, ...]) -> Part:
    """Parts that follow one another in a file as one."""
    whole, rows, without = Adding(zones), 0, 0
    reasons: dict[Reason, int] = {}
    examples: dict[Reason, tuple[int, ...]] = {}
    ids, id_keys = [], []
    for part in parts:
        whole.add(part.counts)
        for reason, many in part.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + many
        for reason, places in part.examples.items():
            told = (*examples.get(reason, ()), *(rows + place for place in places))
            examples[reason] = told[:EXAMPLES]
        if part.ids is not None and part.id_keys is not None:
            place = np.array([whole.types.index(word) for word in part.counts.types], dtype=np.int64)
            ids.append(part.ids)
            id_keys.append(retyped(part.id_keys, place))
        rows += part.rows
        without += part.without_id
    if not ids:
        return Part(rows, whole.counts(), reasons, examples, None, None, without)
    return Part(rows, whole.counts(), reasons, examples, np.concatenate(ids), np.concatenate(id_keys), without)
