"""Reading at the door: a table and a layer of 1,000 and of 8,000 rows, in turn, in processor time.

    PYTHONPATH=. python benchmarks/reading.py [--runs 5]

Prints a Markdown table. It measures and asserts nothing about time.
"""

from __future__ import annotations

import argparse
import itertools
import json
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.reading import read_layer, read_snapshot, read_table

FEW, MANY = 1_000, 8_000
Reading = Callable[[Path, Snapshot, int], Iterator[None]]
"""Writes a file of so many rows, stops, and reads it when it goes on."""


def residents(area: str, people: str) -> Reading:
    """Reads a table of residents, a row a day: the place written as ``area``, the number as ``people``."""

    def read(root: Path, snapshot: Snapshot, rows: int) -> Iterator[None]:
        source = snapshot.table("sources").source_id[0]
        days = (date(1990, 1, 1) + timedelta(days=number) for number in range(rows))
        lines = [f"{day},day,{area.format(day)},survey_area,{people},{source}," for day in days]
        text = "\n".join([",".join(TABLES["population"].columns), *lines]) + "\n"
        (root / path_of("population")).write_text(text, encoding="utf-8")
        others = {name: table for name, table in snapshot.tables.items() if name != "population"}
        yield
        read_table(root, "population", others)

    return read


def points(known: bool) -> Reading:
    """Reads a layer of points, whose ids the table of stations knows or does not."""

    def read(root: Path, snapshot: Snapshot, rows: int) -> Iterator[None]:
        source = snapshot.table("sources").source_id[0]
        features = [
            {
                "type": "Feature",
                "properties": {"station_id": f"s-{number}", "source_id": source},
                "geometry": {"type": "Point", "coordinates": [12.5 + number / 1e6, 55.65]},
            }
            for number in range(rows)
        ]
        document = {"type": "FeatureCollection", "features": features}
        (root / path_of("stations_layer")).write_text(json.dumps(document), encoding="utf-8")
        stations = frozenset(f"s-{number}" for number in range(rows) if known)
        yield
        read_layer(root, "stations_layer", LAYERS["stations_layer"], {"stations": stations})

    return read


CASES = {
    "table, every row sound": residents("valby", "5"),
    "table, places by another spelling": residents("Kgs. Enghave", "5"),
    "table, a place nobody knows in every row": residents("By {}", "5"),
    "table, a number too low in every row": residents("valby", "0"),
    "layer, every point sound": points(known=True),
    "layer, an unknown id at every point": points(known=False),
}


def seconds(case: Reading, root: Path, snapshot: Snapshot, rows: int) -> float:
    """Processor time of reading; writing the file is not part of it."""
    steps = case(root, snapshot, rows)
    next(steps)
    start = time.process_time()
    with suppress(DataError):
        next(steps, None)
    return time.process_time() - start


def row(words: str, few: list[float], many: list[float]) -> str:
    """A line of the table: medians with lowest and highest, and the ratio of the medians."""
    cells = (
        f"{statistics.median(times) * 1000:,.0f} ms ({min(times) * 1000:,.0f}–{max(times) * 1000:,.0f})"
        for times in (few, many)
    )
    return f"| {words} | {' | '.join(cells)} | {statistics.median(many) / statistics.median(few):.1f} |"


def main() -> None:
    """Read everything in turn and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=5, help="measurements of each kind, after one to warm up")
    runs = options.parse_args().runs
    snapshot = read_snapshot()
    times: dict[tuple[str, int], list[float]] = {}
    with TemporaryDirectory() as folder:
        for name in ("data", "geodata"):
            (Path(folder) / name).mkdir()
        for number, words, rows in itertools.product(range(runs + 1), CASES, (FEW, MANY)):
            took = seconds(CASES[words], Path(folder), snapshot, rows)
            if number:
                times.setdefault((words, rows), []).append(took)
    print(f"| | {FEW:,} rows | {MANY:,} rows | ratio |", "|---|--:|--:|--:|", sep="\n")
    for words in CASES:
        print(row(words, times[words, FEW], times[words, MANY]))
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "pandera", "geopandas"))
    print(f"\nMedian of {runs} (lowest–highest). Python {platform.python_version()}, {packages}.")


if __name__ == "__main__":
    main()
