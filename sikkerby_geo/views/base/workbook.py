"""Workbooks (XLSX): cells that no spreadsheet takes for a formula, heads that stay, and the book as bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sikkerby_geo.text import t
from sikkerby_geo.views.base.spreadsheet import spreadsheet_safe

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None
WIDEST = 60
"""Width of a column of long texts, in signs."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new_book(*, write_only: bool = False) -> Workbook:
    """An empty workbook; the library is loaded for the first that is made, not for the start."""
    from openpyxl import Workbook

    return Workbook(write_only=write_only)


def column_letter(number: int) -> str:
    """The letters of a column by its number, from 1: A, B … AA."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def add(sheet: Worksheet, *values: Value) -> None:
    """A row at the end of a sheet: the one way values get into a workbook; no control characters, no formulas."""
    sheet.append([_cell(value) for value in values])


def _cell(value: Value) -> Value:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return spreadsheet_safe(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def add_heads(sheet: Worksheet, *texts: str) -> None:
    """A row of heads at the end of a sheet that is only written (``new_book(write_only=True)``)."""
    from openpyxl.cell import WriteOnlyCell

    row = [WriteOnlyCell(sheet, _cell(text)) for text in texts]
    for cell in row:
        _set_as_head(cell)
    sheet.append(row)


def headed(sheet: Worksheet, line: int) -> None:
    """Set a line as a head: bold and wrapped."""
    for entry in sheet[line]:
        _set_as_head(entry)


def _set_as_head(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font

    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def book_of(sheets: Iterable[tuple[str, Sequence[Mapping[str, Value]]]], notes: Iterable[str]) -> bytes:
    """A workbook of tables, each a sheet with its head in sight and a filter, and a last sheet of notes on reading.

    Numbers are numbers; the columns are those of a sheet's first row.
    """
    book = new_book()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        table(sheet, rows)
    about = book.create_sheet(t("workbook.notes"))
    about.column_dimensions["A"].width = 110
    for note in notes:
        add(about, note)
    return as_bytes(book)


def table(sheet: Worksheet, rows: Sequence[Mapping[str, Value]]) -> None:
    """Rows into an empty sheet, as wide as what stands in their columns."""
    names = list(rows[0]) if rows else []
    add(sheet, *names)
    for row in rows:
        add(sheet, *(row.get(name) for name in names))
    for number, name in enumerate(names, start=1):
        longest = max(len(str(row.get(name) or "")) for row in rows)
        sheet.column_dimensions[column_letter(number)].width = min(max(longest + 2, 12), WIDEST)
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
        headed(sheet, 1)


def as_bytes(book: Workbook) -> bytes:
    """The book as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
