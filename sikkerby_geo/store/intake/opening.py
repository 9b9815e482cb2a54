"""A file by its content, whatever its name says: text, workbook or layer, as sheets of cells."""

from __future__ import annotations

import csv
import re

from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Remark, Where
from sikkerby_geo.facts.thresholds import MOST_COLUMNS, MOST_DELIVERED_ROWS, MOST_FILE_BYTES
from sikkerby_geo.store.intake.decoding import decode
from sikkerby_geo.store.intake.dialect import dialect_of, lines_of
from sikkerby_geo.store.intake.grids import Grid, Opened, Row
from sikkerby_geo.store.intake.layers import open_geopackage, open_shapefile, open_text_layer
from sikkerby_geo.store.intake.packed import members
from sikkerby_geo.store.intake.workbooks import OLE, open_workbook

_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_OTHER = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "document"),
    (b"\x1f\x8b", "other_packing"),
    (b"7z\xbc\xaf", "other_packing"),
    (b"Rar!", "other_packing"),
)
"""What is sometimes brought and holds no table we can read, by its first bytes and the fault's kind."""
_HTML = re.compile(rb"\s*(<!doctype html|<html|<table|<\?xml)", re.IGNORECASE)


def open_file(content: bytes, recipe: Recipe | None = None) -> Opened:
    """Whatever tables a file holds. The recipe's answers on encoding and delimiter are used."""
    recipe = recipe or Recipe()
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return Opened("", faults=(Fault("empty_file"),))
    if len(content) > MOST_FILE_BYTES.value:
        return Opened("", faults=(Fault("large_file", value=str(len(content)), allowed=str(MOST_FILE_BYTES.value)),))
    for mark, kind in _OTHER:
        if content.startswith(mark):
            return Opened("", faults=(Fault(kind),))
    if content.startswith(_SQLITE):
        return open_geopackage(content)
    if content.startswith(OLE):
        return open_workbook(content)
    if content.startswith(_ZIP):
        return _open_zip(content)
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{") or head.startswith(b"["):
        return open_text_layer(content)
    if _HTML.match(head):
        return Opened("", faults=(Fault("web_page"),))
    return open_text(content, recipe)


def _open_zip(content: bytes) -> Opened:
    """A workbook, a Shapefile, or something else in a zip."""
    parts = members(content)
    if isinstance(parts, Fault):
        return Opened("", faults=(parts,))
    names = [name.lower() for name in parts]
    if any(name.startswith("word/") for name in names):
        return Opened("", faults=(Fault("document"),))
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return open_workbook(content)
    return open_shapefile(parts)


def open_text(content: bytes, recipe: Recipe) -> Opened:
    """A delimited text: decoded, its dialect recognised, its rows with the lines they begin on."""
    decoded = decode(content, recipe.answered("encoding"))
    if decoded.fault:
        return Opened("text", faults=(Fault(decoded.fault, Where(row=decoded.line)),))
    text = decoded.text
    questions = []
    if decoded.doubt:
        sample = next((line for line in text.splitlines() if not line.isascii()), "")[:60]
        choices = tuple(Choice(one, "encoding", word_in(content, one)) for one in decoded.doubt)
        questions.append(Question("encoding", "encoding", Where(), sample, choices))
    dialect = dialect_of(text, recipe.answered("delimiter"))
    if dialect.doubt:
        names = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
        choices = tuple(Choice(sign, f"delimiter_{names[sign]}") for sign in dialect.doubt)
        questions.append(Question("delimiter", "delimiter", Where(), text.splitlines()[0][:60], choices))
    remarks = (Remark("mended_letters"),) if decoded.mended else ()
    try:
        rows = [Row(line.number, line.fields, line.open_quote) for line in lines_of(text, dialect)]
    except csv.Error:
        return Opened("text", faults=(Fault("broken_text"),))
    faults = [Fault("open_quote", Where(row=row.number)) for row in rows if row.open_quote]
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) > MOST_DELIVERED_ROWS.value:
        faults = [Fault("many_rows", value=str(len(rows)), allowed=str(MOST_DELIVERED_ROWS.value))]
    elif width > MOST_COLUMNS.value:
        faults = [Fault("many_columns", value=str(width), allowed=str(MOST_COLUMNS.value))]
    grids = () if faults else (Grid("", tuple(rows), delimiter=dialect.delimiter),)
    return Opened("text", grids, tuple(faults), tuple(questions), remarks, decoded.encoding, dialect.delimiter)


def word_in(content: bytes, encoding: str) -> str:
    """A word with its letters as they would be in an encoding."""
    words = re.findall(r"\S*[^\x00-\x7f]\S*", content.decode(encoding, errors="replace"))
    return words[0][:40] if words else ""
