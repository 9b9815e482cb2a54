"""Geometries of the register's files: in their plainest form, and whether two are the same place."""

from __future__ import annotations

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.register_cells import geometry_cell

SAME_PLACE = 1e-7
"""Degrees, about a centimetre: two corners so close are the same, written in two systems."""


def plain(shape: BaseGeometry) -> BaseGeometry:
    """A geometry without heights; one that is several of a single part is that part."""
    flat = shapely.force_2d(shape)
    parts = shapely.get_parts(flat)
    return parts[0] if len(parts) == 1 and flat.geom_type != "GeometryCollection" else flat


def same(base: BaseGeometry | None, shape: BaseGeometry | None) -> bool:
    """Whether two geometries are the same place, however they are written."""
    if base is None or shape is None:
        return base is shape
    one, other = plain(base), plain(shape)
    if one.equals_exact(other, SAME_PLACE) or geometry_cell(one) == geometry_cell(other):
        return True
    return bool(one.normalize().equals_exact(other.normalize(), SAME_PLACE))


def from_wkt(text: str) -> BaseGeometry | None:
    """The geometry of a text; None where it is none."""
    try:
        return plain(shapely.from_wkt(text.partition(";")[2] if text.startswith("SRID=") else text))
    except ShapelyError:
        return None
