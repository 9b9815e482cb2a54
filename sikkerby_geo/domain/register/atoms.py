"""An entry as single statements, which two people can change without getting in each other's way.

A field is one statement, but for lists: each area, principle or goal, each stage with its date and each year's status
is a statement of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sikkerby_geo.facts.register import FIELD, FIELDS, Field, FieldType
from sikkerby_geo.facts.register_entry import BLANK, Entry

Atom = tuple[str, object]
"""The name of a field, and which element of its list (None where it is no list)."""
Atoms = Mapping[Atom, Any]
"""What an entry states; what is blank is not in it."""

_KEYS: dict[FieldType, Callable[[Any], object]] = {
    FieldType.CHOICES: lambda code: code,
    FieldType.PLACES: lambda place_id: place_id,
    FieldType.DATED_STAGES: lambda dated: dated.stage,
    FieldType.YEARLY_STATUS: lambda told: told.year,
}
"""What names an element of a list: two of one key are the same statement, said in two ways."""


def atoms_of(entry: Entry) -> dict[Atom, Any]:
    """The statements of an entry."""
    found: dict[Atom, Any] = {}
    for field in FIELDS:
        value = getattr(entry, field.name)
        key = _KEYS.get(field.type)
        if key is not None:
            found |= {(field.name, key(one)): one for one in value}
        elif value != getattr(BLANK, field.name):
            found[field.name, None] = value
    return found


def entry_of(atoms: Atoms) -> Entry:
    """The entry that states this, its lists in their one order."""
    lists: dict[str, list] = {}
    values: dict[str, Any] = {}
    for (name, key), value in atoms.items():
        if key is None:
            values[name] = value
        else:
            lists.setdefault(name, []).append(value)
    values |= {name: ordered(FIELD[name], listed) for name, listed in lists.items()}
    return Entry(**values)


def ordered(field: Field, listed: Iterable[Any]) -> tuple:
    """A list in its one order: codes as the registry has them, all else by itself (stages by date, years, ids)."""
    if field.type is FieldType.CHOICES and field.codes:
        return tuple(sorted(listed, key=_place_in(field.codes)))
    return tuple(sorted(listed))


def normal(entry: Entry) -> Entry:
    """An entry with its lists in their one order, and nothing twice."""
    return entry_of(atoms_of(entry))


def _place_in(codes: tuple[str, ...]) -> Callable[[str], tuple[int, str]]:
    """Order of codes; those the registry no longer has come last."""
    return lambda code: (codes.index(code) if code in codes else len(codes), code)
