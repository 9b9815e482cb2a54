"""``sikkerby reports`` beside others: end to end, from file to counts, on the same points and polygons.

    pip install -r benchmarks/requirements-reports.txt
    PYTHONPATH=. python benchmarks/reports.py [--rows 1000000 10000000] [--runs 3] [--engines ours sedonadb …]

Prints Markdown tables; asserts that the answers agree, and nothing about time. All reports are synthetic. Each engine
runs in a process of its own, in turn. Linux only (peak memory is read as Linux counts it).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import shapely
from report_engines import ENGINES, areas_by_point, areas_of, summed

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.reports.areas import report_areas
from sikkerby_geo.domain.reports.synthetic import MARK, synthetic_reports
from sikkerby_geo.store.reading import read_snapshot

STEP = 1 << 20
FINE = 400
NAMES = {
    "reader": "reading and parsing alone (pyarrow)",
    "ours": "**ours**",
    "sedonadb": "SedonaDB",
    "duckdb_dwithin": "DuckDB, ST_DWithin(…, 0)",
    "duckdb": "DuckDB, ST_Intersects",
    "geopandas": "GeoPandas sjoin, chunks",
    "ours_ids": "**ours**, double ids found",
    "duckdb_ids": "DuckDB, ST_DWithin, DISTINCT ON (id)",
}


def made_areas(folder: Path) -> dict[str, Path]:
    """The 13 areas, and as many as ``FINE`` drawn finely: cells about random points, every border a wave."""
    simple = report_areas(build_atlas(read_snapshot(), "benchmark", None))
    chance = np.random.default_rng(FINE)
    city = shapely.union_all([*simple.values()])
    west, south, east, north = city.bounds
    seeds = shapely.MultiPoint(
        np.column_stack([chance.uniform(west, east, 3 * FINE), chance.uniform(south, north, 3 * FINE)])
    )
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=city))
    parts = [part for part in shapely.intersection(cells, city) if part.area > 1_000][:FINE]
    waved = shapely.transform(shapely.segmentize(np.array(parts), 10), _wave)
    fine = {f"del-{number:03d}": shapely.make_valid(part) for number, part in enumerate(waved)}
    files = {}
    for name, shapes in (("simple", simple), ("fine", fine)):
        files[name] = folder / f"areas-{name}.parquet"
        pq.write_table(
            pa.table({"area_id": [*shapes], "wkb": [shapely.to_wkb(one) for one in shapes.values()]}), files[name]
        )
    return files


def _wave(points: np.ndarray) -> np.ndarray:
    x, y = points.T
    return np.column_stack([x + 3 * np.sin(y / 17), y + 3 * np.sin(x / 13)])


def made_reports(folder: Path, rows: int, areas: Path, forms: list[str]) -> dict[str, Path]:
    """Synthetic reports as Parquet and as CSV; both say what they are."""
    files = {form: folder / f"syntetisk-{rows}.{form}" for form in forms}
    if all(file.exists() for file in files.values()):
        return files
    shapes = areas_of(areas)
    writer, text = None, files["csv"].open("wb") if "csv" in files else None
    for first in range(0, rows, STEP):
        table = synthetic_reports(shapes, min(STEP, rows - first), 7, first).table()
        writer = writer or pq.ParquetWriter(files["parquet"], table.schema.with_metadata({"note": MARK}))
        writer.write_table(table)
        if text:
            pacsv.write_csv(
                table.set_column(2, "type", table["type"].cast(pa.string())),
                text,
                pacsv.WriteOptions(include_header=first == 0, quoting_style="needed"),
            )
    if writer:
        writer.close()
    if text:
        text.close()
    return files


def one(engine: str, file: Path, areas: Path) -> None:
    """Run an engine, here and now, and print what it took and what came out."""
    start, cpu = time.perf_counter(), time.process_time()
    rows = ENGINES[engine](file, areas)
    seconds, processor = time.perf_counter() - start, time.process_time() - cpu
    placed, digest = summed(rows)
    # Not ru_maxrss: a child inherits its parent's.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    megabytes = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]
    print(json.dumps({"seconds": seconds, "cpu": processor, "mb": megabytes, "placed": placed, "digest": digest}))


def measured(engine: str, file: Path, areas: Path, runs: int) -> dict[str, object] | None:
    """The medians of some runs, each in a process of its own; None where the engine cannot do it."""
    told = []
    for _ in range(runs):
        command = [sys.executable, __file__, "--one", engine, str(file), str(areas)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            print(f"{engine}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
            return None
        told.append(json.loads(done.stdout.splitlines()[-1]))
    assert len({one["digest"] for one in told}) == 1
    return {
        **{key: statistics.median(one[key] for one in told) for key in ("seconds", "cpu", "mb")},
        "placed": told[0]["placed"],
        "digest": told[0]["digest"],
    }


def table(
    form: str, rows: int, files: dict[str, Path], areas: dict[str, Path], which: str, options: argparse.Namespace
) -> None:
    """Measure every engine on one file and print its table."""
    print(f"\n{form}, {rows:,} points, {which} areas\n", flush=True)
    print("| | seconds | million points/s | processor seconds | share of the reader (processor) | MB |", flush=True)
    print("|---|--:|--:|--:|--:|--:|", flush=True)
    limit, digests = 0.0, {}
    for engine in options.engines:
        found = measured(engine, files[form], areas[which], 1 if engine == "geopandas" else options.runs)
        if found is None:
            print(f"| {NAMES[engine]} | – | – | – | – | – |", flush=True)
            continue
        limit = found["cpu"] if engine == "reader" else limit  # type: ignore[assignment]
        if engine != "reader":
            digests[engine] = found["digest"]
        share = f"{limit / found['cpu']:.0%}" if limit else ""  # type: ignore[operator]
        print(
            f"| {NAMES[engine]} | {found['seconds']:.2f} | {rows / found['seconds'] / 1e6:.2f} | {found['cpu']:.2f} "  # type: ignore[operator]
            f"| {share} | {found['mb']:,.0f} |",
            flush=True,
        )
    for group in (("ours_ids", "duckdb_ids"),):
        plain = {digest for engine, digest in digests.items() if engine not in group}
        print(f"\nAnswers: {'the same' if len(plain) == 1 else digests}", flush=True)


def compared(areas: dict[str, Path], engines: list[str]) -> None:
    """Points anywhere, on vertices, on edges and one float beside them: how many engines say otherwise than ours."""
    for which, file in areas.items():
        shapes = [*areas_of(file).values()]
        corners = shapely.get_coordinates(shapes)
        edges = (corners[1:] + corners[:-1]) / 2
        chance = np.random.default_rng(1)
        beside = np.nextafter(edges, edges + chance.choice([-1.0, 1.0], edges.shape))
        west, south, east, north = shapely.total_bounds(shapes)
        anywhere = np.column_stack([chance.uniform(west, east, 1_000_000), chance.uniform(south, north, 1_000_000)])
        groups = {"anywhere": anywhere, "vertices": corners, "middles of edges": edges, "one float beside": beside}
        for name, points in groups.items():
            x, y = np.ascontiguousarray(points.T)
            own = areas_by_point("ours", x, y, file)
            told = [f"{NAMES[one]} {int((areas_by_point(one, x, y, file) != own).sum())}" for one in engines]
            print(f"{which}, {name} ({len(x):,}): others than ours: {'; '.join(told)}", flush=True)


def main() -> None:
    """Make the points, run everything in turn, print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--engines", nargs="+", choices=[*ENGINES], default=[*ENGINES])
    options.add_argument("--forms", nargs="+", choices=["parquet", "csv"], default=["parquet", "csv"])
    options.add_argument("--areas", nargs="+", choices=["simple", "fine"], default=["simple", "fine"])
    options.add_argument("--folder", type=Path, default=Path("reports-benchmark"), help="where the points are put")
    options.add_argument("--points", action="store_true", help="hold the answers against each other point by point")
    options.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        one(asked.one[0], Path(asked.one[1]), Path(asked.one[2]))
        return
    asked.folder.mkdir(parents=True, exist_ok=True)
    areas = made_areas(asked.folder)
    if asked.points:
        compared(
            areas, [name for name in ("sedonadb", "duckdb", "duckdb_dwithin", "geopandas") if name in asked.engines]
        )
        return
    for rows in asked.rows:
        files = made_reports(asked.folder, rows, areas["simple"], asked.forms)
        for form in asked.forms:
            for which in asked.areas:
                table(form, rows, files, areas, which, asked)
    names = ("pyarrow", "numpy", "shapely", "geopandas", "duckdb", "sedonadb")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    load = os.getloadavg()[2]
    print(f"\nPython {platform.python_version()}, {packages}; {os.cpu_count()} cores, load {load:.1f}.")


if __name__ == "__main__":
    main()
