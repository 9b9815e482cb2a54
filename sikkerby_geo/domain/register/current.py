"""The register as it stands: what was published, with what this installation says of it in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.register.embedded import effort_of, embedded_entry
from sikkerby_geo.facts.efforts import KIND, REGISTRY
from sikkerby_geo.facts.register_entry import Entry, Origin, OwnVersion, RegisterRow

Own = Mapping[str, OwnVersion]
"""What this installation says of efforts, by their ids; what it has deleted is not among them."""

_PLACE = {overlay.overlay_id: place for place, overlay in enumerate(REGISTRY)}


def as_told(entry: Entry) -> Entry:
    """An entry as anybody is told it: of a kind that is hidden nothing nearer than its area, whatever was written."""
    if not KIND[entry.kind].hidden or (entry.geometry is None and not entry.place_words):
        return entry
    return replace(entry, geometry=None, basis="none", precision="", place_words="")


def current_efforts(
    published: Sequence[Effort], own: Own, earlier: Own | None = None, stood: Iterable[Effort] = ()
) -> tuple[Effort, ...]:
    """The efforts as they stand, in the order of the registry, the published ones first within each overlay.

    The very same objects as published where this installation says nothing of any, and as they ``stood`` when it said
    what it said ``earlier`` of the same published ones, where that is the very same version.
    """
    if not own:
        return tuple(published)
    known = {effort.effort_id: effort for effort in published}
    names = {effort.focus: effort.focus_name for effort in published if effort.focus}
    before = {effort.effort_id: effort for effort in stood}
    told, gone = {}, set()
    for effort_id, version in own.items():
        if version.entry is None:
            continue
        if version.entry.withdrawn:
            gone.add(effort_id)
        elif earlier is not None and earlier.get(effort_id) is version:
            told[effort_id] = before[effort_id]
        else:
            told[effort_id] = effort_of(effort_id, as_told(version.entry), names, known.get(effort_id), version.at)
    stand = [told.get(effort.effort_id, effort) for effort in published if effort.effort_id not in gone]
    stand += [told[effort_id] for effort_id in sorted(told.keys() - known.keys())]
    return tuple(sorted(stand, key=lambda effort: _PLACE[effort.overlay.overlay_id]))


def current_shapes(published: Mapping[str, BaseGeometry], own: Own) -> dict[str, BaseGeometry]:
    """The geometry of every effort that has one, by its id, in EPSG:4326; a kind that is hidden has none, ever."""
    shapes = {**published}
    for effort_id, version in own.items():
        shapes.pop(effort_id, None)
        entry = version.entry
        if entry is None or entry.geometry is None or entry.withdrawn or KIND[entry.kind].hidden:
            continue
        shapes[effort_id] = entry.geometry
    return shapes


def register_rows(published: Iterable[Effort], shapes: Mapping[str, BaseGeometry], own: Own) -> dict[str, RegisterRow]:
    """The register by id: every published effort as it stands here, then the own ones; withdrawn ones are among them.

    ``shapes`` are the published geometries by id.
    """
    rows = {}
    for effort in published:
        entry = embedded_entry(effort, shapes.get(effort.effort_id))
        rows[effort.effort_id] = RegisterRow(effort.effort_id, entry, Origin.EMBEDDED, published=entry)
    for effort_id, version in sorted(own.items()):
        if version.entry is None:
            continue
        before = rows.get(effort_id)
        origin = Origin.OWN if before is None else Origin.EDITED
        as_published = before.published if before is not None else None
        rows[effort_id] = RegisterRow(
            effort_id, as_told(version.entry), origin, version.revision, version.at, as_published
        )
    return rows
