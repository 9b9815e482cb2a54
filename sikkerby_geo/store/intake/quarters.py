"""Tables by quarter: dates that stand for quarters, months put together, and rows that a bulk file leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import product

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.counted import COUNTED_SERIES, Circle, quarter_word
from sikkerby_geo.facts.delivery_kinds import DeliveryKind, Form
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Remark, Where
from sikkerby_geo.store.intake.heads import folded_head
from sikkerby_geo.store.intake.moments import Moment
from sikkerby_geo.store.intake.records import Mapped, Record

BULK = frozenset({folded_head("TID"), folded_head("INDHOLD")})
"""Heads of the bulk files of Danmarks Statistik, which leave out rows of nought."""
_STARTS = (1, 4, 7, 10)


def by_quarter(kind: DeliveryKind) -> bool:
    """Whether a kind is counted by quarter."""
    return kind.of_form(Form.QUARTER) is not None


def date_meaning(dates: Iterable[Moment], kind: DeliveryKind, recipe: Recipe, where: Where, mapped: Mapped) -> str:
    """What the dates of a table stand for: ``quarter``, ``month``, ``year`` or ``day``; ``""`` waits for an answer.

    The first days of several quarters are quarters, of several years years, of other months months. One alone may be
    any of them.
    """
    days = {(one.year, one.month, one.day) for one in dates if one.day}
    months = {month for _, month, _ in days}
    if not days or any(day != 1 for *_, day in days):
        return "day"
    if months - {*_STARTS}:
        return "month"
    if len(months) > 1:
        return "quarter"
    if not by_quarter(kind):
        return "year" if months == {1} else "month"
    key = "date_period"
    answer = recipe.answered(key)
    if answer in ("quarter", "month"):
        return answer
    year, month, _ = min(days)
    choices = (
        Choice("quarter", "date_quarter", quarter_word(year, (month + 2) // 3)),
        Choice("month", "date_month", f"{year:04d}-{month:02d}"),
    )
    mapped.ask(Question(key, "date_period", where, f"{year:04d}-{month:02d}-01", choices))
    return ""


def as_period(when: Moment, meaning: str) -> Moment:
    """A day as the period it stands for."""
    if not when.day or meaning in ("day", ""):
        return when
    if meaning == "quarter":
        return Moment(when.year, quarter=(when.month + 2) // 3)
    return Moment(when.year, month=when.month) if meaning == "month" else Moment(when.year)


def quarter_fault(when: Moment, at: Where) -> Fault | None:
    """Why a moment is no quarter of a table by quarter."""
    if when.quarter or (when.month and not when.day):
        return None
    return Fault("not_a_quarter", at, when.written)


def whole_quarters(mapped: Mapped, recipe: Recipe) -> None:
    """Put months together to quarters, in place, and add the rows of nought that a bulk file leaves out."""
    months: dict[tuple[str, ...], list[Record]] = {}
    whole = [record for record in mapped.records if not record.part]
    for record in mapped.records:
        if record.part:
            months.setdefault(_key(record), []).append(record)
    for records in months.values():
        values = records[0].values
        found = {record.part for record in records}
        if len(found) < 3 or len(records) > len(found):
            word = quarter_word(values.get("year", "0"), values.get("quarter", "0"))
            mapped.remarks.append(Remark("part_of_quarter", records[0].where, word))
            continue
        count = sum((Decimal(record.values.get("count", "0")) for record in records), Decimal(0))
        waits = any(record.waits for record in records)
        whole.append(replace(records[0], values={**values, "count": f"{count:f}"}, part="", waits=waits))
    if {folded_head(head) for head in mapped.columns} >= BULK:
        whole += _left_out(whole, mapped, recipe)
    mapped.records[:] = whole


def _key(record: Record) -> tuple[str, ...]:
    return tuple(
        record.values.get(name, "") for name in ("series", "year", "quarter", "area_id", "category", "source_id")
    )


def _left_out(records: list[Record], mapped: Mapped, recipe: Recipe) -> list[Record]:
    """Rows of nought for the places and categories of a quarter that have none while others have one."""
    by_table: dict[tuple[str, ...], dict[tuple[str, str], Record]] = {}
    for record in records:
        series, year, quarter, area, category, source = _key(record)
        by_table.setdefault((series, year, quarter, source), {})[area, category] = record
    made = []
    for told in by_table.values():
        areas, categories = ({key[at] for key in told} for at in (0, 1))
        first = next(iter(told.values()))
        for area, category in sorted(set(product(areas, categories)) - told.keys()):
            made.append(replace(first, values={**first.values, "area_id": area, "category": category, "count": "0"}))
    known = {(remark.where.sheet, remark.where.row) for remark in mapped.remarks if remark.kind == "no_figure"}
    if not made or known:
        return []
    key = "absent_rows"
    answer = recipe.answered(key)
    if answer in ("zero", "missing"):
        return made if answer == "zero" else []
    choices = (Choice("zero", "absent_zero"), Choice("missing", "absent_missing"))
    mapped.ask(Question(key, "absent_rows", made[0].where, made[0].values.get("year", ""), choices))
    return []


def name_nobody(mapped: Mapped) -> None:
    """Refuse numbers of areas where one would name a place, and leave out notes on the staff's, in place."""
    kept = []
    for record in mapped.records:
        series = COUNTED_SERIES.get(record.values.get("series", ""))
        if series is not None and series.city_only and record.values.get("area_id") != CITY_ID and not record.waits:
            mapped.faults.append(Fault("city_only", record.at("area_id")))
            continue
        noted = record.values.get("note_da")
        if series is not None and series.circle is Circle.STAFF and noted:
            mapped.remarks.append(Remark("note_left_out", record.at("note_da")))
            record = replace(record, values={name: text for name, text in record.values.items() if name != "note_da"})
        kept.append(record)
    mapped.records[:] = kept
