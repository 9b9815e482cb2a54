"""Many efforts at once: a file, pasted rows or a table of cells previewed against the register, and put in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sikkerby_geo.build import conflicts as kept_conflicts
from sikkerby_geo.build.register import Edit, Saved, new_id, published_entry, save
from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.domain.register.atoms import normal
from sikkerby_geo.domain.register.differences import field_changes
from sikkerby_geo.domain.register.exchange import Brought, Exchange, Ground, exchanged, missed
from sikkerby_geo.domain.register.history import Conflict
from sikkerby_geo.domain.register.importing import Import, ImportFault, ImportRow
from sikkerby_geo.domain.register.merging import WHOLE, merge
from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.intake import Fault, Question, Recipe, Remark, Where
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_cells import RegisterColumns
from sikkerby_geo.facts.register_entry import Entry, Origin, RegisterRow
from sikkerby_geo.facts.revisions import NothingNewError, RevisionKind
from sikkerby_geo.store import register as kept
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.cells import Raw
from sikkerby_geo.store.intake.register_lines import BaseOf, Line, Lines, read_brought, read_cells, read_pasted

MINE, THEIRS, LEAVE = "mine", "theirs", "leave"
"""Answers to a conflict: what the file says, what stands, or neither until somebody decides."""


@dataclass(frozen=True)
class FileSaid:
    """Rows from a file, with its name: the whole register only where ``scope`` names the ids it claims to hold."""

    content: bytes
    name: str = ""
    scope: Collection[str] = ()


@dataclass(frozen=True)
class Pasted:
    """Rows copied from a spreadsheet, under ``heads`` where they have none of their own."""

    text: str
    heads: Sequence[str] = ()


@dataclass(frozen=True)
class Cells:
    """Rows of cells by their number, under heads; ``gone`` are efforts that were deleted among them."""

    heads: Sequence[str]
    rows: Mapping[int, Sequence[Raw]]
    gone: Collection[str] = ()


Source = FileSaid | Pasted | Cells


@dataclass(frozen=True)
class RowFault:
    """Something wrong with a row: a cell that cannot be read, or a value that cannot stand."""

    where: Where
    fault: Fault | EntryFault


@dataclass(frozen=True)
class Plan:
    """What a source would change in the register, and what stands in the way.

    ``conflicts`` are undecided ones, ``decided`` those with an answer, by it. ``removed`` are rows that would go,
    ``stays`` rows that are not in the file but younger than it. ``wheres`` tell where a row stands, by its place.
    """

    found: Import
    wheres: Mapping[int, Where] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left: tuple[Conflict, ...] = ()
    removed: tuple[RegisterRow, ...] = ()
    stays: tuple[RegisterRow, ...] = ()
    merged: int = 0
    skipped: int = 0
    waiting: int = 0
    file_name: str = ""
    sha256: str = ""

    @property
    def open(self) -> bool:
        """Whether something must be answered before anything can be put in."""
        return bool(self.questions or self.conflicts)

    @property
    def good(self) -> int:
        """How many efforts would be written."""
        return len(self.found.added) + len(self.found.changed) + len(self.removed) + len(self.left)


def plan(
    store: Store, ground: Ground, source: Source, columns: RegisterColumns, recipe: Recipe, *, told_source: str = ""
) -> Plan:
    """Read a source and say what it would change; nothing is written.

    ``told_source`` is what new rows have as source where they name none.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    base_of = _bases(store, ground)
    lines = _lines(source, columns, ground, base_of, recipe)
    brought: list[Brought] = []
    conflicts: list[Conflict] = []
    left: list[Conflict] = []
    back: list[tuple[int, str, Entry, int]] = []
    merged = 0
    for place, line in enumerate(lines.lines):
        entry, seen = normal(line.entry), line.seen
        row = ground.atlas.register.get(line.effort_id)
        if line.effort_id and line.base is not None and (row is None or row.entry != line.base):
            theirs = row.entry if row else None
            found = merge(line.base, theirs, entry)
            if found.fields:
                conflict = _conflict(store, line, theirs, entry, found.fields, row)
                answered = _answer(conflict, recipe.answers)
                if answered is None:
                    conflicts.append(conflict)
                    continue
                if answered == LEAVE:
                    left.append(conflict)
                    continue
                found = replace(found, entry=_decided(conflict, found.entry, recipe.answers))
            merged += bool(found.theirs)
            if found.entry is None:
                continue
            entry = found.entry
            if row is None:
                back.append((place, line.effort_id, entry, conflict.since.number))
                continue
        if not line.effort_id and told_source and not entry.source_words:
            entry = replace(entry, source_words=told_source)
        brought.append(Brought(place, line.where, line.effort_id, entry, row.revision if row else seen))
    exchange = exchanged(ground, brought, recipe.answers)
    again = [
        ImportRow(place, name, None, entry, field_changes(None, entry), since) for place, name, entry, since in back
    ]
    found_all = replace(exchange.found, added=(*exchange.found.added, *again))
    removed, stays = _removed(source, lines, ground)
    content = source.content if isinstance(source, FileSaid) else b""
    return Plan(
        found_all,
        {place: line.where for place, line in enumerate(lines.lines)},
        _faults(lines, exchange),
        (*lines.questions, *exchange.questions),
        lines.remarks,
        tuple(conflicts),
        tuple(left),
        removed,
        stays,
        merged,
        exchange.skipped,
        lines.waiting,
        source.name if isinstance(source, FileSaid) else "",
        hashlib.sha256(content).hexdigest() if content else "",
    )


def put_in(store: Store, ground: Ground, wanted: Plan, *, who: str, why: str) -> Saved:
    """Write what a plan says as one revision, and keep the conflicts that were left for later.

    A published effort that is removed is withdrawn with ``why`` as its reason, an own one deleted. Raises as
    ``build.register.save``.
    """
    edits = [Edit(row.effort_id or new_id(row.entry.name), row.entry, row.seen) for row in wanted.found.added]
    edits += [Edit(row.effort_id, row.entry, row.seen) for row in wanted.found.changed]
    edits += [Edit(row.effort_id, _gone(row, why), row.revision) for row in wanted.removed]
    saved = None
    if edits:
        saved = save(
            store,
            ground.atlas,
            edits,
            who=who,
            why=why,
            kind=RevisionKind.IMPORT if wanted.sha256 else RevisionKind.EDIT,
            file_name=wanted.file_name,
            sha256=wanted.sha256,
        )
    for conflict in wanted.left:
        kept_conflicts.leave(store, conflict, who=who, why=why)
    if saved is None and not wanted.left:
        raise NothingNewError
    return saved or Saved(store.newest()[0])


def _gone(row: RegisterRow, why: str) -> Entry | None:
    if row.origin is Origin.OWN:
        return None
    return replace(row.entry, withdrawn=" ".join(why.split())[: FIELD["withdrawn"].most])


def _lines(source: Source, columns: RegisterColumns, ground: Ground, base_of: BaseOf, recipe: Recipe) -> Lines:
    around = surroundings_of(ground.atlas)
    if isinstance(source, FileSaid):
        return read_brought(source.content, columns, around, base_of, recipe)
    if isinstance(source, Pasted):
        return read_pasted(source.text, source.heads, columns, around, base_of, recipe)
    if not source.rows:
        return Lines(())
    return read_cells(source.heads, source.rows, columns, around, base_of, recipe)


def _bases(store: Store, ground: Ground) -> BaseOf:
    """What an effort said at a revision; the store is asked only where that is not what stands."""
    rows = ground.atlas.register

    def base_of(effort_id: str, seen: int | None) -> Entry | None:
        row = rows.get(effort_id)
        if row is not None and (seen is None or seen == row.revision):
            return row.entry
        published = published_entry(ground.atlas, effort_id)
        states = {one.revision: one.entry or published for one, _ in kept.versions_of(store, effort_id)}
        if seen == 0 and published is not None:
            return published
        return states.get(seen) if seen in states else row.entry if row is not None else None

    return base_of


def _conflict(
    store: Store, line: Line, theirs: Entry | None, mine: Entry, fields: tuple[str, ...], row: RegisterRow | None
) -> Conflict:
    versions = kept.versions_of(store, line.effort_id)
    _, since = versions[-1]
    return Conflict(line.effort_id, line.base, theirs, mine, fields, since, line.seen or 0)


def _answer(conflict: Conflict, answers: Mapping[str, str]) -> str | None:
    """``LEAVE``, or blank where every field is decided; None where one is not."""
    told = [answers.get(conflict_key(conflict, name), "") for name in conflict.fields]
    if LEAVE in told:
        return LEAVE
    return "" if all(one in (MINE, THEIRS) for one in told) else None


def conflict_key(conflict: Conflict, name: str) -> str:
    """The key of the answer to one field of a conflict."""
    return f"conflict:{conflict.effort_id}:{name}"


def _decided(conflict: Conflict, merged: Entry | None, answers: Mapping[str, str]) -> Entry | None:
    """What stands with the file's side of the fields that were decided for it."""
    taken = [name for name in conflict.fields if answers.get(conflict_key(conflict, name)) == MINE]
    if WHOLE in conflict.fields:
        return conflict.mine if taken else conflict.theirs
    if merged is None or conflict.mine is None:
        return merged
    return replace(merged, **{name: getattr(conflict.mine, name) for name in taken})


def _removed(source: Source, lines: Lines, ground: Ground) -> tuple[tuple[RegisterRow, ...], tuple[RegisterRow, ...]]:
    rows = ground.atlas.register
    if isinstance(source, Cells):
        return tuple(rows[one] for one in source.gone if one in rows), ()
    if isinstance(source, Pasted) or not source.scope or not lines.lines:
        return (), ()
    fetched = max((line.fetched for line in lines.lines if line.fetched is not None), default=None)
    return missed(rows, source.scope, lines.effort_ids, fetched)


def _faults(lines: Lines, exchange: Exchange) -> tuple[RowFault, ...]:
    told = [RowFault(fault.where, fault) for fault in lines.faults]
    told += map(partial(_at, lines), exchange.found.faults)
    return tuple(sorted(told, key=lambda one: (one.where.sheet, one.where.row)))


def _at(lines: Lines, told: ImportFault) -> RowFault:
    return RowFault(lines.lines[told.place].at(told.fault.field), told.fault)
