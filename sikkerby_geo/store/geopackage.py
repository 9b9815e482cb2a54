"""GeoPackages of several layers, with the names, explanations and choices of their fields as QGIS shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
from pyogrio import write_dataframe
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.geography import DEGREES

_SCHEMA = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
    definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
    description TEXT, mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
    min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""
"""The extension »schema« of GeoPackage 1.3 (annex F.9), and the table that says which extensions a file has."""
_DEFINITION = "GeoPackage 1.3, annex F.9"


@dataclass(frozen=True)
class MapLayer:
    """A layer: its rows, whose values are texts or whole numbers, and their geometries in EPSG:4326 (None: a table)."""

    name: str
    rows: Sequence[Mapping[str, str | int | None]]
    shapes: Sequence[BaseGeometry] | None = None


@dataclass(frozen=True)
class Shown:
    """How a field is shown: its name for people, what it is for, and the values to choose from."""

    title: str
    description: str = ""
    choices: tuple[str, ...] = ()


def geopackage(
    layers: Iterable[MapLayer], shown: Mapping[str, Shown], numbers: frozenset[str], crs: int = DEGREES
) -> bytes:
    """A GeoPackage in a system by its EPSG code; the fields ``numbers`` hold whole numbers, all others texts."""
    written = list(layers)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layers.gpkg"
        for layer in written:
            frame = pd.DataFrame(list(layer.rows), dtype=object)
            for name in frame.columns:
                frame[name] = frame[name].astype("Int64" if name in numbers else "string")
            if layer.shapes is None:
                write_dataframe(frame, path, layer=layer.name, driver="GPKG")
                continue
            points = all(shape.geom_type == "Point" for shape in layer.shapes)
            placed = gpd.GeoDataFrame(frame, geometry=list(layer.shapes), crs=DEGREES).to_crs(crs)
            write_dataframe(placed, path, layer=layer.name, driver="GPKG", promote_to_multi=not points)
        _explain(path, written, shown)
        return path.read_bytes()


def _explain(path: Path, layers: Sequence[MapLayer], shown: Mapping[str, Shown]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        tables = ("gpkg_data_columns", "gpkg_data_column_constraints")
        told = [(table, None, "gpkg_schema", _DEFINITION, "read-write") for table in tables]
        connection.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", told)
        choices = [
            (name, "enum", choice, None, None, None, None, choice)
            for name, one in shown.items()
            for choice in one.choices
        ]
        connection.executemany("INSERT INTO gpkg_data_column_constraints VALUES (?, ?, ?, ?, ?, ?, ?, ?)", choices)
        columns = [
            (layer.name, name, one.title, one.title, one.description or None, None, name if one.choices else None)
            for layer in layers
            for name, one in shown.items()
            if layer.rows and name in layer.rows[0]
        ]
        connection.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, ?, ?)", columns)
