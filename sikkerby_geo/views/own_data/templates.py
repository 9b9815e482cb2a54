"""Templates to fill in (XLSX), and own figures written in the same form, so that both can be read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level
from sikkerby_geo.facts.delivery_kinds import (
    EXAMPLE_SHEET,
    FIGURES,
    PER_HUNDRED,
    WHOLE_BYDEL,
    DeliveryKind,
    Field,
    Form,
)
from sikkerby_geo.facts.geography import EXAMPLE_CORNER
from sikkerby_geo.facts.intake import Surroundings
from sikkerby_geo.text import t
from sikkerby_geo.views.base.spreadsheet import spreadsheet_safe
from sikkerby_geo.views.base.workbook import Value, add, as_bytes, column_letter, headed, new_book

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS_WITH_LISTS = 1000
"""Rows of an empty template that have drop-downs."""
_POINT = (Form.LATITUDE, Form.LONGITUDE)


def template(kind: DeliveryKind, around: Surroundings) -> bytes:
    """An empty template: a sheet to fill in with drop-downs, one filled in as an example, one that explains."""
    fields = [one for one in kind.fields if one.shown]
    book = new_book()
    sheet = _first_sheet(book, fields)
    lists = book.create_sheet(t("intake.template.lists"))
    lists.sheet_state = "hidden"
    for place, field in enumerate(fields, start=1):
        _drop_down(sheet, lists, place, field, choices_of(field, kind, around))
    example = book.create_sheet(EXAMPLE_SHEET)
    _heads(example, fields)
    for row in example_rows(kind, around):
        add(example, *(row.get(field.name) for field in fields))
    explained = book.create_sheet(t("intake.template.explained"))
    add(explained, *(t(f"intake.template.{name}") for name in ("field", "needed", "meaning")))
    headed(explained, 1)
    for field in fields:
        needed = t(f"intake.template.{'yes' if field.needed else 'no'}")
        add(explained, field.heads[0], needed, t(f"intake.explain.{kind.kind_id}.{field.name}"))
    add(explained)
    for key in ("missing", "questions", "invented"):
        add(explained, t(f"intake.template.{key}"))
    _widths(explained, (28, 16, 90))
    return as_bytes(book)


def exported(
    kind: DeliveryKind,
    rows: Iterable[Mapping[str, str]],
    places: Gazetteer,
    sources: Mapping[str, str],
    shapes: Mapping[str, BaseGeometry] | None = None,
) -> bytes:
    """Rows of our table (text by column) as a workbook that is read back as the same rows.

    ``sources`` are titles by id; ``shapes`` geometries by the id of the thing. Columns that say nothing are left out.
    """
    written = [_written(row, kind, places, sources, shapes or {}) for row in rows]
    fields = [one for one in kind.fields if any(row.get(one.name) not in (None, "") for row in written)]
    book = new_book()
    sheet = _first_sheet(book, fields)
    for row in written:
        add(sheet, *(row.get(field.name) for field in fields))
    return as_bytes(book)


def choices_of(field: Field, kind: DeliveryKind, around: Surroundings) -> tuple[str, ...]:
    """What a column may hold, as it is offered; none where anything may stand."""
    if field.form is Form.KEY_FIGURE:
        return tuple(t("intake.template.key_figure", name=name, id=key) for key, name in around.key_figures.items())
    places = around.places
    if field.form is Form.PLACE:
        several = [place.place_id for place in places.at(Level.BYDEL) if len(place.members) > 1]
        ids = (*(place.place_id for place in places.at(Level.SURVEY_AREA)), *several, CITY_ID)
        return tuple(place_name(place_id, places) for place_id in ids)
    if field.form is Form.QUARTER:
        return tuple(f"K{number}" for number in range(1, 5))
    if field.form is Form.SUBJECT:
        return tuple(words[min(2, len(words) - 1)] for _, words in kind.subjects)
    return tuple({name: word for word, name in reversed(field.words)}.values())[::-1]


def place_name(place_id: str, places: Gazetteer) -> str:
    """A place as a delivery names it: a bydel of several areas, or of an area's name, as the whole of it."""
    if place_id == CITY_ID:
        return t("intake.template.city")
    place = places[place_id]
    return f"{place.name} {WHOLE_BYDEL}" if place.level is Level.BYDEL else place.name


def example_rows(kind: DeliveryKind, around: Surroundings) -> list[dict[str, Value]]:
    """A few invented rows, as they are filled in."""
    named = [place_name(place.place_id, around.places) for place in around.places.at(Level.SURVEY_AREA)[:3]]
    rows = []
    for number, name in enumerate(named):
        row: dict[str, Value] = {}
        for field in kind.fields:
            if field.shown:
                row[field.name] = _example(field, kind, around, name, number)
        rows.append(row)
    return rows


def _example(field: Field, kind: DeliveryKind, around: Surroundings, name: str, number: int) -> Value:
    if field.form is Form.PLACE:
        return name
    if field.form is Form.YEAR:
        return 2025
    if field.form is Form.DAY:
        return "2025-01-01"
    if field.form is Form.QUARTER:
        return choices_of(field, kind, around)[number]
    if field.form in (Form.SUBJECT, Form.WORD):
        return choices_of(field, kind, around)[0]
    if field.form is Form.KEY_FIGURE:
        offered = choices_of(field, kind, around)
        return offered[number % len(offered)] if offered else ""
    if field.form in (*FIGURES, *_POINT):
        start, step = _NUMBERS.get(field.name, (12.4, 1.5))
        return start + number * step
    said = t(f"intake.example.{field.form if field.form is Form.SOURCE else field.name}")
    return f"{said} {number + 1}" if field.name in _COUNTED else said


_COUNTED = ("goal_id", "place", "part")
"""Words of the examples that are told apart by a number."""


_NUMBERS: Mapping[str, tuple[float, float]] = {
    "respondents": (231, 12),
    "reports": (415, 30),
    "per_1000": (47.5, 2.5),
    "population": (52_000, 1_500),
    "value": (31.5, 1.5),
    "count": (42, 7),
    "target": (10, 0),
    "baseline_value": (14.5, 0),
    "amount_dkk": (1_200_000, 50_000),
    "latitude": (EXAMPLE_CORNER[1], 0.002),
    "longitude": (EXAMPLE_CORNER[0], 0.003),
}
"""Invented numbers of the examples: the first, and how far the next lies."""


def _first_sheet(book: Workbook, fields: Sequence[Field]) -> Worksheet:
    sheet = book.active
    sheet.title = t("intake.template.sheet")
    _heads(sheet, fields)
    return sheet


def _heads(sheet: Worksheet, fields: Sequence[Field]) -> None:
    add(sheet, *(head_of(field) for field in fields))
    headed(sheet, 1)
    sheet.freeze_panes = "A2"
    _widths(sheet, [max(14, len(head_of(field)) + 4, 30 * (field.form in _WIDE)) for field in fields])


def head_of(field: Field) -> str:
    """The head of a column in our own files; that of per cents says that they go to 100, so that none is a share."""
    return next((head for head in field.heads if PER_HUNDRED in head), field.heads[0])


_WIDE = (Form.PLACE, Form.SUBJECT, Form.SOURCE, Form.TEXT, Form.KEY_FIGURE)


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[column_letter(place)].width = width


def _drop_down(sheet: Worksheet, lists: Worksheet, place: int, field: Field, choices: Sequence[str]) -> None:
    """What may stand in a column of an empty template: a list to choose from, or numbers within limits."""
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = column_letter(place)
    if choices:
        for row, choice in enumerate(choices, start=1):
            lists[f"{letter}{row}"] = spreadsheet_safe(choice)
        source = f"'{lists.title}'!${letter}$1:${letter}${len(choices)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
    elif field.form is Form.YEAR:
        rule = DataValidation(type="whole", operator="between", formula1="1990", formula2="2100", allow_blank=True)
    elif field.form is Form.PERCENT:
        rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    else:
        return
    rule.errorTitle = t("intake.template.wrong")
    rule.error = t("intake.template.choose" if choices else "intake.template.within")
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")


def _written(
    row: Mapping[str, str],
    kind: DeliveryKind,
    places: Gazetteer,
    sources: Mapping[str, str],
    shapes: Mapping[str, BaseGeometry],
) -> dict[str, Value]:
    """A row of our table in the words of a delivery."""
    written: dict[str, Value] = {}
    for field in kind.fields:
        text = row.get(field.name, "")
        if text:
            written[field.name] = _cell(text, field, kind, places, sources)
    shape = shapes.get(next(iter(row.values()), ""))
    if shape is not None:
        names = {field.form: field.name for field in kind.fields}
        if shape.geom_type == "Point":
            written |= {names[Form.LONGITUDE]: shape.x, names[Form.LATITUDE]: shape.y}
        else:
            written[names[Form.SHAPE]] = shape.wkt
    return written


def _cell(text: str, field: Field, kind: DeliveryKind, places: Gazetteer, sources: Mapping[str, str]) -> Value:
    if field.form is Form.PLACE:
        return "; ".join(place_name(one, places) for one in text.split(";"))
    if field.form in FIGURES:
        number = float(text)
        return int(number) if number.is_integer() else number
    if field.form is Form.YEAR:
        return int(text)
    if field.form is Form.QUARTER:
        return f"K{text}"
    if field.form is Form.SUBJECT:
        return dict(kind.subjects)[text][2]
    if field.form is Form.CATEGORY:
        given = {one.category_id: one.words[0] for _, listed in kind.categories for one in listed}
        return given.get(text, text)
    if field.form is Form.SOURCE:
        return sources.get(text, text)
    if field.words:
        return {name: word for word, name in reversed(field.words)}[text]
    return text
