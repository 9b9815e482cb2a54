"""The areas that reports are placed in, in metres and in the order of their ids, and the levels above them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import LEVEL_LAYER, Gazetteer, Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.report_counts import Counts


def report_areas(atlas: Atlas) -> Mapping[str, BaseGeometry]:
    """The survey areas by id, in EPSG:25832; empty where they cannot be read.

    Corners are projected, and the edges between them are straight in the projection: neighbours share both.
    """
    name = LEVEL_LAYER[Level.SURVEY_AREA]
    layer = atlas.layer(name)
    if layer is None:
        return {}
    shapes = dict(zip(layer[LAYERS[name].id_column], layer.geometry.to_crs(METRES), strict=True))
    return {area_id: shapes[area_id] for area_id in sorted(shapes)}


def areas_label(areas: Mapping[str, BaseGeometry]) -> str:
    """A hash of areas: what was counted by others is not gone on with."""
    said = b"".join(area_id.encode() + shapely.to_wkb(shape) for area_id, shape in areas.items())
    return hashlib.sha256(said).hexdigest()


def at_level(counts: Counts, places: Gazetteer, level: Level) -> dict[tuple[int, str, str], int]:
    """The number of reports by month, type and place of a level: the sums over the areas it is made of."""
    place = {area.place_id: places.around(area, level).place_id for area in places.at(Level.SURVEY_AREA)}
    found: dict[tuple[int, str, str], int] = {}
    for month, word, area_id, _, many in counts.rows():
        key = month, word, place[area_id]
        found[key] = found.get(key, 0) + many
    return found
