"""Cells of the register's fields to values: words to codes, numbers, dates, names of places, stages and statuses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, normalise
from sikkerby_geo.facts.delivery_kinds import Form
from sikkerby_geo.facts.intake import Fault, Recipe, Remark, Where
from sikkerby_geo.facts.register import Field, FieldType
from sikkerby_geo.facts.register_cells import LATITUDE, LONGITUDE, RegisterColumns
from sikkerby_geo.facts.register_entry import BLANK, DatedStage, YearlyStatus
from sikkerby_geo.store.intake.cells import Raw, Unreadable
from sikkerby_geo.store.intake.figures import read_column
from sikkerby_geo.store.intake.moments import Moment, read_moment
from sikkerby_geo.store.intake.places import Places
from sikkerby_geo.store.intake.records import Mapped
from sikkerby_geo.store.intake.tables import Column, Table
from sikkerby_geo.store.intake.words import faults_of_text

_LISTED = re.compile(r"\s*[;\n]\s*")
_COMMAS = re.compile(r"\s*[;,\n]\s*")
_STAGE = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})\s*:?\s+(.+)")
_YEARS = re.compile(r"\s*(?:\||\n)\s*|\s*;\s*(?=[0-9]{4}\s*:)")
_STATUS = re.compile(r"([0-9]{4})\s*:\s*([^:]+?)\s*(?::\s*(.+))?", re.DOTALL)


@dataclass(frozen=True)
class Changed:
    """A cell that says something new: the number of its row, its field, where it stands, as it is and as text."""

    number: int
    field: Field
    where: Where
    raw: Raw
    text: str


class Wrong(ValueError):
    """A text that is no value of its field: the kind of the fault, the part that is wrong, and what is allowed."""

    def __init__(self, kind: str, value: str, allowed: str = "") -> None:
        super().__init__(kind)
        self.kind, self.value, self.allowed = kind, value, allowed


def several(text: str) -> list[str]:
    """The names in a cell of places."""
    return [part for part in _COMMAS.split(text.strip()) if part]


def read_values(
    changed: Sequence[Changed],
    columns: RegisterColumns,
    places: Places,
    gazetteer: Gazetteer,
    recipe: Recipe,
    mapped: Mapped,
) -> tuple[dict[int, dict[str, Any]], set[int]]:
    """The values of changed cells by row and field (but for geometry), and the rows that wait for an answer."""
    found: dict[int, dict[str, Any]] = {}
    waits: set[int] = set()
    figures: dict[str, list[Changed]] = {}
    for one in changed:
        if one.field.type in (FieldType.NUMBER, FieldType.KRONER) and one.text:
            figures.setdefault(one.field.name, []).append(one)
        elif one.field.type is not FieldType.GEOMETRY:
            if refused := faults_of_text(one.text, one.where):
                mapped.faults += refused
                continue
            try:
                value, asked = _value(one, columns, places, gazetteer, mapped)
            except Wrong as wrong:
                mapped.faults.append(Fault(wrong.kind, one.where, wrong.value[:60], wrong.allowed))
                continue
            found.setdefault(one.number, {})[one.field.name] = value
            waits |= {one.number} if asked else set()
    for name, cells in figures.items():
        read = read_column([(one.where, one.raw) for one in cells], [Form.COUNT] * len(cells), False, recipe)
        mapped.faults += read.faults
        for question in read.questions:
            mapped.ask(question)
        for one, figure in zip(cells, read.figures, strict=True):
            if figure is None:
                continue
            waits |= {one.number} if figure.waits else set()
            if figure.value is not None and figure.value != int(figure.value):
                mapped.faults.append(Fault("not_whole", one.where, one.text[:60]))
            else:
                found.setdefault(one.number, {})[name] = None if figure.value is None else int(figure.value)
    return found, waits


def _value(
    one: Changed, columns: RegisterColumns, places: Places, gazetteer: Gazetteer, mapped: Mapped
) -> tuple[Any, bool]:
    """The value of a cell, and whether it waits for an answer. Raises Wrong."""
    field, text = one.field, one.text.strip()
    if not text:
        return getattr(BLANK, field.name), False
    if field.type is FieldType.PLACES:
        return _areas(one, columns, places, gazetteer, mapped)
    if field.type is FieldType.CHOICE:
        return _code(field, text, columns), False
    if field.type is FieldType.CHOICES:
        return tuple(dict.fromkeys(_code(field, part, columns) for part in _LISTED.split(text) if part)), False
    if field.type is FieldType.YEAR:
        return _moment(one.raw if not isinstance(one.raw, str) else text).year, False
    if field.type is FieldType.DATE:
        return _date(text), False
    if field.type is FieldType.DATED_STAGES:
        return tuple(_stage(field, part, columns) for part in _LISTED.split(text) if part), False
    if field.type is FieldType.YEARLY_STATUS:
        return tuple(_status(field, part, columns) for part in _YEARS.split(text) if part), False
    return text, False


def _code(field: Field, text: str, columns: RegisterColumns) -> str:
    found = columns.meant[field.name].get(normalise(text))
    if found is None:
        raise Wrong("not_a_word", text, f"register.{field.name}")
    return found


def _moment(raw: Raw) -> Moment:
    found = read_moment(raw)
    if isinstance(found, Unreadable):
        raise Wrong(found.kind, str(raw))
    return found


def _date(text: str) -> str:
    """A day, month or year as ISO text."""
    found = _moment(text)
    if found.turned:
        raise Wrong("turned_date", text)
    if found.quarter:
        raise Wrong("not_moment", text)
    parts = (f"{found.year:04d}", f"{found.month:02d}" if found.month else "", f"{found.day:02d}" if found.day else "")
    return "-".join(filter(None, parts))


def _stage(field: Field, text: str, columns: RegisterColumns) -> DatedStage:
    found = _STAGE.fullmatch(text)
    if found is None:
        raise Wrong("not_dated_stage", text)
    return DatedStage(_date(found[1]), _code(field, found[2], columns))


def _status(field: Field, text: str, columns: RegisterColumns) -> YearlyStatus:
    found = _STATUS.fullmatch(text)
    if found is None:
        raise Wrong("not_yearly_status", text)
    return YearlyStatus(int(found[1]), _code(field, found[2], columns), found[3] or "")


def _areas(
    one: Changed, columns: RegisterColumns, places: Places, gazetteer: Gazetteer, mapped: Mapped
) -> tuple[tuple[str, ...], bool]:
    """The survey areas of names; a bydel stands for all of its own."""
    ids: list[str] = []
    asked = False
    for name in several(one.text):
        known = columns.meant[one.field.name].get(normalise(name))
        if known is not None:
            ids.append(known)
            continue
        meant = places.meant[name]
        asked = asked or meant.why == "asked"
        if meant.why in ("unknown", "outside"):
            raise Wrong("unknown_place", name, " · ".join(meant.near))
        if meant.place_id == CITY_ID:
            ids.append(CITY_ID)
        elif meant.place_id:
            ids += gazetteer[meant.place_id].members
        elif meant.why == "nowhere":
            mapped.remarks.append(Remark("name_passed_over", one.where, name[:60]))
    return tuple(dict.fromkeys(ids)), asked


def point_texts(
    table: Table, single: Mapping[str, Column], recipe: Recipe, mapped: Mapped, waits: set[int]
) -> dict[int, BaseGeometry]:
    """The points of two columns of coordinates, by row, as they are written."""
    read: dict[str, dict[int, float]] = {}
    filled: dict[str, set[int]] = {}
    for name in (LATITUDE, LONGITUDE):
        column = single[name]
        cells = [(table.where(row, column), row.cell(column.place)) for row in table.rows]
        key = f"thousands:{normalise(column.head)}"
        figures = read_column(cells, [Form.NUMBER] * len(cells), False, recipe.with_answers({key: "decimals"}))
        mapped.faults += figures.faults
        known = zip(table.rows, figures.figures, strict=True)
        read[name] = {row.number: float(one.value) for row, one in known if one is not None and one.value is not None}
        filled[name] = {row.number for row in table.rows if str(row.cell(column.place) or "").strip()}
    halves = filled[LATITUDE] ^ filled[LONGITUDE]
    for row in table.rows:
        if row.number in halves:
            lacking = LATITUDE if row.number in filled[LONGITUDE] else LONGITUDE
            mapped.faults.append(Fault("half_a_point", table.where(row, single[lacking])))
    both = read[LATITUDE].keys() & read[LONGITUDE].keys() - waits
    return {number: shapely.Point(read[LONGITUDE][number], read[LATITUDE][number]) for number in sorted(both)}
