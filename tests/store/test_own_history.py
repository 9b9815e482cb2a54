"""The laws of the history: what stands is what replaying it gives, undoing brings back, nothing is changed or lost.

On every engine; what only a file can meet is on SQLite alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError

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
from sikkerby_geo.store.database import data_folder
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.schema import SCHEMAS
from sikkerby_geo.store.tables import VERSION
from tests.store.own_city import DELIVERED, change
from tests.store.places import Place
from tests.store.writing import BOTH, State, counted, killed_while_writing, says, write


@pytest.fixture
def store(place_with_tables: Place) -> Store:
    """A store on tables without a revision."""
    return place_with_tables.store()


@pytest.fixture
def in_a_file(tmp_path: Path) -> Store:
    """A store in a folder that is not there yet."""
    return Store(tmp_path / "own")


NOTE = {"record_kind": "note", "record_id": "a", "payload": {"value": "hemmelig"}, "deleted": False}
RECORDS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([1, 2, None]), min_size=1, max_size=3)
STEPS = st.lists(st.one_of(RECORDS, st.integers(1, 8)), min_size=1, max_size=9)
"""Deliveries, and undoings of the revision with a number."""


def replayed(state: State, states: list[State], number: int) -> State | None:
    """What undoing a revision must give, from the states after each revision; None where it must be refused."""
    before, after = states[number - 1], states[number]
    touched = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if any(state.get(name) != after.get(name) for name in touched):
        return None
    kept = {name: value for name, value in state.items() if name not in touched}
    return kept | {name: before[name] for name in touched if name in before}


@pytest.mark.parametrize("engine", ["sqlite"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_deliveries_and_undoings_give_what_replaying_them_gives(place_with_tables: Place, steps: list) -> None:
    replays(place_with_tables.emptied(), steps)


@pytest.mark.parametrize("engine", ["postgres"])
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_so_they_do_on_a_server(place_with_tables: Place, steps: list) -> None:
    replays(place_with_tables.emptied(), steps)


def replays(store: Store, steps: list) -> None:
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


def test_nothing_that_is_written_is_changed_or_deleted(place_with_tables: Place) -> None:
    """The statements the store issues, and what the database itself says to one that would."""
    said: list[str] = []
    store = place_with_tables.store()
    write(store, {"a": 1})
    event.listen(store.database._writer, "before_cursor_execute", lambda *args: said.append(args[2]))
    write(store, {"a": None, "b": 2})
    store.undo(2, "bo", "fejl")
    assert len(said) > 4
    assert [one for one in said if one.split()[0] not in ("BEGIN", "SELECT", "INSERT", "PRAGMA", "SET")] == []
    for statement in ("UPDATE revision SET who = 'x'", "DELETE FROM version", "UPDATE version SET payload = NULL"):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only appended"):
            place_with_tables.tamper(statement)


def test_what_goes_wrong_in_the_database_is_told_without_what_was_to_be_written(store: Store) -> None:
    """A number that is not asked for in turn: a bug of ours, which lands in the log."""
    with pytest.raises(IntegrityError) as raised, store.database.writing() as connection:
        connection.execute(insert(VERSION), [{**NOTE, "revision": 99}] * 2)
    assert "hemmelig" not in str(raised.value)


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


def at_once(place: Place, writers: int, act: Callable[[Store, int], object]) -> list[object]:
    """Several writers, each with a connection of its own: what each gives, or the trouble it meets."""

    def one(number: int) -> object:
        try:
            return act(place.store(), number)
        except SikkerByError as error:
            return type(error)

    with ThreadPoolExecutor(writers) as pool:
        return [*pool.map(one, range(writers))]


def test_of_two_writers_of_the_same_record_one_is_told_of_the_other(place_with_tables: Place) -> None:
    found = at_once(
        place_with_tables, 4, lambda store, number: store.write([change("a", {"value": number})], DELIVERED)
    )
    assert sorted(map(str, found)) == sorted(map(str, [1, *[ConflictError] * 3]))


def test_writers_of_different_records_follow_one_another_from_the_first_on(place: Place) -> None:
    """The first of them makes the tables, whichever it is."""
    found = at_once(place, 6, lambda store, number: store.write([change(str(number), {"value": 1})], DELIVERED))
    assert sorted(map(str, found)) == [*"123456"]


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
def test_a_killed_process_keeps_nobody_else_from_writing(place_with_tables: Place, step: int) -> None:
    assert killed_while_writing(place_with_tables, step) == 9
    assert says(place_with_tables.store()) == {}
    assert place_with_tables.store().write(BOTH, DELIVERED) == 1


def test_a_full_disk_leaves_what_was_before(in_a_file: Store) -> None:
    store = in_a_file
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


def test_nothing_is_made_before_it_is_needed(place: Place, tmp_path: Path) -> None:
    store = place.store()
    assert (store.newest(), store.current(), store.revisions()) == ((0, None), [], [])
    with pytest.raises(UnknownRevisionError):
        store.undo(1, "bo", "fejl")
    assert [*tmp_path.iterdir()] == []
    with store.database.reading() as connection:
        assert connection is None


def test_the_programs_own_folder_is_never_written() -> None:
    folder = ROOT / "own"
    with pytest.raises(StoreError) as refused:
        write(Store(folder), {"a": 1})
    assert refused.value.key == "problem.store_in_program"
    assert not folder.exists()


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


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(place_with_tables: Place) -> None:
    store = place_with_tables.store()
    write(store, {"a": 1})
    place_with_tables.tamper("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    for act in (store.newest, store.current, lambda: write(store, {"a": 2}), lambda: store.undo(1, "bo", "")):
        with pytest.raises(StoreError) as refused:
            act()
        assert refused.value.key == "problem.store_newer"
    place_with_tables.tamper(f"UPDATE alembic_version SET version_num = '{SCHEMAS[-1]}'")
    assert store.newest()[0] == 1
    assert says(store) == {"a": {"value": 1}}


@pytest.mark.parametrize(
    ("content", "key"), [(b"no database at all" * 400, "problem.store_broken"), (None, "problem.store_strange")]
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, content: bytes | None, key: str) -> None:
    file = tmp_path / "sikkerby.sqlite"
    if content is None:
        with closing(sqlite3.connect(file)) as written:
            written.execute("CREATE TABLE something (else_ TEXT)")
    else:
        file.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        Store(tmp_path).newest()
    assert refused.value.key == key
