"""Geometries for a map file in another system than degrees, and how GeoJSON says which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import geopandas as gpd
from shapely import set_precision
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
