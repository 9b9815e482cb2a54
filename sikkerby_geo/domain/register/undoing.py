"""Undoing one change in the middle of a history: what the others say stays.

A history is a list of changes; each sets some statements (see ``atoms``). What stands is, for each statement, what the
last change that is not undone said of it. Undoing a change takes it out, so that the changes of a history, undone in
any order, give what was there at the start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sikkerby_geo.domain.register.atoms import Atom, atoms_of, entry_of
from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.facts.register import FIELDS
from sikkerby_geo.facts.register_entry import Entry

_THERE: Atom = ("", None)
"""The statement that the entry is there at all."""


@dataclass(frozen=True)
class Step:
    """One version of an entry: what it says (None = not there), and the revisions it was made to undo, if any."""

    revision: int
    entry: Entry | None
    undoes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Undone:
    """An entry without one of its changes (None = not there).

    ``since`` are the fields of the change that a later one has changed again, and the revision that did last: they
    stay as they are. ``WHOLE`` is among them where later changes need the entry that this change made. ``already``: it
    has been undone before.
    """

    entry: Entry | None
    since: tuple[tuple[str, int], ...] = ()
    already: bool = False


@dataclass(frozen=True)
class _Change:
    """One change: the statements it sets (None takes one away)."""

    revision: int
    sets: dict[Atom, Any]


@dataclass
class _History:
    """The changes of an entry, which of them are ``undone``, and the changes each undoing step took out."""

    start: Entry | None
    changes: list[_Change] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    took: dict[int, set[int]] = field(default_factory=dict)

    def without(self, revisions: Iterable[int]) -> set[int]:
        """What is undone once these are: to undo what undid a change brings that change back."""
        found = set(self.undone)
        for revision in revisions:
            found = found - self.took[revision] if revision in self.took else found | {revision}
        return found

    def standing(self, undone: set[int]) -> list[_Change]:
        return [change for change in self.changes if change.revision not in undone]

    def replayed(self, undone: set[int]) -> Entry | None:
        """What the changes that stand say one after the other; of each statement the last one counts."""
        state = _state(self.start)
        for change in self.standing(undone):
            state |= change.sets
        there = state.pop(_THERE)
        return entry_of({atom: value for atom, value in state.items() if value is not None}) if there else None


def undo(start: Entry | None, steps: Sequence[Step], revision: int) -> Undone:
    """The entry as it would be without the change a revision made; ``steps`` are its versions, oldest first.

    ``start`` is what was there before the first. Raises KeyError where no step has that revision.
    """
    found = _history(start, steps)
    if revision in found.took:
        return Undone(found.replayed(found.without([revision])))
    wanted = next((change for change in found.changes if change.revision == revision), None)
    if wanted is None:
        raise KeyError(revision)
    if revision in found.undone:
        return Undone(found.replayed(found.undone), already=True)
    later = [change for change in found.standing(found.undone) if change.revision > revision]
    if wanted.sets.get(_THERE) and later:
        return Undone(found.replayed(found.undone), ((WHOLE, later[-1].revision),))
    last = {atom: change.revision for change in later for atom in change.sets}
    since = {atom[0]: last[atom] for atom in wanted.sets if atom in last}
    named = tuple((one.name, since[one.name]) for one in FIELDS if one.name in since)
    return Undone(found.replayed(found.undone | {revision}), named)


def _history(start: Entry | None, steps: Sequence[Step]) -> _History:
    """The changes behind some versions.

    A step that was made to undo is no change where taking those changes out gives what it says; else somebody decided
    something else, and it is a change as any other.
    """
    found = _History(start)
    before = _state(start)
    for step in steps:
        after = _state(step.entry) if step.entry is not None else {**before, _THERE: False}
        without = found.without(step.undoes)
        if step.undoes and found.replayed(without) == step.entry:
            found.took[step.revision] = without ^ found.undone
            found.undone = without
        else:
            touched = {atom for atom in before.keys() | after.keys() if before.get(atom) != after.get(atom)}
            found.changes.append(_Change(step.revision, {atom: after.get(atom) for atom in touched}))
        before = after
    return found


def _state(entry: Entry | None) -> dict[Atom, Any]:
    return {_THERE: entry is not None, **(atoms_of(entry) if entry is not None else {})}
