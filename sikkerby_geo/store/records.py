"""The own records in an open database, in the words of SQLAlchemy; ``history`` loads it for the first who asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from sikkerby_geo.facts.revisions import Change, Occasion, RecordKey, Revision, RevisionKind, Version
from sikkerby_geo.store.tables import REVISION, VERSION

AT_ONCE = 400
"""Records asked about in one question: SQLite takes no more than some thousand values in one."""


class Records:
    """Revisions and versions as a connection sees them, and adding to them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> tuple[int, datetime | None]:
        """The number of the newest revision and its moment; (0, None) before the first."""
        asked = select(REVISION.c.number, REVISION.c.at).order_by(REVISION.c.number.desc()).limit(1)
        row = self._connection.execute(asked).first()
        return (row.number, row.at) if row else (0, None)

    def standing(self, kinds: Collection[str], as_of: int | None) -> list[Version]:
        """The newest version of all records or those of some kinds, now or as of a revision, in the order of keys."""
        asked = _newest_versions(as_of).order_by(VERSION.c.record_kind, VERSION.c.record_id)
        if kinds:
            asked = asked.where(VERSION.c.record_kind.in_(kinds))
        return self._versions(asked)

    def standing_of(self, keys: Iterable[RecordKey]) -> dict[RecordKey, Version]:
        """The newest version of some records, by their keys."""
        by_kind: dict[str, list[str]] = {}
        for kind, record_id in keys:
            by_kind.setdefault(kind, []).append(record_id)
        found: dict[RecordKey, Version] = {}
        for kind, ids in by_kind.items():
            of_kind = select(VERSION).where(VERSION.c.record_kind == kind).order_by(VERSION.c.revision)
            for start in range(0, len(ids), AT_ONCE):
                portion = self._versions(of_kind.where(VERSION.c.record_id.in_(ids[start : start + AT_ONCE])))
                found |= {version.key: version for version in portion}
        return found

    def history(self, record_kind: str, record_id: str) -> list[Version]:
        """Every version of a record, oldest first."""
        asked = select(VERSION).where(VERSION.c.record_kind == record_kind, VERSION.c.record_id == record_id)
        return self._versions(asked.order_by(VERSION.c.revision))

    def versions(self, record_kind: str) -> list[Version]:
        """Every version of all records of a kind, oldest first."""
        asked = select(VERSION).where(VERSION.c.record_kind == record_kind)
        return self._versions(asked.order_by(VERSION.c.revision))

    def touched(self, revisions: Collection[int]) -> dict[RecordKey, list[Version]]:
        """Every version of the records that some revisions changed, oldest first."""
        changed = (
            select(VERSION.c.record_kind, VERSION.c.record_id)
            .where(VERSION.c.revision.in_(revisions))
            .distinct()
            .subquery()
        )
        same = and_(changed.c.record_kind == VERSION.c.record_kind, changed.c.record_id == VERSION.c.record_id)
        found: dict[RecordKey, list[Version]] = {}
        for version in self._versions(select(VERSION).join(changed, same).order_by(VERSION.c.revision)):
            found.setdefault(version.key, []).append(version)
        return found

    def revisions(self) -> list[Revision]:
        """All revisions, newest first."""
        counted = select(VERSION.c.revision, func.count().label("records")).group_by(VERSION.c.revision).subquery()
        asked = (
            select(REVISION, func.coalesce(counted.c.records, 0).label("records"))
            .outerjoin(counted, counted.c.revision == REVISION.c.number)
            .order_by(REVISION.c.number.desc())
        )
        return [_revision(row) for row in self._connection.execute(asked)]

    def revision(self, number: int) -> Revision:
        """One revision by its number; without how many records it changed."""
        return _revision(self._connection.execute(select(REVISION).where(REVISION.c.number == number)).one())

    def append(self, changes: Iterable[Change], occasion: Occasion, at: datetime) -> int:
        """Add changes as one revision, and give its number."""
        number = (self._connection.execute(select(func.max(REVISION.c.number))).scalar() or 0) + 1
        self._connection.execute(
            insert(REVISION),
            {
                "number": number,
                "at": at,
                "who": occasion.who,
                "why": occasion.why,
                "kind": occasion.kind.value,
                "source": occasion.source,
                "file_name": occasion.file_name,
                "sha256": occasion.sha256,
                "undoes": list(occasion.undoes),
            },
        )
        self._connection.execute(
            insert(VERSION),
            [
                {
                    "record_kind": change.record_kind,
                    "record_id": change.record_id,
                    "revision": number,
                    "payload": None if change.payload is None else dict(change.payload),
                    "deleted": change.payload is None,
                }
                for change in changes
            ],
        )
        return number

    def _versions(self, asked: Select) -> list[Version]:
        return [_version(row) for row in self._connection.execute(asked)]


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
