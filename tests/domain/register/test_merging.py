"""Merging two changes: nothing said by one alone is lost, the order does not matter, and what cannot be is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.register.atoms import atoms_of
from sikkerby_geo.domain.register.differences import field_changes
from sikkerby_geo.domain.register.merging import WHOLE, changed, merge
from sikkerby_geo.facts.register_entry import DatedStage, Entry
from tests.register_rows import LAMPS, edited, entries


@st.composite
def two_changes(draw: st.DrawFn) -> tuple[Entry, Entry, Entry]:
    base = draw(entries)
    return base, draw(edited(base)), draw(edited(base))


@given(two_changes())
def test_a_merge_has_every_statement_that_one_alone_has_changed(three: tuple[Entry, Entry, Entry]) -> None:
    base, theirs, mine = three
    found = merge(base, theirs, mine)
    before, others, own = atoms_of(base), atoms_of(theirs), atoms_of(mine)
    both = changed(before, others) & changed(before, own)
    merged = atoms_of(found.entry)
    for atom in changed(before, others) - both:
        assert merged.get(atom) == others.get(atom)
    for atom in changed(before, own) - both:
        assert merged.get(atom) == own.get(atom)
    assert all(merged.get(atom) == others.get(atom) for atom in both), "what stands is never written over"
    assert set(found.fields) == {name for name, key in both if others.get((name, key)) != own.get((name, key))}


@given(two_changes())
def test_without_conflict_it_does_not_matter_who_came_first(three: tuple[Entry, Entry, Entry]) -> None:
    base, theirs, mine = three
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert one.fields == other.fields
    if not one.fields:
        assert one.entry == other.entry


@given(two_changes())
def test_what_nobody_else_has_changed_is_taken_as_it_is(three: tuple[Entry, Entry, Entry]) -> None:
    base, _, mine = three
    assert merge(base, base, mine).entry == mine
    assert merge(base, mine, base).entry == mine
    assert merge(base, mine, mine).fields == ()


def test_an_edit_against_a_deletion_is_a_conflict_of_the_whole() -> None:
    edit = replace(LAMPS, note="rettet")
    assert merge(LAMPS, None, edit).fields == merge(LAMPS, edit, None).fields == (WHOLE,)
    assert merge(LAMPS, None, LAMPS).entry is None
    assert merge(LAMPS, LAMPS, None) == merge(LAMPS, None, None)


def test_an_edit_against_a_withdrawal_is_a_conflict_of_the_whole() -> None:
    gone, edit = replace(LAMPS, withdrawn="står der ikke"), replace(LAMPS, note="rettet")
    assert merge(LAMPS, gone, edit).fields == merge(LAMPS, edit, gone).fields == (WHOLE,)


def test_dated_stages_merge_by_stage() -> None:
    decided, built = DatedStage("2015-04", "decided"), DatedStage("2016", "completed")
    base = replace(LAMPS, stages=(decided,))
    theirs = replace(base, stages=(decided, built))
    mine = replace(base, stages=(DatedStage("2015-05", "decided"),))
    assert merge(base, theirs, mine).entry.stages == (DatedStage("2015-05", "decided"), built)
    again = replace(base, stages=(DatedStage("2014", "decided"),))
    assert merge(base, again, mine).fields == ("stages",)


def test_a_difference_is_told_field_by_field_in_the_order_of_the_registry() -> None:
    told = field_changes(LAMPS, replace(LAMPS, note="ny", name="Andet"))
    assert [(one.field.name, one.before, one.after) for one in told] == [
        ("name", "Møllegade", "Andet"),
        ("note", "", "ny"),
    ]
    assert {one.field.name for one in field_changes(None, LAMPS)} >= {"name", "geometry", "undivided_dkk"}
