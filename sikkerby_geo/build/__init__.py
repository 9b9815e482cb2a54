"""The composition root: the facts of the store, and the atlas that follows from them. Knows no Streamlit."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.own_data.differences import Difference, differences
from sikkerby_geo.facts.clock import moment_of
from sikkerby_geo.facts.own_records import RECIPE_KIND
from sikkerby_geo.facts.problems import SessionLimitError
from sikkerby_geo.facts.revisions import Change, Version
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import MOST_SESSION_ROWS, MOST_SESSIONS
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.checked import Checked
from sikkerby_geo.store.database import data_folder
from sikkerby_geo.store.deliveries import Delivery, changes_of
from sikkerby_geo.store.deliveries import publish as publish
from sikkerby_geo.store.engines import own_database
from sikkerby_geo.store.files import stamp_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import OwnRecords, join, published_only, read_own, stamp_of_own
from sikkerby_geo.store.provider import Proven as Proven
from sikkerby_geo.store.provider import Provider as Provider
from sikkerby_geo.store.provider import TokenError as TokenError
from sikkerby_geo.store.provider import private as private
from sikkerby_geo.store.provider import provider_at as provider_at
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.store.roles import role_revisions as role_revisions
from sikkerby_geo.store.roles import roles as roles
from sikkerby_geo.store.roles import set_role as set_role

NOTHING_OWN = OwnRecords()
"""The records of an installation that has added none."""
FileStamps = tuple[tuple[int, int], ...]
Stamp = tuple[FileStamps, tuple[object, ...]]
"""What tells the files and the own records from what they were at another moment."""
FIRST_WAIT = 3.0
"""How long (seconds) the reader who finds the atlas outdated waits for the new one: a delivery of a year is there by
then, and nobody takes it for a page that hangs."""
LOOK_EVERY = 0.1
"""How often (seconds) a server looks whether a data file was edited: opening all of them takes a millisecond, and a run
of a page asks several times, those of a hundred readers hundreds a second."""


def data_root() -> Path:
    """The folder that holds ``data/`` and ``geodata/``: the program's, or what SIKKERBY_ROOT names."""
    return Path(os.environ.get("SIKKERBY_ROOT", ROOT))


def own_store() -> Store:
    """The installation's own records, in the database SIKKERBY_DATABASE names, or in the folder SIKKERBY_DATA does."""
    return Store(own_database())


def own_place() -> str:
    """Where the own records lie; what tells one place from another."""
    return own_database().place


def checked_here() -> Checked:
    """What this installation has checked before, kept in the folder of the own records."""
    return Checked(data_folder())


def atlas_of(
    root: Path, earlier: Atlas | None = None, own: OwnRecords = NOTHING_OWN, checked: Checked | None = None
) -> Atlas:
    """The atlas of the facts under a folder as they are now, and of own records; what has not changed is taken from an
    ``earlier`` one, and what was ``checked`` before is read without the check."""
    embedded = read_snapshot(root, earlier.snapshot.embedded if earlier else None, checked)
    return atlas_with(embedded, own, earlier)


def atlas_with(embedded: Snapshot, own: OwnRecords, earlier: Atlas | None = None) -> Atlas:
    """The atlas of an embedded record and of own records."""
    snapshot = join(embedded, own, earlier.snapshot if earlier else None)
    return build_atlas(snapshot, snapshot.snapshot_id, earlier)


@dataclass(frozen=True)
class Preview:
    """What a delivery would change: record by record, old beside new, and the ``atlas`` as it would be.

    ``seen`` is the revision it was worked out against: whoever delivers says so, and is told what has changed since.
    """

    seen: int
    differences: tuple[Difference, ...]
    atlas: Atlas


def preview(now: Atlas, store: Store, *deliveries: Delivery) -> Preview:
    """Work out what the deliveries of one file would change, and write nothing.

    Raises
    ------
    DataError
        The rows do not keep their contract.
    NothingNewError
        All of them stand already.
    StoreError
        The store cannot be read.
    """
    own = read_own(store)
    if own.trouble is not None:
        raise own.trouble
    changes = changes_of(deliveries, now.snapshot.embedded, store, own.revision)
    would_be = with_changes(own, changes)
    atlas = atlas_with(now.snapshot.embedded, would_be, now)
    return Preview(own.revision, differences(own.versions, would_be.versions), atlas)


def with_changes(own: OwnRecords, changes: Iterable[Change]) -> OwnRecords:
    """Own records as they would be with changes written; the stamp tells them from those with any others."""
    told = [change for change in changes if change.record_kind != RECIPE_KIND]
    written = {version.key: version for version in own.versions}
    after = written | {change.key: Version(*change.key, own.revision + 1, change.payload) for change in told}
    said = json.dumps([[*change.key, change.payload] for change in told], ensure_ascii=False, sort_keys=True)
    stamp = (*own.stamp, hashlib.sha256(said.encode()).hexdigest())
    in_order = sorted(after.values(), key=lambda version: version.key)
    return replace(own, versions=tuple(in_order), stamp=stamp)


@dataclass
class SessionPreviews:
    """What the deliveries of sessions would change, held for as long as a session has it: sessions with the same
    deliveries share one."""

    _held: WeakValueDictionary[tuple[object, ...], Preview] = field(default_factory=WeakValueDictionary)
    _one: Lock = field(default_factory=Lock)

    def of(self, now: Atlas, store: Store, deliveries: Sequence[Delivery], *, bounded: bool) -> Preview:
        """As ``preview``; ``bounded`` by what one session may bring, and by how many may hold figures of their own.

        Raises
        ------
        SessionLimitError
            One of the two bounds is met.
        """
        count = sum(len(delivery.rows) for delivery in deliveries)
        if bounded and count > MOST_SESSION_ROWS.value:
            raise SessionLimitError("problem.session_rows", count=count, most=MOST_SESSION_ROWS.value)
        said = [(one.kind, one.source.row(), one.published, [*map(dict, one.rows)]) for one in deliveries]
        mark = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).digest()
        key = (now.version, stamp_of_own(store), mark)
        with self._one:
            found = self._held.get(key)
            if found is None:
                if bounded and len(self._held) >= MOST_SESSIONS.value:
                    raise SessionLimitError("problem.session_many", most=MOST_SESSIONS.value)
                found = self._held[key] = preview(now, store, *deliveries)
            return found


@dataclass
class Current:
    """The atlas of a folder and of own records. When either has changed it is worked out again in the background, one
    at a time, while the one before goes on answering.

    Without a ``store`` there are no own records. ``settle`` is called whenever a new one is there. What was ``checked``
    before is read without the check. Files are looked at again ``look_every`` so many seconds.
    """

    root: Path
    store: Store | None = None
    settle: Callable[[], None] = lambda: None
    checked: Checked | None = None
    look_every: float = 0.0
    _files: FileStamps = ()
    _looked: float = -inf
    _stamp: Stamp | None = None
    _own: OwnRecords = NOTHING_OWN
    _atlas: Atlas | None = None
    _published: Atlas | None = None
    _near: Atlas | None = None
    _work: Future[None] | None = None
    _one: Lock = field(default_factory=Lock)
    _other: Lock = field(default_factory=Lock)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "atlas"))

    def atlas(self) -> Atlas:
        """The atlas as of now, however long it takes; what goes wrong in working it out is raised here."""
        while True:
            stamp = self._stamp_now()
            with self._one:
                if self._atlas is not None and stamp == self._stamp:
                    return self._atlas
                work = self._working(stamp)
            wait([work])
            self._over(work)

    def for_reader(self, written: int = 0) -> Atlas:
        """The atlas for one who reads: that of a moment ago, while the newest is being worked out.

        Whoever finds it outdated waits for the newest, but no longer than FIRST_WAIT; nobody else does. ``written``
        is the newest revision the reader has written himself: he sees what he has put in, however long it takes.
        """
        stamp = self._stamp_now()
        with self._one:
            before = self._atlas
            if before is not None and stamp == self._stamp:
                return before
            begins = self._work is None
            work = self._working(stamp)
            shown = self._own.revision >= written
        if before is None or not shown:
            return self.atlas()
        if begins:
            wait([work], FIRST_WAIT)
        if not work.done():
            return before
        self._over(work)
        return self._atlas or before

    def at_hand(self) -> Atlas | None:
        """The newest atlas that is worked out; None before the first, which is begun then. Nobody waits for it."""
        stamp = self._stamp_now()
        with self._one:
            if self._atlas is None:
                self._working(stamp)
            return self._atlas

    def published(self) -> Atlas:
        """The atlas for one who reads, without the own figures that nobody has published; the very same where there
        are none of these."""
        self.for_reader()
        with self._other:
            with self._one:
                now, own, found = self._atlas, self._own, self._published
            assert now is not None
            if found is None:
                told = published_only(own)
                found = now if told is own else atlas_with(now.snapshot.embedded, told, now)
                with self._one:
                    self._published = found if self._atlas is now else None
            return found

    def changed(self) -> datetime:
        """When the facts readers are answered with were last changed, as far as files and revisions tell (UTC, whole
        seconds)."""
        files, own = self._stamp or self._stamp_now()
        edited = max((moment for _, moment in files), default=0) // 1_000_000_000
        written = [part for part in own if isinstance(part, datetime)]
        return max([moment_of(edited), *(moment.replace(microsecond=0) for moment in written)])

    def expect(self, atlas: Atlas) -> None:
        """An atlas as it was told to become: of what is there by then, the next one takes from it what is the same."""
        with self._one:
            self._near = atlas

    def _stamp_now(self) -> Stamp:
        now = monotonic()
        if now - self._looked >= self.look_every:
            self._files, self._looked = stamp_of(self.root), now
        return self._files, stamp_of_own(self.store) if self.store else ()

    def _working(self, stamp: Stamp) -> Future[None]:
        """The work that is going on, or a new one for a stamp; one that has failed is there until somebody is told."""
        if self._work is None:
            self._work = self._worker.submit(self._work_out, stamp)
        return self._work

    def _work_out(self, stamp: Stamp) -> None:
        with self._one:
            near, self._near = self._near or self._atlas, None
        own = read_own(self.store) if self.store else NOTHING_OWN
        made = atlas_of(self.root, near, own, self.checked)
        with self._one:
            self._atlas, self._stamp, self._own, self._published, self._work = made, stamp, own, None, None
        self.settle()

    def _over(self, work: Future[None]) -> None:
        """Raise what went wrong in a work that is done, to one alone: the next who asks begins anew."""
        with self._one:
            if self._work is work:
                self._work = None
        work.result()
