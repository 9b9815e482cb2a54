"""What the drawing map sends back, checked at the door: a shape, a district that was chosen, or nothing any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.domain.whatif.drawings import DECIMALS, Drawing, circle, outlined, picked, polygon
from sikkerby_geo.facts.geography import COPENHAGEN
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS

MOST = 1_000_000
"""No coordinate and no radius is as large as this."""


@dataclass(frozen=True)
class Sent:
    """A message of the map: the drawing (None: deleted) and the number of the click it came with."""

    drawing: Drawing | None
    click: int


def click_of(value: object) -> int:
    """The number of a message's click; 0 where there is none."""
    click = value.get("click") if isinstance(value, Mapping) else None
    return click if isinstance(click, int) and not isinstance(click, bool) and 0 < click < 10**9 else 0


def drawn_shape(atlas: Atlas, value: object) -> Sent:
    """The drawing a message holds.

    Raises
    ------
    SikkerByError
        It holds anything else, or a drawing outside the limits.
    """
    if not isinstance(value, Mapping) or not click_of(value):
        raise SikkerByError("drawing.unreadable")
    if isinstance(value.get("place"), str):
        return Sent(picked(atlas, value["place"]), click_of(value))
    if "shape" not in value:
        raise SikkerByError("drawing.unreadable")
    shape = value["shape"]
    return Sent(None if shape is None else _drawing(shape), click_of(value))


def drawn_geometry(value: object) -> BaseGeometry | None:
    """The geometry a message holds in EPSG:4326: a point, a line or an area; None where it was deleted.

    Raises
    ------
    SikkerByError
        It holds anything else, or a shape outside the limits.
    """
    if not isinstance(value, Mapping) or not click_of(value) or "shape" not in value:
        raise SikkerByError("drawing.unreadable_shape")
    shape = value["shape"]
    if shape is None:
        return None
    form = shape.get("form") if isinstance(shape, Mapping) else None
    if form == "point":
        return Point(_near(shape.get("at")))
    if form == "line":
        return _line(shape.get("lines"))
    if form != "polygon":
        raise SikkerByError("drawing.unreadable_shape")
    parts = [Polygon(rings[0], rings[1:]) for rings in _drawing(shape).polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _line(value: object) -> BaseGeometry:
    lines = [[_near(corner) for corner in _listed(line)] for line in _listed(value)]
    _few(sum(map(len, lines)))
    if any(len(set(line)) < 2 for line in lines):
        raise SikkerByError("drawing.short_line")
    return LineString(lines[0]) if len(lines) == 1 else MultiLineString(lines)


def _near(value: object) -> Corner:
    """A corner within the box, with as many decimals as we keep."""
    longitude, latitude = (round(float(number), DECIMALS) for number in _corner(value))
    west, south, east, north = COPENHAGEN
    if not (west <= longitude <= east and south <= latitude <= north):
        raise SikkerByError("drawing.outside_box", latitude=latitude, longitude=longitude)
    return longitude, latitude


def _drawing(shape: object) -> Drawing:
    if not isinstance(shape, Mapping):
        raise SikkerByError("drawing.unreadable")
    if shape.get("form") == "circle":
        radius = shape.get("radius")
        if not _number(radius):
            raise SikkerByError("drawing.unreadable")
        return circle(_corner(shape.get("centre")), radius)
    rings = shape.get("polygons") if shape.get("form") == "polygon" else None
    # The reader draws one outline; parts and holes come from files, and are edited with all their rings.
    listed = [[_listed(ring) for ring in _listed(part)] for part in _listed(rings)]
    _few(sum(len(ring) for part in listed for ring in part))
    parts = [_part(part) for part in listed]
    return polygon(parts[0][0]) if len(parts) == 1 and len(parts[0]) == 1 else outlined(parts)


def _part(part: Sequence[Sequence[object]]) -> list[list[Corner]]:
    rings = [[_corner(corner) for corner in ring] for ring in part]
    if any(len(ring) < 3 for ring in rings):
        raise SikkerByError("problem.too_few_corners", count=min(len(set(ring)) for ring in rings))
    return rings


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple) or not value:
        raise SikkerByError("drawing.unreadable")
    _few(len(value))
    return value


def _few(corners: int) -> None:
    if corners > MOST_CORNERS.value:
        raise SikkerByError("drawing.too_many_corners", count=corners, most=MOST_CORNERS.value)


def _corner(value: object) -> Corner:
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(map(_number, value)):
        raise SikkerByError("drawing.unreadable")
    return value[0], value[1]


def _number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and -MOST < value < MOST
