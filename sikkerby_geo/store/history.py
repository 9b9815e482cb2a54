"""The own records and their history: only appended to; what stands is the newest version, undoing is a new revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from sikkerby_geo.store.records import Records

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
        with self._reading() as records:
            return records.newest() if records else (0, None)

    def standing(self, *kinds: str, as_of: int | None = None) -> list[Version]:
        """The newest version of all records or those of some kinds, now or as of a revision, in the order of their
        keys; a record that has been deleted is among them."""
        with self._reading() as records:
            return records.standing(kinds, as_of) if records else []

    def current(self, *kinds: str, as_of: int | None = None) -> list[Version]:
        """What all records or those of some kinds say, now or as of a revision, in the order of their keys."""
        return [version for version in self.standing(*kinds, as_of=as_of) if version.payload is not None]

    def revisions(self) -> list[Revision]:
        """All revisions, newest first."""
        with self._reading() as records:
            return records.revisions() if records else []

    def history(self, record_kind: str, record_id: str) -> list[Version]:
        """Every version of a record, oldest first."""
        with self._reading() as records:
            return records.history(record_kind, record_id) if records else []

    def versions(self, record_kind: str) -> list[Version]:
        """Every version of all records of a kind, oldest first."""
        with self._reading() as records:
            return records.versions(record_kind) if records else []

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
        with self._writing() as records:
            standing = records.standing_of(wanted)
            strange = tuple(
                version
                for key, version in standing.items()
                if version.revision != wanted[key].expected and version.payload != wanted[key].payload
            )
            if strange:
                raise ConflictError(strange, records.revision(max(version.revision for version in strange)))
            return self._append(records, wanted.values(), standing, occasion, again=again)

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
        with self._writing() as records:
            undone = {number}
            touched = records.touched(undone)
            while in_the_way := _later(touched, undone):
                if not later:
                    raise LaterChangeError(number, tuple(sorted(in_the_way)))
                undone |= in_the_way
                touched = records.touched(undone)
            changes = list(_put_back(touched, undone))
            occasion = Occasion(who, why, RevisionKind.UNDO, undoes=tuple(sorted(undone)))
            standing = {key: versions[-1] for key, versions in touched.items()}
            return self._append(records, changes, standing, occasion)

    def _append(
        self,
        records: Records,
        changes: Iterable[Change],
        standing: Standing,
        occasion: Occasion,
        *,
        again: bool = False,
    ) -> int:
        new = [change for change in changes if again or change.payload != _said(standing.get(change.key))]
        if not new:
            raise NothingNewError
        return records.append(new, occasion, self._clock())

    @contextmanager
    def _reading(self) -> Iterator[Records | None]:
        """The records as of one moment; None where nothing has been written yet."""
        with self.database.reading() as connection:
            if connection is None:
                yield None
                return
            from sikkerby_geo.store.records import Records  # with SQLAlchemy, for which only records have to wait

            yield Records(connection)

    @contextmanager
    def _writing(self) -> Iterator[Records]:
        """The records with the only right to add to them."""
        from sikkerby_geo.store.records import Records  # as above

        with self.database.writing() as connection:
            yield Records(connection)


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


def _said(version: Version | None) -> Payload | None:
    return None if version is None else version.payload
