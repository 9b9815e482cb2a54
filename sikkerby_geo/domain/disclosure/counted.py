"""What may be shown of a counted table of one quarter, which somebody else has counted and delivered.

As with reports (``protecting``) small numbers are hidden, nought included, and others beside them where sums would give
them away. A table brings what sums it has: areas in committees, bydele and the city, rows in their total. What a table
lacks another may tell: sums that others are known to print are taken to be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.audit import attack_of, exposed_in
from sikkerby_geo.domain.disclosure.before import Before, before
from sikkerby_geo.domain.disclosure.programme import SolverError
from sikkerby_geo.domain.disclosure.protecting import Protecting, UnprotectableError
from sikkerby_geo.domain.disclosure.relations import UNPUBLISHED, Relations
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level
from sikkerby_geo.facts.counted import ALL_TOGETHER, CountedSeries
from sikkerby_geo.facts.published_counts import CountKey, Publication, PublishedCount

_KNOWN, _REST = "known", "rest"
_FINER = (Level.BYDEL, Level.LOKALUDVALG, Level.SURVEY_AREA)


class Cell(NamedTuple):
    """A number of a counted table: its row (blank: all together) and its place."""

    category: str
    where: str


class HiddenEarlierError(ValueError):
    """Numbers of the quarter were hidden earlier and are not in the table again: ``count``."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


@dataclass(frozen=True)
class CountedTable:
    """One table of one quarter as it is delivered: its numbers, and the cells whose number its source hides."""

    series: CountedSeries
    period: str
    counts: Mapping[Cell, int]
    unknown: frozenset[Cell] = frozenset()

    def key(self, cell: Cell) -> CountKey:
        return CountKey(self.series.series_id, self.period, *cell)


@dataclass(frozen=True)
class Protected:
    """What may be shown of a table, by cell, and how many rows of small numbers alone are left out by name."""

    told: Mapping[Cell, PublishedCount]
    left_out: int = 0


def protected(table: CountedTable, places: Gazetteer, threshold: int, earlier: Sequence[Publication] = ()) -> Protected:
    """Hide what must be hidden of a table, beside what has been published of it ``earlier``, and prove it.

    A row that a file names itself and that has small numbers alone is left out: its name would tell that there is one.
    Sums of cells that the source hides are hidden too, for they would give these away.

    Raises
    ------
    HiddenEarlierError
        What was hidden earlier is lacking, so that it cannot be kept hidden.
    UnprotectableError
        Earlier deliveries have told too much, or the proof does not hold.
    """
    if table.series.city_only:
        return Protected({cell: PublishedCount(count) for cell, count in table.counts.items()})
    told_before = {key for one in earlier for key, count in one.items() if count.hidden}
    there = {table.key(cell) for cell in (*table.counts, *table.unknown)}
    if lacking := {key for key in told_before if key[:2] == (table.series.series_id, table.period)} - there:
        raise HiddenEarlierError(len(lacking))
    rare = _rare(table, threshold, earlier)
    kept = replace(table, counts={cell: count for cell, count in table.counts.items() if cell.category not in rare})
    withheld = _withheld(kept, places)
    open_counts = {cell: count for cell, count in kept.counts.items() if cell not in withheld}
    sums = _Sums(replace(kept, counts=open_counts), places, table.counts, threshold)
    relations, truth = sums.relations()
    past = _with_known(before(relations, truth, earlier), relations)
    work = Protecting(relations, truth, threshold, past)
    work.protect()
    publication = work.publication()
    try:
        attack = attack_of(publication, relations, earlier)
        exposed = exposed_in(attack, relations, threshold)
    except SolverError as error:
        raise UnprotectableError(0) from error
    if exposed:
        raise UnprotectableError(relations.place[exposed[0].key])
    told = {cell: publication[table.key(cell)] for cell in open_counts}
    return Protected({**told, **dict.fromkeys(sorted(withheld), PublishedCount(None))}, len(rare))


def _rare(table: CountedTable, threshold: int, earlier: Iterable[Publication]) -> set[str]:
    """The rows a file names itself that have small numbers alone and were never told."""
    if not table.series.named:
        return set()
    told = {key.what for one in earlier for key in one if key[:2] == (table.series.series_id, table.period)}
    large = {cell.category for cell, count in table.counts.items() if count >= threshold}
    known = large | told | {cell.category for cell in table.unknown} | {ALL_TOGETHER}
    return {cell.category for cell in table.counts} - known


def _withheld(table: CountedTable, places: Gazetteer) -> set[Cell]:
    """The sums of cells the source hides, the sums of these, and a number beside each where others tell the sum."""
    hidden = set(table.unknown)
    for where in sorted({cell.where for cell in hidden}):
        for group in _told_elsewhere(table, where):
            open_ones = [cell for cell in group if cell in table.counts]
            if hidden.intersection(group) and open_ones:
                hidden.add(max(open_ones, key=lambda cell: (table.counts[cell], cell)))
    while True:
        more = {
            cell
            for cell in table.counts.keys() - hidden
            if any(hidden.intersection(parts) for parts in _parts(cell, table, places))
        }
        if not more:
            return hidden - table.unknown
        hidden |= more


def _told_elsewhere(table: CountedTable, where: str) -> list[tuple[Cell, ...]]:
    """The cells of a place whose sum others print: some rows where these are given, all where a file names its own."""
    series = table.series
    groups = [tuple(Cell(one, where) for one in told) for told in series.told_sums]
    there = {*table.counts, *table.unknown}
    listed = tuple(sorted(one for one in there if one.where == where and one.category != ALL_TOGETHER))
    if series.named and not series.most and listed:
        groups.append(listed)
    return groups


def _parts(cell: Cell, table: CountedTable, places: Gazetteer) -> Iterable[tuple[Cell, ...]]:
    """The ways a cell is a sum of others of the table, complete or not: of its rows, and of places at a finer level."""
    cells = {*table.counts, *table.unknown}
    if cell.category == ALL_TOGETHER:
        rows = tuple(sorted(one for one in cells if one.where == cell.where and one.category != ALL_TOGETHER))
        if rows:
            yield rows
    members = _members(cell.where, places)
    own = places.get(cell.where)
    levels = _FINER if own is None else _FINER[_FINER.index(own.level) + 1 :]
    for level in levels:
        inside = {place.place_id for place in places.at(level) if members.issuperset(place.members)}
        below = tuple(sorted(one for one in cells if one.category == cell.category and one.where in inside))
        if below:
            yield below


def _members(where: str, places: Gazetteer) -> frozenset[str]:
    own = None if where == CITY_ID else places.get(where)
    areas = places.at(Level.SURVEY_AREA)
    return frozenset(own.members if own else (area.place_id for area in areas))


@dataclass
class _Sums:
    """The numbers of a table and what must add up among them. ``all_counts`` has the rows that are left out too."""

    table: CountedTable
    places: Gazetteer
    all_counts: Mapping[Cell, int]
    threshold: int
    truth: dict[CountKey, int] = field(default_factory=dict)
    unpublished: set[CountKey] = field(default_factory=set)
    sums: list[tuple[CountKey, tuple[CountKey, ...]]] = field(default_factory=list)

    def relations(self) -> tuple[Relations, np.ndarray]:
        """The relations, and the true numbers in their order."""
        self.truth = {self.table.key(cell): count for cell, count in self.table.counts.items()}
        for cell in sorted(self.table.counts):
            for at, listed in enumerate(_parts(cell, self.table, self.places)):
                self._add(cell, listed, at)
        for where in sorted({cell.where for cell in self.table.counts}):
            self._known(where)
        published = sorted(self.truth.keys() - self.unpublished)
        keys = (*published, *sorted(self.unpublished))
        place = {key: at for at, key in enumerate(keys)}
        across, down, sign = [], [], []
        for number, (total, parts) in enumerate(self.sums):
            for key, one in ((total, -1.0), *((part, 1.0) for part in parts)):
                down.append(number)
                across.append(place[key])
                sign.append(one)
        matrix = csr_array((sign, (down, across)), shape=(len(self.sums), len(keys)))
        return Relations(keys, len(published), matrix), np.array([self.truth[key] for key in keys], dtype=np.int64)

    def _add(self, cell: Cell, parts: tuple[Cell, ...], number: int) -> None:
        """A sum, with a rest where parts are lacking. A small rest of rows left out is protected like a number."""
        rest = self.table.counts[cell] - sum(self.table.counts[part] for part in parts)
        if rest < 0:
            return
        keys = [self.table.key(part) for part in parts]
        lacking = bool(self._rare_at(cell.where)) and parts[0].where == cell.where
        if rest or lacking or not self._whole(cell, parts):
            hidden = lacking and rest < self.threshold
            named = f"{_REST}/{number}/{cell.category}"
            table = self.table.series.series_id if hidden else UNPUBLISHED
            key = CountKey(table, self.table.period, named, cell.where)
            self.truth[key] = rest
            if not hidden:
                self.unpublished.add(key)
            keys.append(key)
        self.sums.append((self.table.key(cell), tuple(keys)))

    def _rare_at(self, where: str) -> dict[Cell, int]:
        return {
            cell: count
            for cell, count in self.all_counts.items()
            if cell.where == where and cell not in self.table.counts and cell.category != ALL_TOGETHER
        }

    def _whole(self, cell: Cell, parts: tuple[Cell, ...]) -> bool:
        """Whether the parts are all there is of a cell, by their places."""
        if parts[0].where == cell.where:
            return True
        inside = [_members(part.where, self.places) for part in parts]
        return frozenset[str]().union(*inside) == _members(cell.where, self.places)

    def _known(self, where: str) -> None:
        """Sums that others print, where all their parts have a number."""
        series = self.table.series
        for number, parts in enumerate(_told_elsewhere(self.table, where)):
            if not self.table.counts.keys() >= {*parts}:
                continue
            rare = self._rare_at(where) if series.named else {}
            total = sum(self.table.counts[part] for part in parts) + sum(rare.values())
            if total < self.threshold:
                continue
            key = CountKey(series.series_id, self.table.period, f"{_KNOWN}/{number}", where)
            keys = [self.table.key(part) for part in parts]
            if rare:
                rest = CountKey(series.series_id, self.table.period, f"{_REST}/{_KNOWN}", where)
                self.truth[rest] = sum(rare.values())
                keys.append(rest)
            self.truth[key] = total
            self.sums.append((key, tuple(keys)))


def _with_known(past: Before, relations: Relations) -> Before:
    """What earlier deliveries have told, and what other tables tell."""
    told = np.array([key.what.startswith(f"{_KNOWN}/") for key in relations.keys], dtype=bool)
    return replace(past, known=past.known | told, hidden=past.hidden & ~told)
