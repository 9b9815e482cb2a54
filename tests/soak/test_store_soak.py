"""The own records over a long time: writers and commands killed at any moment, and many processes adding at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sikkerby_geo import build
from sikkerby_geo.cli import app
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.store.backup import back_up, restore
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.sqlite import SqliteDatabase
from tests.cases.deliveries import HEAD
from tests.store.own_city import DELIVERED, change, survey

HERE = Path(__file__).resolve().parents[2]
WRITERS, EACH, KILLS, ROWS, OF_EACH = 20, 25, 30, 200, 12
ADDING = """
import sys
from pathlib import Path
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.sqlite import SqliteDatabase
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


COMMANDS = {
    "add": ("add", "tal.csv", "--kind", "survey", "--source", "Egen måling"),
    "undo": ("undo", "1"),
    "publish": ("publish", "1", "2028-03-12"),
    "backup": ("backup", "kopi.sqlite"),
    "restore": ("restore", "foer.sqlite"),
}


def begun(words: tuple[str, ...], folder: Path) -> int:
    """A process of its own that gives a command in a folder: its number."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        os.environ["SIKKERBY_DATA"] = str(folder / "own")
        os._exit(CliRunner().invoke(app, [*words]).exit_code)
    finally:
        os._exit(9)


def states(folder: Path) -> list[object]:
    """What the own figures and the backup in a folder say; None for what is not there."""
    said: list[object] = []
    for file in (folder / "own" / "sikkerby.sqlite", folder / "kopi.sqlite"):
        kept = Store(SqliteDatabase(file.parent, file.name))
        assert kept.database.faults() == []
        said.append([(one.record_id, one.payload) for one in kept.current()] if file.exists() else None)
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_killed_at_any_moment_leaves_old_or_new_and_can_be_given_again(
    tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    first = tmp_path / "first"
    first.mkdir()
    lines = "".join(f"Åby;{year};Utrygge i nabolaget;13;231;\n" for year in range(2023, 2026))
    (first / "tal.csv").write_text(HEAD + lines, encoding="utf-8")
    own = Store(first / "own")
    deliver(own, atlas.snapshot.embedded, survey(), who="anna", why="", seen=0)
    back_up(own, first / "foer.sqlite")
    if command == "restore":
        shutil.rmtree(first / "own")
    unhurt = Path(shutil.copytree(first, tmp_path / "unhurt"))
    start = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(begun(COMMANDS[command], unhurt), 0)[1]) == 0
    lasts = time.monotonic() - start
    old, new = states(first), states(unhurt)
    assert old != new
    chance, killed = random.Random(13), 0
    for round_ in range(OF_EACH):
        folder = Path(shutil.copytree(first, tmp_path / str(round_)))
        child = begun(COMMANDS[command], folder)
        time.sleep(chance.uniform(0, 1.1 * lasts))  # the moment is what is tried here
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        found = states(folder)
        assert found in (old, new)
        if found == old and round_ % 3 == 0:
            assert os.waitstatus_to_exitcode(os.waitpid(begun(COMMANDS[command], folder), 0)[1]) == 0
            assert states(folder) == new
    assert killed > OF_EACH / 3
