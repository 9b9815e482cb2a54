"""The register as it is read and written: what was published with what this installation says, and who changes it.

Everything is written through here: checked, merged with what somebody else has written meanwhile, and never over it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.domain.register.current import register_rows
from sikkerby_geo.domain.register.differences import field_changes
from sikkerby_geo.domain.register.history import Conflict, Past
from sikkerby_geo.domain.register.merging import WHOLE, merge
from sikkerby_geo.domain.register.undoing import Step, undo
from sikkerby_geo.domain.register.validation import EntryFault, Surroundings, faults_of
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import EFFORT_KIND
from sikkerby_geo.facts.register_entry import Entry, OwnVersion, RegisterRow
from sikkerby_geo.facts.revisions import (
    ConflictError,
    NothingNewError,
    Occasion,
    Revision,
    RevisionKind,
    UnknownRevisionError,
)
from sikkerby_geo.store import register as kept
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import OwnRecords, register_of

ATTEMPTS = 20
"""How often a change is merged anew with what somebody else has written in that very moment."""


@dataclass(frozen=True)
class Edit:
    """What an effort is to say: its ``entry`` (None = delete an own record), and the revision its writer has ``seen``.

    That is the ``revision`` of its row: 0 for what stands as it was published, and for a new one.
    """

    effort_id: str
    entry: Entry | None
    seen: int = 0


@dataclass(frozen=True)
class Merged:
    """That a change was put together with somebody else's: whose, and the fields that one had changed."""

    effort_id: str
    by: Revision
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Saved:
    """A change that is written: its revision, and the changes of others that it was put together with."""

    revision: int
    merged: tuple[Merged, ...] = ()


class EditConflict(SikkerByError):
    """Somebody else has changed the same fields meanwhile; nothing is written."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        first = conflicts[0]
        super().__init__("problem.edit_conflict", count=len(conflicts), who=first.since.occasion.who)
        self.conflicts = tuple(conflicts)


class FaultyEntry(SikkerByError):
    """Entries that cannot be written; ``faults`` are all that is wrong, by the id of the effort."""

    def __init__(self, faults: Mapping[str, Sequence[EntryFault]]) -> None:
        super().__init__("problem.faulty_entry", count=sum(map(len, faults.values())))
        self.faults = {effort_id: tuple(found) for effort_id, found in faults.items()}


def new_id(name: str) -> str:
    """The id of a new effort: its name, and a few letters that nobody else draws."""
    words = "-".join(name_words(name)[:5])[:40].strip("-")
    return "-".join(filter(None, ("egen", words, uuid.uuid4().hex[:8])))


def read_register(store: Store, atlas: Atlas, as_of: int | None = None) -> Mapping[str, RegisterRow]:
    """Every row of the register by the id of its effort, now or as of a revision; withdrawn ones are among them.

    An unreadable version is left out. Raises StoreError.
    """
    versions = tuple(store.current(EFFORT_KIND, as_of=as_of))
    made = {one.number: one.at for one in store.revisions()}  # asked last, so that every version's is in it
    own, _ = register_of(OwnRecords(versions, moments=made))
    return register_rows(atlas.published_of_register, atlas.published_shapes, own)


def revision_at(store: Store, day: date) -> int:
    """The newest revision made on a day in Copenhagen or before; 0 where there is none. Raises StoreError."""
    return kept.revision_at(store, day)


def published_entry(atlas: Atlas, effort_id: str) -> Entry | None:
    """An effort as it was published; None where it never was."""
    row = atlas.register.get(effort_id)
    return row.published if row is not None else None


def save(
    store: Store,
    atlas: Atlas,
    edits: Iterable[Edit],
    *,
    who: str,
    why: str,
    kind: RevisionKind = RevisionKind.EDIT,
    file_name: str = "",
    sha256: str = "",
    decides: Iterable[str] = (),
) -> Saved:
    """Write edits as one revision. What somebody else has changed meanwhile is merged where no field is in both.

    ``decides`` are the kept conflicts that are decided with it.

    Raises
    ------
    FaultyEntry
        With every fault of every entry.
    EditConflict
        With every edit that disagrees with what stands now.
    NothingNewError
        All of it already stands.
    StoreError
        The store cannot be read or written.
    """
    wanted = [replace(edit, entry=edit.entry and normal(edit.entry)) for edit in edits]
    around = Surroundings.of(atlas)
    faults = {edit.effort_id: faults_of(edit.entry, around) for edit in wanted if edit.entry is not None}
    if any(faults.values()):
        raise FaultyEntry({effort_id: found for effort_id, found in faults.items() if found})
    occasion = Occasion(who, why, kind, file_name=file_name, sha256=sha256)
    decided = tuple(decides)
    for attempt in range(ATTEMPTS):
        written, merged = _merged(store, atlas, wanted)
        try:
            return Saved(kept.write(store, written, occasion, decided), merged)
        except ConflictError:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _merged(store: Store, atlas: Atlas, edits: Sequence[Edit]) -> tuple[list[kept.Written], tuple[Merged, ...]]:
    """What is to be written now, with what others have written since each edit was begun."""
    written: list[kept.Written] = []
    merged: list[Merged] = []
    conflicts: list[Conflict] = []
    standing = {one.record_id: one for one in store.standing(EFFORT_KIND)} if len(edits) > 1 else None
    for edit in edits:
        newest = standing.get(edit.effort_id) if standing is not None else _newest(store, edit.effort_id)
        revision = newest.revision if newest is not None else 0
        if revision == edit.seen:
            written.append((edit.effort_id, _kept(atlas, edit.effort_id, edit.entry), revision))
            continue
        base, theirs, since = _since(store, atlas, edit)
        found = merge(base, theirs, edit.entry)
        if found.fields:
            conflicts.append(Conflict(edit.effort_id, base, theirs, edit.entry, found.fields, since, edit.seen))
            continue
        written.append((edit.effort_id, _kept(atlas, edit.effort_id, found.entry), revision))
        if found.theirs:
            merged.append(Merged(edit.effort_id, since, found.theirs))
    if conflicts:
        raise EditConflict(conflicts)
    return written, tuple(merged)


def _kept(atlas: Atlas, effort_id: str, entry: Entry | None) -> Entry | None:
    """What the store is to keep: nothing where an effort is to stand as it was published."""
    return None if entry is not None and entry == published_entry(atlas, effort_id) else entry


def _newest(store: Store, effort_id: str) -> OwnVersion | None:
    return kept.own_version(store, effort_id)


def _since(store: Store, atlas: Atlas, edit: Edit) -> tuple[Entry | None, Entry | None, Revision]:
    """What an edit was made from, what stands now, and the revision that made that."""
    versions = kept.versions_of(store, edit.effort_id)
    published = published_entry(atlas, edit.effort_id)
    states = {version.revision: version.entry or published for version, _ in versions}
    newest, since = versions[-1]
    return states.get(edit.seen, published), newest.entry or published, since


def history_of(store: Store, atlas: Atlas, effort_id: str) -> tuple[Past, ...]:
    """Every change of an effort, oldest first; what was published stands before the first. Raises StoreError."""
    published = published_entry(atlas, effort_id)
    before, found = published, []
    for version, revision in kept.versions_of(store, effort_id):
        after = version.entry or published
        found.append(Past(revision, before, after, field_changes(before, after)))
        before = after
    return tuple(found)


def undo_change(
    store: Store, atlas: Atlas, effort_id: str, revision: int, *, who: str, why: str, keep_later: bool = False
) -> Saved:
    """Take one change of one effort back, wherever it stands in its history, as a new revision.

    Raises
    ------
    UnknownRevisionError
        The effort has no version of that revision.
    EditConflict
        Later changes have changed some of its fields again; with ``keep_later`` those stay as they are and the rest is
        taken back. Where later changes need the entry it made (``WHOLE``), they must be undone first.
    NothingNewError
        It is undone already.
    StoreError
        The store cannot be read or written.
    """
    past = kept.versions_of(store, effort_id)
    published = published_entry(atlas, effort_id)
    steps = [Step(version.revision, version.entry or published, made.occasion.undoes) for version, made in past]
    try:
        undone = undo(published, steps, revision)
    except KeyError:
        raise UnknownRevisionError(revision) from None
    if undone.already:
        raise NothingNewError
    newest, _ = past[-1]
    whole = any(name == WHOLE for name, _ in undone.since)
    if undone.since and (whole or not keep_later):
        made = {one.revision: by for one, by in past}
        since = made[max(number for _, number in undone.since)]
        fields = tuple(name for name, _ in undone.since)
        entry = steps[-1].entry
        mine = None if whole else undone.entry
        raise EditConflict([Conflict(effort_id, None, entry, mine, fields, since, newest.revision)])
    entry = _kept(atlas, effort_id, undone.entry)
    occasion = Occasion(who, why, RevisionKind.UNDO, undoes=(revision,))
    return Saved(kept.write(store, [(effort_id, entry, newest.revision)], occasion, again=True))
