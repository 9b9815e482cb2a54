"""Fetched borders as records: what they would change, written as one revision that can be undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.boundaries import BORDER_KIND, FETCHED_KIND
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.revisions import Change, NothingNewError, Occasion, Payload, RecordKey, RevisionKind
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.store.fetched_layers import table_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import OwnRecords, join

DECIMALS = 7
"""Of a degree: a centimetre."""


NAMING = ("name", "sub_area")
"""Fields of a fetched place that a reader sees; the others follow from its shape."""


@dataclass(frozen=True)
class FetchedBorders:
    """A layer to put in: its shapes by the ids of their places (EPSG:25832), the row of its source, and where its
    table comes with it (``fetched_layers.table_of``) the rows of that, by the same ids."""

    layer: str
    shapes: Mapping[str, BaseGeometry]
    source: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def border_changes_of(layers: Sequence[FetchedBorders], current: Snapshot, store: Store, seen: int) -> list[Change]:
    """What fetched layers change, seen from a revision of the store. A layer that stands as it is, with an earlier
    date, is left out.

    Raises
    ------
    NothingNewError
        All of it stands already.
    StoreError
        The store cannot be read.
    """
    standing = {version.key: version for version in store.standing(BORDER_KIND, FETCHED_KIND, as_of=seen)}
    wanted: dict[RecordKey, Payload | None] = {}
    told = {one.layer: _payloads(one) for one in layers}
    new = {one.layer for one in layers if not _stands(one, told[one.layer], current)}
    for one in (one for one in layers if one.layer in new):
        wanted[FETCHED_KIND, one.layer] = dict(one.source)
        wanted |= told[one.layer]
        wanted |= {
            key: None
            for key, version in standing.items()
            if version.payload is not None and key not in wanted and version.payload.get("layer") == one.layer
        }
    if not wanted:
        raise NothingNewError
    return [Change(*key, payload, standing[key].revision if key in standing else 0) for key, payload in wanted.items()]


def check_borders(own: OwnRecords, embedded: Snapshot) -> Snapshot:
    """The snapshot with fetched borders in place.

    Raises
    ------
    DataError
        They do not keep the contract of their layer.
    """
    joined = join(embedded, own)
    about = {*LAYERS, *map(table_of, LAYERS)}
    faulty = [one for one in joined.troubles[len(embedded.troubles) :] if one.dataset in about]
    if faulty:
        raise faulty[0]
    return joined


def deliver_borders(store: Store, changes: Sequence[Change], *, address: str, who: str, why: str) -> int:
    """Write the changes of fetched borders as one revision, and give its number; ``address`` is where they come from.

    Raises
    ------
    ConflictError
        Somebody has changed one of the records since they were looked at.
    StoreError
        The store cannot be read or written.
    """
    said = json.dumps([[*change.key, change.payload] for change in changes], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(said.encode()).hexdigest()
    sources = [change.payload for change in changes if change.record_kind == FETCHED_KIND and change.payload]
    titles = "; ".join(str(source["title_da"]) for source in sources)
    return store.write(changes, Occasion(who, why, RevisionKind.IMPORT, titles, address, digest))


def _payloads(one: FetchedBorders) -> dict[RecordKey, Payload]:
    degrees = gpd.GeoSeries(list(one.shapes.values()), crs=METRES).to_crs(DEGREES)
    found: dict[RecordKey, Payload] = {}
    for place_id, shape in zip(one.shapes, degrees, strict=True):
        payload: dict[str, object] = {
            "layer": one.layer,
            "place_id": place_id,
            "geometry": json.loads(json.dumps(mapping(_rounded(shape)))),
        }
        if place_id in one.rows:
            payload["fields"] = dict(one.rows[place_id])
        found[BORDER_KIND, f"{one.layer}/{quote(place_id, safe='')}"] = payload
    return found


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda corners: np.round(corners, DECIMALS))


def _stands(one: FetchedBorders, payloads: Mapping[RecordKey, Payload], current: Snapshot) -> bool:
    """Whether a layer shows these very shapes already, corner by corner, under these names."""
    layer = current.layers.get(one.layer)
    if layer is None:
        return False
    ids = layer[LAYERS[one.layer].id_column]
    shown = {place_id: mapping(_rounded(shape)) for place_id, shape in zip(ids, layer.geometry, strict=True)}
    there = {place_id: json.loads(json.dumps(geometry)) for place_id, geometry in shown.items()}
    if there != {str(payload["place_id"]): payload["geometry"] for payload in payloads.values()}:
        return False
    own_table = table_of(one.layer)
    if not own_table:
        return True
    rows = current.table(own_table).set_index(TABLES[own_table].key[0])
    return all(str(rows[name][place_id]) == row[name] for place_id, row in one.rows.items() for name in NAMING)
