"""Workbooks (XLSX): cells that no spreadsheet takes for a formula, heads that stay, and the book as bytes."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from sikkerby_geo.views.base.spreadsheet import spreadsheet_safe

Value = str | int | float | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add(sheet: Worksheet, *values: Value) -> None:
    """A row at the end of a sheet: the one way values get into a workbook; no control characters, no formulas."""
    sheet.append([_cell(value) for value in values])


def _cell(value: Value) -> Value:
    return spreadsheet_safe(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def headed(sheet: Worksheet, line: int) -> None:
    """Set a line as a head: bold and wrapped."""
    for entry in sheet[line]:
        entry.font = Font(bold=True)
        entry.alignment = Alignment(wrap_text=True, vertical="top")


def as_bytes(book: Workbook) -> bytes:
    """The book as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
