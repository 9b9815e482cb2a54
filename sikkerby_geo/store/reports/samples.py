"""A sample of a file: its heads and some rows from its beginning, its middle and its end."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Where
from sikkerby_geo.facts.reports import REPORTS
from sikkerby_geo.store.intake.cells import Raw
from sikkerby_geo.store.intake.decoding import decode
from sikkerby_geo.store.intake.dialect import dialect_of, lines_of
from sikkerby_geo.store.intake.heads import role_of
from sikkerby_geo.store.intake.opening import word_in
from sikkerby_geo.store.reports.plan import Text

_HEAD, _SLICE, _SLICES = 1 << 18, 1 << 15, 16
"""Bytes of the beginning, and how many of how many bytes are taken from the rest."""
_LOOKED_AT = 60
"""Rows among which the heads are looked for."""
_PARQUET = b"PAR1"
_ROWS, _GROUPS = 500, 8
_OTHER = {b"PK\x03\x04": "not_reports", b"\x1f\x8b": "other_packing", b"%PDF": "pdf", b"SQLite format 3": "not_reports"}
SYNTHETIC = "syntetisk"
"""What stands in the title, the name or the notes of a file of invented reports."""


@dataclass(frozen=True)
class Sample:
    """``columns`` are the cells of some rows by head. ``types`` are a Parquet file's own kinds of columns."""

    heads: tuple[str, ...] = ()
    columns: dict[str, list[Raw]] | None = None
    text: Text | None = None
    synthetic: bool = False
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()


def sample_of(path: Path, recipe: Recipe) -> Sample:
    """Look at a file, whatever its name says. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
        if start.startswith(_PARQUET):
            return _of_parquet(path, recipe)
        if not start.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            return Sample(faults=(Fault("empty_file"),))
        for mark, kind in _OTHER.items():
            if start.startswith(mark):
                return Sample(faults=(Fault(kind),))
        size = file.seek(0, 2)
        rest = []
        for number in range(1, _SLICES + 1):
            at = _HEAD + (size - _HEAD) * number // _SLICES - _SLICE
            if at >= _HEAD:
                file.seek(at)
                rest.append(file.read(_SLICE))
    return _of_text(path, start, rest, whole=size <= _HEAD, recipe=recipe)


def _of_text(path: Path, start: bytes, rest: list[bytes], *, whole: bool, recipe: Recipe) -> Sample:
    if b"\x00" in start[:4096]:
        start, rest = start[: len(start) // 2 * 2], []
    elif not whole:
        start = start[: start.rfind(b"\n") + 1] or start
    decoded = decode(start + b"".join(_whole_lines(one) for one in rest), recipe.answered("encoding"))
    if decoded.fault:
        return Sample(faults=(Fault(decoded.fault, Where(row=decoded.line)),))
    questions = []
    if decoded.doubt:
        choices = tuple(Choice(one, "encoding", word_in(start, one)) for one in decoded.doubt)
        questions.append(Question("encoding", "encoding", Where(), "", choices))
    head = start.decode(decoded.encoding, errors="replace").removeprefix("\ufeff")
    dialect = dialect_of(head, recipe.answered("delimiter"))
    if dialect.doubt:
        names = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
        signs = tuple(Choice(sign, f"delimiter_{names[sign]}") for sign in dialect.doubt)
        questions.append(Question("delimiter", "delimiter", Where(), _masked(head.splitlines()[0])[:60], signs))
    try:
        lines = list(lines_of(head, dialect))
        more = [line for one in rest for line in lines_of(_text_of(one, decoded.encoding), dialect)]
    except csv.Error:
        return Sample(faults=(Fault("broken_text"),))
    at = _heads_at([line.fields for line in lines[:_LOOKED_AT]], recipe)
    if at is None:
        first = _masked(" · ".join(lines[0].fields))[:120] if lines else ""
        return Sample(faults=(Fault("no_heads", Where(row=1), first, _known_heads()),), questions=tuple(questions))
    heads = tuple(_plain(field) for field in lines[at].fields)
    first_row = lines[at + 1].number if at + 1 < len(lines) else lines[at].number + 1
    text = Text(
        decoded.encoding,
        dialect.delimiter,
        dialect.quote,
        heads,
        _byte_of(start, decoded.encoding, head, first_row),
        first_row,
        decoded.mended,
    )
    rows = [line.fields for line in (*lines[at + 1 :], *more) if len(line.fields) == len(heads)]
    columns: dict[str, list[Raw]] = {name: [row[place] for row in rows] for place, name in enumerate(heads)}
    titles = " ".join(" ".join(line.fields) for line in lines[:at])
    synthetic = SYNTHETIC in f"{path.name} {titles}".casefold()
    return Sample(heads, columns, text, synthetic, (), tuple(questions))


def _plain(head: str) -> str:
    return " ".join(head.split())


def _masked(line: str) -> str:
    """A line without its numbers: where heads are missing it is a report, and tells where that was."""
    return re.sub("[0-9]", "#", line)


def _known_heads() -> str:
    return ", ".join(one.heads[0] for one in REPORTS.fields[:-1])


def _heads_at(rows: list[tuple[str, ...]], recipe: Recipe) -> int | None:
    """The row that names most of our columns, the first such; at least two."""
    named = [sum(role_of(_plain(cell), REPORTS, recipe) is not None for cell in row) for row in rows]
    return named.index(max(named)) if named and max(named) >= 2 else None


def _whole_lines(part: bytes) -> bytes:
    return part[part.find(b"\n") + 1 : part.rfind(b"\n") + 1]


def _text_of(part: bytes, encoding: str) -> str:
    return _whole_lines(part).decode("utf-8" if encoding.startswith("utf-8") else encoding, errors="replace")


def _byte_of(start: bytes, encoding: str, head: str, row: int) -> int:
    """The byte at which a row (from 1, as lines are counted) begins."""
    before = head[: _place(head, row)]
    if encoding.startswith("utf-16"):
        return (2 if start[:2] in (b"\xff\xfe", b"\xfe\xff") else 0) + 2 * len(before)
    mark = len(start) - len(start.removeprefix(b"\xef\xbb\xbf"))
    return mark + len(before.encode("utf-8" if encoding.startswith("utf-8") or encoding == "ascii" else encoding))


def _place(head: str, row: int) -> int:
    """The sign at which a line (from 1) begins, lines ending as they may."""
    at, line = 0, 1
    while line < row:
        ends = [end for end in (head.find("\n", at), head.find("\r", at)) if end >= 0]
        if not ends:
            return len(head)
        at = min(ends) + (2 if head.startswith("\r\n", min(ends)) else 1)
        line += 1
    return at


def _of_parquet(path: Path, recipe: Recipe) -> Sample:
    try:
        file = pq.ParquetFile(path)
        groups = file.num_row_groups
        picked = sorted({group * (groups - 1) // max(_GROUPS - 1, 1) for group in range(min(groups, _GROUPS))})
        named = {*recipe.answers.values()}
        heads = tuple(file.schema_arrow.names)
        wanted = [name for name in heads if name in named or role_of(name, REPORTS, recipe) is not None]
        parts = []
        for group in picked:
            parts.append(next(file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False), None))
    except (pa.ArrowInvalid, OSError):
        return Sample(faults=(Fault("broken_parquet"),))
    columns: dict[str, list[Raw]] = {name: [] for name in heads}
    for part in filter(None, parts):
        for name in wanted:
            columns[name] += [_raw(value) for value in part.column(name).to_pylist()]
    notes = b" ".join((*(file.schema_arrow.metadata or {}).keys(), *(file.schema_arrow.metadata or {}).values()))
    synthetic = SYNTHETIC in path.name.casefold() or SYNTHETIC.encode() in notes.lower()
    return Sample(heads, columns, None, synthetic)


def _raw(value: object) -> Raw:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return value if value is None or isinstance(value, str | int | float) else str(value)
