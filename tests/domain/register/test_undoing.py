"""Undoing one change in the middle of a history: the others stay, and all undone in any order give the start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.domain.register.undoing import Step, undo
from sikkerby_geo.facts.register_entry import Entry
from tests.register_rows import LAMPS, edited, entries


@st.composite
def histories(draw: st.DrawFn) -> tuple[Entry, list[Step], list[int]]:
    """A start, the changes since, and an order to undo them in."""
    start = draw(entries)
    steps: list[Step] = []
    standing = start
    for revision in range(1, draw(st.integers(1, 5)) + 1):
        standing = draw(edited(standing))
        steps.append(Step(revision, standing))
    return start, steps, draw(st.permutations([step.revision for step in steps]))


@given(histories())
def test_all_changes_undone_in_any_order_give_the_start(history: tuple[Entry, list[Step], list[int]]) -> None:
    start, steps, order = history
    for number, revision in enumerate(order, start=100):
        steps = [*steps, Step(number, undo(start, steps, revision).entry, (revision,))]
    assert steps[-1].entry == start


@given(histories())
def test_what_is_undone_and_undone_again_stands_as_before(history: tuple[Entry, list[Step], list[int]]) -> None:
    start, steps, order = history
    once = [*steps, Step(100, undo(start, steps, order[0]).entry, (order[0],))]
    assert undo(start, once, 100).entry == steps[-1].entry


def versions(*entries: Entry | None) -> list[Step]:
    return [Step(number, entry) for number, entry in enumerate(entries, start=1)]


def test_one_change_in_the_middle_is_taken_out_and_the_later_ones_stay() -> None:
    named = replace(LAMPS, name="Moellegade")
    paid = replace(named, undivided_dkk=500_000)
    noted = replace(paid, note="set på stedet")
    found = undo(LAMPS, versions(named, paid, noted), 2)
    assert (found.entry, found.since) == (replace(noted, undivided_dkk=400_000), ())


def test_a_field_changed_again_stays_and_is_told_with_the_revision() -> None:
    wrong = replace(LAMPS, name="Moellegade", note="ny")
    found = undo(LAMPS, versions(wrong, replace(wrong, name="Møllevej")), 1)
    assert found.since == (("name", 2),)
    assert found.entry == replace(LAMPS, name="Møllevej")


def test_an_entry_that_others_have_built_on_is_not_undone_under_them() -> None:
    found = undo(None, versions(LAMPS, replace(LAMPS, note="ny")), 1)
    assert found.since == ((WHOLE, 2),)
    assert undo(None, versions(LAMPS), 1).entry is None


def test_a_deletion_is_undone_with_all_it_took() -> None:
    assert undo(None, versions(LAMPS, None), 2).entry == LAMPS


def test_what_is_undone_already_is_said() -> None:
    steps = [*versions(replace(LAMPS, note="ny")), Step(2, LAMPS, (1,))]
    assert undo(LAMPS, steps, 1).already


def test_an_undo_that_somebody_decided_otherwise_is_a_change_of_its_own() -> None:
    """It says something else than taking the change out would: it can be undone itself."""
    steps = [*versions(replace(LAMPS, note="ny")), Step(2, replace(LAMPS, note="helt ny"), (1,))]
    assert undo(LAMPS, steps, 2).entry == replace(LAMPS, note="ny")


def test_a_revision_the_entry_has_not_is_none_to_undo() -> None:
    with pytest.raises(KeyError):
        undo(LAMPS, versions(LAMPS), 7)
