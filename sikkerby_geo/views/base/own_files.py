"""Own records, their sources and their history as CSV files, which can be read back; fetched borders as GeoJSON, and
saved studies of effect as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sikkerby_geo.facts.boundaries import BORDER_KIND, FETCHED_KIND
from sikkerby_geo.facts.datasets import CONTRACTS, LAYERS
from sikkerby_geo.facts.effect_studies import STUDY_KIND
from sikkerby_geo.facts.own_records import OWN_KINDS, PUBLISHED, RECIPE_KIND, SOURCE_KIND, OwnSource
from sikkerby_geo.facts.revisions import Revision, Version
from sikkerby_geo.facts.yearly_report import TEXT_KIND
from sikkerby_geo.text import t
from sikkerby_geo.views.base.spreadsheet import csv_bytes

TEXTS = ("period", "author", "state", "words")
HISTORY = ("number", "at", "kind", "who", "why", "source", "file_name", "sha256", "undoes", "records")


def export_files(versions: Iterable[Version], revisions: Iterable[Revision]) -> dict[str, bytes]:
    """Files by name: one for each kind there are rows of, in the columns of its table's contract; recipes; texts of the
    yearly report; a layer of borders; saved studies; sources; history."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    studies = []
    for version in versions:
        rows.setdefault(version.record_kind, []).append(version.payload or {})
        if version.record_kind == STUDY_KIND:
            studies.append({"study_id": version.record_id, "revision": version.revision, **(version.payload or {})})
    files = {
        t("cli.export.rows", kind=kind.record_kind): _csv(rows[kind.record_kind], kind.table, (PUBLISHED,))
        for kind in OWN_KINDS.values()
        if kind.record_kind in rows
    }
    for recipe in rows.get(RECIPE_KIND, []):
        source = OwnSource(str(recipe["source"]), "", first_hand=False).source_id
        said = json.dumps(recipe, ensure_ascii=False, indent=1, sort_keys=True)
        files[t("cli.export.recipe", source=f"{recipe['kind']}-{source}")] = said.encode()
    if TEXT_KIND in rows:
        files[t("cli.export.texts")] = csv_bytes(rows[TEXT_KIND], TEXTS)
    files |= _borders(rows.get(BORDER_KIND, []))
    if studies:
        files[t("cli.export.studies")] = json.dumps(studies, ensure_ascii=False, indent=1).encode()
    files[t("cli.export.sources")] = _csv([*rows.get(SOURCE_KIND, []), *rows.get(FETCHED_KIND, [])], "sources")
    files[t("cli.export.history")] = csv_bytes(map(_told, revisions), HISTORY)
    return files


def _borders(payloads: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """A GeoJSON file (EPSG:4326) for each fetched layer, with what is known of each place."""
    features: dict[str, list[object]] = {}
    for payload in payloads:
        fields = payload.get("fields")
        known = fields if isinstance(fields, Mapping) else {}
        told = {LAYERS[str(payload["layer"])].id_column: payload["place_id"], **known}
        feature = {"type": "Feature", "properties": told, "geometry": payload["geometry"]}
        features.setdefault(str(payload["layer"]), []).append(feature)
    return {
        t("cli.export.borders", layer=layer.removesuffix("_layer")): json.dumps(
            {"type": "FeatureCollection", "features": found}, ensure_ascii=False
        ).encode()
        for layer, found in features.items()
    }


def _csv(rows: Iterable[Mapping[str, object]], table: str, more: tuple[str, ...] = ()) -> bytes:
    columns = CONTRACTS[table].columns
    numbers = {name for name, column in columns.items() if column.kind == "number"}
    shown = [{name: _decimal(value) if name in numbers else value for name, value in row.items()} for row in rows]
    return csv_bytes(shown, (*columns, *more))


def _decimal(value: object) -> object:
    """A number as a spreadsheet of this country reads it: with a comma, and never as a date."""
    text = str(value)
    return float(text) if "." in text else int(text)


def _told(revision: Revision) -> dict[str, object]:
    occasion = revision.occasion
    return {
        "number": revision.number,
        "at": revision.at.isoformat(timespec="seconds"),
        "kind": occasion.kind.value,
        "who": occasion.who,
        "why": occasion.why,
        "source": occasion.source,
        "file_name": occasion.file_name,
        "sha256": occasion.sha256,
        "undoes": ", ".join(map(str, occasion.undoes)),
        "records": revision.records,
    }
