"""``sikkerby reports --scheduler``: what a report costs each machine that takes part, measured with 1 and 2 workers.

    PYTHONPATH=. python benchmarks/reports_scale.py [--rows 10000000] [--runs 3] [--folder reports-benchmark]

Prints Markdown tables; asserts that the counts are the same, and nothing about time. All is on this one machine, so
seconds of the clock say nothing of several: processor seconds are measured, and what more workers would reach is worked
out from them and says so. Linux only (processor time is read as Linux counts it).
"""

from __future__ import annotations

import argparse
import os
import pickle
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from report_engines import areas_of, plan_of, summed
from reports import made_areas, made_reports

from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.label_index import LabelIndex
from sikkerby_geo.facts.report_counts import joined
from sikkerby_geo.facts.reports import month_name
from sikkerby_geo.store.reports.dask_workers import Cluster, DaskWorkers
from sikkerby_geo.store.reports.parts import PartReader, parts_of
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.run import Run
from sikkerby_geo.store.reports.workers import Workers
from tests.store.dask_cluster import DaskCluster

NETWORK = 117_000_000
"""Bytes a second that a line of 1 Gbit carries."""
MORE = (4, 16, 64)
"""Workers that are extrapolated to, each with a processor of its own."""


@dataclass(frozen=True)
class Took:
    """Seconds: of the clock, and of processor here, of all workers, and of the scheduler."""

    clock: float
    here: float
    workers: float
    scheduler: float
    digest: str


def processor(pids: list[int]) -> float:
    """The processor seconds that processes have used so far."""
    ticks = 0
    for pid in pids:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        ticks += int(said[11]) + int(said[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def took(plan: Plan, index: LabelIndex, folder: Path, cluster: DaskCluster | None, elsewhere: Workers | None) -> Took:
    """One run, from the plan to the counts."""
    workers = [one.pid for one in cluster.workers] if cluster else []
    scheduler = [cluster.scheduler.pid] if cluster else []
    run = Run([plan], partial(count, index=index), index.zones, folder / "runs", workers=1, elsewhere=elsewhere)
    before = time.perf_counter(), time.process_time(), processor(workers), processor(scheduler)
    found = run.counted()
    after = time.perf_counter(), time.process_time(), processor(workers), processor(scheduler)
    shutil.rmtree(folder / "runs", ignore_errors=True)
    rows = [(month_name(month), word, area, cell, many) for month, word, area, cell, many in found.counts.rows()]
    clock, here, there, between = (one - other for one, other in zip(after, before, strict=True))
    return Took(clock, here, there, between, summed(rows)[1])


def middle(plan: Plan, index: LabelIndex, areas: Path, folder: Path, workers: int, runs: int) -> Took:
    """The medians of some runs on so many workers (0: one thread here) after one that is not counted."""
    found = []
    cluster = DaskCluster(Path(tempfile.mkdtemp(dir=folder)), workers) if workers else None
    try:
        for _ in range(runs + 1):
            elsewhere = None
            if cluster:
                here, make = partial(count, index=index), partial(LabelIndex, areas_of(areas))
                elsewhere = DaskWorkers(Cluster(cluster.address), count, make, here, index.zones)
            found.append(took(plan, index, folder, cluster, elsewhere))
    finally:
        if cluster:
            cluster.stop()
            shutil.rmtree(cluster.folder)
    names = ("clock", "here", "workers", "scheduler")
    return Took(*(statistics.median(getattr(one, name) for one in found[1:]) for name in names), found[0].digest)


def answer_bytes(plan: Plan, index: LabelIndex, rows: int) -> float:
    """Bytes a report that come back, from two parts."""
    reader, sizes, counted = PartReader(plan), 0, 0
    for part in [*parts_of(plan, 0)][:2]:
        whole = joined((count(batch, index) for batch in reader.batches(part)), index.zones)
        sizes += len(pickle.dumps(replace(whole, counts=replace(whole.counts, zones=())), protocol=5))
        counted += whole.rows
    return sizes / min(counted, rows)


def measured(plan: Plan, areas: Path, folder: Path, rows: int, runs: int) -> None:
    """Measure 0, 1 and 2 workers, and print what they took and what more would reach."""
    index = LabelIndex(areas_of(areas))
    found = {many: middle(plan, index, areas, folder, many, runs) for many in (0, 1, 2)}
    assert len({one.digest for one in found.values()}) == 1
    print("| | clock, s | processor here, s | of all workers, s | of the scheduler, s |\n|---|--:|--:|--:|--:|")
    for many, name in ((0, "this machine, one thread"), (1, "1 worker"), (2, "2 workers")):
        one = found[many]
        print(f"| {name} | {one.clock:.2f} | {one.here:.2f} | {one.workers:.2f} | {one.scheduler:.2f} |")
    sent = answer_bytes(plan, index, rows)
    work, here = (max(getattr(found[many], name) for many in (1, 2)) / rows for name in ("workers", "here"))
    alone = rows / found[0].here / 1e6
    print(f"\n{sent:.1f} bytes a report come back. One thread here: {alone:.1f} million reports a second of processor.")
    print("\n| workers (extrapolated) | million reports a second | what holds it up |\n|---|--:|---|")
    for many in MORE:
        speeds = {"the workers": many / work, "whoever adds up": 1 / here, "a line of 1 Gbit": NETWORK / sent}
        slowest = min(speeds, key=lambda name: speeds[name])
        print(f"| {many} | {speeds[slowest] / 1e6:.1f} | {slowest} |")


def main() -> None:
    """Make the points, measure without and with ids."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--folder", type=Path, default=Path("reports-benchmark"), help="where the points are put")
    asked = options.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    areas = made_areas(asked.folder)["simple"]
    file = made_reports(asked.folder, asked.rows, areas, ["parquet"])["parquet"]
    for ids in (False, True):
        print(f"\n{asked.rows:,} reports from Parquet, {'double ids found' if ids else 'ids not looked at'}\n")
        measured(plan_of(file, ids=ids), areas, asked.folder, asked.rows, asked.runs)
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[2]:.1f}.")


if __name__ == "__main__":
    main()
