"""Parts of a file, each small enough to be read at once, on any machine that has the file: a reader for each form.

A part of a CSV is a range of bytes that begins and ends between rows; of a Parquet file it is a row group. Both are
named by where they begin, which is where a stopped run goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.reports import ReportBatch
from sikkerby_geo.store.reports.batches import Columns, batch_of
from sikkerby_geo.store.reports.coordinates import MISSING
from sikkerby_geo.store.reports.plan import Plan, Text

BLOCK = 1 << 24
"""Bytes of a part of a CSV."""
_LONGEST_BLOCK = 4 * BLOCK
"""Bytes among which a row of a CSV must end."""
ROWS = 1 << 20
"""Rows of a Parquet file that are worked on at a time."""
ROWS_WITH_IDS = ROWS // 2
"""The same where each row has an id, which takes as much memory as all the rest."""
_BUFFER = 1 << 20
"""Bytes read at a time of a column of a Parquet file, so that a row group of any size takes no more."""
_NUMBERS = ("x", "y")


class BrokenFileError(SikkerByError):
    """A file breaks off or is torn at a row, so that what follows cannot be told into rows."""

    def __init__(self, plan: Plan, begin: int) -> None:
        super().__init__("problem.reports_broken_file", file=plan.path.name, row=_row_at(plan, begin))


def _row_at(plan: Plan, begin: int) -> int:
    """The row of a text that begins at a byte, its lines counted."""
    if plan.text is None or not plan.path.exists():
        return 1
    with plan.path.open("rb") as file:
        file.seek(plan.text.first)
        left, lines = begin - plan.text.first, 0
        while left > 0 and (content := file.read(min(left, BLOCK))):
            lines, left = lines + content.count(b"\n"), left - len(content)
    return plan.text.first_row + lines


@dataclass(frozen=True)
class FilePart:
    """``begin`` to ``end``: bytes of a text, or the number of a row group and the one after it."""

    begin: int
    end: int


def first_part(plan: Plan) -> int:
    """Where the rows of a file begin."""
    return plan.text.first if plan.text else 0


def parts_of(plan: Plan, begin: int, block: int = BLOCK) -> Iterator[FilePart]:
    """The parts of a file from one on, in their order."""
    if plan.text is None:
        with pq.ParquetFile(plan.path) as file:
            groups = file.num_row_groups
        yield from (FilePart(group, group + 1) for group in range(begin, groups))
        return
    with plan.path.open("rb") as file:
        at = begin
        while True:
            file.seek(at)
            length = _cut(file.read(block), plan.text, last=at + block >= plan.size)
            wanted = block
            while length == 0 and at + wanted < plan.size:
                if wanted >= _LONGEST_BLOCK:
                    raise BrokenFileError(plan, at)
                wanted *= 2
                file.seek(at)
                length = _cut(file.read(wanted), plan.text, last=at + wanted >= plan.size)
            if length == 0:
                return
            yield FilePart(at, at + length)
            at += length


def _cut(block: bytes, text: Text, *, last: bool) -> int:
    """How many bytes of a block are whole rows: up to a line end that stands in no quotes."""
    if last or not block:
        return len(block)
    if text.encoding.startswith("utf-16"):
        end = b"\n\x00" if _little(text) else b"\x00\n"
        quote = text.quote.encode("utf-16-le" if _little(text) else "utf-16-be")
        at = block.rfind(end)
        while at >= 0 and at % 2:
            at = block.rfind(end, 0, at + 1)
    else:
        end, quote = b"\n", text.quote.encode("ascii")
        if b"\n" not in block and b"\r" in block:
            end = b"\r"
        at = block.rfind(end)
    before = block.count(quote, 0, max(at, 0))
    while at >= 0 and before % 2:
        earlier = block.rfind(end, 0, at)
        before -= block.count(quote, max(earlier, 0), at)
        at = earlier
    return at + len(end) if at >= 0 else 0


def _little(text: Text) -> bool:
    return text.encoding != "utf-16-be"


class PartReader:
    """Reads any part of one file into batches; one for each thread or worker."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.columns = Columns(plan)
        self._typed = plan.numbers.plain
        self._parquet: pq.ParquetFile | None = None

    def batches(self, part: FilePart) -> Iterator[ReportBatch]:
        """The rows of a part.

        Raises
        ------
        BrokenFileError
            It cannot be told into rows, or not be read any more.
        """
        heads = [*self.plan.columns.values()]
        for rows, broken in self._rows(part, heads):
            yield batch_of(self.columns, rows, broken)

    def _rows(self, part: FilePart, heads: list[str]) -> Iterator[tuple[pa.RecordBatch, tuple[int, ...]]]:
        try:
            if self.plan.text is None:
                yield from ((rows, ()) for rows in self._row_group(part.begin, heads))
            else:
                yield self._block(part, self.plan.text, heads)
        except (pa.ArrowInvalid, OSError) as error:
            raise BrokenFileError(self.plan, part.begin) from error

    def _row_group(self, group: int, heads: list[str]) -> Iterator[pa.RecordBatch]:
        if self._parquet is None:
            words = [self.plan.columns[name] for name in ("type",) if name in self.plan.columns]
            self._parquet = pq.ParquetFile(self.plan.path, read_dictionary=words, pre_buffer=False, buffer_size=_BUFFER)
        rows = ROWS_WITH_IDS if "id" in self.plan.columns else ROWS
        yield from self._parquet.iter_batches(rows, row_groups=[group], columns=heads, use_threads=False)

    def _block(self, part: FilePart, text: Text, heads: list[str]) -> tuple[pa.RecordBatch, tuple[int, ...]]:
        with self.plan.path.open("rb") as file:
            file.seek(part.begin)
            content = file.read(part.end - part.begin)
        if text.encoding.startswith("utf-16"):
            content = content.decode("utf-16-le" if _little(text) else "utf-16-be", errors="replace").encode()
        if self._typed:
            try:
                return self._parsed(content, text, heads, typed=True)
            except pa.ArrowInvalid:
                # A coordinate that is no number: from here on they are read as texts, and told one by one.
                self._typed = False
        return self._parsed(content, text, heads, typed=False)

    def _parsed(
        self, content: bytes, text: Text, heads: list[str], *, typed: bool
    ) -> tuple[pa.RecordBatch, tuple[int, ...]]:
        """The rows of a block of bytes, and how many good rows stand before each row with too few or many fields."""
        broken: list[int] = []

        def passed_over(row: pacsv.InvalidRow) -> str:
            broken.append(row.number or 0)
            return "skip"

        names = _unique(text.heads)
        wanted = [names[text.heads.index(head)] for head in heads]
        kinds = {names[text.heads.index(head)]: self._kind(name, typed) for name, head in self.plan.columns.items()}
        table = pacsv.read_csv(
            pa.BufferReader(content),
            pacsv.ReadOptions(use_threads=False, column_names=names, block_size=max(len(content), 1)),
            pacsv.ParseOptions(
                delimiter=text.delimiter,
                quote_char=text.quote,
                newlines_in_values=True,
                ignore_empty_lines=True,
                invalid_row_handler=passed_over,
            ),
            pacsv.ConvertOptions(
                check_utf8=False,
                column_types=kinds,
                include_columns=wanted,
                null_values=[*MISSING],
                strings_can_be_null=False,
                decimal_point=self.plan.numbers.decimal if typed else ".",
            ),
        )
        table = table.rename_columns(heads)
        rows = table.combine_chunks().to_batches()
        batch = rows[0] if rows else pa.RecordBatch.from_pylist([], schema=table.schema)
        return batch, tuple(number - 1 - earlier for earlier, number in enumerate(broken))

    def _kind(self, name: str, typed: bool) -> pa.DataType:
        if name in _NUMBERS:
            return pa.float64() if typed else pa.binary()
        few = name == "type" or (name in ("date", "until") and not self.columns.many_moments)
        return pa.dictionary(pa.int32(), pa.binary()) if few else pa.binary()


def _unique(heads: tuple[str, ...]) -> list[str]:
    """Names for columns, of which two may have the same head."""
    return [head if heads.index(head) == place else f"{head}\x00{place}" for place, head in enumerate(heads)]
