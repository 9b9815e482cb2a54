"""The readers: every table and layer, checked at the door; a broken file is kept as its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError
from shapely.errors import ShapelyError

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, gazetteer_from
from sikkerby_geo.facts.contracts import Contract, Known, typed
from sikkerby_geo.facts.datasets import LAYERS, TABLES, LayerContract
from sikkerby_geo.facts.efforts import roles_of
from sikkerby_geo.facts.geography import COPENHAGEN, DEGREES
from sikkerby_geo.facts.geojson import (
    GeoJSONError,
    check_feature,
    check_order,
    check_text,
    features_of,
)
from sikkerby_geo.facts.problems import AmbiguousPlaceError, DataError, Fault, UnknownPlaceError
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import MOST_FEATURES, MOST_ROWS
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.checked import Checked, mark
from sikkerby_geo.store.files import altered_files, digests_of, path_of, read_text, version_from

_LINE_END = re.compile("\r\n|\r|\n")


def _resolve_places(
    frame: pd.DataFrame, contract: Contract, areas: pd.DataFrame | None, known: Known, file: str
) -> tuple[pd.DataFrame, list[Fault]]:
    """The table with known spellings of places replaced by ids, and a fault for each that stays unknown."""
    faults: list[Fault] = []
    for name, column in contract.columns.items():
        if areas is None or name not in frame.columns or column.kind != "slug" or column.refers_to != "places":
            continue
        strange = set(frame[name]) - known["places"] - {""}
        if not strange:
            continue
        meant, doubts = _meant(strange, gazetteer_from(areas), file, name)
        frame = frame.assign(**{name: [meant.get(text, text) for text in frame[name]]})
        faults += [replace(doubts[text], line=int(index) + 2) for index, text in frame[name].items() if text in doubts]
    return frame, faults


def _meant(
    spellings: Iterable[str], places: Gazetteer, file: str, column: str
) -> tuple[dict[str, str], dict[str, Fault]]:
    """The ids spellings mean, and the faults of the others; each spelling is looked up once."""
    meant, doubts = {}, {}
    for text in spellings:
        try:
            meant[text] = places.find(text, Level.SURVEY_AREA).place_id
        except UnknownPlaceError as error:
            doubts[text] = Fault(file, "unknown_place", 0, column, text, ", ".join(error.suggestions))
        except AmbiguousPlaceError as error:
            doubts[text] = Fault(file, "ambiguous_place", 0, column, text, ", ".join(error.candidates))
    return meant, doubts


def read_table(
    root: Path, name: str, tables: Mapping[str, pd.DataFrame], *, checked: bool = False
) -> tuple[pd.DataFrame, DataError | None]:
    """Read and check one table; references to tables that could not be read are not checked.

    Where its rows stand alone the faulty ones are left out, and told beside the others. In one that was ``checked``
    before, against the same tables, no fault need be looked for.

    Raises
    ------
    DataError
        With every fault in the file, where none of it can be used.
    """
    file, contract = path_of(name), TABLES[name]
    text = read_text(root, file)
    if isinstance(text, Fault):
        raise DataError(name, (text,))
    head = text.partition("\n")[0]
    if ";" in head and "," not in head:
        raise DataError(name, (Fault(file, "semicolons", 1),))
    try:
        frame = pd.read_csv(StringIO(text), dtype=object, keep_default_na=False, skip_blank_lines=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise DataError(name, (Fault(file, "not_a_table", allowed=str(error)),)) from error
    if not isinstance(frame.index, pd.RangeIndex):
        # Rows longer than the header: pandas takes the first column for an index.
        surplus = f"Expected {len(frame.columns)} fields in line 2, saw more"
        raise DataError(name, (Fault(file, "not_a_table", allowed=surplus),))
    frame.columns = [str(column) for column in frame.columns]
    if len(frame) > MOST_ROWS.value:
        raise DataError(name, (Fault(file, "many_rows", value=str(len(frame)), allowed=str(MOST_ROWS.value)),))
    frame = frame.fillna("")
    frame.index = _lines(frame, text)
    if (frame.iloc[:, 0] == "").any():  # else no row is blank
        frame = frame[(frame != "").any(axis=1)].copy()
    if frame.empty and set(frame.columns) >= set(contract.columns):
        raise DataError(name, (Fault(file, "no_rows", 1),))
    known = known_ids(tables, {column.refers_to for column in contract.columns.values()})
    frame, doubtful = _resolve_places(frame, contract, tables.get("areas"), known, file)
    told = {(fault.line, fault.column) for fault in doubtful}
    faults: list[Fault] = []
    if not checked:
        from sikkerby_geo.facts.checking import faults_in  # with pandera, for which only a check has to wait

        faults = [fault for fault in faults_in(frame, contract, file, known) if (fault.line, fault.column) not in told]
    if not faults and not doubtful:
        return typed(frame, contract).reset_index(drop=True), None
    found = tuple(sorted([*faults, *doubtful], key=lambda fault: fault.line))
    out = {fault.line for fault in found}
    if not contract.rows_alone or min(out) < 2 or len(out) == len(frame):
        raise DataError(name, found)
    rest = frame[~(frame.index + 2).isin(out)]
    return typed(rest, contract).reset_index(drop=True), DataError(name, found, rows_out=len(out))


def _lines(frame: pd.DataFrame, text: str) -> pd.Index:
    """The line each row begins on, less 2: blank lines are no rows but count, and so do line ends within a field."""
    lines = len(_LINE_END.findall(text)) + (not text.endswith(("\n", "\r")))
    if lines == 1 + len(frame):  # no field holds a line end
        return pd.RangeIndex(len(frame))
    within = pd.Series(0, frame.index)
    for name in frame.columns:
        if _LINE_END.search("".join(frame[name])):
            within += frame[name].str.count(_LINE_END.pattern)
    return pd.Index(range(len(frame))) + (within.cumsum() - within).to_numpy()


def known_ids(tables: Mapping[str, pd.DataFrame], names: Iterable[str]) -> Known:
    """The ids of those of the ``names`` that are known: of a table, or of the places of every level and the city."""
    known = {name: frozenset(tables[name][TABLES[name].key[0]]) for name in names if name in tables}
    if "areas" in tables:
        areas = tables["areas"]
        known["areas"] = frozenset(areas.area_id) | frozenset(areas.lokaludvalg_id) | frozenset(areas.bydel_id)
        known["places"] = known["areas"] | {CITY_ID}
        known["survey_areas"] = frozenset(areas.area_id)
    return known


def read_layer(
    root: Path, name: str, contract: LayerContract, known: Mapping[str, frozenset[str]], *, checked: bool = False
) -> gpd.GeoDataFrame:
    """Read and check one GeoJSON layer (EPSG:4326) of the embedded record; raises as ``layer_from`` does.

    In one that was ``checked`` before, against the same ids, no fault need be looked for.
    """
    file = path_of(name)
    text = read_text(root, file)
    if isinstance(text, Fault):
        raise DataError(name, (text,))
    return _frame_of(name, file, text) if checked else layer_from(name, file, text, contract, known)


def layer_from(
    name: str, file: str, text: str, contract: LayerContract, known: Mapping[str, frozenset[str]]
) -> gpd.GeoDataFrame:
    """Check the GeoJSON of a layer (EPSG:4326), wherever it comes from; ``file`` is what its faults are told of.

    Raises
    ------
    DataError
        Not GeoJSON, another CRS, no features, empty, invalid or far-off geometry, or of a form its overlay does not
        draw; ids not text, double or unknown.
    """
    _check_features(name, file, text, (contract.id_column, "source_id"))
    layer = _frame_of(name, file, text)
    missing = [column for column in (contract.id_column, "source_id") if column not in layer.columns]
    if missing or layer.empty:
        raise DataError(name, (Fault(file, "missing_column", 1, ", ".join(missing)),))
    faults = []
    forms = [form for role in roles_of(name) for form in role.forms]
    ids = layer[contract.id_column]
    for place_id, shape, double in zip(ids, layer.geometry, ids.duplicated(), strict=True):
        if shape is None or shape.is_empty:
            faults.append(Fault(file, "no_geometry", 0, contract.id_column, str(place_id)))
        elif not shape.is_valid:
            faults.append(Fault(file, "invalid_geometry", 0, contract.id_column, str(place_id)))
        elif not _inside(shape.bounds):
            faults.append(Fault(file, "far_off", 0, contract.id_column, str(place_id)))
        elif forms and shape.geom_type not in forms:
            faults.append(Fault(file, "form", 0, contract.id_column, str(place_id), ", ".join(forms)))
        if contract.known_in in known and place_id not in known[contract.known_in]:
            faults.append(Fault(file, "unknown_id", 0, contract.id_column, str(place_id), contract.known_in))
        if double:
            faults.append(Fault(file, "double", 0, contract.id_column, str(place_id)))
    source_ids = set(layer.source_id)
    for source_id in sorted(source_ids - known.get("sources", source_ids)):
        faults.append(Fault(file, "unknown_sources", 0, "source_id", source_id))
    if faults:
        raise DataError(name, tuple(faults))
    return layer


def _frame_of(name: str, file: str, text: str) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(BytesIO(text.encode())).set_crs(DEGREES, allow_override=True)
    except (DataSourceError, ShapelyError) as error:
        raise DataError(name, (Fault(file, "geojson.not_geojson"),)) from error


def _check_features(name: str, file: str, text: str, columns: Sequence[str]) -> None:
    """Every fault of a GeoJSON document; the column of a fault in a feature is the feature's number.

    ``columns`` are text in every feature, if in any.
    """
    try:
        features = features_of(text, MOST_FEATURES)
    except GeoJSONError as error:
        raise DataError(name, (Fault(file, f"geojson.{error.kind}", 0, "", error.value, error.allowed),)) from error
    faults = []
    named = [column for column in columns if any(column in _properties(feature) for feature in features)]
    for number, feature in enumerate(features, start=1):
        try:
            corners = check_feature(feature)
            check_text(_properties(feature), named)
            check_order(corners)
        except GeoJSONError as error:
            faults.append(Fault(file, f"geojson.{error.kind}", 0, str(number), error.value, error.allowed))
    if faults:
        raise DataError(name, tuple(faults))


def _properties(feature: object) -> Mapping:
    found = feature.get("properties") if isinstance(feature, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _inside(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = COPENHAGEN
    return west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north


def read_snapshot(root: Path = ROOT, earlier: Snapshot | None = None, checked: Checked | None = None) -> Snapshot:
    """The embedded record as it stands in a folder: every table, then every layer.

    A broken file becomes a trouble, and so do rows left out; the rest is kept. What has not changed since an
    ``earlier`` snapshot of the folder, and refers to nothing that has, is taken from it; what ``checked`` knows is
    read without the check.
    """
    files = digests_of(root)
    digests = {name: files[path_of(name)] for name in (*TABLES, *LAYERS)}
    tables: dict[str, pd.DataFrame] = {}
    layers: dict[str, gpd.GeoDataFrame] = {}
    troubles: list[DataError] = []
    checked = checked or Checked()
    marks: list[str] = []

    def stands(name: str, referred: Iterable[str]) -> bool:
        """Whether the earlier snapshot has a data set as it is now, and what it refers to as well."""
        if earlier is None or not digests[name] or earlier.digests.get(name) != digests[name]:
            return False
        return all(earlier.tables.get(other) is tables.get(other) for other in referred)

    def marked(name: str, referred: Iterable[str]) -> str:
        """What tells a data set, as it is held against the tables that can be read, from what it was before."""
        return mark(name, digests[name], (digests[other] if other in tables else "" for other in sorted(referred)))

    for place, (name, table) in enumerate(TABLES.items()):
        above = set(list(TABLES)[:place])  # a table can only be held against those that are read before it
        referred = {"areas", *(column.refers_to for column in table.columns.values())} & above
        if earlier is not None and name in earlier.tables and stands(name, referred):
            tables[name] = earlier.tables[name]
            troubles += [trouble for trouble in earlier.troubles if trouble.dataset == name]
            continue
        told = marked(name, referred)
        try:
            tables[name], out = read_table(root, name, tables, checked=told in checked)
        except DataError as error:
            troubles.append(error)
        else:
            troubles += [out] if out is not None else []
            marks += [told] if out is None else []
    known = known_ids(tables, {"sources", *(contract.known_in for contract in LAYERS.values())})
    for name, layer in LAYERS.items():
        if earlier is not None and name in earlier.layers and stands(name, ("sources", layer.known_in)):
            layers[name] = earlier.layers[name]
            continue
        told = marked(name, ("areas", "sources", layer.known_in))
        try:
            layers[name] = read_layer(root, name, layer, known, checked=told in checked)
        except DataError as error:
            troubles.append(error)
        else:
            marks.append(told)
    checked.keep(marks)
    origin = {name: path_of(name) for name in (*TABLES, *LAYERS)}
    return Snapshot(tables, layers, tuple(troubles), altered_files(root), origin, version_from(files), digests)
