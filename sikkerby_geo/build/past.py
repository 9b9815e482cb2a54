"""The register as it was: an atlas as of a day, and the newest changes of any effort. Nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sikkerby_geo.build import atlas_with
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.history import Touched
from sikkerby_geo.facts.register import EFFORT_KIND
from sikkerby_geo.store import register as kept
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own


def atlas_as_of(atlas: Atlas, store: Store, day: date) -> Atlas:
    """An atlas whose register is as it was at the end of a day in Copenhagen; its figures are those of ``atlas``.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    own = read_own(store)
    if own.trouble is not None:
        raise own.trouble
    revision = kept.revision_at(store, day)
    figures = tuple(one for one in own.versions if one.record_kind != EFFORT_KIND)
    efforts = tuple(store.current(EFFORT_KIND, as_of=revision)) if revision else ()
    then = replace(own, versions=(*figures, *efforts), stamp=(*own.stamp, "as-of", revision))
    return atlas_with(atlas.snapshot.embedded, then, atlas)


def newest_changes(store: Store, most: int) -> tuple[Touched, ...]:
    """The newest revisions that changed efforts, at most so many, newest first. Raises StoreError."""
    touched = kept.touched(store, most)
    made = {one.number: one for one in store.revisions()} if touched else {}
    return tuple(Touched(made[number], ids) for number, ids in touched.items())


def gone(store: Store, atlas: Atlas) -> dict[str, str]:
    """The efforts that no longer stand, deleted or withdrawn, by id: the name each had. Raises StoreError."""
    withdrawn = {row.effort_id: row.entry.name for row in atlas.register.values() if row.entry.withdrawn}
    deleted = (
        version.record_id
        for version in store.standing(EFFORT_KIND)
        if version.payload is None and version.record_id not in atlas.register
    )
    return withdrawn | {effort_id: _last_name(store, effort_id) for effort_id in deleted}


def _last_name(store: Store, effort_id: str) -> str:
    said = (version.payload for version in reversed(store.history(EFFORT_KIND, effort_id)))
    return str(next((payload["name"] for payload in said if payload is not None), effort_id))
