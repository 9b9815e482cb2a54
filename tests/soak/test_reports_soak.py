"""Reports over long runs: killed at any moment and gone on with, and memory that does not grow with the files."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

from sikkerby_geo.domain.reports.synthetic import MARK, synthetic_reports
from tests.domain.test_label_index import TOWN

HERE = Path(__file__).resolve().parents[2]
KILLS, ROWS, STEP = 25, 3_000_000, 250_000
COUNTING = """
import sys, resource
from pathlib import Path
from tests.store.report_files import as_dict, plan_of, run
plans, folder = [plan_of(Path(sys.argv[1]))], Path(sys.argv[2])
again = run(plans, folder, save_every=0.05, told=lambda one: print(one.rows, flush=True))
found = again.counted()
print("done", again.resumed, found.ledger[0].placed, hash(tuple(sorted(as_dict(found).items()))))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def made(path: Path, rows: int) -> Path:
    """A Parquet file of so many invented reports."""
    writer = None
    for first in range(0, rows, STEP):
        table = synthetic_reports(TOWN, STEP, 3, first, months=48).table()
        writer = writer or pq.ParquetWriter(path, table.schema.with_metadata({"note": MARK}))
        writer.write_table(table, row_group_size=100_000)
    assert writer is not None
    writer.close()
    return path


def counting(file: Path, folder: Path) -> subprocess.Popen:
    command = [sys.executable, "-c", COUNTING, str(file), str(folder)]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, env={"PYTHONHASHSEED": "0"})


def test_killed_at_any_moment_a_run_comes_to_the_same(tmp_path: Path) -> None:
    file = made(tmp_path / "r.parquet", ROWS)
    expected = counting(file, tmp_path / "whole").communicate()[0].split(b"done")[1].split()
    chance, killed = random.Random(13), 0
    for _ in range(KILLS):
        process = counting(file, tmp_path / "runs")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1))  # the moment is what is tried here
        process.kill()
        killed += process.wait(20) != 0
        process.stdout.close()
    told = counting(file, tmp_path / "runs").communicate()[0].split(b"done")[1].split()
    assert killed > KILLS / 2
    assert told[1:3] == expected[1:3]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    most = []
    for rows in (1_000_000, 8_000_000):
        file = made(tmp_path / f"{rows}.parquet", rows)
        most.append(int(counting(file, tmp_path / "runs").communicate()[0].split()[-1]))
        file.unlink()
    assert most[1] < most[0] + 150
    assert most[1] < 1_000
