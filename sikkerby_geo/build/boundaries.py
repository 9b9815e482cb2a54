"""The municipality's borders: fetched and fitted, held against those that stand, and put in as one revision."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.build import with_changes
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.borders import (
    BorderChange,
    Fetched,
    border_changes,
    fitted,
    part_of,
    simplified_alone,
)
from sikkerby_geo.domain.geography.shapes import label_points, shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.boundaries import ADDRESS, Role, layers_named, said_layers
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.revisions import Change, NothingNewError
from sikkerby_geo.store.borders import FetchedBorders, border_changes_of, check_borders, deliver_borders
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own

if TYPE_CHECKING:
    from sikkerby_geo.store.wfs.municipal import Municipal


def service_address(said: str = "") -> str:
    """The address of the municipality's WFS: what is said now, else what SIKKERBY_WFS names, else the known one."""
    return said or os.environ.get("SIKKERBY_WFS") or ADDRESS


def fetch_borders(
    atlas: Atlas, address: str, layers: Mapping[str, str], told: Callable[[str], object]
) -> tuple[Municipal, tuple[FetchedBorders, ...]]:
    """Fetch the municipality's borders and fit them into each other; nothing is written. Sources are still blank.

    ``layers`` are the service's names by role where they are said now, before those of SIKKERBY_WFS_LAYERS; ``told``
    hears what is asked for.

    Raises
    ------
    BoundaryError, BoundaryErrors
        The service refuses or gives half an answer, or the borders do not fit.
    """
    from sikkerby_geo.store.wfs.municipal import fetch_municipal  # with OWSLib, which no page waits for
    from sikkerby_geo.store.wfs.service import Service

    named = layers_named({**said_layers(os.environ.get("SIKKERBY_WFS_LAYERS", "")), **layers})
    found = fetch_municipal(Service(address), named, atlas.places, told)
    told("fit")
    standing = _in_metres(shapes_of(atlas, LEVEL_LAYER[Level.SURVEY_AREA]))
    shapes = found.places
    whole = Fetched(shapes[Role.DISTRICTS], found.roder, shapes.get(Role.SURVEY_AREAS), shapes.get(Role.COMMITTEES))
    levels = fitted(atlas.places, whole, standing)
    made = [FetchedBorders(LEVEL_LAYER[level], levels[level], {}) for level in Level]
    if found.deprived:
        alone = {one.place_id: simplified_alone(one.shape) for one in found.deprived}
        stand = _deprived(atlas)
        rows = {
            one.place_id: {
                "nr": one.number,
                "name": one.name or stand.get(one.place_id, {}).get("name", one.number),
                "sub_area": one.part or stand.get(one.place_id, {}).get("sub_area", one.number),
                "area_km2": f"{one.shape.area / 1e6:.3f}",
                "area_ids": ";".join(part_of(one.shape, levels[Level.SURVEY_AREA])),
            }
            for one in found.deprived
        }
        made.append(FetchedBorders("deprived_areas_layer", alone, {}, rows))
    return found, tuple(made)


@dataclass(frozen=True)
class BorderPreview:
    """What fetched borders would change, place by place, before anything is written; ``labels`` are the places whose
    name would stand outside their new border, ``names`` those of deprived areas, before and after."""

    changes: tuple[Change, ...]
    moved: tuple[BorderChange, ...]
    labels: tuple[str, ...]
    names: Mapping[str, str]


def preview_borders(atlas: Atlas, store: Store, borders: Sequence[FetchedBorders]) -> BorderPreview:
    """Work out what fetched borders would change, and write nothing.

    Raises
    ------
    NothingNewError
        All of it stands already.
    DataError
        They do not keep the contract of their layer.
    StoreError
        The store cannot be read.
    """
    own = read_own(store)
    if own.trouble is not None:
        raise own.trouble
    changes = border_changes_of(borders, atlas.snapshot, store, own.revision)
    check_borders(with_changes(own, changes), atlas.snapshot.embedded)
    touched = {str(change.payload["layer"]) for change in changes if change.payload and "layer" in change.payload}
    moved: list[BorderChange] = []
    for one in (one for one in borders if one.layer in touched):
        moved += border_changes(one.layer, _in_metres(shapes_of(atlas, one.layer)), one.shapes)
    if all(one.same for one in moved) and not any(one.rows for one in borders if one.layer in touched):
        raise NothingNewError
    new = {place_id: shape for one in borders if one.layer in touched for place_id, shape in one.shapes.items()}
    labels = _in_metres({point.place_id: point.inside for point in label_points(atlas)})
    outside = tuple(name for name, at in labels.items() if name in new and not new[name].covers(at))
    rows = {**_deprived(atlas), **{place_id: row for one in borders for place_id, row in one.rows.items()}}
    names = {place_id: row["sub_area"] or row["name"] for place_id, row in rows.items()}
    return BorderPreview(tuple(changes), tuple(moved), outside, names)


def put_in_borders(store: Store, preview: BorderPreview, *, address: str, who: str, why: str) -> int:
    """Write fetched borders as one revision; raises as ``store.borders.deliver_borders`` does."""
    return deliver_borders(store, preview.changes, address=address, who=who, why=why)


def _deprived(atlas: Atlas) -> dict[str, Mapping[str, str]]:
    """The names of the deprived areas that stand, by id."""
    rows = atlas.snapshot.table("deprived_areas").itertuples()
    return {row.deprived_area_id: {"name": row.name, "sub_area": row.sub_area} for row in rows}


def _in_metres(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Shapes in EPSG:4326 as shapes in EPSG:25832."""
    return dict(zip(shapes, gpd.GeoSeries([*shapes.values()], crs=DEGREES).to_crs(METRES), strict=True))
