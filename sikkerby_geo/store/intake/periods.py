"""Counts of quarters and months to counts of years: added where the year is whole, told where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sikkerby_geo.facts.delivery_kinds import FIGURES
from sikkerby_geo.facts.intake import Choice, Question, Recipe, Remark
from sikkerby_geo.store.intake.heads import folded_head
from sikkerby_geo.store.intake.quarters import BULK
from sikkerby_geo.store.intake.records import Mapped, Record

_PARTS = {"K": 4, "M": 12}


def whole_years(mapped: Mapped, recipe: Recipe) -> None:
    """Put the parts of a year together, in place."""
    whole = [record for record in mapped.records if not record.part]
    parts: dict[tuple[str, ...], list[Record]] = {}
    for record in mapped.records:
        if record.part:
            parts.setdefault(_key(record, mapped), []).append(record)
    if not parts:
        return
    kinds = {record.part[0] for records in parts.values() for record in records}
    there = {(record.values.get("year", ""), record.part) for records in parts.values() for record in records}
    for records in parts.values():
        needed = _PARTS[records[0].part[0]]
        found = {record.part for record in records}
        year = records[0].values.get("year", "")
        stated = sum(1 for when, part in there if when == year and part[0] == records[0].part[0])
        lacking = needed - len(found)
        blank = lacking and stated == needed and {folded_head(head) for head in mapped.columns} >= BULK
        if len(kinds) > 1 or len(found) < len(records):
            mapped.remarks.append(Remark("parts_overlap", records[0].where, year))
        elif blank and _may_be_nought(records, mapped):
            answer = _asked(records, mapped, recipe)
            whole.append(replace(_sum(records, mapped), waits=not answer))
            if answer == "missing":
                whole.pop()
                mapped.remarks.append(Remark("part_of_year", records[0].where, year))
        elif lacking:
            mapped.remarks.append(Remark("part_of_year", records[0].where, year))
        else:
            whole.append(_sum(records, mapped))
    mapped.records[:] = whole


def _may_be_nought(records: list[Record], mapped: Mapped) -> bool:
    """Whether no row of the missing parts says why there is no figure: ``..`` is no nought."""
    rows = {record.where.row for record in records}
    subject = {record.values.get("series", "") for record in records}
    return not any(
        remark.kind == "no_figure" and remark.where.row not in rows and (remark.value in subject or not remark.value)
        for remark in mapped.remarks
    )


def _asked(records: list[Record], mapped: Mapped, recipe: Recipe) -> str:
    key = "absent_rows"
    answer = recipe.answered(key)
    if answer in ("zero", "missing"):
        return answer
    choices = (Choice("zero", "absent_zero"), Choice("missing", "absent_missing"))
    mapped.ask(Question(key, "absent_rows", records[0].where, records[0].values.get("year", ""), choices))
    return ""


def _key(record: Record, mapped: Mapped) -> tuple[str, ...]:
    figures = {one.name for one in mapped.kind.fields if one.form in FIGURES} | {"note_da"}
    return tuple(f"{name}={value}" for name, value in sorted(record.values.items()) if name not in figures)


def _sum(records: Iterable[Record], mapped: Mapped) -> Record:
    listed = list(records)
    values = dict(listed[0].values)
    for one in mapped.kind.fields:
        if one.form in FIGURES and one.name in values:
            values[one.name] = f"{sum((Decimal(record.values[one.name]) for record in listed), Decimal(0)):f}"
    return replace(listed[0], values=values, part="", waits=any(record.waits for record in listed))
