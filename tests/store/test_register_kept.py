"""The register in the store: what is written stands, two who write lose nothing, and any change can be undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from sikkerby_geo.build import conflicts, register
from sikkerby_geo.build.register import Edit, EditConflict, FaultyEntry
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.facts.register_entry import Entry, Origin
from sikkerby_geo.facts.revisions import NothingNewError, Revision, RevisionKind, UnknownRevisionError
from sikkerby_geo.store import register as kept
from sikkerby_geo.store.history import Store
from tests.register_rows import LAMPS

CAMERA = "u-havnen-kamera"
"""An upgrade of the toy city's public record."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose revisions are made on the first, second, third … of May 2022."""
    days = count(1)
    return Store(tmp_path / "own", clock=lambda: datetime(2022, 5, next(days), 12, tzinfo=UTC))


def put(store: Store, atlas: Atlas, entry: Entry | None, effort_id: str = "egen-1", seen: int = 0) -> int:
    return register.save(store, atlas, [Edit(effort_id, entry, seen)], who="anna", why="").revision


def row(store: Store, atlas: Atlas, effort_id: str = "egen-1", as_of: int | None = None) -> register.RegisterRow | None:
    return register.read_register(store, atlas, as_of).get(effort_id)


def test_without_own_versions_the_register_is_the_published_record(store: Store, atlas: Atlas) -> None:
    found = register.read_register(store, atlas)
    assert set(found) == {effort.effort_id for effort in atlas.published_of_register}
    assert {one.origin for one in found.values()} == {Origin.EMBEDDED}


def test_an_own_effort_stands_and_can_be_deleted_and_brought_back(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    assert row(store, atlas).entry == LAMPS
    assert row(store, atlas).origin is Origin.OWN
    put(store, atlas, None, seen=1)
    assert row(store, atlas) is None
    register.undo_change(store, atlas, "egen-1", 2, who="bo", why="skulle stå")
    assert row(store, atlas).entry == LAMPS


def test_a_published_effort_is_edited_beside_what_was_published(store: Store, atlas: Atlas) -> None:
    published = row(store, atlas, CAMERA).entry
    put(store, atlas, replace(published, name="Kamera ved kajen"), CAMERA)
    edited = row(store, atlas, CAMERA)
    assert (edited.entry.name, edited.published, edited.origin) == ("Kamera ved kajen", published, Origin.EDITED)
    put(store, atlas, published, CAMERA, seen=1)
    assert row(store, atlas, CAMERA).origin is Origin.EMBEDDED


def test_the_register_is_read_as_it_was_on_a_day(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, stage="underway"), seen=1)
    put(store, atlas, LAMPS, "egen-2")
    assert register.revision_at(store, date(2022, 4, 30)) == 0
    as_of = register.revision_at(store, date(2022, 5, 2))
    assert row(store, atlas, as_of=as_of).entry.stage == "underway"
    assert row(store, atlas, as_of=1).entry.stage == "completed"
    assert row(store, atlas, "egen-2", as_of) is None
    assert row(store, atlas, as_of=0) is None


def test_two_who_change_different_fields_both_stand_and_the_second_is_told(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="anna var her"), seen=1)
    mine = replace(LAMPS, undivided_dkk=500_000)
    saved = register.save(store, atlas, [Edit("egen-1", mine, 1)], who="bo", why="")
    assert row(store, atlas).entry == replace(mine, note="anna var her")
    assert [(one.by.occasion.who, one.fields) for one in saved.merged] == [("anna", ("note",))]


def test_two_who_change_the_same_field_is_a_conflict_and_nothing_is_written(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="en"), seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to"), seen=1)
    conflict = told.value.conflicts[0]
    assert (conflict.fields, conflict.base, conflict.theirs.note) == (("note",), LAMPS, "en")
    assert conflict.since.number == 2
    assert store.newest()[0] == 2


def test_an_edit_against_a_deletion_is_a_conflict(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, None, seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to"), seen=1)
    assert told.value.conflicts[0].fields == (WHOLE,)


def test_a_faulty_entry_is_refused_with_all_its_faults(store: Store, atlas: Atlas) -> None:
    with pytest.raises(FaultyEntry) as told:
        put(store, atlas, replace(LAMPS, kind="lamper", end_year=1200))
    assert [(one.field, one.kind) for one in told.value.faults["egen-1"]] == [
        ("kind", "not_a_choice"),
        ("end_year", "out_of_range"),
    ]
    assert store.newest()[0] == 0


def test_one_change_in_the_middle_is_undone_and_the_later_ones_stay(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    wrong = replace(LAMPS, name="Moellegade")
    put(store, atlas, wrong, seen=1)
    put(store, atlas, replace(wrong, note="set"), seen=2)
    register.undo_change(store, atlas, "egen-1", 2, who="bo", why="stavefejl var ingen fejl")
    assert row(store, atlas).entry == replace(LAMPS, note="set")
    assert store.revisions()[0].occasion.undoes == (2,)
    assert store.revisions()[0].occasion.kind is RevisionKind.UNDO
    with pytest.raises(NothingNewError):
        register.undo_change(store, atlas, "egen-1", 2, who="bo", why="")
    with pytest.raises(UnknownRevisionError):
        register.undo_change(store, atlas, "egen-1", 9, who="bo", why="")


def test_what_has_been_changed_since_is_asked_about_before_it_is_undone(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    wrong = replace(LAMPS, name="Moellegade", note="en")
    put(store, atlas, wrong, seen=1)
    put(store, atlas, replace(wrong, note="to"), seen=2)
    with pytest.raises(EditConflict) as told:
        register.undo_change(store, atlas, "egen-1", 2, who="bo", why="")
    assert told.value.conflicts[0].fields == ("note",)
    register.undo_change(store, atlas, "egen-1", 2, who="bo", why="", keep_later=True)
    assert row(store, atlas).entry == replace(LAMPS, note="to")


def test_the_first_edit_of_a_published_effort_is_undone_to_what_was_published(store: Store, atlas: Atlas) -> None:
    published = row(store, atlas, CAMERA).entry
    put(store, atlas, replace(published, note="rettet"), CAMERA)
    register.undo_change(store, atlas, CAMERA, 1, who="bo", why="")
    assert row(store, atlas, CAMERA).origin is Origin.EMBEDDED


def test_the_history_of_an_effort_tells_what_stood_before_and_after(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="set"), seen=1)
    first, second = register.history_of(store, atlas, "egen-1")
    assert (first.before, first.after) == (None, LAMPS)
    assert [(one.field.name, one.before, one.after) for one in second.changes] == [("note", "", "set")]
    assert second.revision.occasion.who == "anna"


def test_a_conflict_waits_until_somebody_decides(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, replace(LAMPS, note="en"), seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to"), seen=1)
    conflicts.leave(store, told.value.conflicts[0], who="bo", why="jeg var der selv")
    put(store, atlas, replace(LAMPS, note="tre"), seen=2)
    (waiting,) = conflicts.waiting(store, atlas)
    assert (waiting.fields, waiting.theirs.note, waiting.mine.note) == (("note",), "tre", "to")
    assert (waiting.who, waiting.why) == ("bo", "jeg var der selv")
    conflicts.decide(store, atlas, waiting, waiting.mine, who="chefen", why="bo var der")
    assert row(store, atlas).entry.note == "to"
    assert conflicts.waiting(store, atlas) == ()


def test_a_conflict_can_be_decided_for_what_stands(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    put(store, atlas, None, seen=1)
    with pytest.raises(EditConflict) as told:
        put(store, atlas, replace(LAMPS, note="to"), seen=1)
    conflicts.leave(store, told.value.conflicts[0], who="bo", why="")
    (waiting,) = conflicts.waiting(store, atlas)
    conflicts.decide(store, atlas, waiting, None, who="chefen", why="den er væk")
    assert row(store, atlas) is None
    assert conflicts.waiting(store, atlas) == ()


def test_many_who_write_at_once_lose_no_field(store: Store, atlas: Atlas) -> None:
    put(store, atlas, LAMPS)
    words = {name: f"af {name}" for name in ("note", "place_words", "partners", "target_words", "evidence_note")}

    def write(name: str) -> None:
        edit = Edit("egen-1", replace(LAMPS, **{name: words[name]}), 1)
        register.save(store, atlas, [edit], who=name, why="")

    with ThreadPoolExecutor(len(words)) as pool:
        list(pool.map(write, words))
    assert row(store, atlas).entry == replace(LAMPS, **words)
    assert len(register.history_of(store, atlas, "egen-1")) == 1 + len(words)


def test_a_change_that_comes_while_the_history_is_read_is_no_trouble(
    store: Store, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, atlas, LAMPS)
    read, waiting = store.revisions, [replace(LAMPS, note="imens")]

    def read_late() -> list[Revision]:
        found = read()
        if waiting:
            register.save(store, atlas, [Edit("egen-1", waiting.pop(), 1)], who="b", why="")
        return found

    monkeypatch.setattr(type(store), "revisions", lambda _: read_late())
    assert [one.revision for one, _ in kept.versions_of(store, "egen-1")] == [1]
    assert [one.revision for one, _ in kept.versions_of(store, "egen-1")] == [1, 2]
