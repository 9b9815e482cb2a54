"""The register as files that are edited and read back: a workbook with drop-downs, layers for QGIS, a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from shapely import Point
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.characters import FORMULA
from sikkerby_geo.facts.delivery_kinds import EXAMPLE_SHEET
from sikkerby_geo.facts.geography import EXAMPLE_CORNER
from sikkerby_geo.facts.register import FIELD, FIELDS, Field, FieldType
from sikkerby_geo.facts.register_cells import FETCHED, ID, LATITUDE, LONGITUDE, SEEN, Cell, RegisterColumns
from sikkerby_geo.facts.register_entry import Entry, RegisterRow
from sikkerby_geo.text import t
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import add, add_heads, as_bytes, column_letter, new_book
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.exchange_words import choices_of
from sikkerby_geo.views.efforts.field_words import field_help

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

NUMBERS = frozenset(
    {SEEN, FETCHED} | {one.name for one in FIELDS if one.type in (FieldType.YEAR, FieldType.NUMBER, FieldType.KRONER)}
)
"""Columns that hold whole numbers."""
_MORE_ROWS = 500
"""Empty rows below the last that have drop-downs too."""
_LISTED = (FieldType.CHOICES, FieldType.PLACES)
_WIDTHS = {FieldType.LONG_TEXT: 50, FieldType.TEXT: 30, FieldType.CHOICE: 24, FieldType.CHOICES: 40}

Rows = Sequence[RegisterRow]


def cells_of(row: RegisterRow, columns: RegisterColumns, fetched: int) -> dict[str, Cell]:
    """A row of the register as cells, by column; ``fetched`` is the newest revision its register knows."""
    return {ID: row.effort_id, **columns.cells(row.entry), SEEN: row.revision, FETCHED: fetched}


def as_workbook(rows: Rows, columns: RegisterColumns, fetched: int, atlas: Atlas) -> bytes:
    """Rows as a workbook that is read back as the same rows: one column a field, drop-downs, an explanation."""
    names = (ID, *(field.name for field in FIELDS), SEEN, FETCHED)
    book, sheet = _begun(names, columns, len(rows))
    for row in rows:
        cells = cells_of(row, columns, fetched)
        add(sheet, *(_guarded(cells[name]) for name in names))
    _explained(book, names, columns, _licences(rows, atlas))
    return as_bytes(book)


def as_table(rows: Rows, columns: RegisterColumns, fetched: int) -> bytes:
    """Rows as CSV with the workbook's columns, which is read back as the same rows."""
    names = (ID, *(field.name for field in FIELDS), SEEN, FETCHED)
    heads = {name: columns.head(name) for name in names}
    told = ({heads[name]: _guarded(cell) for name, cell in cells_of(row, columns, fetched).items()} for row in rows)
    return csv_bytes(told, tuple(heads.values()))


def template(columns: RegisterColumns, atlas: Atlas) -> bytes:
    """An empty workbook to fill in, with an invented row in a sheet that is never read."""
    names = (*(field.name for field in FIELDS if field.name != "withdrawn"), LATITUDE, LONGITUDE)
    book, _ = _begun(names, columns, 0)
    sheet = book.create_sheet(EXAMPLE_SHEET)
    _heads(sheet, names, columns)
    cells = {**columns.cells(_example(atlas)), "geometry": None, LATITUDE: "55,7131", LONGITUDE: "12,533"}
    add(sheet, *(cells.get(name) for name in names))
    _explained(book, names, columns, (t("exchange.file.invented"),))
    return as_bytes(book)


def _guarded(cell: Cell) -> Cell:
    """A text that itself begins with the sign that guards a formula gets one more, so that one can be taken off."""
    return "'" + cell if isinstance(cell, str) and cell.startswith("'") and FORMULA.match(cell.lstrip("'")) else cell


def _begun(names: Sequence[str], columns: RegisterColumns, count: int) -> tuple[Workbook, Worksheet]:
    book = new_book(write_only=True)
    sheet = book.create_sheet(t("exchange.file.sheet"))
    lists = book.create_sheet(t("exchange.file.lists"))
    lists.sheet_state = "hidden"
    offered = {name: choices_of(FIELD[name], columns) for name in names if _chosen(name)}
    _heads(sheet, names, columns)
    for place, name in enumerate(names, start=1):
        rule = _rule(name, offered, lists.title)
        if rule is not None:
            rule.errorTitle, rule.error = t("intake.template.wrong"), t("intake.template.choose")
            rule.showErrorMessage = True
            sheet.data_validations.append(rule)
            letter = column_letter(place)
            rule.add(f"{letter}2:{letter}{count + 1 + _MORE_ROWS}")
    for at in range(max(map(len, offered.values()), default=0)):
        add(lists, *(words[at] if at < len(words) else None for words in offered.values()))
    return book, sheet


def _chosen(name: str) -> bool:
    return name in FIELD and FIELD[name].type is FieldType.CHOICE


def _rule(name: str, offered: Mapping[str, Sequence[str]], lists: str) -> DataValidation | None:
    """What may stand in a column: a word of a list, or a whole number within limits; None where anything may."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if name in offered:
        letter = column_letter(list(offered).index(name) + 1)
        source = f"'{lists}'!${letter}$1:${letter}${len(offered[name])}"
        return DataValidation(type="list", formula1=source, allow_blank=True)
    field = FIELD.get(name)
    if field is not None and name in NUMBERS:
        low, high = str(field.low), str(field.high)
        return DataValidation(type="whole", operator="between", formula1=low, formula2=high, allow_blank=True)
    return None


def _heads(sheet: Worksheet, names: Sequence[str], columns: RegisterColumns) -> None:
    sheet.freeze_panes = "C2"
    for place, name in enumerate(names, start=1):
        width = _WIDTHS.get(FIELD[name].type, 16) if name in FIELD else 14
        sheet.column_dimensions[column_letter(place)].width = width
    add_heads(sheet, *(columns.head(name) for name in names))


def _explained(book: Workbook, names: Sequence[str], columns: RegisterColumns, notes: Iterable[str]) -> None:
    """What belongs in each column, and how the file is read back."""
    sheet = book.create_sheet(t("exchange.file.explained"))
    for letter, width in (("A", 32), ("B", 14), ("C", 90), ("D", 90)):
        sheet.column_dimensions[letter].width = width
    add_heads(sheet, *(t(f"exchange.file.{name}") for name in ("column", "needed", "meaning", "words")))
    for name in names:
        field = FIELD.get(name)
        needed = t(f"exchange.file.{'yes' if field is not None and field.required else 'no'}")
        words = "; ".join(choices_of(field, columns)) if field is not None else ""
        add(sheet, columns.head(name), needed, meaning(name), words or None)
    add(sheet, None)
    for key in ("blank_note", "rows_note", "streets_note"):
        add(sheet, t(f"exchange.file.{key}"))
    for note in notes:
        add(sheet, note)


def meaning(name: str) -> str:
    """What belongs in a column, and how several things are written in one cell."""
    field = FIELD.get(name)
    if field is None:
        return t(f"exchange.file.{name}")
    return " ".join(filter(None, (field_help(field), _form(field))))


def _form(field: Field) -> str:
    if field.type in _LISTED:
        return t("exchange.file.lists_note")
    if field.type is FieldType.DATED_STAGES:
        return t("exchange.file.stages_note")
    if field.type is FieldType.YEARLY_STATUS:
        return t("exchange.file.statuses_note")
    return t("exchange.file.geometry_note") if field.type is FieldType.GEOMETRY else ""


def _licences(rows: Rows, atlas: Atlas) -> tuple[str, ...]:
    """The licences of the geometries of rows, each once, under a line that says what they are."""
    known = files.shapes(atlas)
    shapes = (known.get(row.effort_id) for row in rows if row.entry.geometry is not None)
    told = dict.fromkeys(f"{shape.attribution} ({shape.licence})" for shape in shapes if shape is not None)
    return (t("exchange.file.licences"), *told) if told else ()


def _example(atlas: Atlas) -> Entry:
    """An invented effort."""
    area = atlas.places.at(Level.SURVEY_AREA)[0].place_id
    return Entry(
        name=t("exchange.file.example_name"),
        kind="lighting",
        administration=FIELD["administration"].codes[0],
        principles=("knowledge", "local_areas"),
        area_ids=(area,),
        geometry=Point(EXAMPLE_CORNER),
        stage="decided",
        start_year=2026,
        capital_dkk=400_000,
        money_source=t("exchange.file.example_money"),
        source_words=t("exchange.file.example_source"),
    )


def layers(
    rows: Rows, columns: RegisterColumns, fetched: int, atlas: Atlas
) -> list[tuple[str, list[dict[str, Cell]], list[BaseGeometry] | None]]:
    """Rows as layers (name, rows, geometries): one a form and licence, a table of what has no place, and one of notes.

    Geometry under the ODbL never stands in a layer with the city's own.
    """
    known = files.shapes(atlas)
    placed: dict[str, tuple[list[dict[str, Cell]], list[BaseGeometry]]] = {}
    without: list[dict[str, Cell]] = []
    for row in rows:
        cells = cells_of(row, columns, fetched)
        del cells["geometry"]
        shape = row.entry.geometry
        if shape is None:
            without.append(cells)
            continue
        listed, shapes = placed.setdefault(files.layer_name(shape, known.get(row.effort_id)), ([], []))
        listed.append(cells)
        shapes.append(shape)
    notes = [{t("exchange.file.note"): note} for note in (t("exchange.file.rows_note"), *_licences(rows, atlas))]
    found: list = [(name, *pair) for name, pair in sorted(placed.items())]
    found += [(t("exchange.file.layer_none"), without, None)] if without else []
    return [*found, (t("exchange.file.layer_notes"), notes, None)]


def shown_fields(columns: RegisterColumns) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """How a map program shows each field: its head, what belongs in it, and the words to choose from."""
    names = (ID, *(field.name for field in FIELDS if field.type is not FieldType.GEOMETRY), SEEN, FETCHED)
    return {
        name: (columns.head(name), meaning(name), choices_of(FIELD[name], columns) if _chosen(name) else ())
        for name in names
    }
