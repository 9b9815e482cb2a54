"""Layers that views have made, as a GeoPackage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.store.geopackage import MapLayer, Shown
from sikkerby_geo.store.geopackage import geopackage as write_geopackage


def geopackage(
    layers: Sequence[tuple[str, Sequence[Mapping[str, str | int | None]], Sequence[BaseGeometry] | None]],
    shown: Mapping[str, tuple[str, str, tuple[str, ...]]],
    numbers: frozenset[str],
    crs: int,
) -> bytes:
    """Layers (name, rows, geometries in EPSG:4326) as a GeoPackage; ``shown`` is each field's name for people, what it
    is for, and its choices."""
    told = {name: Shown(*one) for name, one in shown.items()}
    return write_geopackage((MapLayer(*layer) for layer in layers), told, numbers, crs)
