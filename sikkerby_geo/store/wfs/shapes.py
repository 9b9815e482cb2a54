"""Polygons of a service's features, from GeoJSON and from GML 2 and 3: rings of corners, in the axes they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree
from shapely import MultiPolygon, Polygon

from sikkerby_geo.facts.boundaries import BoundaryError
from sikkerby_geo.store.wfs.answers import local

Corner = tuple[float, float]
Rings = list[list[Corner]]
"""The rings of one polygon: its outline, then its holes."""

SURFACES = ("MultiSurface", "MultiPolygon", "Surface", "CompositeSurface", "Polygon")
FAR = 1e9
"""No coordinate of any system is as large; what is none at all is not smaller either."""
CURVED = ("Arc", "ArcString", "Circle", "CircleByCenterPoint", "ArcByCenterPoint", "BSpline", "CubicSpline")


def geojson_shape(geometry: object) -> MultiPolygon:
    """The surface of a GeoJSON geometry.

    Raises
    ------
    BoundaryError
        It is none, or its corners are no numbers.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise BoundaryError("no_surface", said=str(kind or ""))
    polygons = [coordinates] if kind == "Polygon" else coordinates
    return _surface([[[_pair(corner) for corner in _list(ring)] for ring in _list(rings)] for rings in polygons])


def gml_shape(feature: etree._Element) -> tuple[MultiPolygon, str]:
    """The first surface of a feature in GML, and what it calls its coordinate system (blank: nothing).

    Raises
    ------
    BoundaryError
        It has none, or one with curves.
    """
    found = next((element for element in feature.iter() if _is(element, SURFACES)), None)
    if found is None:
        raise BoundaryError("no_surface", said="")
    if any(_is(element, CURVED) for element in found.iter()):
        raise BoundaryError("curves")
    polygons = [element for element in found.iter() if _is(element, ("Polygon", "PolygonPatch"))]
    return _surface([[_corners(ring) for ring in _rings(polygon)] for polygon in polygons]), _inherited(
        found, "srsName"
    )


def _is(element: etree._Element, names: Sequence[str]) -> bool:
    return isinstance(element.tag, str) and local(element) in names


def _rings(polygon: etree._Element) -> Iterator[etree._Element]:
    """The rings of a polygon, its outline first."""
    for names in (("exterior", "outerBoundaryIs"), ("interior", "innerBoundaryIs")):
        for child in polygon:
            if _is(child, names):
                yield from (ring for ring in child if _is(ring, ("LinearRing", "Ring")))


def _corners(ring: etree._Element) -> list[Corner]:
    """The corners of a ring, in any of the ways they are written."""
    found: list[Corner] = []
    for element in ring.iter():
        text = element.text or ""
        if _is(element, ("posList", "pos")):
            told = _inherited(element, "srsDimension") or "2"
            found += _in_pairs(text.split(), int(told) if told in ("2", "3") else 0)
        elif _is(element, ("coordinates",)):
            if element.get("decimal", ".") != ".":
                raise BoundaryError("bad_coordinates")
            between = element.get("cs", ",")
            for corner in text.split():
                numbers = corner.split(between)
                found += _in_pairs(numbers, len(numbers))
    return found


def _in_pairs(words: Sequence[str], dimension: int) -> list[Corner]:
    if dimension < 2 or len(words) % dimension:
        raise BoundaryError("bad_coordinates")
    try:
        numbers = [float(word) for word in words]
    except ValueError as error:
        raise BoundaryError("bad_coordinates") from error
    if not all(-FAR < number < FAR for number in numbers):
        raise BoundaryError("bad_coordinates")
    return list(zip(numbers[0::dimension], numbers[1::dimension], strict=True))


def _inherited(element: etree._Element, name: str) -> str:
    """An attribute of an element, or of the nearest that holds it, or of the box around all of it."""
    for one in (element, *element.iterancestors()):
        if value := one.get(name):
            return str(value)
        for child in one:
            if _is(child, ("boundedBy",)) and len(child) and (value := child[0].get(name)):
                return str(value)
    return ""


def _list(value: object) -> list:
    if not isinstance(value, list):
        raise BoundaryError("bad_coordinates")
    return value


def _pair(corner: object) -> Corner:
    numbers = _list(corner)[:2]
    if len(numbers) < 2 or not all(type(one) in (int, float) and -FAR < one < FAR for one in numbers):
        raise BoundaryError("bad_coordinates")
    return float(numbers[0]), float(numbers[1])


def _surface(polygons: Sequence[Rings]) -> MultiPolygon:
    if not polygons or any(not rings for rings in polygons):
        raise BoundaryError("bad_coordinates")
    try:
        return MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])
    except ValueError as error:  # a ring of two corners, or one that has no end
        raise BoundaryError("bad_coordinates") from error
