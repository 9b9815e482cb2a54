"""What a row for other programs is, and what it becomes: CSV for a Danish spreadsheet, or features of a layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.views.base.gis import feature_collection
from sikkerby_geo.views.base.measured import Cell
from sikkerby_geo.views.base.spreadsheet import csv_bytes

Row = dict[str, Cell]
"""One row: column by column a text, a number or nothing. Columns are Danish words in ASCII."""


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """UTF-8 with BOM, semicolons, decimal comma; the heads are the columns' own names, also where there is no row."""
    return csv_bytes(rows, columns)


def as_geojson(
    rows: Sequence[Row], shapes: Mapping[str, BaseGeometry], place: str, crs: int, **members: object
) -> bytes:
    """A feature for each row, with the shape of what its column ``place`` names, in a system by its EPSG code."""
    return feature_collection([(row, shapes.get(str(row[place]))) for row in rows], crs, **members)
