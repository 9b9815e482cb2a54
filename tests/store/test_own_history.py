"""The laws of the history: what stands is what replaying it gives, undoing brings back, nothing is changed or lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from sikkerby_geo.facts.revisions import (
    ConflictError,
    LaterChangeError,
    NothingNewError,
    RevisionKind,
    SikkerByError,
    StoreError,
    UnknownRevisionError,
)
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store import database
from sikkerby_geo.store.database import Database, data_folder
from sikkerby_geo.store.history import Store
from tests.store.own_city import DELIVERED, change

State = dict[str, object]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "own")


def says(store: Store, as_of: int | None = None) -> State:
    return {version.record_id: dict(version.payload or {}) for version in store.current(as_of=as_of)}


def write(store: Store, wanted: dict[str, object]) -> int:
    """Write what records are to say, as somebody who has seen what stands."""
    seen = {version.record_id: version.revision for version in store.standing()}
    return store.write(
        [
            change(name, None if value is None else {"value": value}, seen.get(name, 0))
            for name, value in wanted.items()
        ],
        DELIVERED,
    )


RECORDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([1, 2, None]), min_size=1, max_size=3)
STEPS = st.lists(st.one_of(RECORDS, st.integers(1, 8)), min_size=1, max_size=9)
"""Deliveries, and undoings of the revision with a number."""


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has its tables and no revision, so that not every example has to make them."""
    folder = tmp_path_factory.mktemp("blank")
    with Database(folder).writing():
        pass
    return folder


def unhurried(connection: sqlite3.Connection, _record: object) -> None:
    """What waits for the disk is not asked here."""
    connection.execute("PRAGMA synchronous = OFF")


def replayed(state: State, states: list[State], number: int) -> State | None:
    """What undoing a revision must give, from the states after each revision; None where it must be refused."""
    before, after = states[number - 1], states[number]
    touched = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if any(state.get(name) != after.get(name) for name in touched):
        return None
    kept = {name: value for name, value in state.items() if name not in touched}
    return kept | {name: before[name] for name in touched if name in before}


@settings(max_examples=20)
@given(steps=STEPS)
def test_any_deliveries_and_undoings_give_what_replaying_them_gives(blank: Path, steps: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(shutil.copytree(blank, Path(folder) / "own")))
        event.listen(store.database._writer, "connect", unhurried)
        states: list[State] = [{}]
        for step in steps:
            now = states[-1]
            if isinstance(step, dict):
                wanted = now | {name: {"value": value} for name, value in step.items()}
                expected = {name: value for name, value in wanted.items() if step.get(name, 0) is not None}
                act: Callable[[], int] = lambda step=step: write(store, step)  # noqa: E731
                refusal: type[SikkerByError] = NothingNewError
                possible = expected != now
            else:
                act = lambda step=step: store.undo(step, "bo", "fejl")  # noqa: E731
                there = step < len(states)
                undone = replayed(now, states, step) if there else None
                refusal = LaterChangeError if there else UnknownRevisionError
                possible, expected = undone is not None, undone or {}
            if possible:
                assert act() == len(states)
                states.append(expected)
            else:
                with pytest.raises(refusal):
                    act()
            assert says(store) == states[-1]
        assert [says(store, as_of=number) for number in range(len(states))] == states
        assert [one.number for one in store.revisions()] == [*range(len(states) - 1, 0, -1)]
        for number in range(len(states) - 1, 0, -1):
            store.undo(number, "bo", "forfra")
        assert says(store) == {}


def test_undoing_twice_is_refused_and_undoing_the_undoing_brings_it_back(store: Store) -> None:
    write(store, {"a": 1})
    assert store.undo(1, "bo", "fejl") == 2
    with pytest.raises(LaterChangeError) as refused:
        store.undo(1, "bo", "igen")
    assert refused.value.later == (2,)
    assert says(store) == {}
    assert store.undo(2, "bo", "ikke en fejl") == 3
    assert says(store) == {"a": {"value": 1}}
    assert store.revisions()[0].occasion.undoes == (2,)


def test_later_changes_are_undone_too_when_one_asks_for_it_each_as_a_whole(store: Store) -> None:
    write(store, {"a": 1, "b": 1})
    write(store, {"b": 2, "c": 2})
    write(store, {"c": 3, "d": 3})
    write(store, {"e": 4})
    with pytest.raises(LaterChangeError) as refused:
        store.undo(1, "bo", "fejl")
    assert refused.value.later == (2,)
    store.undo(1, "bo", "fejl", later=True)
    assert says(store) == {"e": {"value": 4}}
    assert store.revisions()[0].occasion.undoes == (1, 2, 3)


def test_a_revision_says_who_when_why_and_from_what(store: Store) -> None:
    write(store, {"a": 1, "b": 1})
    (revision,) = store.revisions()
    assert revision.occasion == DELIVERED
    assert (revision.number, revision.records, revision.at.tzname()) == (1, 2, "UTC")
    assert store.newest() == (1, revision.at)
    assert [version.payload for version in store.history("note", "a")] == [{"value": 1}]
    assert RevisionKind(revision.occasion.kind) is RevisionKind.DELIVERY


def test_nothing_that_is_written_is_changed_or_deleted(store: Store) -> None:
    """The statements the store issues, and what the database itself says to one that would."""
    said: list[str] = []
    write(store, {"a": 1})
    event.listen(store.database._writer, "before_cursor_execute", lambda *args: said.append(args[2]))
    write(store, {"a": None, "b": 2})
    store.undo(2, "bo", "fejl")
    assert len(said) > 4
    assert [one for one in said if one.split()[0] not in ("BEGIN", "SELECT", "INSERT", "PRAGMA")] == []
    with sqlite3.connect(store.database.file) as written:
        for statement in ("UPDATE revision SET who = 'x'", "DELETE FROM version", "UPDATE version SET payload = NULL"):
            with pytest.raises(sqlite3.IntegrityError, match="only appended"):
                written.execute(statement)
    written.close()


def test_whoever_has_not_seen_the_newest_version_is_told_and_writes_nothing(store: Store) -> None:
    write(store, {"a": 1, "b": 1})
    write(store, {"a": 2})
    with pytest.raises(ConflictError) as refused:
        store.write([change("a", {"value": 3}, 1), change("b", {"value": 3}, 1)], DELIVERED)
    assert [version.payload for version in refused.value.versions] == [{"value": 2}]
    assert refused.value.newest.number == 2
    assert says(store) == {"a": {"value": 2}, "b": {"value": 1}}


def test_changing_what_somebody_has_deleted_is_a_conflict_too(store: Store) -> None:
    write(store, {"a": 1})
    write(store, {"a": None})
    with pytest.raises(ConflictError):
        store.write([change("a", {"value": 3}, 1)], DELIVERED)
    store.write([change("a", {"value": 3}, 2)], DELIVERED)
    assert says(store) == {"a": {"value": 3}}


def at_once(folder: Path, writers: int, act: Callable[[Store, int], object]) -> list[object]:
    """Several writers, each with a connection of its own: what each gives, or the trouble it meets."""

    def one(number: int) -> object:
        try:
            return act(Store(folder), number)
        except SikkerByError as error:
            return type(error)

    with ThreadPoolExecutor(writers) as pool:
        return [*pool.map(one, range(writers))]


def test_of_two_writers_of_the_same_record_one_is_told_of_the_other(blank: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(blank, tmp_path / "own"))
    found = at_once(folder, 4, lambda store, number: store.write([change("a", {"value": number})], DELIVERED))
    assert sorted(map(str, found)) == sorted(map(str, [1, *[ConflictError] * 3]))


def test_writers_of_different_records_follow_one_another_from_the_first_on(tmp_path: Path) -> None:
    """The first of them makes the tables, whichever it is."""
    found = at_once(
        tmp_path / "own", 6, lambda store, number: store.write([change(str(number), {"value": 1})], DELIVERED)
    )
    assert sorted(map(str, found)) == [*"123456"]


def counted(store: Store, act: Callable[[int], object]) -> None:
    """Have something done at every step of what a store writes: before and after each statement, and at each commit."""
    steps = count(1)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(store.database._writer, name, lambda *_: act(next(steps)))


BOTH = [change("a", {"value": 1}), change("b", {"value": 1})]


@pytest.mark.parametrize("made", [True, False], ids=["a database that is there", "the first write"])
def test_killed_at_any_step_leaves_what_was_before_or_what_was_to_be(blank: Path, tmp_path: Path, made: bool) -> None:
    """The files as they lie at each step are what a killed process leaves behind."""
    store = Store(Path(shutil.copytree(blank, tmp_path / "own")) if made else tmp_path / "own")
    counted(store, lambda step: shutil.copytree(store.database.folder, tmp_path / "left" / str(step)))
    store.write(BOTH, DELIVERED)
    left = sorted((tmp_path / "left").iterdir(), key=lambda folder: int(folder.name))
    assert len(left) > (8 if made else 30)
    for folder in [*left, store.database.folder]:
        again = Store(folder)
        assert says(again) == ({} if folder in left else {"a": {"value": 1}, "b": {"value": 1}})
        assert again.database.faults() == []
    again = Store(left[-1])
    assert again.write(BOTH, DELIVERED) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed")
@pytest.mark.parametrize("step", [3, 9])
def test_a_killed_process_keeps_nobody_else_from_writing(blank: Path, tmp_path: Path, step: int) -> None:
    store = Store(Path(shutil.copytree(blank, tmp_path / "own")))
    child = os.fork()
    if child == 0:
        counted(store, lambda at: os._exit(9) if at == step else None)
        store.write(BOTH, DELIVERED)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert says(store) == {}
    assert store.write(BOTH, DELIVERED) == 1


def test_a_full_disk_leaves_what_was_before(store: Store) -> None:
    write(store, {"a": 1})

    @event.listens_for(store.database._writer, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    with pytest.raises(StoreError) as refused:
        write(store, {str(number): "x" * 2000 for number in range(100)})
    assert refused.value.key == "problem.store_full"
    assert says(store) == {"a": {"value": 1}}
    assert write(store, {"a": 2}) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        write(Store(tmp_path / "file" / "own"), {"a": 1})
    assert refused.value.key == "problem.store_unwritable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="takes on another user")
def test_a_folder_somebody_else_owns_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        child = os.fork()
        if child == 0:
            os.setuid(65534)
            try:
                write(Store(Path(folder)), {"a": 1})
            except StoreError as error:
                os._exit(0 if error.key == "problem.store_unwritable" else 1)
            finally:
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_nothing_is_made_before_it_is_needed(store: Store) -> None:
    assert (store.newest(), store.current(), store.revisions()) == ((0, None), [], [])
    with pytest.raises(UnknownRevisionError):
        store.undo(1, "bo", "fejl")
    assert not store.database.folder.exists()


def test_the_programs_own_folder_is_never_written() -> None:
    store = Store(ROOT / "own")
    with pytest.raises(StoreError) as refused:
        write(store, {"a": 1})
    assert refused.value.key == "problem.store_in_program"
    assert not store.database.folder.exists()


def test_the_folder_is_the_one_that_is_named_else_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("SIKKERBY_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert data_folder().name == "sikkerby"


def test_for_a_user_without_a_home_there_is_no_place_until_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("SIKKERBY_DATA")
    monkeypatch.setattr(database, "user_data_path", homeless)
    assert Store(data_folder()).newest() == (0, None)
    with pytest.raises(StoreError) as refused:
        write(Store(data_folder()), {"a": 1})
    assert refused.value.key == "problem.store_in_program"


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(store: Store) -> None:
    write(store, {"a": 1})
    with sqlite3.connect(store.database.file) as written:
        written.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    written.close()
    before = store.database.file.read_bytes()
    for act in (store.newest, store.current, lambda: write(store, {"a": 2}), lambda: store.undo(1, "bo", "")):
        with pytest.raises(StoreError) as refused:
            act()
        assert refused.value.key == "problem.store_newer"
    assert store.database.file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "key"), [(b"no database at all" * 400, "problem.store_broken"), (None, "problem.store_strange")]
)
def test_a_file_that_is_none_of_ours_is_refused(store: Store, content: bytes | None, key: str) -> None:
    store.database.folder.mkdir()
    if content is None:
        with sqlite3.connect(store.database.file) as written:
            written.execute("CREATE TABLE something (else_ TEXT)")
        written.close()
    else:
        store.database.file.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        store.newest()
    assert refused.value.key == key
