"""The time of the records of one table: of a row or a head, a year, a quarter, a part of either, or a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.delivery_kinds import FIGURES, TIMES, Form
from sikkerby_geo.facts.intake import Fault, Recipe, Where
from sikkerby_geo.facts.thresholds import YEARS_AHEAD
from sikkerby_geo.store.intake.grids import Row
from sikkerby_geo.store.intake.moments import NO_MOMENT, Moment, read_moment
from sikkerby_geo.store.intake.quarters import as_period, by_quarter, date_meaning, quarter_fault
from sikkerby_geo.store.intake.records import Mapped, Record
from sikkerby_geo.store.intake.tables import Column, Table
from sikkerby_geo.store.intake.timing import moment_of, quarter_moment_of, time_field

Dated = tuple[Moment | None, Where]
"""A moment, and where it is told."""


class Dating:
    """When the records of a table are from. ``single`` are its columns that are one of their sort, by field."""

    def __init__(self, table: Table, single: Mapping[str, Column], recipe: Recipe, mapped: Mapped) -> None:
        self.table, self.single, self.recipe, self.mapped = table, single, recipe, mapped
        self.kind, self.quarterly = mapped.kind, by_quarter(mapped.kind)
        self._in_heads, self._in_rows = self._meant()

    def _meant(self) -> tuple[str, str]:
        """What dates in heads and in rows stand for; in the rows of a table by year they are of that year."""
        heads = [column.role.when for column in self.table.columns]
        in_heads = date_meaning(heads, self.kind, self.recipe, self._head(""), self.mapped)
        if not self.quarterly:
            return in_heads, "year"
        named = [self.single[one.name] for one in self.kind.fields if one.form in TIMES and one.name in self.single]
        read = [read_moment(row.cell(column.place)) for row in self.table.rows for column in named]
        dates = [one for one in read if isinstance(one, Moment)]
        return in_heads, date_meaning(dates, self.kind, self.recipe, self._head(""), self.mapped)

    def _head(self, head: str) -> Where:
        return Where(self.table.grid.sheet, self.table.head_row, head)

    def of_row(self, row: Row) -> Dated:
        """When a row is from; None with a fault where nothing says it."""
        read = quarter_moment_of if self.quarterly else moment_of
        return read(self.table, row, self.single, self.recipe, self.mapped)

    def of_group(self, when: Moment, head: str, row: Dated | None) -> Dated | None:
        """When figures under a head are from: what it says, with the year of the row where it says none."""
        if when == NO_MOMENT:
            return row
        year = when.year or (row[0].year if row and row[0] else 0)
        return (Moment(year, when.quarter, when.month, when.day), self._head(head)) if year else None

    def record(
        self, values: dict[str, str], wheres: dict[str, Where], dated: tuple[Moment, Where], where: Where, waits: bool
    ) -> Iterator[Record]:
        """The record of some values at a moment; none and a fault where the table cannot have such a one."""
        when, at = dated
        if when.year > (latest := today().year + YEARS_AHEAD.value):
            self.mapped.faults.append(Fault("future_year", at, str(when.year), str(latest)))
            return
        named = time_field(self.kind)
        wheres[named.name] = at
        if named.form is Form.DAY:
            values = {"precision": when.precision, **values, named.name: when.first_day}
            yield Record(values, wheres, where, waits=waits)
            return
        meaning = self._in_heads if at.row == self.table.head_row else self._in_rows
        when, waits = as_period(when, meaning), waits or (when.day > 0 and not meaning)
        values[named.name] = str(when.year)
        if self.quarterly:
            if fault := None if waits and when.day else quarter_fault(when, at):
                self.mapped.faults.append(fault)
                return
            values["quarter"] = str(when.quarter or (when.month + 2) // 3)
            yield Record(values, wheres, where, f"M{when.month}" if when.month and not when.day else "", waits)
            return
        part = f"K{when.quarter}" if when.quarter else f"M{when.month}" if when.month and not when.day else ""
        forms = {one.form for one in self.kind.fields if one.name in values and one.form in FIGURES}
        if part and forms - {Form.COUNT}:
            self.mapped.faults.append(Fault("not_a_year", at, part))
            return
        yield Record(values, wheres, where, part, waits)
