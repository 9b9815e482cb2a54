"""The reader of dialects beside csv.Sniffer, CleverCSV and DuckDB's sniffer, on look-alikes of the trade's files.

    pip install -r benchmarks/requirements.txt
    python benchmarks/dialects.py [--files 1000] [--seed 13] [--rows 100000]

The others get each file's text decoded already, since they do not tell encodings apart; a title above the table or a
note below it is no fault of theirs. ``--rows`` times a delivery of that many rows through reading, mapping and check.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.store.intake.opening import open_file
from sikkerby_geo.store.intake.tables import table_of
from sikkerby_geo.store.intake.take_in import take_in
from tests.cases.deliveries import around
from tests.cases.lookalikes import PLACES, Lookalike, lookalikes

Rows = list[tuple[str, ...]]


def ours(file: Lookalike) -> Rows | None:
    """The rows of the table, heads first; None where something is asked."""
    opened = open_file(file.content)
    if not opened.grids or opened.questions:
        return None
    table = table_of(opened.grids[0], DELIVERY_KIND["survey"], Recipe())
    if table.faults:
        return None
    heads = [row for row in opened.grids[0].rows if row.number == table.head_row]
    return [tuple(map(str, row.cells)) for row in (*heads, *table.rows)]


def text_of(file: Lookalike) -> str:
    """The text, decoded as it was written."""
    return file.content.decode(file.encoding)


def sniffer(file: Lookalike) -> Rows | None:
    """csv.Sniffer, then csv.reader with its dialect; None where it gives up."""
    text = text_of(file)
    try:
        dialect = csv.Sniffer().sniff(text)
    except csv.Error:
        return None
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), dialect)]


def clevercsv(file: Lookalike) -> Rows | None:
    """CleverCSV's detector, then its reader; None where it finds no dialect."""
    import clevercsv as clever

    text = text_of(file)
    dialect = clever.Sniffer().sniff(text)
    if dialect is None:
        return None
    return [tuple(row) for row in clever.reader(io.StringIO(text, newline=""), dialect)]


def duckdb(file: Lookalike) -> Rows | None:
    """DuckDB's read_csv with nothing told but that all is text; None where it refuses."""
    import duckdb as duck

    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="", delete=False) as written:
        written.write(text_of(file))
    try:
        found = duck.sql(f"select * from read_csv('{written.name}', all_varchar = true, header = false)").fetchall()
    except duck.Error:
        return None
    finally:
        Path(written.name).unlink()
    return [tuple("" if cell is None else str(cell) for cell in row) for row in found]


def unified(rows: Sequence[Sequence[str]]) -> Rows:
    return [tuple(cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row) for row in rows]


def right(found: Rows, file: Lookalike) -> bool:
    """Whether the rows of the table stand in what was found, one after the other."""
    wanted, got = unified(file.rows), [row for row in unified(found) if any(row)]
    return any(got[at : at + len(wanted)] == wanted for at in range(len(got) - len(wanted) + 1))


def measured(name: str, read: Callable[[Lookalike], Rows | None], files: list[Lookalike]) -> str:
    started = time.process_time()
    found = [read(file) for file in files]
    spent = 1000 * (time.process_time() - started) / len(files)
    good = sum(rows is not None and right(rows, file) for rows, file in zip(found, files, strict=True))
    given_up = sum(rows is None for rows in found)
    share = f"{100 * good / len(files):.1f} %"
    return f"{name:12} {share:>8} {given_up:>10} {len(files) - good - given_up:>15} {spent:>10.1f}"


def delivery(rows: int) -> str:
    """Processor time of a delivery of many rows, from bytes to checked rows."""
    lines = (f"{PLACES[n % 10]};{2000 + n % 25};Medianindkomst;Kv {n};{200_000 + n};Notat" for n in range(rows))
    content = ("Område;År;Tal;Kvarter;Værdi;Kilde\n" + "\n".join(lines)).encode()
    started = time.process_time()
    found = take_in(content, "indicator", around())
    return f"{rows} rows: {time.process_time() - started:.1f} s of processor, {len(found.rows)} good"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=13)
    asked.add_argument("--rows", type=int, nargs="*", default=[1000, 100_000])
    told = asked.parse_args()
    files = list(lookalikes(told.files, told.seed))
    print(f"{'':12} {'right':>8} {'gives up':>10} {'wrong, silent':>15} {'ms a file':>10}")
    for name, read in (("ours", ours), ("csv.Sniffer", sniffer), ("CleverCSV", clevercsv), ("DuckDB", duckdb)):
        print(measured(name, read, files))
    for rows in told.rows:
        print(delivery(rows))


if __name__ == "__main__":
    main()
