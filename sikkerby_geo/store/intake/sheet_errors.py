"""Errors a spreadsheet shows in a cell (#DIV/0!), which calamine gives as blank, or as 0 in an OpenDocument sheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_OFFICE_CELL = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\bt=")e(")')
_OPEN_CELL = re.compile(rb'<table:table-cell\b[^>]*\bcalcext:value-type="error"[^>]*>')
_OPEN_VALUE = re.compile(rb'\s(?:office:(?:value-type|value|string-value)|calcext:value-type)="[^"]*"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def errors_as_text(parts: Mapping[str, bytes], content: bytes) -> bytes:
    """A workbook (XLSX, ODS) whose cells with an error hold what they show, as text; itself where there are none.

    ``parts`` is what the zip ``content`` holds. XLSB and XLS are left as they are: theirs is another form.
    """
    changed = {name: _told(name, part) for name, part in parts.items()}
    if all(changed[name] is part for name, part in parts.items()):
        return content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, part in changed.items():
            packed.writestr(name, part)
    return stream.getvalue()


def _told(name: str, part: bytes) -> bytes:
    if _SHEET.fullmatch(name) and b't="e"' in part:
        return _OFFICE_CELL.sub(rb"\1str\2", part)
    if name == "content.xml" and b'calcext:value-type="error"' in part:
        return _OPEN_CELL.sub(_as_string, part)
    return part


def _as_string(cell: re.Match[bytes]) -> bytes:
    """The start of a cell without its value, so that what it shows is read."""
    start = _OPEN_VALUE.sub(b"", cell[0])
    return start.replace(b"<table:table-cell", b'<table:table-cell office:value-type="string"', 1)
