"""The map's geometry: three files a browser fetches once, named after their content."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.views.efforts import tip
from sikkerby_geo.views.symbols import SYMBOLS

LEVEL_LAYER = {
    Level.SURVEY_AREA: "survey_areas_layer",
    Level.LOKALUDVALG: "lokaludvalg_layer",
    Level.BYDEL: "bydele_layer",
}


def geometry_files(atlas: Atlas) -> dict[str, str]:
    """The three geometry files of the map as compact GeoJSON texts: areas, backdrop and efforts.

    They hold ids and what never changes with a choice; a layer that cannot be read is left out.
    """
    return {"areas": _areas(atlas), "backdrop": _backdrop(atlas), "efforts": _efforts(atlas)}


def content_name(text: str) -> str:
    """A short content hash for a file name, so that a browser may keep the file for ever."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _collection(features: list[dict], **members: object) -> str:
    document = {"type": "FeatureCollection", **members, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _feature(geometry: object, **properties: object) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _areas(atlas: Atlas) -> str:
    features = []
    for level, name in LEVEL_LAYER.items():
        layer = atlas.layer(name)
        if layer is not None:
            ids = layer[LAYERS[name].id_column]
            features += [
                _feature(shape, level=level.value, id=place_id)
                for place_id, shape in zip(ids, layer.geometry, strict=True)
            ]
    for row in atlas.library.table("label_points").itertuples():
        features.append(_feature(Point(row.lon, row.lat), level=row.level, id=row.place_id, role="label"))
        if pd.notna(row.callout_lon):
            point = Point(row.callout_lon, row.callout_lat)
            features.append(_feature(point, level=row.level, id=row.place_id, role="callout"))
    return _collection(features)


def _backdrop(atlas: Atlas) -> str:
    layer = atlas.layer("backdrop_layer")
    if layer is None:
        return _collection([])
    rows = zip(layer["kind"], layer["name"], layer.geometry, strict=True)
    return _collection([_feature(shape, kind=kind, name=name or "") for kind, name, shape in rows])


def effort_shapes(atlas: Atlas) -> dict[str, BaseGeometry]:
    """The shape of every effort that has one, by id (EPSG:4326)."""
    shapes: dict[str, BaseGeometry] = {}
    for name in dict.fromkeys(layer for overlay in OVERLAYS for layer in overlay.layers):
        layer = atlas.layer(name)
        if layer is not None:
            shapes |= dict(zip(layer[LAYERS[name].id_column], layer.geometry, strict=True))
    return shapes


def _efforts(atlas: Atlas) -> str:
    shapes = effort_shapes(atlas)
    features = [
        _feature(
            shapes[effort.effort_id],
            layer=effort.overlay.table,
            id=effort.effort_id,
            role=effort.overlay.role,
            dashes=effort.kind.dashes,
            symbol=effort.kind.symbol,
            precision=effort.precision,
            tip=tip(effort),
        )
        for effort in atlas.efforts
        if effort.effort_id in shapes and not effort.whole_area
    ]
    return _collection(features, symbols={kind: vars(symbol) for kind, symbol in SYMBOLS.items()})
