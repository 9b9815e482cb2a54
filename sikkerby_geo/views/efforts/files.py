"""The chosen part of the register as files: CSV and XLSX for a desk, GeoJSON and GeoPackage for a map.

Geometry from OpenStreetMap (ODbL) is never mixed into a layer with the city's own (CC BY): a GeoPackage gives each its
own layer, and in every format each row says under which licence its geometry stands.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.catalogue import data_set
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.geography import DEGREES
from sikkerby_geo.text import t
from sikkerby_geo.views.base.gis import feature_collection
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import MEDIA_TYPE, add, as_bytes, column_letter, headed, new_book, table
from sikkerby_geo.views.efforts.entries import location, offices, places, say, web_address
from sikkerby_geo.views.efforts.sheets import area_rows, sum_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMATS = {
    "csv": "text/csv",
    "xlsx": MEDIA_TYPE,
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "geojson_25832": "application/geo+json",
    "gpkg_25832": "application/geopackage+sqlite3",
}
"""Formats with their media type; what stands before the low line is the file's suffix, after it the EPSG code."""
NUMBERS = ("fra_aar", "til_aar", "dokumenteret_aar", "anlaeg_kr", "drift_kr", "ikke_delt_kr", "beloeb_kr", "kilde_aar")
"""Columns that hold whole numbers; blank where the source does not state one."""


@dataclass(frozen=True)
class Shape:
    """The geometry of an entry in EPSG:4326 with the licence and attribution of the layer it comes from."""

    geometry: BaseGeometry
    licence: str
    attribution: str
    share_alike: bool


def shapes(atlas: Atlas) -> dict[str, Shape]:
    """Geometry by entry id, from every readable layer of efforts; a layer missing in the manifest says so.

    A shape that this installation has drawn, and that no layer of the record has, is its own.
    """
    found: dict[str, Shape] = {}
    for overlay in OVERLAYS:
        for name in overlay.layers:
            if not overlay.in_register:
                continue
            terms = data_set(atlas, name)
            licence = terms.licence if terms else t("register.files.licence_unknown")
            attribution = terms.attribution if terms else t("register.files.licence_unknown")
            for entry_id, geometry in shapes_of(atlas, name).items():
                found[entry_id] = Shape(geometry, licence, attribution, LAYERS[name].share_alike)
    for entry_id in atlas.kept_ids:
        shape = atlas.effort_shapes.get(entry_id)
        if shape is not None and (entry_id not in found or found[entry_id].geometry != shape):
            found[entry_id] = Shape(shape, t("register.files.own_licence"), t("register.files.own_attribution"), False)
    return found


def record(entry: Effort, atlas: Atlas, shape: Shape | None) -> dict[str, str | int | None]:
    """One entry as a flat row: ``register.column`` names the columns; what is not stated is None or empty."""
    amount = entry.amount
    source = entry.source
    remarks = " ".join(t(f"register.remark.{remark}") for remark in entry.remarks)
    return {
        "id": entry.effort_id,
        "slags": say(entry.kind),
        "navn": entry.name,
        "sted": places(entry, atlas),
        "sted_i_kilden": entry.place_words,
        "omraade_id": ";".join(entry.area_ids),
        "forvaltning": offices(entry),
        "indsatsomraade": t("register.focus", number=entry.focus, name=entry.focus_name) if entry.focus else "",
        "stadie": say(entry.stage),
        "status": entry.status,
        "fra_aar": entry.start_year,
        "til_aar": entry.end_year,
        "dokumenteret_aar": entry.documented_year,
        "anlaeg_kr": amount.capital if amount else None,
        "drift_kr": amount.operating if amount else None,
        "ikke_delt_kr": amount.undivided if amount else None,
        "beloeb_kr": amount.total if amount else None,
        "beloeb_art": t(f"register.form.{amount.form}") if amount else "",
        "budgetgrundlag": _budget_year(entry),
        "i_total": "" if amount is None else t(f"register.files.{'yes' if amount.counted else 'no'}"),
        "paa_kortet": location(entry),
        "oplysninger": "; ".join(
            t("register.files.facts_part", name=t(f"register.entry.{name}"), text=text) for name, text in entry.facts
        ),
        "note": " ".join(filter(None, (entry.note, remarks))),
        "kilde": source.title,
        "udgiver": source.publisher,
        "kilde_aar": source.published_year or None,
        "link": web_address(source.url),
        "geometri_licens": shape.licence if shape else "",
        "geometri_kreditering": shape.attribution if shape else "",
    }


def _budget_year(entry: Effort) -> str:
    """The budget year an amount is taken from (»2010«), as text: it is a label, not a quantity."""
    return str(entry.amount.budget_of) if entry.amount is not None and entry.amount.budget_of is not None else ""


def _records(entries: Iterable[Effort], atlas: Atlas) -> list[tuple[dict[str, str | int | None], Shape | None]]:
    """Every entry as a row, with its geometry where it has a place of its own."""
    known = shapes(atlas)
    pairs = [(entry, known.get(entry.effort_id) if entry.located else None) for entry in entries]
    return [(record(entry, atlas, shape), shape) for entry, shape in pairs]


def as_csv(entries: Iterable[Effort], atlas: Atlas) -> bytes:
    """CSV for a Danish spreadsheet: UTF-8 with BOM, semicolons; no text can be taken for a formula."""
    rows = [{t(f"register.column.{name}"): value for name, value in row.items()} for row, _ in _records(entries, atlas)]
    return csv_bytes(rows)


def as_xlsx(entries: Iterable[Effort], atlas: Atlas, chosen: str, level: Level = Level.SURVEY_AREA) -> bytes:
    """A workbook: the entries with numbers as numbers; sums by place at ``level`` and stage; one row for each area an
    entry is in; and a sheet on reading them, their sources and licences."""
    found = tuple(entries)
    rows = _records(found, atlas)
    book = new_book()
    sheet = book.active
    sheet.title = t("register.files.sheet")
    add(sheet, *(t(f"register.column.{name}") for name in rows[0][0]))
    for row, _ in rows:
        add(sheet, *row.values())
    for number, name in enumerate(rows[0][0], start=1):
        letter = column_letter(number)
        sheet.column_dimensions[letter].width = 14 if name in NUMBERS else 28 if name != "navn" else 46
        if name.endswith("_kr"):
            for field in sheet[letter][1:]:
                field.number_format = "#,##0"
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    headed(sheet, 1)
    table(book.create_sheet(t("register.files.sheet_sums")), sum_rows(found, atlas, level))
    table(book.create_sheet(t("register.files.sheet_areas")), area_rows(found, atlas, [row for row, _ in rows]))
    _notes_sheet(book, found, atlas, chosen, rows)
    return as_bytes(book)


def _notes_sheet(book: Workbook, entries: tuple[Effort, ...], atlas: Atlas, chosen: str, rows: list) -> None:
    sheet = book.create_sheet(t("register.files.sheet_notes"))
    add(sheet, t("register.reading.choice"), chosen or t("register.reading.everything"))
    add(sheet, t("register.reading.data"), atlas.version[:12])
    for note in (*reading_notes(), t("register.files.sums_note"), t("register.files.areas_note")):
        add(sheet, note)
    add(sheet)
    add(sheet, t("register.reading.licences"))
    headed(sheet, sheet.max_row)
    for licence, attribution in _licences(rows):
        add(sheet, licence, attribution)
    add(sheet)
    add(sheet, *(t(f"register.reading.source_{name}") for name in ("title", "publisher", "year", "link")))
    headed(sheet, sheet.max_row)
    for source in sorted({entry.source for entry in entries}, key=lambda source: source.title):
        texts = [source.title, source.publisher, source.published_year or None]
        add(sheet, *texts, web_address(source.url))
    for letter, width in (("A", 70), ("B", 40), ("C", 10), ("D", 80)):
        sheet.column_dimensions[letter].width = width


def reading_notes() -> list[str]:
    """How the register is to be read, in sentences."""
    names = ("found", "blank", "ended", "years", "places", "several")
    return [*(t(f"register.reading.{name}") for name in names), t("register.sums.as_printed")]


def _licences(rows: Iterable[tuple[Mapping, Shape | None]]) -> list[tuple[str, str]]:
    """(licence, attribution) of the geometries in use, each once."""
    return list(dict.fromkeys((shape.licence, shape.attribution) for _, shape in rows if shape is not None))


def as_geojson(entries: Iterable[Effort], atlas: Atlas, crs: int = DEGREES, **more: str) -> bytes:
    """A FeatureCollection; an entry without a place of its own has the geometry null. ``more`` is said of the
    collection and of every entry."""
    rows = _records(entries, atlas)
    attributions = "; ".join(f"{attribution} ({licence})" for licence, attribution in _licences(rows))
    return feature_collection(
        [({**row, **more}, shape.geometry if shape is not None else None) for row, shape in rows],
        crs,
        name="sikkerby-indsatser",
        attribution=t("register.files.attribution", attributions=attributions or t("register.sums.dash")),
        notes=reading_notes(),
        **more,
    )


def as_gpkg(entries: Iterable[Effort], atlas: Atlas, crs: int = DEGREES) -> bytes:
    """A GeoPackage in a system by its EPSG code: a layer for each licence and form, a table of what has no place."""
    from pyogrio import write_dataframe

    layers: dict[str, list[tuple[dict, BaseGeometry]]] = {}
    tables: dict[str, list[dict]] = {}
    rows = _records(entries, atlas)
    for row, shape in rows:
        if shape is None:
            tables.setdefault("uden_sted", []).append(row)
        else:
            layers.setdefault(layer_name(shape.geometry, shape), []).append((row, shape.geometry))
    licences = [{"licens": licence, "kreditering": attribution} for licence, attribution in _licences(rows)]
    tables["laes_mig"] = [{"licens": "", "kreditering": note} for note in reading_notes()] + licences
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.gpkg"
        for name, found in sorted(layers.items()):
            frame = gpd.GeoDataFrame(
                _typed(row for row, _ in found), geometry=[geometry for _, geometry in found], crs=DEGREES
            )
            write_dataframe(
                frame.to_crs(crs), path, layer=name, driver="GPKG", promote_to_multi=not name.startswith("punkter")
            )
        for name, listed in tables.items():
            write_dataframe(_typed(listed), path, layer=name, driver="GPKG")
        return path.read_bytes()


def layer_name(geometry: BaseGeometry, terms: Shape | None) -> str:
    """Form and licence of a layer: flader_cc_by, punkter_cc_by, linjer_odbl."""
    form = {"Point": "punkter", "LineString": "linjer"}.get(geometry.geom_type.removeprefix("Multi"), "flader")
    return f"{form}_{'odbl' if terms is not None and terms.share_alike else 'cc_by'}"


def _typed(rows: Iterable[dict]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows))
    return frame.astype({name: "Int64" for name in NUMBERS if name in frame.columns})
