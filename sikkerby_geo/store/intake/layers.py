"""Layers (GeoJSON, GeoPackage, zipped Shapefile) as a sheet of cells and a geometry a row, in EPSG:4326."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.geography import COPENHAGEN, DEGREES, METRES
from sikkerby_geo.facts.geojson import GeoJSONError, check_nesting
from sikkerby_geo.facts.intake import Fault, Remark, Where
from sikkerby_geo.facts.thresholds import MOST_COLUMNS, MOST_FEATURES
from sikkerby_geo.store.intake.cells import Raw
from sikkerby_geo.store.intake.decoding import decode, twice_encoded
from sikkerby_geo.store.intake.grids import Grid, Opened, Row

SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
for said, by in (
    (".*non conformant file extension", "pyogrio"),  # of every GeoPackage that is read from bytes, which have no name
    ("Non closed ring detected", "pyogrio"),  # it is closed
    ("invalid value encountered in from_wkb", "shapely"),  # a corner that is no number, which is a fault of its row
):
    warnings.filterwarnings("ignore", said, RuntimeWarning, by)
_UNREADABLE = (
    *(DataSourceError, DataLayerError, ShapelyError, ValueError, RuntimeError),
    *(IndexError, UnboundLocalError),  # pyogrio 0.13 of a file without layers, and of a system's name in no UTF-8
)


def open_geojson(text: str) -> Opened:
    """A GeoJSON document with its features as rows; in degrees, or in the system its ``crs`` names."""
    try:
        check_nesting(text)
        document = json.loads(text)
    except GeoJSONError as error:
        return Opened("layer", faults=(Fault("nested", allowed=error.allowed),))
    except ValueError as error:
        return Opened("layer", faults=(Fault("not_json", Where(row=getattr(error, "lineno", 0))),))
    if isinstance(document, dict) and document.get("type") == "Feature":
        document = {"type": "FeatureCollection", "crs": document.pop("crs", None), "features": [document]}
        text = json.dumps({name: value for name, value in document.items() if value})
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        return Opened("layer", faults=(Fault("not_geojson"),))
    if not all(isinstance(one, Mapping) and isinstance(one.get("properties"), Mapping | None) for one in features):
        return Opened("layer", faults=(Fault("not_geojson"),))
    return _layer(text.encode(), "")


def open_geopackage(content: bytes) -> Opened:
    """Every layer of a GeoPackage with features."""
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(io.BytesIO(content))]
    except _UNREADABLE:
        return Opened("layer", faults=(Fault("broken_layer"),))
    opened = [_layer(content, name) for name in names]
    return Opened(
        "layer",
        tuple(grid for one in opened for grid in one.grids),
        tuple(fault for one in opened for fault in one.faults),
        remarks=tuple(remark for one in opened for remark in one.remarks),
    )


def open_shapefile(parts: Mapping[str, bytes]) -> Opened:
    """The one Shapefile among the members of a zip; nothing else in it is looked at."""
    stems = sorted({str(PurePosixPath(name).with_suffix("")) for name in parts if name.lower().endswith(".shp")})
    if len(stems) != 1:
        return Opened("layer", faults=(Fault("many_shapefiles" if stems else "no_shapefile", value=str(len(stems))),))
    found = {
        PurePosixPath(name).suffix.lower(): part
        for name, part in parts.items()
        if str(PurePosixPath(name).with_suffix("")) == stems[0]
    }
    lacking = [suffix for suffix in SHAPEFILE[:3] if suffix not in found]
    if lacking:
        return Opened("layer", faults=(Fault("shapefile_parts", value=", ".join(lacking)),))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for suffix in SHAPEFILE:
            if suffix in found:
                archive.writestr(f"layer{suffix}", found[suffix])
    opened = _layer(packed.getvalue(), "")
    texts = (cell for grid in opened.grids for row in grid.rows for cell in row.cells if isinstance(cell, str))
    if ".cpg" not in found and any(twice_encoded(text) for text in texts):
        return _layer(packed.getvalue(), "", encoding="utf-8")
    return opened


def _layer(content: bytes, name: str, encoding: str = "") -> Opened:
    told = {"layer": name} if name else {}
    try:
        about = pyogrio.read_info(io.BytesIO(content), **told)
        if about["features"] > MOST_FEATURES.value:
            many = Fault("many_features", Where(name), str(about["features"]), str(MOST_FEATURES.value))
            return Opened("layer", faults=(many,))
        if len(about["fields"]) > MOST_COLUMNS.value:
            many = Fault("many_columns", Where(name), str(len(about["fields"])), str(MOST_COLUMNS.value))
            return Opened("layer", faults=(many,))
        frame = pyogrio.read_dataframe(io.BytesIO(content), **told, **({"encoding": encoding} if encoding else {}))
    except _UNREADABLE:
        return Opened("layer", faults=(Fault("broken_layer", Where(name)),))
    fields = [column for column in frame.columns if column != "geometry"]
    rows = [Row(1, tuple(fields))]
    for number, values in enumerate(frame[fields].itertuples(index=False, name=None), start=2):
        rows.append(Row(number, tuple(_raw(value) for value in values)))
    shapes, faults, remarks = _shapes(frame, name)
    return Opened("layer", (Grid(name, tuple(rows), shapes=shapes),), tuple(faults), remarks=tuple(remarks))


def _raw(value: object) -> Raw:
    if value is None or value != value:
        return None
    if isinstance(value, bool | int | float | str):
        return value
    return str(value.item()) if hasattr(value, "item") and isinstance(value.item(), str) else _plain(value)


def _plain(value: object) -> Raw:
    """A number of numpy as Python's own, a date as ISO text."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return value.item() if hasattr(value, "item") else str(value)


def _shapes(frame: object, sheet: str) -> tuple[dict[int, BaseGeometry], list[Fault], list[Remark]]:
    """Geometries by row number (features begin at row 2, under the names of the fields), in EPSG:4326."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return {}, [], []
    there = {number: shape for number, shape in enumerate(frame.geometry, start=2) if shape and not shape.is_empty}
    if not there:
        return {}, [], []
    endless = [number for number, shape in there.items() if not np.isfinite(shapely.get_coordinates(shape)).all()]
    faults = [Fault("corner_no_number", Where(sheet, number)) for number in endless]
    there = {number: shape for number, shape in there.items() if number not in set(endless)}
    moved, how = located(list(there.values()), frame.crs)
    if moved is not None:
        return dict(zip(there, moved, strict=True)), faults, [Remark(kind, Where(sheet)) for kind in how]
    near, how = _nearest(there, frame.crs)
    far = [number for number in there if number not in near]
    faults += [Fault("far_off", Where(sheet, number), there[number].wkt[:60]) for number in far]
    return near, faults, [Remark(kind, Where(sheet)) for kind in how]


def _nearest(there: Mapping[int, BaseGeometry], crs: object) -> tuple[dict[int, BaseGeometry], tuple[str, ...]]:
    """The geometries that lie in Copenhagen when all are read the way that brings most of them there."""
    best: dict[int, BaseGeometry] = {}
    done: tuple[str, ...] = ()
    for moved, kinds in _readings(list(there.values()), crs):
        inside = {number: shape for number, shape in zip(there, moved, strict=False) if _inside(shape.bounds)}
        if len(inside) > len(best):
            best, done = inside, kinds
    return best, done


def located(shapes: list[BaseGeometry], crs: object = None) -> tuple[list[BaseGeometry] | None, tuple[str, ...]]:
    """Geometries in EPSG:4326, and what was done to them: axes turned, or a system told from the coordinates.

    Degrees and metres of Copenhagen, and their axes the wrong way round, lie so far apart that each is known by its
    numbers. None where they lie outside Copenhagen in every one of these ways.
    """
    for moved, kinds in _readings(shapes, crs):
        if len(moved) == len(shapes) and all(_inside(shape.bounds) for shape in moved):
            return moved, kinds
    return None, ()


def _readings(shapes: list[BaseGeometry], crs: object) -> Iterator[tuple[list[BaseGeometry], tuple[str, ...]]]:
    """Geometries in EPSG:4326 in each way they may be meant, the likeliest first, and what each does to them."""
    turned = [shapely.transform(shape, lambda corners: corners[:, ::-1]) for shape in shapes]
    stated = None if crs is None else _system(crs)
    known = [_system(DEGREES), _system(METRES)]
    for system in (stated, *(one for one in known if one != stated)):
        if system is None:
            continue
        by_numbers = ("system_by_numbers",) if system != (stated or known[0]) else ()
        for corners, kinds in ((shapes, ()), (turned, ("axes_turned",))):
            if moved := _moved(corners, system):
                yield moved, (*kinds, *by_numbers)


def _moved(shapes: list[BaseGeometry], system: object) -> list[BaseGeometry]:
    """Geometries of a system in degrees; none where there is no way from it (another planet's)."""
    try:
        return list(gpd.GeoSeries(shapes, crs=system).to_crs(DEGREES))
    except RuntimeError:
        return []


def _system(crs: object) -> object:
    """A coordinate system as geopandas holds it, so that two names of one are equal."""
    return gpd.GeoSeries([], crs=crs).crs


def _inside(bounds: Iterable[float]) -> bool:
    west, south, east, north = COPENHAGEN
    left, low, right, high = bounds
    return west <= left and south <= low and right <= east and high <= north


def open_text_layer(content: bytes) -> Opened:
    """GeoJSON from bytes."""
    decoded = decode(content)
    if decoded.fault:
        return Opened("layer", faults=(Fault(decoded.fault, Where(row=decoded.line)),))
    return open_geojson(decoded.text)
