"""Geometries for a map file in another system than degrees, and GeoJSON that says which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import geopandas as gpd
from shapely import set_precision
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.geography import DEGREES

CENTIMETRE = 0.01
"""Of a coordinate in metres."""


def in_system(geometries: Sequence[BaseGeometry], crs: int) -> Iterator[BaseGeometry]:
    """Geometries in degrees (EPSG:4326), in a system by its EPSG code; metres to the centimetre."""
    if crs == DEGREES:
        return iter(geometries)
    moved = gpd.GeoSeries(list(geometries), crs=DEGREES).to_crs(crs)
    return iter(set_precision(moved.to_numpy(), CENTIMETRE, mode="pointwise"))


def crs_member(crs: int) -> dict[str, object]:
    """The member of a FeatureCollection that names its system: none for degrees (RFC 7946)."""
    if crs == DEGREES:
        return {}
    return {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}}


Placed = tuple[Mapping[str, object], BaseGeometry | None]
"""The properties of a feature with an ``id`` among them, and its geometry in degrees; None where it has no place."""


def feature_collection(features: Sequence[Placed], crs: int, **members: object) -> bytes:
    """GeoJSON of features in a system by its EPSG code, with further members of the collection.

    In EPSG:4326 it is RFC 7946; in any other system, metres with two decimals, the older member ``crs`` names it.
    """
    drawn = in_system([shape for _, shape in features if shape is not None], crs)
    document = {
        "type": "FeatureCollection",
        **crs_member(crs),
        **members,
        "features": [
            {
                "type": "Feature",
                "id": properties["id"],
                "properties": properties,
                "geometry": mapping(next(drawn)) if shape is not None else None,
            }
            for properties, shape in features
        ],
    }
    return json.dumps(document, ensure_ascii=False).encode()
