"""PostgreSQL over a long time: writers, moves and the server killed at any moment, many processes adding at once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sikkerby_geo.store.backup import back_up, move, restore
from sikkerby_geo.store.engines import database_at
from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change
from tests.store.postgres_server import BARE, PostgresServer

HERE = Path(__file__).resolve().parents[2]
WRITERS, EACH, KILLS, SERVER_KILLS, MOVES, ROWS = 20, 25, 60, 8, 12, 200
ADDING = """
import sys
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.engines import database_at
from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change
address, name, times, rows = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = Store(database_at(address))
print("ready", flush=True)
for number in range(times):
    try:
        changes = [change(f"{name}-{number}-{row}", {"value": row}) for row in range(rows)]
        print(store.write(changes, DELIVERED), flush=True)
    except StoreError as error:
        sys.exit(error.key)
"""
MOVING = """
import sys
from pathlib import Path
from sikkerby_geo.store.backup import move
from sikkerby_geo.store.engines import database_at
from sikkerby_geo.store.history import Store
print("ready", flush=True)
move(Store(database_at(sys.argv[1])), database_at(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server that writes to the disk as a real one does."""
    made = PostgresServer(fsync="on", full_page_writes="on", max_connections="60")
    made.prepare()
    yield made
    made.stop()


def running(code: str, *words: object) -> subprocess.Popen:
    """A process that has begun, and says so."""
    process = subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=HERE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def whole(store: Store) -> int:
    """How many revisions there are, each of them whole and none missing."""
    assert store.database.faults() == []
    revisions = store.revisions()
    assert {one.records for one in revisions} <= {ROWS}
    assert [one.number for one in revisions] == [*range(len(revisions), 0, -1)]
    return len(revisions)


def test_killed_at_any_moment_every_revision_is_whole(server: PostgresServer) -> None:
    address = server.address(server.copy(BARE))
    chance = random.Random(14)
    for round_ in range(KILLS):
        process = running(ADDING, address, round_, 10_000, ROWS)
        time.sleep(chance.uniform(0, 1))  # the moment is what is tried here
        process.kill()
        process.wait(20)
        found = whole(Store(database_at(address)))
    assert Store(database_at(address)).write([change("after", {"value": 1})], DELIVERED) == found + 1
    assert found > KILLS / 2


def test_a_server_killed_at_any_moment_keeps_what_it_said_was_written(server: PostgresServer) -> None:
    """What the writer was told is there; of what it was not told, all or nothing."""
    address = server.address(server.copy(BARE))
    store = Store(database_at(address))
    store.write([change(f"first-{row}", {"value": row}) for row in range(ROWS)], DELIVERED)
    chance = random.Random(15)
    for round_ in range(SERVER_KILLS):
        process = running(ADDING, address, round_, 10_000, ROWS)
        time.sleep(chance.uniform(0.1, 1))  # the moment is what is tried here
        server.kill()
        told = process.communicate(timeout=60)[0].split()
        assert process.returncode == 1
        server.start()
        found = whole(store)
        assert found >= int(told[-1] if told else 0)


def test_many_processes_add_at_once_and_none_is_lost_while_backups_are_taken(
    server: PostgresServer, tmp_path: Path
) -> None:
    address = server.address(server.copy(BARE))
    writers = [running(ADDING, address, number, EACH, 5) for number in range(WRITERS)]
    store = Store(database_at(address))
    copies = 0
    while any(writer.poll() is None for writer in writers):
        if store.newest()[0]:
            copy, again = tmp_path / f"{copies}.sqlite", Store(tmp_path / str(copies))
            newest = back_up(store, copy)
            assert restore(copy, again) == newest == len(again.revisions())
            copies += 1
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert store.newest()[0] == WRITERS * EACH
    assert len(store.current()) == WRITERS * EACH * 5
    assert store.database.faults() == []
    assert copies > 0


def test_a_move_killed_at_any_moment_leaves_nothing_or_everything(server: PostgresServer, tmp_path: Path) -> None:
    first = Store(tmp_path / "first")
    for number in range(20):
        first.write([change(f"{number}-{row}", {"value": row}) for row in range(ROWS)], DELIVERED)
    chance, moved = random.Random(16), 0
    for round_ in range(MOVES):
        places = [str(tmp_path / "first"), server.address(server.copy(BARE)), str(tmp_path / str(round_))]
        for source, target in pairwise(places):
            process = running(MOVING, source, target)
            time.sleep(chance.uniform(0, 1.5))  # the moment is what is tried here
            process.kill()
            process.wait(20)
            there = Store(database_at(target))
            if not there.newest()[0]:
                move(Store(database_at(source)), there.database)
            else:
                moved += 1
            assert there.revisions() == first.revisions()
            assert there.current() == first.current()
    assert moved < 2 * MOVES
