"""A backup is one whole file, taken while in use, and comes back into an empty place only; the doctor sees the rest."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store import doctor
from sikkerby_geo.store.backup import back_up, restore
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.doctor import examine
from sikkerby_geo.store.files import path_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import join, read_own
from tests.store.own_city import DELIVERED, change, row, survey


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "own")
    made.write([change("a", {"value": "å"})], DELIVERED)
    return made


def refused(act) -> str:
    with pytest.raises(StoreError) as error:
        act()
    return error.value.key


def test_a_backup_taken_while_somebody_writes_is_one_whole_file(store: Store, tmp_path: Path) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO version VALUES ('note', 'half', 1, '{}', 0)")
        assert back_up(store, tmp_path / "kopi.sqlite") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"own", "kopi.sqlite"}
    again = Store(tmp_path / "new")
    assert restore(tmp_path / "kopi.sqlite", again) == 1
    assert again.newest() == store.newest()
    assert [version.record_id for version in again.current()] == ["a"]
    assert again.write([change("b", {"value": 1})], DELIVERED) == 2


def test_what_is_there_is_never_overwritten(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.sqlite"
    back_up(store, copy)
    assert refused(lambda: back_up(store, copy)) == "problem.backup_exists"
    before = store.database.file.read_bytes()
    assert refused(lambda: restore(copy, store)) == "problem.restore_not_empty"
    assert store.database.file.read_bytes() == before
    left = Store(tmp_path / "left")
    left.database.folder.mkdir()
    (left.database.folder / "sikkerby.sqlite-wal").write_bytes(b"of another database")
    assert refused(lambda: restore(copy, left)) == "problem.restore_not_empty"


def test_there_must_be_something_to_back_up_and_somewhere_to_put_it(store: Store, tmp_path: Path) -> None:
    assert refused(lambda: back_up(Store(tmp_path / "empty"), tmp_path / "x")) == "problem.backup_nothing"
    assert refused(lambda: back_up(store, tmp_path / "nowhere" / "x")) == "problem.store_unwritable"


@pytest.mark.parametrize("how", ["gone", "short", "other", "scratched", "newer"])
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_made(store: Store, tmp_path: Path, how: str) -> None:
    copy = tmp_path / "kopi.sqlite"
    back_up(store, copy)
    content = copy.read_bytes()
    if how == "gone":
        copy.unlink()
    elif how == "newer":
        with sqlite3.connect(copy) as database:
            database.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
        database.close()
    else:
        broken = {"short": content[: len(content) // 2], "other": b"no database" * 500}
        copy.write_bytes(broken.get(how, content[:4096] + b"\xff" * 4096 + content[8192:]))
    new = Store(tmp_path / "new")
    expected = "problem.store_newer" if how == "newer" else "problem.backup_broken"
    assert refused(lambda: restore(copy, new)) == expected
    assert not new.database.file.exists()


def unwell(root: Path, store: Store) -> set[str]:
    return {finding.check for finding in examine(root, store) if not finding.well}


def test_the_doctor_finds_nothing_where_nothing_is_wrong_and_makes_nothing(toy_root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "own")
    assert unwell(toy_root, store) == set()
    assert not store.database.folder.exists()


def test_the_doctor_finds_a_broken_database_and_changed_files(store: Store, toy_root: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(toy_root, tmp_path / "city"))
    with (root / path_of("gaps")).open("a", encoding="utf-8") as file:
        file.write("\n")
    (root / path_of("streets")).unlink()
    assert unwell(root, store) == {"altered", "embedded"}
    content = bytearray(store.database.file.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    store.database.file.write_bytes(bytes(content))
    assert unwell(root, store) & {"database", "integrity"}
    store.database.file.write_bytes(b"no database" * 500)
    assert {"database", "rows"} <= unwell(toy_root, store)


def changed_by_hand(*statements: str) -> Callable[[Path], None]:
    """What somebody with another program does to the database, the guards of what it touches taken off and on again."""

    def act(file: Path) -> None:
        with closing(sqlite3.connect(file)) as database, database:
            (guard,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'version_no_update'").fetchone()
            for statement in ("DROP TRIGGER version_no_update", *statements, guard):
                database.execute(statement)

    return act


def half_of_it(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


AABY = "WHERE record_id LIKE '%aaby%'"
HURT: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "cut off": (half_of_it, {"database", "rows"}),
    "emptied": (lambda file: file.write_bytes(b""), {"no_database"}),
    "without a guard": (lambda file: sqlite3.connect(file).execute("DROP TRIGGER version_no_delete"), {"guards"}),
    "of tomorrow": (
        changed_by_hand("UPDATE alembic_version SET version_num = 'of_tomorrow'"),
        {"database", "rows"},
    ),
    "a payload that is no JSON": (
        changed_by_hand(f"UPDATE version SET payload = '{{no' {AABY}"),
        {"integrity", "database", "rows"},
    ),
    "a payload that is a list": (
        changed_by_hand(f"UPDATE version SET payload = '[1]' {AABY}"),
        {"integrity", "database", "rows"},
    ),
    "a figure out of range": (
        changed_by_hand(f"UPDATE version SET payload = json_set(payload, '$.percent', '1200') {AABY}"),
        {"rows"},
    ),
    "a row without its source": (
        changed_by_hand(f"UPDATE version SET payload = json_set(payload, '$.source_id', 'nobody') {AABY}"),
        {"rows"},
    ),
    "a source without a name": (
        changed_by_hand("UPDATE version SET payload = '{}' WHERE record_kind = 'source'"),
        {"rows"},
    ),
    "a recipe nobody can read": (
        changed_by_hand("INSERT INTO version VALUES ('recipe', 'a', 1, '{\"columns\": 1}', 0)"),
        {"recipes"},
    ),
    "a revision of no kind": (
        changed_by_hand(
            "INSERT INTO revision SELECT 2, at, who, why, 'x', source, file_name, sha256, undoes FROM revision"
        ),
        {"database"},
    ),
}


@pytest.mark.parametrize("how", HURT)
def test_the_doctor_finds_what_is_wrong_and_the_pages_go_on_without_it(
    tmp_path: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    embedded = atlas.snapshot
    store = Store(tmp_path / "own")
    deliver(store, embedded, survey(row(), row(area_id="engvang")), who="anna", why="", seen=0)
    monkeypatch.setattr(doctor, "read_snapshot", lambda root: embedded)
    assert unwell(tmp_path, store) == set()
    hurt, found = HURT[how]
    hurt(store.database.file)
    store = Store(store.database.folder)
    assert unwell(tmp_path, store) == found
    joined = join(embedded, read_own(store))
    assert (joined.troubles != embedded.troubles) == ("rows" in found)
    assert set(embedded.table("survey").source_id) <= set(joined.table("survey").source_id)
