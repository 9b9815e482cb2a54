"""The register in the store: the versions of its efforts, the conflicts that wait, and writing them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.register import CONFLICT_KIND, EFFORT_KIND
from sikkerby_geo.facts.register_entry import Entry, OwnVersion, entry_from, payload_of
from sikkerby_geo.facts.revisions import Change, Occasion, Payload, Revision
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.tables import VERSION

Written = tuple[str, Entry | None, int]
"""The id of an effort, what it is to say (None = delete it), and the revision of the version its writer has seen."""


def revision_at(store: Store, day: date) -> int:
    """The newest revision made on a day in Copenhagen or before; 0 where there is none. Raises StoreError."""
    made = (one.number for one in store.revisions() if danish_date(one.at) <= day)
    return max(made, default=0)


def own_version(store: Store, effort_id: str) -> OwnVersion | None:
    """What stands of one effort; None where this installation never said anything of it.

    Raises
    ------
    EntryError
        It cannot be read.
    StoreError
        The store cannot be read.
    """
    versions = store.history(EFFORT_KIND, effort_id)
    if not versions:
        return None
    return OwnVersion(effort_id, versions[-1].revision, _entry(versions[-1].payload))


def versions_of(store: Store, effort_id: str) -> tuple[tuple[OwnVersion, Revision], ...]:
    """Every version of an effort and the revision that made it, oldest first; raises as ``own_version``."""
    versions = store.history(EFFORT_KIND, effort_id)
    made = {one.number: one for one in store.revisions()}  # asked last: what others write meanwhile is in it too
    return tuple(
        (
            OwnVersion(effort_id, one.revision, _entry(one.payload), made[one.revision].at),
            made[one.revision],
        )
        for one in versions
    )


def touched(store: Store, most: int) -> dict[int, tuple[str, ...]]:
    """The newest revisions that changed efforts, at most so many, newest first: the ids of those efforts by number.

    Raises StoreError.
    """
    of_efforts = select(VERSION.c.revision, VERSION.c.record_id).where(VERSION.c.record_kind == EFFORT_KIND)
    numbers = of_efforts.with_only_columns(VERSION.c.revision).distinct().order_by(VERSION.c.revision.desc())
    newest = numbers.limit(most).subquery()
    asked = of_efforts.join(newest, newest.c.revision == VERSION.c.revision)
    found: dict[int, tuple[str, ...]] = {}
    with store.database.reading() as connection:
        rows = asked.order_by(VERSION.c.revision.desc(), VERSION.c.record_id)
        for number, effort_id in [] if connection is None else connection.execute(rows):
            found[number] = (*found.get(number, ()), effort_id)
    return found


def write(
    store: Store, written: Iterable[Written], occasion: Occasion, decided: Iterable[str] = (), *, again: bool = False
) -> int:
    """Write entries as one revision and give its number; the conflicts ``decided`` by it wait no longer.

    ``again``: what already stands is written too, so that it is known who said it once more.

    Raises
    ------
    ConflictError
        One of them has been changed since its writer saw it.
    NothingNewError
        All of it already stands.
    StoreError
        The database cannot be written.
    """
    changes = [
        Change(EFFORT_KIND, effort_id, None if entry is None else payload_of(entry), seen)
        for effort_id, entry, seen in written
    ]
    closed = [Change(CONFLICT_KIND, one, None, _revision_of(store, one)) for one in decided]
    return store.write([*changes, *closed], occasion, again=again)


def keep_conflict(store: Store, conflict_id: str, payload: Payload, occasion: Occasion) -> int:
    """Keep a change that disagrees with what stands, until somebody decides; raises as ``write``."""
    return store.write([Change(CONFLICT_KIND, conflict_id, payload, _revision_of(store, conflict_id))], occasion)


def kept_conflicts(store: Store) -> dict[str, Payload]:
    """The changes that wait, by the id of their conflict. Raises StoreError."""
    return {one.record_id: one.payload for one in store.current(CONFLICT_KIND) if one.payload is not None}


def _revision_of(store: Store, conflict_id: str) -> int:
    versions = store.history(CONFLICT_KIND, conflict_id)
    return versions[-1].revision if versions else 0


def _entry(payload: Payload | None) -> Entry | None:
    return None if payload is None else entry_from(payload)
