"""The own records and their history: only appended to; what stands is the newest version, undoing is a new revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from sikkerby_geo.facts.clock import now
from sikkerby_geo.facts.own_records import RECIPE_KIND, SOURCE_KIND
from sikkerby_geo.facts.revisions import (
    Change,
    ConflictError,
    LaterChangeError,
    NothingNewError,
    Occasion,
    Payload,
    RecordKey,
    Revision,
    RevisionKind,
    UnknownRevisionError,
    Version,
)
from sikkerby_geo.store.database import Database
from sikkerby_geo.store.sqlite import SqliteDatabase
from sikkerby_geo.store.tables import REVISION, VERSION

AT_ONCE = 400
"""Records asked about in one question: SQLite takes no more than some thousand values in one."""

Standing = Mapping[RecordKey, Version]
"""The newest version of records by their keys; a deleted one is among them."""

Touched = Mapping[RecordKey, Sequence[Version]]
"""Every version of records by their keys, oldest first."""


class Store:
    """The own records of an installation, in a database; a folder stands for the SQLite file in it."""

    def __init__(self, where: Database | Path, clock: Callable[[], datetime] = now) -> None:
        self.database = where if isinstance(where, Database) else SqliteDatabase(where)
        self._clock = clock

    def newest(self) -> tuple[int, datetime | None]:
        """The number of the newest revision and its moment; (0, None) before the first. Cheap."""
        with self.database.reading() as connection:
            if connection is None:
                return 0, None
            row = connection.execute(
                select(REVISION.c.number, REVISION.c.at).order_by(REVISION.c.number.desc()).limit(1)
            ).first()
        return (row.number, row.at) if row else (0, None)

    def standing(self, *kinds: str, as_of: int | None = None) -> list[Version]:
        """The newest version of all records or those of some kinds, now or as of a revision, in the order of their
        keys; a record that has been deleted is among them."""
        asked = _newest_versions(as_of).order_by(VERSION.c.record_kind, VERSION.c.record_id)
        if kinds:
            asked = asked.where(VERSION.c.record_kind.in_(kinds))
        with self.database.reading() as connection:
            return [] if connection is None else [_version(row) for row in connection.execute(asked)]

    def current(self, *kinds: str, as_of: int | None = None) -> list[Version]:
        """What all records or those of some kinds say, now or as of a revision, in the order of their keys."""
        return [version for version in self.standing(*kinds, as_of=as_of) if version.payload is not None]

    def revisions(self) -> list[Revision]:
        """All revisions, newest first."""
        counted = select(VERSION.c.revision, func.count().label("records")).group_by(VERSION.c.revision).subquery()
        asked = (
            select(REVISION, func.coalesce(counted.c.records, 0).label("records"))
            .outerjoin(counted, counted.c.revision == REVISION.c.number)
            .order_by(REVISION.c.number.desc())
        )
        with self.database.reading() as connection:
            return [] if connection is None else [_revision(row) for row in connection.execute(asked)]

    def history(self, record_kind: str, record_id: str) -> list[Version]:
        """Every version of a record, oldest first."""
        asked = select(VERSION).where(VERSION.c.record_kind == record_kind, VERSION.c.record_id == record_id)
        with self.database.reading() as connection:
            rows = [] if connection is None else connection.execute(asked.order_by(VERSION.c.revision)).all()
        return [_version(row) for row in rows]

    def versions(self, record_kind: str) -> list[Version]:
        """Every version of all records of a kind, oldest first."""
        asked = select(VERSION).where(VERSION.c.record_kind == record_kind).order_by(VERSION.c.revision)
        with self.database.reading() as connection:
            return [] if connection is None else [_version(row) for row in connection.execute(asked)]

    def write(self, changes: Iterable[Change], occasion: Occasion, *, again: bool = False) -> int:
        """Write changes as one revision, and give its number. What already stands is not written ``again`` unasked.

        Raises
        ------
        ConflictError
            A record has been changed since its writer saw it, to say something else; nothing is written.
        NothingNewError
            All of it already stands.
        StoreError
            The database cannot be written.
        """
        wanted = {change.key: change for change in changes}
        with self.database.writing() as connection:
            standing = _standing(connection, wanted)
            strange = tuple(
                version
                for key, version in standing.items()
                if version.revision != wanted[key].expected and version.payload != wanted[key].payload
            )
            if strange:
                raise _conflict(connection, strange)
            return self._append(connection, wanted.values(), standing, occasion, again=again)

    def undo(self, number: int, who: str, why: str, *, later: bool = False) -> int:
        """Put back what stood before a revision for the records it changed, as a new revision; give its number.

        A later revision stands in the way where one of these records no longer says what the revision left it
        saying. With ``later`` those are undone too, each as a whole.

        Raises
        ------
        UnknownRevisionError
        LaterChangeError
            Which names the revisions in the way.
        NothingNewError
            What stood before already stands.
        StoreError
            The database cannot be written.
        """
        if not 0 < number <= self.newest()[0]:
            raise UnknownRevisionError(number)
        with self.database.writing() as connection:
            undone = {number}
            touched = _touched(connection, undone)
            while in_the_way := _later(touched, undone):
                if not later:
                    raise LaterChangeError(number, tuple(sorted(in_the_way)))
                undone |= in_the_way
                touched = _touched(connection, undone)
            changes = list(_put_back(touched, undone))
            occasion = Occasion(who, why, RevisionKind.UNDO, undoes=tuple(sorted(undone)))
            standing = {key: versions[-1] for key, versions in touched.items()}
            return self._append(connection, changes, standing, occasion)

    def _append(
        self,
        connection: Connection,
        changes: Collection[Change],
        standing: Standing,
        occasion: Occasion,
        *,
        again: bool = False,
    ) -> int:
        new = [change for change in changes if again or change.payload != _said(standing.get(change.key))]
        if not new:
            raise NothingNewError
        number = (connection.execute(select(func.max(REVISION.c.number))).scalar() or 0) + 1
        connection.execute(
            insert(REVISION),
            {
                "number": number,
                "at": self._clock(),
                "who": occasion.who,
                "why": occasion.why,
                "kind": occasion.kind.value,
                "source": occasion.source,
                "file_name": occasion.file_name,
                "sha256": occasion.sha256,
                "undoes": list(occasion.undoes),
            },
        )
        connection.execute(
            insert(VERSION),
            [
                {
                    "record_kind": change.record_kind,
                    "record_id": change.record_id,
                    "revision": number,
                    "payload": None if change.payload is None else dict(change.payload),
                    "deleted": change.payload is None,
                }
                for change in new
            ],
        )
        return number


def _newest_versions(as_of: int | None = None) -> Select:
    """The newest version of each record, deleted ones included."""
    newest = select(VERSION.c.record_kind, VERSION.c.record_id, func.max(VERSION.c.revision).label("revision"))
    if as_of is not None:
        newest = newest.where(VERSION.c.revision <= as_of)
    found = newest.group_by(VERSION.c.record_kind, VERSION.c.record_id).subquery()
    return select(VERSION).join(
        found,
        and_(
            found.c.record_kind == VERSION.c.record_kind,
            found.c.record_id == VERSION.c.record_id,
            found.c.revision == VERSION.c.revision,
        ),
    )


def _standing(connection: Connection, keys: Iterable[RecordKey]) -> dict[RecordKey, Version]:
    """The newest version of some records, by their keys."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, []).append(record_id)
    found: dict[RecordKey, Version] = {}
    for kind, ids in by_kind.items():
        of_kind = select(VERSION).where(VERSION.c.record_kind == kind).order_by(VERSION.c.revision)
        for start in range(0, len(ids), AT_ONCE):
            portion = ids[start : start + AT_ONCE]
            found |= {
                version.key: version
                for version in map(_version, connection.execute(of_kind.where(VERSION.c.record_id.in_(portion))))
            }
    return found


def _touched(connection: Connection, revisions: Collection[int]) -> Touched:
    """Every version of the records that some revisions changed, oldest first."""
    changed = (
        select(VERSION.c.record_kind, VERSION.c.record_id)
        .where(VERSION.c.revision.in_(revisions))
        .distinct()
        .subquery()
    )
    same = and_(changed.c.record_kind == VERSION.c.record_kind, changed.c.record_id == VERSION.c.record_id)
    found: dict[RecordKey, list[Version]] = {}
    for version in map(_version, connection.execute(select(VERSION).join(changed, same).order_by(VERSION.c.revision))):
        found.setdefault(version.key, []).append(version)
    return found


def _before(versions: Sequence[Version], revisions: Collection[int]) -> Version | None:
    """What stood before the first of the revisions that changed a record."""
    first = min(version.revision for version in versions if version.revision in revisions)
    return next((version for version in reversed(versions) if version.revision < first), None)


def _kept(key: RecordKey, before: Version | None) -> bool:
    """Whether a record stays as it is: a recipe, and the source of records which was not there before."""
    return key[0] == RECIPE_KIND or (key[0] == SOURCE_KIND and _said(before) is None)


def _later(touched: Touched, undone: Collection[int]) -> set[int]:
    """The revisions in the way: they have changed a record since, and did not leave it as they found it."""
    found: set[int] = set()
    for key, versions in touched.items():
        first = min(version.revision for version in versions if version.revision in undone)
        others = [one for one in versions if one.revision > first and one.revision not in undone]
        if not others or _kept(key, _before(versions, undone)):
            continue
        left = [one for one in versions if one.revision in undone and one.revision < others[0].revision][-1]
        later = any(one.revision in undone for one in versions if one.revision > others[0].revision)
        if later or versions[-1].payload != left.payload:
            found |= {one.revision for one in others}
    return found


def _put_back(touched: Touched, undone: Collection[int]) -> Iterator[Change]:
    for key, versions in touched.items():
        before = _before(versions, undone)
        if not _kept(key, before):
            yield Change(*key, _said(before), versions[-1].revision)


def _conflict(connection: Connection, versions: tuple[Version, ...]) -> ConflictError:
    number = max(version.revision for version in versions)
    row = connection.execute(select(REVISION).where(REVISION.c.number == number)).one()
    return ConflictError(versions, _revision(row))


def _said(version: Version | None) -> Payload | None:
    return None if version is None else version.payload


def _version(row: Row) -> Version:
    """A version as its row says; raises ValueError where its payload is no object."""
    if row.payload is not None and not isinstance(row.payload, dict):
        raise ValueError(f"{row.record_kind} {row.record_id}: {type(row.payload).__name__}")
    return Version(row.record_kind, row.record_id, row.revision, row.payload)


def _revision(row: Row) -> Revision:
    occasion = Occasion(
        row.who, row.why, RevisionKind(row.kind), row.source, row.file_name, row.sha256, tuple(row.undoes)
    )
    return Revision(row.number, row.at, occasion, getattr(row, "records", 0))
