"""The composition root: the facts of the store, and the atlas that follows from them. Knows no Streamlit."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.domain.own_data.differences import Difference, differences
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.own_records import RECIPE_KIND, OwnSource
from sikkerby_geo.facts.revisions import Change, Version
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store import brought
from sikkerby_geo.store.database import data_folder
from sikkerby_geo.store.deliveries import Delivery, changes_of, deliver
from sikkerby_geo.store.deliveries import publish as publish
from sikkerby_geo.store.files import stamp_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.take_in import Intake
from sikkerby_geo.store.joining import OwnRecords, join, published_only, read_own, stamp_of_own
from sikkerby_geo.store.reading import read_snapshot

NOTHING_OWN = OwnRecords()
"""The records of an installation that has added none."""


def data_root() -> Path:
    """The folder that holds ``data/`` and ``geodata/``: the program's, or what SIKKERBY_ROOT names."""
    return Path(os.environ.get("SIKKERBY_ROOT", ROOT))


def own_store() -> Store:
    """The installation's own records, in the folder SIKKERBY_DATA names, or the user's data folder."""
    return Store(data_folder())


def atlas_of(root: Path, earlier: Atlas | None = None, own: OwnRecords = NOTHING_OWN) -> Atlas:
    """The atlas of the facts under a folder as they are now, and of own records; what has not changed is taken from an
    ``earlier`` one."""
    embedded = read_snapshot(root, earlier.snapshot.embedded if earlier else None)
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
    return replace(own, versions=tuple(after.values()), stamp=stamp)


def own_sources(store: Store) -> dict[str, OwnSource]:
    """The sources of the own records by title. Raises StoreError where they cannot be read."""
    return brought.own_sources(store)


def recipe_for(store: Store, kind: str, title: str) -> Recipe:
    """How the files of a kind from a source were read the last time. Raises StoreError where that cannot be read."""
    return brought.recipe_for(brought.recipes(store), kind, title)


def take_in_file(atlas: Atlas, store: Store, content: bytes, recipe: Recipe) -> Intake:
    """What a file of the recipe's kind says, held against an atlas and the own sources; nothing is kept."""
    return brought.read(content, recipe.kind, surroundings_of(atlas), recipe, brought.own_sources(store))


def deliveries_of(
    store: Store, found: Intake, source: OwnSource, *, content: bytes, file_name: str, published: str
) -> tuple[Delivery, ...]:
    """The good rows of a file that has been read, by their sources; there is at least one."""
    sources = brought.own_sources(store)
    return brought.deliveries(found, source, sources, content=content, file_name=file_name, published=published)


def put_in(store: Store, atlas: Atlas, deliveries: Sequence[Delivery], *, who: str, why: str, seen: int) -> int:
    """Write the deliveries of one file as one revision; raises as ``store.deliveries.deliver`` does."""
    return deliver(store, atlas.snapshot.embedded, *deliveries, who=who, why=why, seen=seen)


@dataclass
class Current:
    """The atlas of a folder and of own records, worked out again when either has changed; one at a time, whoever asks.

    Without a ``store`` there are no own records.
    """

    root: Path
    store: Store | None = None
    _stamp: object = None
    _own: OwnRecords = NOTHING_OWN
    _atlas: Atlas | None = None
    _published: Atlas | None = None
    _one: Lock = field(default_factory=Lock)

    def atlas(self) -> tuple[Atlas, bool]:
        """The atlas as of now, and whether it is another one than the last time."""
        with self._one:
            before = self._atlas
            found = self._now()
            return found, found is not before

    def published(self) -> Atlas:
        """The atlas without the own figures that nobody has published; the very same where there are none of these."""
        with self._one:
            now = self._now()
            if self._published is None:
                told = published_only(self._own)
                self._published = now if told is self._own else atlas_with(now.snapshot.embedded, told, now)
            return self._published

    def changed(self) -> datetime:
        """When the facts were last changed, as far as files and revisions tell (UTC, whole seconds)."""
        edited = max((moment for _, moment in stamp_of(self.root)), default=0) // 1_000_000_000
        written = [part for part in (stamp_of_own(self.store) if self.store else ()) if isinstance(part, datetime)]
        return max([datetime.fromtimestamp(edited, UTC), *(moment.replace(microsecond=0) for moment in written)])

    def _now(self) -> Atlas:
        stamp = (stamp_of(self.root), stamp_of_own(self.store) if self.store else ())
        if self._atlas is None or stamp != self._stamp:
            self._own = read_own(self.store) if self.store else NOTHING_OWN
            self._atlas = atlas_of(self.root, self._atlas, self._own)
            self._published = None
            self._stamp = stamp
        return self._atlas
