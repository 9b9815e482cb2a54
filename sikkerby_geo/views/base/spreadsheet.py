"""Rows for a spreadsheet: the one writer of CSV, and what keeps a text from being read as a formula or as two cells."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence

from sikkerby_geo.facts.characters import FORMULA


def spreadsheet_safe(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return "'" + text if FORMULA.match(text) else text


def csv_bytes(rows: Iterable[Mapping[str, object]], names: Sequence[str] = ()) -> bytes:
    """Rows as CSV for a Danish spreadsheet: UTF-8 with BOM, semicolons, decimal comma, what is missing blank.

    ``names`` are the columns; without them those of the first row. A field with a line end of any kind is quoted.
    """
    listed = list(rows)
    columns = names or (list(listed[0]) if listed else [])
    out = io.StringIO(newline="")
    # With both signs in the line's own end, the writer quotes a field that holds either of them.
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([spreadsheet_safe(name) for name in columns])
    writer.writerows([_field(row.get(name)) for name in columns] for row in listed)
    return out.getvalue().encode("utf-8-sig")


def _field(value: object) -> str:
    if isinstance(value, str):
        return spreadsheet_safe(value)
    if value is None or value != value or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
