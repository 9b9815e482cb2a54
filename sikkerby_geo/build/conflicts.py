"""Conflicts that nobody has decided yet: a change that was not written, kept until somebody does."""

from __future__ import annotations

import uuid
from dataclasses import replace

from sikkerby_geo.build.register import Edit, Saved, published_entry, save
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.history import Conflict
from sikkerby_geo.domain.register.merging import merge
from sikkerby_geo.facts.register_entry import Entry, EntryError, entry_from, payload_of
from sikkerby_geo.facts.revisions import Occasion, Payload, RevisionKind, StoreError
from sikkerby_geo.store import register as kept
from sikkerby_geo.store.history import Store


def leave(store: Store, conflict: Conflict, *, who: str, why: str) -> str:
    """Keep a change that disagrees with what stands, to be decided later; gives the id of the conflict.

    Raises
    ------
    StoreError
        The store cannot be read or written.
    """
    conflict_id = conflict.conflict_id or f"{conflict.effort_id}/{uuid.uuid4().hex[:8]}"
    payload = {
        "effort_id": conflict.effort_id,
        "base": _written(conflict.base),
        "mine": _written(conflict.mine),
        "seen": conflict.seen,
        "who": who,
        "why": why,
    }
    kept.keep_conflict(store, conflict_id, payload, Occasion(who, why, RevisionKind.EDIT))
    return conflict_id


def waiting(store: Store, atlas: Atlas) -> tuple[Conflict, ...]:
    """The conflicts that wait, each against what stands now; ``fields`` is empty where nothing disagrees any longer.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    found = []
    for conflict_id, payload in kept.kept_conflicts(store).items():
        try:
            found.append(_conflict(store, atlas, conflict_id, payload))
        except (EntryError, KeyError, IndexError, TypeError) as error:
            raise StoreError("problem.no_entry", field="effort_conflict", value=conflict_id) from error
    return tuple(found)


def decide(store: Store, atlas: Atlas, conflict: Conflict, entry: Entry | None, *, who: str, why: str) -> Saved:
    """Write what somebody decided a kept conflict to (None = delete the own record), and let it wait no longer.

    ``conflict`` is as ``waiting`` gives it; what stands now is what the decision starts from. Raises as ``save``.
    """
    edits = [Edit(conflict.effort_id, entry, conflict.since.number)] if entry != conflict.theirs else []
    return save(store, atlas, edits, who=who, why=why, decides=[conflict.conflict_id])


def _conflict(store: Store, atlas: Atlas, conflict_id: str, payload: Payload) -> Conflict:
    effort_id = str(payload["effort_id"])
    version, since = kept.versions_of(store, effort_id)[-1]
    base, mine = _read(payload["base"]), _read(payload["mine"])
    theirs = version.entry or published_entry(atlas, effort_id)
    found = Conflict(effort_id, base, theirs, mine, merge(base, theirs, mine).fields, since, int(str(payload["seen"])))
    return replace(found, conflict_id=conflict_id, who=str(payload["who"]), why=str(payload["why"]))


def _written(entry: Entry | None) -> dict[str, object] | None:
    return None if entry is None else payload_of(entry)


def _read(payload: object) -> Entry | None:
    return entry_from(payload) if isinstance(payload, dict) else None
