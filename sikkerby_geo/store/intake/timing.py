"""When the figures of a row are from: its own column, or the one year the sheet or its title names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sikkerby_geo.facts.delivery_kinds import DeliveryKind, Field, Form
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Remark, Where
from sikkerby_geo.store.intake.cells import Unreadable
from sikkerby_geo.store.intake.grids import Row, as_text, blank
from sikkerby_geo.store.intake.heads import folded_head
from sikkerby_geo.store.intake.moments import Moment, read_moment, read_quarter
from sikkerby_geo.store.intake.records import Mapped
from sikkerby_geo.store.intake.tables import Column, Table

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


def time_field(kind: DeliveryKind) -> Field:
    """The column of a kind that says when."""
    return next(one for one in kind.fields if one.form in (Form.YEAR, Form.DAY))


def moment_of(
    table: Table, row: Row, single: Mapping[str, Column], recipe: Recipe, mapped: Mapped
) -> tuple[Moment | None, Where]:
    """When a row is from and where that stands; None with a fault where nothing says it."""
    column = single.get(time_field(mapped.kind).name)
    if column is None:
        return _of_title(table, mapped)
    where = table.where(row, column)
    moment = read_moment(row.cell(column.place))
    if isinstance(moment, Unreadable):
        kind = "no_year" if moment.kind == "blank" else moment.kind
        mapped.faults.append(Fault(kind, where, as_text(row.cell(column.place))[:60]))
        return None, where
    return _turned(moment, table, row, column, recipe, mapped), where


def quarter_moment_of(
    table: Table, row: Row, single: Mapping[str, Column], recipe: Recipe, mapped: Mapped
) -> tuple[Moment | None, Where]:
    """When a row of a table by quarter is from: its column of quarters with that of years, or either alone."""
    field = mapped.kind.of_form(Form.QUARTER)
    column = single.get(field.name) if field else None
    if column is None or blank(row.cell(column.place)):
        return moment_of(table, row, single, recipe, mapped)
    where, raw = table.where(row, column), row.cell(column.place)
    found = read_quarter(raw)
    if isinstance(found, Unreadable):
        mapped.faults.append(Fault("not_a_quarter_word", where, as_text(raw)[:60]))
        return None, where
    years = single.get(time_field(mapped.kind).name)
    if found.year and (years is None or blank(row.cell(years.place))):
        return found, where
    year, at = moment_of(table, row, single, recipe, mapped)
    if year is None:
        return None, at
    if (found.year and found.year != year.year) or (year.quarter and year.quarter != found.quarter):
        mapped.faults.append(Fault("two_quarters", where, as_text(raw)[:60], str(year.written)))
        return None, where
    return (found if found.year else replace(found, year=year.year)), where


def _of_title(table: Table, mapped: Mapped) -> tuple[Moment | None, Where]:
    where = Where(table.grid.sheet, table.head_row)
    found = set(_YEAR.findall(table.grid.sheet) or _YEAR.findall(table.title))
    said: Fault | Remark
    if len(found) == 1:
        year = found.pop()
        said = Remark("year_of_title", where, year)
        if said not in mapped.remarks:
            mapped.remarks.append(said)
        return Moment(int(year)), where
    said = Fault("no_year_column", where, ", ".join(sorted(found)))
    if said not in mapped.faults:
        mapped.faults.append(said)
    return None, where


def _turned(moment: Moment, table: Table, row: Row, column: Column, recipe: Recipe, mapped: Mapped) -> Moment:
    """A day that may have its month first: as the other days of the column show, or as someone has answered."""
    if not moment.turned:
        return moment
    firsts = [_leading(as_text(other.cell(column.place))) for other in table.rows]
    seconds = [_leading(re.sub(r"^[0-9]+\s*/", "", as_text(other.cell(column.place)))) for other in table.rows]
    if max(firsts) > 12:
        return moment
    if max(seconds) > 12:
        return moment.other_way()
    key = f"day_first:{folded_head(column.head)}"
    answer = recipe.answered(key)
    choices = (
        Choice("day", "day_first", moment.first_day),
        Choice("month", "month_first", moment.other_way().first_day),
    )
    if answer not in ("day", "month"):
        mapped.ask(Question(key, "day_first", table.where(row, column), as_text(row.cell(column.place)), choices))
    return moment.other_way() if answer == "month" else moment


def _leading(text: str) -> int:
    found = re.match(r"\s*([0-9]{1,2})\s*/?", text)
    return int(found[1]) if (found and "/" in text) or (found and not text.strip()[2:].isdigit()) else 0
