"""GeoJSON as it comes: legal but unusual, damaged, or made to harm; one place in the toy city and beside it."""

from __future__ import annotations

import json
from math import cos, pi, sin

WEST, SOUTH = 12.55, 55.69
SIDE = 0.01
"""Degrees of a square's side."""


def ring(west: float = WEST, south: float = SOUTH, side: float = SIDE, decimals: int = 6) -> list[list[float]]:
    """A square as GeoJSON has it, its first corner repeated."""
    corners = [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    return [[round(x, decimals), round(y, decimals)] for x, y in corners]


def polygon(*rings: list) -> dict:
    return {"type": "Polygon", "coordinates": list(rings or [ring()])}


def feature(geometry: object = None, **properties: object) -> dict:
    return {"type": "Feature", "properties": {"navn": "Prøve", **properties}, "geometry": geometry or polygon()}


def collection(*features: object, **members: object) -> dict:
    return {"type": "FeatureCollection", **members, "features": list(features or [feature()])}


def named_crs(name: str) -> dict:
    return collection(crs={"type": "name", "properties": {"name": name}})


def star(corners: int) -> list[list[float]]:
    """An outline whose every side crosses nearly every other."""
    angles = [2 * pi * (index // 2 / corners + index % 2 / 2) for index in range(corners)]
    return [[round(WEST + SIDE * cos(angle), 6), round(SOUTH + SIDE * sin(angle), 6)] for angle in angles]


INNER = ring(WEST + 0.003, SOUTH + 0.003, 0.004)
OUTSIDE = ring(WEST + 0.02, SOUTH, 0.004)
SWAPPED = [[y, x] for x, y in ring()]
TALL = [[*corner, 1.0] if number % 2 else corner for number, corner in enumerate(ring())]
ENDLESS = [*ring()[:2], [10**400, SOUTH + SIDE], *ring()[3:]]
NOT_A_NUMBER = [*ring()[:2], [float("nan"), SOUTH + SIDE], *ring()[3:]]

READ = {
    "a feature alone": feature(),
    "a geometry alone": polygon(),
    "a collection of geometries": feature({"type": "GeometryCollection", "geometries": [polygon()]}),
    "heights at some corners": collection(feature(polygon(TALL))),
    "an empty part": collection(feature({"type": "MultiPolygon", "coordinates": [[ring()], [[]], []]})),
    "a part inside a part": collection(feature({"type": "MultiPolygon", "coordinates": [[ring()], [INNER]]})),
    "a hole outside": collection(feature(polygon(ring(), OUTSIDE))),
    "an outline twice round": collection(feature(polygon([*ring(), *ring()[1:]]))),
    "a name for WGS 84 as QGIS writes it": named_crs("urn:ogc:def:crs:OGC:1.3:CRS84"),
    "the same in small letters": named_crs("urn:ogc:def:crs:ogc:1.3:crs84"),
    "WGS 84 as EPSG": named_crs("urn:ogc:def:crs:EPSG::4326"),
    "WGS 84 in short": named_crs("epsg:4326"),
    "WGS 84 as an address": named_crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
}
"""All of them are one square of ``SIDE`` degrees."""

REFUSED = {
    "corners that cross without end": (collection(feature(polygon(star(199)))), "krydser sig selv"),
    "corners without end": (collection(feature(polygon(star(5_000)))), "5.000 hjørner"),
    "a corner that is no number": (collection(feature(polygon(NOT_A_NUMBER))), "ikke et tal (nan; 55.7)"),
    "a corner larger than any float": (collection(feature(polygon(ENDLESS))), "10000000000000000; 55.7"),
    "latitude first": (collection(feature(polygon(SWAPPED))), "ligner breddegrad først"),
    "metres": (collection(feature(polygon(ring(722_000, 6_177_000, 1000)))), "ligner meter"),
    "another coordinate system": (named_crs("EPSG:25832"), "»EPSG:25832«"),
    "a name that only ends like WGS 84": (named_crs("EPSG:14326"), "»EPSG:14326«"),
    "a coordinate system by link": (collection(crs={"type": "link", "properties": {"href": "x"}}), "»{"),
    "a line": (collection(feature({"type": "LineString", "coordinates": ring()})), "LineString"),
    "a collection with a point": (
        feature({"type": "GeometryCollection", "geometries": [polygon(), {"type": "Point", "coordinates": [12, 55]}]}),
        "Point",
    ),
    "a character nobody sees": (collection(feature(navn="a\u202eb")), "»a[U+202E]b«"),
    "half a character": (collection(feature(note="a\ud83d")), "»a[U+D83D]«"),
    "a NUL in a column's name": (collection(feature(**{"a\x00b": 1})), "»a[U+0000]b«"),
}
"""A document, and words of the fault."""


def written(document: object) -> bytes:
    """A document as a file; halves of characters as JSON writes them."""
    return json.dumps(document).encode()


def nested(depth: int) -> bytes:
    """Coordinates in brackets, ``depth`` deep."""
    head = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
    return (f'{head}{{"type":"Polygon","coordinates":{"[" * depth}{"]" * depth}}}}}]}}').encode()
