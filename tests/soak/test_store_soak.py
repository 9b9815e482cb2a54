"""The own records over a long time: killed at any moment while writing, and many processes adding at once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from sikkerby_geo.store.backup import back_up, restore
from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change

HERE = Path(__file__).resolve().parents[2]
WRITERS, EACH, KILLS, ROWS = 20, 25, 60, 200
ADDING = """
import sys
from pathlib import Path
from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change
folder, name, times, rows = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
for number in range(times):
    Store(folder).write([change(f"{name}-{number}-{row}", {"value": row}) for row in range(rows)], DELIVERED)
"""


def adding(folder: Path, name: str, times: int, rows: int) -> subprocess.Popen:
    """A process that adds revisions of so many records each."""
    command = [sys.executable, "-c", ADDING, str(folder), name, str(times), str(rows)]
    return subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE)


def test_killed_at_any_moment_every_revision_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    chance = random.Random(13)
    Store(folder).write([change(f"first-{row}", {"value": row}) for row in range(ROWS)], DELIVERED)
    for round_ in range(KILLS):
        process = adding(folder, str(round_), 10_000, ROWS)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1))  # the moment is what is tried here
        process.kill()
        process.wait(20)
        store = Store(folder)
        assert store.database.faults() == []
        revisions = store.revisions()
        assert {one.records for one in revisions} <= {ROWS}
        assert [one.number for one in revisions] == [*range(len(revisions), 0, -1)]
    assert store.write([change("after", {"value": 1})], DELIVERED) == len(revisions) + 1
    assert len(revisions) > KILLS / 2


def test_many_processes_add_at_once_and_none_is_lost_while_backups_are_taken(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    store = Store(folder)
    store.write([change("first", {"value": 1})], DELIVERED)
    writers = [adding(folder, str(number), EACH, 5) for number in range(WRITERS)]
    copies = 0
    while any(writer.poll() is None for writer in writers):
        copy = tmp_path / f"{copies}.sqlite"
        again = Store(tmp_path / str(copies))
        newest = back_up(store, copy)
        assert restore(copy, again) == newest == len(again.revisions())
        copies += 1
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert store.newest()[0] == 1 + WRITERS * EACH
    assert len(store.current()) == 1 + WRITERS * EACH * 5
    assert store.database.faults() == []
    assert copies > 0
