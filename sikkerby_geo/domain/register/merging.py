"""Merging: what somebody changed, put together with what somebody else has changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.register.atoms import Atom, Atoms, atoms_of, entry_of
from sikkerby_geo.facts.register import FIELDS
from sikkerby_geo.facts.register_entry import Entry

WHOLE = "*"
"""Stands for the entry as a whole among the fields of a conflict: one edited what the other deleted."""


@dataclass(frozen=True)
class Merge:
    """A merge of two changes: the ``entry`` they give together (None = deleted), or the ``fields`` they disagree on.

    Where they disagree, ``entry`` holds what stands now for those fields. ``theirs`` names the fields that somebody
    else had changed: what whoever writes now starts from.
    """

    entry: Entry | None
    fields: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


def merge(base: Entry | None, theirs: Entry | None, mine: Entry | None) -> Merge:
    """Put ``mine`` together with ``theirs``, both made from ``base``.

    A statement changed by one alone is taken over, so is one both changed alike; changed in two ways it is a conflict.
    A withdrawal against any edit, and an edit against a deletion, are conflicts of the whole entry.
    """
    if theirs == mine:
        return Merge(theirs)
    if base is None or theirs is None or mine is None:
        if theirs == base:
            return Merge(mine)
        return Merge(theirs) if mine == base else Merge(theirs, (WHOLE,))
    before, now, wanted = atoms_of(base), atoms_of(theirs), atoms_of(mine)
    others, own = changed(before, now), changed(before, wanted)
    withdrawing = ("withdrawn", None)
    if others and own and (withdrawing in others) != (withdrawing in own):
        return Merge(theirs, (WHOLE,), _fields(others))
    conflicts = {atom for atom in others & own if now.get(atom) != wanted.get(atom)}
    merged = {**now}
    for atom in own - conflicts:
        merged.pop(atom, None)
        if atom in wanted:
            merged[atom] = wanted[atom]
    return Merge(entry_of(merged), _fields(conflicts), _fields(others))


def changed(before: Atoms, after: Atoms) -> set[Atom]:
    """The statements two states differ in."""
    return {atom for atom in before.keys() | after.keys() if before.get(atom) != after.get(atom)}


def _fields(atoms: set[Atom]) -> tuple[str, ...]:
    named = {name for name, _ in atoms}
    return tuple(field.name for field in FIELDS if field.name in named)
