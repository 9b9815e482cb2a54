"""GeoJSON at the door: nesting, coordinate system, corners and words are checked before anything is made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.geography import COPENHAGEN
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_NESTING, Limit

Corner = tuple[float, float]
NESTED = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""Kinds of geometry, and how many lists their corners stand in."""
LONGEST_NUMBER = 17
"""Signs of a whole number that are quoted: it may have thousands, more than any ``float`` holds."""
_DEGREES = re.compile(
    r"(urn:(x-)?ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(epsg[:/]{1,2}([0-9.]*[:/])?4326|(ogc[:/]([0-9.]*[:/])?)?crs:?84)",
    re.IGNORECASE,
)
"""How WGS 84 in degrees is named by the programs that still name it."""
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*+\\?(?:"|\Z)|[\[\]{}]', re.DOTALL)
"""Texts, whole, and the brackets between them."""


class GeoJSONError(SikkerByError):
    """What is wrong with a file or one of its features; ``kind`` names the sentence (``fault.geojson.<kind>``)."""

    def __init__(self, kind: str, *, value: str = "", allowed: str = "") -> None:
        super().__init__(f"fault.geojson.{kind}", value=value[:80], allowed=allowed)
        self.kind, self.value, self.allowed = kind, value[:80], allowed


def features_of(text: str, most: Limit) -> list[Mapping]:
    """The features of a document: of a collection, one feature alone, or a geometry alone.

    Raises
    ------
    GeoJSONError
        Nested too deeply, no JSON, no GeoJSON, empty, too many features, or another coordinate system.
    """
    check_nesting(text)
    try:
        document = json.loads(text)
    except ValueError as error:
        raise GeoJSONError("not_json", allowed=str(getattr(error, "lineno", 1))) from error
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        features = document["features"]
    elif kind == "Feature":
        features = [document]
    elif isinstance(kind, str) and kind in (*NESTED, "GeometryCollection"):
        features = [{"type": "Feature", "properties": {}, "geometry": document}]
    else:
        raise GeoJSONError("not_geojson")
    _check_crs(document.get("crs"))
    if not features:
        raise GeoJSONError("empty")
    if len(features) > most.value:
        raise GeoJSONError("many_features", value=str(len(features)), allowed=str(most.value))
    return features


def check_feature(feature: object) -> list[Corner]:
    """See that a feature is one: its words let in, its corners numbers in degrees; these are given.

    Raises
    ------
    GeoJSONError
        With the first thing that is wrong.
    """
    if not isinstance(feature, Mapping) or feature.get("type", "Feature") != "Feature":
        raise GeoJSONError("not_feature")
    for word in _words([feature.get("id"), feature.get("properties")]):
        if signs := refused(word):
            raise GeoJSONError("character", value=word, allowed=", ".join(signs))
    return [] if feature.get("geometry") is None else list(corners_of(feature["geometry"]))


def check_text(properties: Mapping, columns: Sequence[str]) -> None:
    """See that a feature has words in each of the columns.

    Raises
    ------
    GeoJSONError
        One has none, or is a number, a list or the like.
    """
    for column in columns:
        value = properties.get(column)
        if not isinstance(value, str) or not value.strip():
            raise GeoJSONError("not_text", value=column)


def check_order(corners: Sequence[Corner]) -> None:
    """See that corners are not written latitude first: turned round they would all lie in Copenhagen.

    Raises
    ------
    GeoJSONError
        They are.
    """
    west, south, east, north = COPENHAGEN
    if corners and all(south <= x <= north and west <= y <= east for x, y in corners):
        raise GeoJSONError("swapped", value=_pair(corners[0]))


def corners_of(geometry: object) -> Iterator[Corner]:
    """Every corner of a geometry as (longitude, latitude); heights are left out.

    Raises
    ------
    GeoJSONError
        No geometry we know, or corners that are not numbers in degrees.
    """
    for part in members(geometry):
        yield from _flat(part.get("coordinates"), NESTED[part["type"]])


def members(geometry: object) -> Iterator[Mapping]:
    """The single geometries of a geometry: those of a collection, or itself."""
    if not isinstance(geometry, Mapping):
        raise GeoJSONError("not_geometry", value="")
    kind = geometry.get("type")
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for member in geometry["geometries"]:
            yield from members(member)
    elif isinstance(kind, str) and kind in NESTED:
        yield geometry
    else:
        raise GeoJSONError("not_geometry", value=str(kind or ""))


def _flat(coordinates: object, nested: int) -> Iterator[Corner]:
    if nested == 0:
        yield _corner(coordinates)
        return
    if not isinstance(coordinates, list):
        raise GeoJSONError("bad_coordinates")
    if nested == 1:
        yield from map(_corner, coordinates)
        return
    for inner in coordinates:
        yield from _flat(inner, nested - 1)


def _corner(written: object) -> Corner:
    if not isinstance(written, list) or len(written) < 2:
        raise GeoJSONError("bad_coordinates")
    x, y = written[:2]
    if type(x) not in (int, float) or type(y) not in (int, float):
        raise GeoJSONError("bad_coordinates")
    for value in (x, y):
        if isinstance(value, float) and not isfinite(value):
            raise GeoJSONError("not_a_number", value=_pair(written))
        if abs(value) > 180:
            raise GeoJSONError("not_degrees", value=_pair(written))
    return float(x), float(y)


def check_nesting(text: str) -> None:
    """See that brackets do not stand too deeply in each other, before anything parses them.

    Raises
    ------
    GeoJSONError
        They do.
    """
    depth = 0
    for found in _MARKS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
        if depth > MOST_NESTING.value:
            raise GeoJSONError("nested", allowed=str(MOST_NESTING.value))


def _check_crs(crs: object) -> None:
    if crs is None:
        return
    told = crs.get("properties") if isinstance(crs, dict) else None
    name = told.get("name") if isinstance(told, dict) else None
    if not isinstance(name, str) or not _DEGREES.fullmatch(name.strip()):
        raise GeoJSONError("crs", value=name if isinstance(name, str) else json.dumps(crs)[:60])


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def _pair(corner: Sequence[float]) -> str:
    return "; ".join(
        f"{value:.10g}" if isinstance(value, float) else str(value)[:LONGEST_NUMBER] for value in corner[:2]
    )
