"""Workbooks (XLSX, XLSB, XLS, ODS) as sheets of cells, read by calamine: values alone, no formula is worked out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum, ZipError

from sikkerby_geo.facts.intake import Fault, Remark, Where
from sikkerby_geo.facts.thresholds import MOST_COLUMNS, MOST_DELIVERED_ROWS, MOST_SHEETS
from sikkerby_geo.store.intake.cells import Raw
from sikkerby_geo.store.intake.grids import Grid, Opened, Row
from sikkerby_geo.store.intake.number_formats import Cells, Hidden, hidden_parts, percent_cells
from sikkerby_geo.store.intake.packed import faults_of_workbook, members
from sikkerby_geo.store.intake.sheet_errors import errors_as_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an XLS begins, and an XLSX behind a password."""


def open_workbook(content: bytes) -> Opened:
    """A workbook as sheets; what is hidden is left out and told."""
    percent: dict[str, Cells] = {}
    hidden: dict[str, Hidden] = {}
    if not content.startswith(OLE):
        parts = members(content)
        faults = [parts] if isinstance(parts, Fault) else list(faults_of_workbook(parts))
        if any(fault.where.row == 0 for fault in faults):
            return Opened("workbook", faults=tuple(faults))
        if not isinstance(parts, Fault):
            percent, hidden = percent_cells(parts), hidden_parts(parts)
            content = errors_as_text(parts, content)
    else:
        faults = []
        if b"_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T" in content:
            return Opened("workbook", faults=(Fault("macros"),))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _sheets(book, faults, percent, hidden)
    except PasswordError:
        return Opened("workbook", faults=(Fault("encrypted"),))
    except (CalamineError, ZipError, OSError, ValueError):
        encrypted = b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in content
        return Opened("workbook", faults=(Fault("encrypted" if encrypted else "broken_workbook"),))


def _sheets(
    book: CalamineWorkbook, faults: list[Fault], percent: Mapping[str, Cells], hidden: Mapping[str, Hidden]
) -> Opened:
    grids, remarks = [], []
    listed = book.sheets_metadata
    if len(listed) > MOST_SHEETS.value:
        many = Fault("many_sheets", value=str(len(listed)), allowed=str(MOST_SHEETS.value))
        return Opened("workbook", faults=(many,))
    for at, about in enumerate(listed):
        if about.typ != SheetTypeEnum.WorkSheet:
            remarks.append(Remark("no_table", Where(about.name)))
            continue
        if about.visible != SheetVisibleEnum.Visible:
            remarks.append(Remark("hidden_sheet", Where(about.name)))
            continue
        sheet = book.get_sheet_by_index(at)
        if sheet.total_height > MOST_DELIVERED_ROWS.value or sheet.total_width > MOST_COLUMNS.value:
            kind = "many_rows" if sheet.total_height > MOST_DELIVERED_ROWS.value else "many_columns"
            limit = MOST_DELIVERED_ROWS if kind == "many_rows" else MOST_COLUMNS
            size = sheet.total_height if kind == "many_rows" else sheet.total_width
            faults.append(Fault(kind, Where(about.name), str(size), str(limit.value)))
            continue
        rows = tuple(
            _row(number, cells, percent.get(about.name, frozenset()))
            for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        )
        merged = tuple((top + 1, left, low + 1, right) for (top, left), (low, right) in sheet.merged_cell_ranges or ())
        unseen = hidden.get(about.name, Hidden())
        if unseen.rows:
            remarks.append(Remark("hidden_rows", Where(about.name), str(unseen.rows)))
        grids.append(Grid(about.name, rows, merged, hidden=unseen.columns))
    if len(grids) == 1:
        faults = [replace(fault, where=replace(fault.where, sheet=grids[0].sheet)) for fault in faults]
    return Opened("workbook", tuple(grids), tuple(faults), remarks=tuple(remarks))


def _row(number: int, cells: Sequence[object], percent: Cells) -> Row:
    """A row; what is shown as a per cent is read as one."""
    raws = [_raw(cell) for cell in cells]
    for place, raw in enumerate(raws):
        if (number, place) in percent and isinstance(raw, int | float) and not isinstance(raw, bool):
            raws[place] = f"{100 * raw:.12g} %"
    return Row(number, tuple(raws))


def _raw(cell: object) -> Raw:
    """A cell of calamine: dates as ISO text, since a day is no number."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, bool | int | float | str):
        return cell
    return None if cell is None else str(cell)
