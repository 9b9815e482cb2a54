"""Where a shape lies: the survey areas it is in, as the register names them."""

from __future__ import annotations

from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level

SLIVER = 0.01
"""The share of a line or an area that must lie in a survey area for it to count; less is a border drawn twice."""


class Placing:
    """The survey areas of an atlas; without their layer no shape lies in any."""

    def __init__(self, atlas: Atlas) -> None:
        layer = atlas.layer("survey_areas_layer")
        known = {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
        pairs = [] if layer is None else zip(layer.area_id, layer.geometry, strict=True)
        self._areas = [(area_id, shape) for area_id, shape in pairs if area_id in known]
        self._tree = STRtree([shape for _, shape in self._areas])

    def areas(self, shape: BaseGeometry) -> tuple[str, ...]:
        """The ids of the survey areas a shape in EPSG:4326 lies in, sorted; slivers along a border do not count."""
        found = []
        for place in self._tree.query(shape, predicate="intersects"):
            area_id, area = self._areas[place]
            if _share(shape, area) >= SLIVER:
                found.append(area_id)
        return tuple(sorted(found))


def _share(shape: BaseGeometry, area: BaseGeometry) -> float:
    """How much of a shape lies in an area, 0–1: of its land, its length or its points."""
    inside = shape.intersection(area)
    if shape.area:
        return inside.area / shape.area
    if shape.length:
        return inside.length / shape.length
    return len(getattr(inside, "geoms", [inside])) / len(getattr(shape, "geoms", [shape]))
