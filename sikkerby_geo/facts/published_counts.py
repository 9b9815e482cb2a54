"""Counts of reports as they are published: the fixed list of tables, and what is said of each number in them.

A number is published as it is, or hidden. A hidden one is told by what may be known of it: 0 to 4, 5 or more, or
nothing. Nothing else of a delivery is kept or shown, and no count by month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

ALL = "all"
"""What is counted where types are not told apart."""
_TYPE, _GROUP = "type/", "group/"


class Period(StrEnum):
    """How long a published count covers."""

    QUARTER = "quarter"
    YEAR = "year"


class Breakdown(StrEnum):
    """How a published table tells types apart: each with its group and all together, not at all, or by group alone."""

    TYPES = "types"
    TOGETHER = "together"
    GROUPS = "groups"


class Ground(StrEnum):
    """Where a published table counts: in areas with committees, bydele and the city, or in cells of 1 km."""

    AREAS = "areas"
    CELLS = "cells"


@dataclass(frozen=True)
class PublishedTable:
    """One of the tables that are published."""

    table_id: str
    period: Period
    breakdown: Breakdown
    ground: Ground


BY_AREA = PublishedTable("reports_by_area", Period.QUARTER, Breakdown.TYPES, Ground.AREAS)
BY_CELL = PublishedTable("reports_by_cell", Period.QUARTER, Breakdown.TOGETHER, Ground.CELLS)
BY_CELL_AND_GROUP = PublishedTable("reports_by_cell_and_group", Period.YEAR, Breakdown.GROUPS, Ground.CELLS)

PUBLISHED_TABLES = (BY_AREA, BY_CELL, BY_CELL_AND_GROUP)
"""Everything that is published of reports: what is hidden is proven to be hidden on this list, so nothing beside it
may be shown."""


def of_type(type_id: str) -> str:
    """What is counted: one type."""
    return _TYPE + type_id


def of_group(group_id: str) -> str:
    """What is counted: one group of types."""
    return _GROUP + group_id


def type_in(what: str) -> str | None:
    """The type that is counted; None where it is a group or all."""
    return what.removeprefix(_TYPE) if what.startswith(_TYPE) else None


def quarter_of(month: int) -> str:
    """The quarter of a month (12 × year + month − 1): 2024-K1."""
    return f"{month // 12:04d}-K{month % 12 // 3 + 1}"


def year_of(period: str) -> str:
    """The year of a quarter or a year."""
    return period[:4]


def quarters_of(year: str) -> tuple[str, ...]:
    """The four quarters of a year."""
    return tuple(f"{year}-K{number}" for number in range(1, 5))


class CountKey(NamedTuple):
    """Which number: the table, the period (2024-K1, 2024), what is counted, and the id of the place or cell.

    Places of the same survey areas (a bydel with one committee with one area) are one number, under one id.
    """

    table: str
    period: str
    what: str
    where: str


@dataclass(frozen=True)
class PublishedCount:
    """A number as it is published; ``value`` is None where it is hidden, and then it lies from ``low`` to ``high``.

    ``high`` None: no upper end is told.
    """

    value: int | None
    low: int = 0
    high: int | None = None

    @property
    def hidden(self) -> bool:
        return self.value is None

    def may_be(self, number: int) -> bool:
        """Whether what is told is true of a number."""
        if self.value is not None:
            return self.value == number
        return self.low <= number and (self.high is None or number <= self.high)


Publication = Mapping[CountKey, PublishedCount]
"""Published numbers by what they are of."""
