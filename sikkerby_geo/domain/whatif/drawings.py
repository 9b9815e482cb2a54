"""What a reader draws: a polygon, a circle or a picked area, checked at the door and kept in one canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import geopandas as gpd
from shapely import set_precision, union_all
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.geography.outlines import Corner, Part, inside
from sikkerby_geo.facts.geography import COPENHAGEN, DEGREES, METRES
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS

DECIMALS = 6
"""Decimals a coordinate is kept with: about a tenth of a metre."""
LEAST_RADIUS, MOST_RADIUS = 50, 5000
"""Metres a circle's radius may have."""

Ring = tuple[Corner, ...]
"""Corners of a closed outline; the first is not repeated at the end."""


class Form(StrEnum):
    """How an area came about."""

    POLYGON = "polygon"
    CIRCLE = "circle"
    PICKED = "picked"


@dataclass(frozen=True)
class Drawing:
    """An area as the reader gave it; two drawings are equal when they are the same area.

    A polygon has its ``polygons`` (outer ring, then holes; outer rings run against the clock, RFC 7946, and begin
    at their smallest corner), a circle its ``centre`` and ``radius`` in metres, a picked area the id of a place or
    an effort.
    """

    form: Form
    polygons: tuple[tuple[Ring, ...], ...] = ()
    centre: Corner | None = None
    radius: int = 0
    picked: str = ""

    @cached_property
    def corners(self) -> int:
        return sum(len(ring) for polygon in self.polygons for ring in polygon)


def polygon(corners: Iterable[Corner]) -> Drawing:
    """The area within (longitude, latitude) corners; a crossing outline is cut where it crosses.

    Raises
    ------
    SikkerByError
        Fewer than three different corners, too many, a corner outside the box, or no area.
    """
    given = [_rounded(corner) for corner in corners]
    if len(set(given)) < 3:
        raise SikkerByError("problem.too_few_corners", count=len(set(given)))
    return outlined([[given]])


def polygons(shape: Polygon | MultiPolygon) -> Drawing:
    """The area of polygons in EPSG:4326, holes and several parts included; raises as ``outlined``."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if not part.is_empty]
    return outlined([[ring.coords for ring in (part.exterior, *part.interiors)] for part in parts])


def outlined(parts: Sequence[Part]) -> Drawing:
    """The area of some parts, each an outer outline and then its holes: all they go round together, less the holes.

    Raises
    ------
    SikkerByError
        Too many corners or crossings, a corner outside the box, or no area.
    """
    given = [[[_rounded(corner[:2]) for corner in outline] for outline in part] for part in parts]
    mended = set_precision(inside(given), 10**-DECIMALS)
    flat = [part for part in getattr(mended, "geoms", [mended]) if isinstance(part, Polygon) and not part.is_empty]
    drawing = Drawing(Form.POLYGON, tuple(sorted(_rings(part) for part in flat)))
    if not drawing.polygons:
        raise SikkerByError("problem.no_area")
    if drawing.corners > MOST_CORNERS.value:
        raise SikkerByError("drawing.too_many_corners", count=drawing.corners, most=MOST_CORNERS.value)
    for rings in drawing.polygons:
        for corner in rings[0]:
            _inside(corner)
    return drawing


def circle(centre: Corner, radius: float) -> Drawing:
    """A circle of a radius in metres round a point.

    Raises
    ------
    SikkerByError
        A radius too small or too large, or a centre outside the box.
    """
    metres = round(radius)
    if not LEAST_RADIUS <= metres <= MOST_RADIUS:
        raise SikkerByError("drawing.radius", radius=metres, least=LEAST_RADIUS, most=MOST_RADIUS)
    return Drawing(Form.CIRCLE, centre=_inside(_rounded(centre)), radius=metres)


def picked(atlas: Atlas, picked_id: str) -> Drawing:
    """The area of a place of any level, or of an effort with an area of its own.

    Raises
    ------
    SikkerByError
        Nothing with an area has this id.
    """
    if picked_id not in atlas.places and picked_id not in {effort.effort_id for effort in with_area(atlas)}:
        raise SikkerByError("drawing.unknown_area", name=picked_id)
    return Drawing(Form.PICKED, picked=picked_id)


def with_area(atlas: Atlas) -> tuple[Effort, ...]:
    """The efforts that have an area of their own on the map, in the order of the registry."""
    shapes = _effort_areas(atlas)
    return tuple(effort for effort in atlas.efforts if effort.effort_id in shapes and effort.located)


def shape_of(atlas: Atlas, drawing: Drawing) -> BaseGeometry:
    """The geometry of a drawing in EPSG:4326.

    Raises
    ------
    SikkerByError
        The layer of a picked area cannot be read, or no longer holds it.
    """
    if drawing.form is Form.CIRCLE:
        point = gpd.GeoSeries([Point(drawing.centre)], crs=DEGREES).to_crs(METRES)
        return point.buffer(drawing.radius, quad_segs=32).to_crs(DEGREES).iloc[0]
    if drawing.form is Form.PICKED:
        return _picked_shape(atlas, drawing.picked)
    parts = [Polygon(rings[0], rings[1:]) for rings in drawing.polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _picked_shape(atlas: Atlas, picked_id: str) -> BaseGeometry:
    if picked_id not in atlas.places:
        shapes = _effort_areas(atlas)
        if picked_id not in shapes:
            raise SikkerByError("drawing.unknown_area", name=picked_id)
        return shapes[picked_id]
    layer = atlas.layer("survey_areas_layer")
    if layer is None:
        raise SikkerByError("problem.no_areas_layer")
    # The survey areas of a larger place, and not its own outline: so that no sliver of a neighbour comes along.
    return union_all(layer.geometry[layer.area_id.isin(atlas.places[picked_id].members)])


def _effort_areas(atlas: Atlas) -> dict[str, BaseGeometry]:
    """Areas of the efforts that can be picked, by their ids, in EPSG:4326."""
    shapes = atlas.effort_shapes
    pickable = [effort.effort_id for effort in atlas.efforts if effort.overlay.pickable and effort.effort_id in shapes]
    return {one: union_all([shapes[one]]) for one in pickable if shapes[one].geom_type.endswith("Polygon")}


def _rounded(corner: Corner) -> Corner:
    longitude, latitude = corner
    return round(float(longitude), DECIMALS), round(float(latitude), DECIMALS)


def _inside(corner: Corner) -> Corner:
    west, south, east, north = COPENHAGEN
    longitude, latitude = corner
    if not (west <= longitude <= east and south <= latitude <= north):
        raise SikkerByError("drawing.outside_box", latitude=latitude, longitude=longitude)
    return corner


def _rings(part: Polygon) -> tuple[Ring, ...]:
    """The rings of a polygon in canonical form: against the clock outside, with it inside, smallest corner first."""
    turned = orient(part)
    outer, *holes = (_ring(ring.coords) for ring in (turned.exterior, *turned.interiors))
    return (outer, *sorted(holes))


def _ring(coordinates: Iterable[Corner]) -> Ring:
    corners = [_rounded(corner[:2]) for corner in coordinates][:-1]
    first = corners.index(min(corners))
    return tuple(corners[first:] + corners[:first])
