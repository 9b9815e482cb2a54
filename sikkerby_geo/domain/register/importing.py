"""What a file of the register would change: added, changed field by field, removed, the same, and what is faulty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.domain.register.differences import FieldChange, field_changes
from sikkerby_geo.domain.register.validation import EntryFault, Surroundings, faults_of
from sikkerby_geo.facts.register_entry import Entry, RegisterRow

UNKNOWN_ID, TWICE = "unknown_id", "id_twice"
"""Kinds of faults of an id: the register has none such, or a row above has it."""


@dataclass(frozen=True)
class Incoming:
    """One row of a file: where it stands, the id it has (blank = a new effort), and what it says.

    ``given`` are the fields the file has a column for: what it has none for stays as it is. ``seen`` is the revision
    the row was exported from; None where the file does not say, so that what stands now is what it was made from.
    """

    place: int
    effort_id: str
    entry: Entry
    given: Collection[str]
    seen: int | None = None


@dataclass(frozen=True)
class ImportRow:
    """One row as it would be written: ``before`` is what stands (None: a new effort), ``entry`` what would."""

    place: int
    effort_id: str
    before: RegisterRow | None
    entry: Entry
    changes: tuple[FieldChange, ...]
    seen: int = 0


@dataclass(frozen=True)
class ImportFault:
    """Something wrong with a row of a file: of its id, or of a field."""

    place: int
    effort_id: str
    fault: EntryFault


@dataclass(frozen=True)
class Import:
    """What a file would change. ``removed`` are rows it does not have, where it claims to hold the whole register."""

    added: tuple[ImportRow, ...]
    changed: tuple[ImportRow, ...]
    same: tuple[ImportRow, ...]
    removed: tuple[RegisterRow, ...]
    faults: tuple[ImportFault, ...]


def compared(
    incoming: Iterable[Incoming], rows: Mapping[str, RegisterRow], around: Surroundings, *, whole: bool = False
) -> Import:
    """Hold a file against the register as it stands.

    A faulty row is told with all its faults and changes nothing. ``whole``: the file claims to hold every effort, so
    that those it lacks are removed; withdrawn ones are not missed.
    """
    added: list[ImportRow] = []
    changed: list[ImportRow] = []
    same: list[ImportRow] = []
    faults: list[ImportFault] = []
    named: set[str] = set()
    for one in incoming:
        before = rows.get(one.effort_id)
        if one.effort_id and before is None:
            faults.append(ImportFault(one.place, one.effort_id, EntryFault("id", UNKNOWN_ID, one.effort_id)))
            continue
        if one.effort_id in named:
            faults.append(ImportFault(one.place, one.effort_id, EntryFault("id", TWICE, one.effort_id)))
            continue
        named |= {one.effort_id} - {""}
        entry = normal(one.entry if before is None else _filled(before.entry, one))
        changes = field_changes(before.entry if before else None, entry)
        seen = one.seen if one.seen is not None else before.revision if before else 0
        row = ImportRow(one.place, one.effort_id, before, entry, changes, seen)
        if before is not None and not changes:
            same.append(row)
            continue
        found = faults_of(entry, around)
        faults += [ImportFault(one.place, one.effort_id, fault) for fault in found]
        if not found:
            (added if before is None else changed).append(row)
    missed = [row for effort_id, row in rows.items() if effort_id not in named and not row.entry.withdrawn]
    return Import(tuple(added), tuple(changed), tuple(same), tuple(missed) if whole else (), tuple(faults))


def _filled(before: Entry, one: Incoming) -> Entry:
    """What stands, with what the file says in the fields it has."""
    return replace(before, **{name: getattr(one.entry, name) for name in one.given})
