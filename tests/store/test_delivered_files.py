"""Workbooks and layers of a delivery, and the packed files that are not let in."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from openpyxl import Workbook
from shapely import Point

from sikkerby_geo.facts.thresholds import MOST_COLUMNS, MOST_DELIVERED_ROWS, MOST_FILE_BYTES
from sikkerby_geo.store.intake.grids import Opened, letter
from sikkerby_geo.store.intake.opening import open_file

HEADS = ("Område", "År", "Procent")


def book(*rows: tuple[object, ...]) -> Workbook:
    made = Workbook()
    for row in rows or (HEADS, ("Åby", 2025, 12.4)):
        made.active.append(row)
    return made


def saved(made: Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def repacked(content: bytes, changes: Mapping[str, bytes]) -> bytes:
    """A zip with members changed or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return stream.getvalue()


def kinds(opened: Opened) -> list[str]:
    return [fault.kind for fault in opened.faults]


def test_a_workbook_is_read_with_its_own_numbers_and_days() -> None:
    made = book(HEADS, ("Åby", 2025, 12.4), ("0104", True, 0.12))
    made.active.append(("Øen", date(2024, 3, 1), None))
    rows = open_file(saved(made)).grids[0].rows
    assert [row.cells for row in rows[1:3]] == [("Åby", 2025.0, 12.4), ("0104", True, 0.12)]
    assert rows[3].cells[1] == "2024-03-01"


def test_what_a_workbook_shows_as_per_cents_is_read_as_per_cents() -> None:
    made = book(HEADS, ("Åby", 2025, 0.124), ("Øen", 2025, 0.07), ("Bakken", 2025, 0.07), ("Dalum", 2025, 0.5))
    for cell_id, shown in (("C2", "0.0%"), ("C3", "0%"), ("C4", "0.00"), ("C5", '0.0"%"')):
        made.active[cell_id].number_format = shown
    rows = open_file(saved(made)).grids[0].rows
    assert [row.cells[2] for row in rows[1:]] == ["12.4 %", "7 %", 0.07, 0.5]


def test_hidden_sheets_are_left_out_and_told() -> None:
    made = book()
    made.create_sheet("Kladde").sheet_state = "hidden"
    opened = open_file(saved(made))
    assert len(opened.grids) == 1
    assert [(remark.kind, remark.where.sheet) for remark in opened.remarks] == [("hidden_sheet", "Kladde")]


def test_a_formula_nobody_worked_out_is_no_blank_cell() -> None:
    made = book()
    made.active["C3"] = "=C2*2"
    opened = open_file(saved(made))
    assert [(fault.kind, fault.where.row, fault.where.column) for fault in opened.faults] == [
        ("formula_without_value", 3, "C")
    ]


def test_a_cell_with_an_error_is_no_blank_cell() -> None:
    made = book(HEADS, ("Åby", 2025, "#DIV/0!"), ("Øen", 2025, 12.4))
    rows = open_file(saved(made)).grids[0].rows
    assert [row.cells[2] for row in rows[1:]] == ["#DIV/0!", 12.4]


def test_a_cell_far_out_is_told_before_it_takes_the_memory() -> None:
    made = book()
    made.active.cell(1_048_576, 16_384, 1)
    assert kinds(open_file(saved(made)))[:2] == ["many_rows", "many_columns"]


BOOK = saved(book())
REPEATED_ROWS = 'table:number-rows-repeated="900000"'
REPEATED_COLUMNS = ' table:number-columns-repeated="9000"'


def opendocument(table: str) -> bytes:
    """The least a reader takes for an OpenDocument sheet."""
    names = "office:1.0 table:1.0 text:1.0 calcext:1.0"
    spaces = " ".join(
        f'xmlns:{name.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for name in names.split()
    )
    content = (
        f"<?xml version='1.0'?><office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Ark1">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def cell(value: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'


def test_an_opendocument_sheet_is_read() -> None:
    row = "<table:table-row>" + cell("Område") + cell("År") + "</table:table-row>"
    assert open_file(opendocument(row)).grids[0].rows[0].cells == ("Område", "År")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('office:value-type="string" office:string-value=""', "#DIV/0!"),
        ('office:value-type="float" office:value="0"', "Err:502"),
    ],
)
def test_a_cell_of_an_opendocument_sheet_with_an_error_is_neither_blank_nor_zero(value: str, shown: str) -> None:
    wrong = f'<table:table-cell {value} calcext:value-type="error"><text:p>{shown}</text:p></table:table-cell>'
    row = "<table:table-row>" + cell("Åby") + wrong + cell("12") + "</table:table-row>"
    assert open_file(opendocument(row)).grids[0].rows[0].cells == ("Åby", shown, "12")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n", "empty_file"),
        (b"x" * (MOST_FILE_BYTES.value + 1), "large_file"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 hej}", "document"),
        (b"\x1f\x8b\x08", "other_packing"),
        (b"<!DOCTYPE html><table>", "web_page"),
        (b"PK\x03\x04 no zip", "broken_zip"),
        (BOOK[: len(BOOK) // 2], "broken_zip"),
        (repacked(BOOK, {"xl/workbook.xml": b"<x"}), "broken_workbook"),
        (repacked(BOOK, {"xl/vbaProject.bin": b"macro"}), "macros"),
        (repacked(BOOK, {"xl/x.xml": b'<!DOCTYPE lolz [<!ENTITY a "b">]>'}), "entities"),
        (repacked(BOOK, {"xl/media/a.bin": bytes(40_000_000)}), "unpacked_size"),
        (repacked(BOOK, {f"xl/worksheets/s{n}.xml": b"" for n in range(60)}), "many_sheets"),
        (repacked(BOOK, {f"xl/m{n}": b"" for n in range(1001)}), "many_members"),
        (repacked(BOOK, {"../../etc/x": b""}), "path_in_zip"),
        (repacked(BOOK, {"word/document.xml": b""}), "document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "broken_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (
            opendocument(f"<table:table-row {REPEATED_ROWS}>{cell('x')}</table:table-row>"),
            "many_rows",
        ),
        (
            opendocument(
                "<table:table-row>" + cell("x", ' table:number-columns-repeated="9000"') + "</table:table-row>"
            ),
            "many_columns",
        ),
        (b"SQLite format 3\x00 and nothing", "broken_layer"),
        (b'{"type": "FeatureCollection", "features": ' + b"[" * 900 + b"]" * 900 + b"}", "nested"),
        (b'{"type": "FeatureCollection", ', "not_json"),
        (b'{"type": "Topology", "objects": {}}', "not_geojson"),
        (b"[1, 2, 3]", "not_geojson"),
        (b'a;b\n1;"never ends\n2;3\n', "open_quote"),
        ((";".join("x" * (MOST_COLUMNS.value + 1)) + "\n").encode(), "many_columns"),
        (b"a;b\n" * (MOST_DELIVERED_ROWS.value + 1), "many_rows"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_file_that_is_not_let_in_says_why(content: bytes, kind: str) -> None:
    opened = open_file(content)
    assert kind in kinds(opened)
    assert opened.grids == ()


def test_a_member_that_lies_about_its_size_is_caught() -> None:
    """The size a zip states is believed by nobody: 40 MB of nought, told as 10 bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(40_000_000)) + packed.flush()
    content = repacked(BOOK, {"xl/media/a.bin": body})
    lied = re.sub(re.escape(len(body).to_bytes(4, "little")), (10).to_bytes(4, "little"), content)
    assert open_file(lied).grids == ()


def layer(crs: int) -> gpd.GeoDataFrame:
    points = [Point(12.55, 55.69), Point(12.5, 55.66)]
    return gpd.GeoDataFrame({"navn": ["Åby", "Møllehøj"], "antal": [1, 2]}, geometry=points, crs=4326).to_crs(crs)


def shapes_of(opened: Opened) -> list[tuple[float, float]]:
    return [(round(shape.x, 5), round(shape.y, 5)) for shape in opened.grids[0].shapes.values()]


@pytest.mark.parametrize("crs", [4326, 25832])
@pytest.mark.parametrize("form", ["geojson", "gpkg", "shp", "shp without cpg", "shp without prj"])
def test_layers_are_read_in_degrees_with_their_letters(form: str, crs: int, tmp_path: Path) -> None:
    suffix = form.split()[0]
    layer(crs).to_file(tmp_path / f"lag.{suffix}", **({"encoding": "utf-8"} if suffix == "shp" else {}))
    content = (tmp_path / f"lag.{suffix}").read_bytes()
    if suffix == "shp":
        stream = io.BytesIO()
        left_out = f".{form.split()[-1]}" if "without" in form else ""
        with zipfile.ZipFile(stream, "w") as packed:
            for path in tmp_path.glob("lag.*"):
                if path.suffix != left_out:
                    packed.write(path, f"mappe/{path.name}")
        content = stream.getvalue()
    opened = open_file(content)
    assert shapes_of(opened) == [(12.55, 55.69), (12.5, 55.66)]
    texts = [cell for row in opened.grids[0].rows for cell in row.cells if isinstance(cell, str)]
    assert {"Åby", "Møllehøj"} <= set(texts)


@pytest.mark.parametrize("crs", ["OGC:1.3:CRS84", "EPSG::4326", "EPSG::25832"])
@pytest.mark.parametrize("turned", [False, True])
def test_axes_the_wrong_way_round_are_known_by_their_numbers_and_told(crs: str, turned: bool) -> None:
    frame = layer(25832 if "25832" in crs else 4326)
    document = json.loads(frame.to_json(drop_id=True))
    document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    for feature in document["features"]:
        if turned:
            feature["geometry"]["coordinates"].reverse()
    opened = open_file(json.dumps(document).encode())
    assert shapes_of(opened) == [(12.55, 55.69), (12.5, 55.66)]
    assert [remark.kind for remark in opened.remarks] == (["axes_turned"] if turned else [])


def test_a_layer_far_from_the_city_is_a_fault() -> None:
    frame = gpd.GeoDataFrame({"navn": ["x"]}, geometry=[Point(9.5, 55.5)], crs=4326)
    assert kinds(open_file(frame.to_json(drop_id=True).encode())) == ["far_off"]


def test_a_zip_without_a_shapefile_or_with_parts_missing_says_so(tmp_path: Path) -> None:
    def packed(*names: str) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        return stream.getvalue()

    assert kinds(open_file(packed("a.txt"))) == ["no_shapefile"]
    assert kinds(open_file(packed("a.shp", "b.shp"))) == ["many_shapefiles"]
    assert [fault.value for fault in open_file(packed("a.shp")).faults] == [".shx, .dbf"]


def test_a_layer_whose_system_is_named_in_no_utf8_or_is_of_another_planet_stops_nothing(tmp_path: Path) -> None:
    layer(4326).to_file(tmp_path / "lag.shp")
    moon = 'GEOGCS["Moon 2000",DATUM["D",SPHEROID["Moon",1737400,0]],PRIMEM["M",0],UNIT["Degree",0.0174532925]]'
    for named in (moon.encode(), moon.replace("Moon 2000", "M\xe5nen").encode("latin-1"), b"\xf9" * 99):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            for path in tmp_path.glob("lag.*"):
                packed.writestr(path.name, named if path.suffix == ".prj" else path.read_bytes())
        opened = open_file(stream.getvalue())
        assert opened.faults or shapes_of(opened) == [(12.55, 55.69), (12.5, 55.66)]


def test_a_database_that_is_no_geopackage_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as base:
        base.execute("create table t (a)")
    base.close()
    opened = open_file(path.read_bytes())
    assert opened.faults or not opened.grids or opened.grids[0].rows


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_spreadsheets_do(place: int, letters: str) -> None:
    assert letter(place) == letters
