"""The map's geometry: four files a browser fetches once, named after their content."""

from __future__ import annotations

import json

from shapely.geometry import mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.shapes import backdrop_of, label_points, shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER
from sikkerby_geo.facts.datasets import GRID_LAYER
from sikkerby_geo.views.base.effort_words import tip
from sikkerby_geo.views.base.symbols import SYMBOLS


def geometry_files(atlas: Atlas) -> dict[str, str]:
    """The four geometry files of the map as compact GeoJSON texts: areas, backdrop, efforts and the 1 km grid.

    They hold ids and what never changes with a choice; a layer that cannot be read is left out.
    """
    return {"areas": _areas(atlas), "backdrop": _backdrop(atlas), "efforts": _efforts(atlas), "grid": _grid(atlas)}


def _collection(features: list[dict], **members: object) -> str:
    document = {"type": "FeatureCollection", **members, "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _feature(geometry: object, **properties: object) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _areas(atlas: Atlas) -> str:
    features = [
        _feature(shape, level=level.value, id=place_id)
        for level, name in LEVEL_LAYER.items()
        for place_id, shape in shapes_of(atlas, name).items()
    ]
    for point in label_points(atlas):
        features.append(_feature(point.inside, level=point.level.value, id=point.place_id, role="label"))
        if point.callout is not None:
            features.append(_feature(point.callout, level=point.level.value, id=point.place_id, role="callout"))
    return _collection(features)


def _backdrop(atlas: Atlas) -> str:
    return _collection([_feature(one.shape, kind=one.kind, name=one.name) for one in backdrop_of(atlas)])


def _grid(atlas: Atlas) -> str:
    return _collection([_feature(shape, id=cell_id) for cell_id, shape in shapes_of(atlas, GRID_LAYER).items()])


def _efforts(atlas: Atlas) -> str:
    shapes = atlas.effort_shapes
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
