"""Which principles and goals the efforts serve, and where: empty cells are cells where no effort was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level
from sikkerby_geo.facts.purposes import PRINCIPLES
from sikkerby_geo.facts.register_entry import RegisterRow
from sikkerby_geo.facts.stages import NEVER_BEGUN

NOT_STATED = ""
"""The row or column of efforts that do not say."""


@dataclass(frozen=True)
class Matrix:
    """Efforts by two things each may name several of: ``cells`` hold ids, sorted; a cell that is not there is empty.

    ``rows`` and ``columns`` are complete, so that the empty cells are there to be named; ``NOT_STATED`` is last.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]

    def cell(self, row: str, column: str) -> tuple[str, ...]:
        """The ids of the efforts in a cell; none where it is empty."""
        return self.cells.get((row, column), ())

    @property
    def empty(self) -> tuple[tuple[str, str], ...]:
        """The cells where no effort was found, those of efforts that do not say left out."""
        return tuple(
            (row, column)
            for row in self.rows
            for column in self.columns
            if NOT_STATED not in (row, column) and (row, column) not in self.cells
        )


def counted(rows: Iterable[RegisterRow]) -> tuple[RegisterRow, ...]:
    """The rows that tell of an effort: neither withdrawn nor only proposed nor given up."""
    return tuple(row for row in rows if not row.entry.withdrawn and row.entry.stage not in NEVER_BEGUN)


def principles_by_area(rows: Iterable[RegisterRow], places: Gazetteer, level: Level) -> Matrix:
    """Principle × place of a level, the city as a whole and not stated at the end."""
    at_level = places.at(level)
    cells: dict[tuple[str, str], set[str]] = {}
    for row in counted(rows):
        areas = set(row.entry.area_ids)
        there = [place.place_id for place in at_level if areas.intersection(place.members)]
        where = [CITY_ID] if CITY_ID in areas else there or [NOT_STATED]
        for principle in row.entry.principles or (NOT_STATED,):
            for place_id in where:
                cells.setdefault((principle, place_id), set()).add(row.effort_id)
    columns = (*(place.place_id for place in at_level), CITY_ID, NOT_STATED)
    return _matrix((*PRINCIPLES, NOT_STATED), columns, cells)


def goals_by_effort(rows: Iterable[RegisterRow], served: Sequence[str]) -> Matrix:
    """Goal or indicator × effort: the columns are the efforts that serve any, ``served`` are the rows.

    Efforts that serve none are in the row ``NOT_STATED``, so that goals without efforts and efforts without goals are
    both seen.
    """
    found = counted(rows)
    cells = {(one, row.effort_id): {row.effort_id} for row in found for one in row.entry.serves or (NOT_STATED,)}
    columns = tuple(row.effort_id for row in found)
    strange = {one for one, _ in cells} - {*served, NOT_STATED}
    return _matrix((*served, *sorted(strange), NOT_STATED), columns, cells)


def unserved(matrix: Matrix) -> tuple[str, ...]:
    """The rows of a matrix in which no effort was found at all."""
    told = {row for row, _ in matrix.cells}
    return tuple(row for row in matrix.rows if row not in told and row != NOT_STATED)


def _matrix(rows: tuple[str, ...], columns: tuple[str, ...], cells: Mapping[tuple[str, str], Iterable[str]]) -> Matrix:
    return Matrix(rows, columns, {key: tuple(sorted(ids)) for key, ids in cells.items()})
