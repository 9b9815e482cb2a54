"""A command killed at any line that writes leaves what was before or what was to be, and can be given again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType

import pytest
from typer.testing import CliRunner

from sikkerby_geo import build, store
from sikkerby_geo.cli import app
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.sqlite import SqliteDatabase
from tests.cases.deliveries import HEAD
from tests.store.own_city import survey

WRITING = {str(Path(store.__file__).parent / f"{name}.py") for name in ("history", "database", "schema", "backup")}
"""The modules through which everything is written."""
MEASURED = HEAD + "Åby;2025;Utrygge i nabolaget;13;231;\nBakken;2025;Utrygge i nabolaget;45;200;\n"
State = list[tuple[str, str, object]]
COMMANDS: dict[str, tuple[str, ...]] = {
    "add": ("add", "tal.csv", "--kind", "survey", "--source", "Egen måling"),
    "undo": ("undo", "1"),
    "publish": ("publish", "1", "2028-03-12"),
    "backup": ("backup", "kopi.sqlite"),
    "restore": ("restore", "foer.sqlite"),
}


def run(*words: str) -> int:
    result = CliRunner().invoke(app, [*words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


@pytest.fixture
def home(tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a file to add, a backup, and own figures in ``own``."""
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    (tmp_path / "home").mkdir()
    at(tmp_path / "home", monkeypatch)
    Path("tal.csv").write_text(MEASURED, encoding="utf-8")
    deliver(Store(Path("own")), atlas.snapshot.embedded, survey(), who="anna", why="", seen=0)
    assert run("backup", "foer.sqlite") == 0
    return tmp_path / "home"


def at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SIKKERBY_DATA", str(folder / "own"))


def says(database: Path) -> State | None:
    """Everything a database says; None where there is none."""
    if not database.is_file():
        return None
    kept = Store(SqliteDatabase(database.parent, database.name))
    assert kept.database.faults() == []
    return [(one.record_kind, one.record_id, one.payload) for one in kept.current()]


def states(folder: Path) -> tuple[State | None, State | None]:
    """What the own figures and the backup say."""
    return says(folder / "own" / "sikkerby.sqlite"), says(folder / "kopi.sqlite")


def left_at_each_line(act: Callable[[], object], folder: Path, to: Path) -> Iterator[Path]:
    """Copies of a folder as it lies at each line that writes while something is done, where it has changed."""
    seen: list[object] = []
    left: list[Path] = []

    def look() -> None:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        lies = [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        if lies not in seen:
            seen.append(lies)
            left.append(Path(shutil.copytree(folder, to / str(len(left)))))

    def trace(frame: FrameType, event: str, _: object) -> Callable | None:
        if frame.f_code.co_filename not in WRITING:
            return None
        look()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    look()
    return iter(left)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_old_or_new_and_can_be_given_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    words = COMMANDS[command]
    if command == "restore":
        shutil.rmtree(home / "own")
    old = states(home)
    left = [*left_at_each_line(lambda: run(*words), home, tmp_path / "left")]
    new = states(home)
    assert old != new
    assert len(left) > 2
    for folder in left:
        found = states(folder)
        assert found in (old, new), folder
    folder = [one for one in left if states(one) == old][-1]
    at(folder, monkeypatch)
    assert run(*words) == 0
    assert states(folder) == new
