"""Layers that have been fetched, as they stand in the records: GeoJSON, through the same door as the embedded ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from sikkerby_geo.facts.boundaries import BORDER_KIND, FETCHED_KIND
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.revisions import Payload, Version
from sikkerby_geo.store.database import FILE_NAME
from sikkerby_geo.store.reading import known_ids, layer_from


@dataclass(frozen=True)
class FetchedShapes:
    """A fetched layer: ``text`` is its GeoJSON, ``source`` the row of its source, ``rows`` those of its own table."""

    text: str
    source: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


def fetched_in(versions: Iterable[Version]) -> dict[str, FetchedShapes]:
    """The layers that records hold, by name; one whose source is not among them is none."""
    sources: dict[str, dict[str, str]] = {}
    borders: dict[str, dict[str, Payload]] = {}
    for version in versions:
        if version.payload is None:
            continue
        if version.record_kind == FETCHED_KIND:
            sources[version.record_id] = {name: str(text) for name, text in version.payload.items()}
        elif version.record_kind == BORDER_KIND:
            borders.setdefault(str(version.payload["layer"]), {})[str(version.payload["place_id"])] = version.payload
    return {name: _shapes(name, borders[name], sources[name]) for name in LAYERS if name in borders and name in sources}


def table_of(layer: str) -> str:
    """The table whose rows come with a fetched layer, since they say what its shapes are; blank where none does."""
    return LAYERS[layer].known_in if LAYERS[layer].brings_rows else ""


def layer_of(name: str, shapes: FetchedShapes, tables: Mapping[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    """A fetched layer as a frame (EPSG:4326), checked as an embedded one.

    Raises
    ------
    DataError
        It does not keep its contract, or lacks a place that the embedded one has to have.
    """
    contract = LAYERS[name]
    return layer_from(name, FILE_NAME, shapes.text, contract, known_ids(tables, {"sources", contract.known_in}))


def feature_collection(payloads: Iterable[Payload], id_column: str, source_id: str) -> str:
    """Borders as the text of a GeoJSON document."""
    features = [
        {
            "type": "Feature",
            "properties": {id_column: payload["place_id"], "source_id": source_id},
            "geometry": payload["geometry"],
        }
        for payload in payloads
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _shapes(name: str, borders: Mapping[str, Payload], source: Mapping[str, str]) -> FetchedShapes:
    in_order = [borders[place] for place in sorted(borders)]
    source_id = source["source_id"]
    rows = []
    if own_table := table_of(name):
        columns = TABLES[own_table].columns
        for payload in in_order:
            fields = payload.get("fields")
            said = fields if isinstance(fields, Mapping) else {}
            row = {column: str(said[column]) for column in columns if said.get(column)}
            rows.append({**row, TABLES[own_table].key[0]: str(payload["place_id"]), "source_id": source_id})
    text = feature_collection(in_order, LAYERS[name].id_column, source_id)
    return FetchedShapes(text, source, tuple(rows))
