"""Between an entry and what stands in its form: texts as people type them, and all that cannot be read at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.dates import get_month_names
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.demands import is_day_month_or_year
from sikkerby_geo.facts.register import FIELDS, Field, FieldType
from sikkerby_geo.facts.register_entry import DatedStage, Entry, YearlyStatus
from sikkerby_geo.text import number
from sikkerby_geo.views.base.amounts import read_amount

FORM_FIELDS = tuple(field for field in FIELDS if field.type is not FieldType.GEOMETRY and field.name != "withdrawn")
"""The fields that are asked for as texts and choices: the place on the map is drawn, and going out is a step of its
own."""

Row = Mapping[str, str]
"""A row of a list as it is typed: stage and date, or year, status and words."""
Typed = Mapping[str, Any]
"""What stands in a form by the name of the field: a text, a code (None = none), codes, or rows."""

_MONTHS = {name: place for place, name in get_month_names("wide", locale="da_DK").items()}
_DAY = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\D{1,3}(\d{4})")


@dataclass(frozen=True)
class Read:
    """What a form says: the entry as far as it can be read, and a fault for each text that cannot."""

    entry: Entry
    faults: tuple[EntryFault, ...] = ()


class Unreadable(ValueError):
    """A typed text that is not what its field holds; ``kind`` names the sentence (``record.fault.<kind>``)."""

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(value)
        self.kind, self.value = kind, value


def typed_of(entry: Entry) -> dict[str, Any]:
    """An entry as its form shows it."""
    return {field.name: written(field, getattr(entry, field.name)) for field in FORM_FIELDS}


def written(field: Field, value: Any) -> Any:
    """A field's value as its form shows it."""
    return _WRITTEN.get(field.type, lambda value: value)(value)


def read(typed: Typed, shape: BaseGeometry | None, base: Entry) -> Read:
    """The entry a form says; a field whose text is that of the ``base`` keeps the very value it has there.

    A text that cannot be read leaves the base's value, and is told.
    """
    values: dict[str, Any] = {"geometry": shape}
    faults = []
    for field in FORM_FIELDS:
        known = getattr(base, field.name)
        if typed[field.name] == written(field, known):
            continue
        try:
            values[field.name] = _READ[field.type](typed[field.name])
        except Unreadable as error:
            faults.append(EntryFault(field.name, error.kind, error.value[:60]))
    return Read(replace(base, **values), tuple(faults))


def written_date(date: str) -> str:
    """An ISO day, month or year as it is typed: 12.05.2026, 05.2026, 2026."""
    return ".".join(reversed(date.split("-")))


def read_date(text: str) -> str:
    """A day, month or year as people write it (12.5.2026, 12. maj 2026, maj 2026, 2026-05, 2026), as ISO.

    Raises
    ------
    Unreadable
        It is none.
    """
    words = " ".join(text.casefold().split())
    for name, place in _MONTHS.items():
        words = re.sub(rf"\.? ?\b{name}\b ?", f".{place}.", words).strip(".")
    day, month = _DAY.fullmatch(words), _MONTH.fullmatch(words)
    if day is not None:
        words = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    elif month is not None:
        words = f"{month[2]}-{int(month[1]):02}"
    if not is_day_month_or_year(words):
        raise Unreadable("not_a_date", text)
    return words


def _read_text(text: str | None) -> str:
    return (text or "").strip()


def _read_code(code: str | None) -> str:
    return code or ""


def _read_codes(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(codes)


def _read_number(text: str) -> int | None:
    if not text.strip():
        return None
    found = read_amount(text, 10**12) if not text.strip().startswith("-") else None
    if found is None:
        raise Unreadable("not_a_number", text)
    return found


def _read_year(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch("[0-9]{4}", text.strip()):
        raise Unreadable("not_a_year", text)
    return int(text)


def _read_date(text: str) -> str:
    return read_date(text) if text.strip() else ""


def _read_stages(rows: Sequence[Row]) -> tuple[DatedStage, ...]:
    """Rows that say nothing are passed over; one that says half is not."""
    found = []
    for row in rows:
        if row["stage"] and row["date"].strip():
            found.append(DatedStage(read_date(row["date"]), row["stage"]))
        elif row["stage"] or row["date"].strip():
            raise Unreadable("half_a_row", row["date"])
    return tuple(sorted(found))


def _read_statuses(rows: Sequence[Row]) -> tuple[YearlyStatus, ...]:
    found = []
    for row in rows:
        year = _read_year(row["year"])
        if year is not None and row["status"]:
            found.append(YearlyStatus(year, row["status"], row["words"].strip()))
        elif year is not None or row["status"] or row["words"].strip():
            raise Unreadable("half_a_row", row["words"] or row["year"])
    return tuple(sorted(found))


def _plain_number(value: int | None) -> str:
    return "" if value is None else str(value)


_WRITTEN: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.CHOICE: lambda code: code or None,
    FieldType.CHOICES: list,
    FieldType.PLACES: list,
    FieldType.YEAR: _plain_number,
    FieldType.NUMBER: _plain_number,
    FieldType.KRONER: lambda value: "" if value is None else number(value),
    FieldType.DATE: written_date,
    FieldType.DATED_STAGES: lambda rows: [{"stage": one.stage, "date": written_date(one.date)} for one in rows],
    FieldType.YEARLY_STATUS: lambda rows: [
        {"year": str(one.year), "status": one.status, "words": one.words} for one in rows
    ],
}
_READ: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.TEXT: _read_text,
    FieldType.LONG_TEXT: _read_text,
    FieldType.CHOICE: _read_code,
    FieldType.CHOICES: _read_codes,
    FieldType.PLACES: _read_codes,
    FieldType.YEAR: _read_year,
    FieldType.NUMBER: _read_number,
    FieldType.KRONER: _read_number,
    FieldType.DATE: _read_date,
    FieldType.DATED_STAGES: _read_stages,
    FieldType.YEARLY_STATUS: _read_statuses,
}
