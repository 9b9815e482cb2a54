"""Reading the project's files: all faults at once, and one broken file never takes the others along."""

from __future__ import annotations

from itertools import cycle

import geopandas as gpd
import pytest
from shapely import Polygon, box
from shapely.geometry import Point

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.store.files import path_of, version_of
from sikkerby_geo.store.reading import read_layer, read_snapshot, read_table

DATASETS = (*TABLES, *LAYERS)
KNOWN = {"areas": frozenset({"nord", "syd", "vest"}), "sources": frozenset({"kommunen"})}


def faults_of(project, name: str, snapshot: Snapshot) -> list[Fault]:
    """The faults of one table of a damaged project; what it refers to is read whole."""
    others = {other: table for other, table in snapshot.tables.items() if other != name}
    try:
        _, out = read_table(project.root, name, others)
    except DataError as error:
        return list(error.faults)
    return list(out.faults) if out is not None else []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_only_its_header_is_a_fault_and_never_silence(project, snapshot: Snapshot, name: str):
    path = project.root / path_of(name)
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert faults_of(project, name, snapshot) == [Fault(path_of(name), "no_rows", 1)]


def test_all_faults_of_a_table_come_at_once(project, snapshot: Snapshot):
    file = "data/survey.csv"
    project.edit(file, 2, source_id="hearsay")
    project.edit(file, 3, area_id="Atlantis")
    project.edit(file, 4, measure="happiness")
    project.edit(file, 5, percent="101")
    project.edit(file, 6, percent="6 %")
    project.edit(file, 7, year="")
    project.edit(file, 8, area_id="Lund")
    project.edit(file, 9, percent="", missing_reason="")
    project.edit(file, 10, missing_reason="suppressed")
    project.edit(file, 11, area_id="bydel-33")
    project.edit(file, 12, bound="ca.")
    last = project.append(file, project.rows(file)[12])
    nearest = "Dalum, Møllehøj, Vestmark/Kongens Mose, Havnen inkl. Øen"
    measures = "insecure_neighbourhood, insecure_evening, safe_neighbourhood, safe_evening"
    nearest = "Dalum, Møllehøj, Vestmark/Kongens Mose, Havnen inkl. Øen"
    assert faults_of(project, "survey", snapshot) == [
        Fault(file, "unknown_sources", 2, "source_id", "hearsay"),
        Fault(file, "unknown_place", 3, "area_id", "Atlantis"),
        Fault(file, "not_a_choice", 4, "measure", "happiness", measures),
        Fault(file, "out_of_range", 5, "percent", "101", "0–100"),
        Fault(file, "not_number", 6, "percent", "6 %"),
        Fault(file, "blank", 7, "year"),
        Fault(file, "ambiguous_place", 8, "area_id", "Lund", "Indre Lund, Ydre Lund"),
        Fault(file, "no_claim", 9, "percent"),
        Fault(file, "no_claim", 10, "percent", project.rows(file)[9][3]),
        Fault(file, "unknown_place", 11, "area_id", "bydel-33", nearest),
        Fault(file, "not_a_choice", 12, "bound", "ca.", "<=, <, >, >="),
        Fault(file, "double", last, ", ".join(TABLES["survey"].key), " / ".join(_key_of(project, file, last))),
    ]


def _key_of(project, file: str, line: int) -> list[str]:
    header, row = project.rows(file)[0], project.rows(file)[line - 1]
    return [row[header.index(column)] for column in TABLES["survey"].key]


@pytest.mark.parametrize(
    ("name", "values", "fault"),
    [
        ("population", {"date": "1. januar 2020"}, ("not_date", "date", "1. januar 2020", "")),
        ("events", {"date_from": "sommeren 2017"}, ("not_moment", "date_from", "sommeren 2017", "")),
        ("key_figure_values", {"key_figure_id": "n-ukendt"}, ("unknown_key_figures", "key_figure_id", "n-ukendt", "")),
        ("population", {"population": "mange"}, ("not_integer", "population", "mange", "")),
        ("population", {"population": "0"}, ("out_of_range", "population", "0", "1–10000000")),
        ("sources", {"source_id": "Avisen 2020"}, ("not_slug", "source_id", "Avisen 2020", "")),
        ("sources", {"trust": "5"}, ("out_of_range", "trust", "5", "1–4")),
        ("goal_results", {"goal_id": "g1999-1"}, ("unknown_goals", "goal_id", "g1999-1", "")),
        ("partnership_goals", {"partnership_id": "p-x"}, ("unknown_partnerships", "partnership_id", "p-x", "")),
        ("upgrades", {"area_ids": "aaby;bydel-11"}, ("unknown_places", "area_ids", "bydel-11", "")),
        ("partnerships", {"start_year": "2019", "end_year": "2018"}, ("period", "end_year", "2018", "2019")),
        ("goals", {"comparator": "<=", "target": ""}, ("no_target", "target", "", "<=")),
        ("crime", {"area_id": "atlantis"}, ("unknown_place", "area_id", "atlantis", "")),
        ("crime", {"area_id": "Bakkenn"}, ("unknown_place", "area_id", "Bakkenn", "Bakken")),
        ("stations", {"source_id": ""}, ("blank", "source_id", "", "")),
        ("place_names", {"area_ids": ""}, ("placed_name", "area_ids", "", "estate")),
        (
            "offers",
            {"kind": "drop_in_18plus", "place_da": "Ved torvet"},
            ("shown_place", "place_da", "Ved torvet", "drop_in_18plus"),
        ),
        ("index_categories", {"district_id": "i-99"}, ("unknown_index_districts", "district_id", "i-99", "")),
        ("principles", {"goal_ids": "m99"}, ("unknown_goals", "goal_ids", "m99", "")),
        ("place_names", {"kind": "outside"}, ("placed_name", "area_ids", "moellehoej", "outside")),
    ],
)
def test_a_fault_in_a_table_is_told_where_it_is(project, snapshot: Snapshot, name: str, values: dict, fault: tuple):
    file = path_of(name)
    project.edit(file, 3, **values)
    kind, column, value, allowed = fault
    assert Fault(file, kind, 3, column, value, allowed) in faults_of(project, name, snapshot)


def test_a_faulty_row_of_a_list_of_names_is_out_alone_and_told(project, snapshot: Snapshot):
    file = path_of("streets")
    project.edit(file, 2, area_id="lu-lund")
    project.edit(file, 3, metres="0")
    project.append(file, project.rows(file)[4])
    found = read_snapshot(project.root)
    (trouble,) = found.troubles
    assert (trouble.key, trouble.rows_out) == ("problem.data_rows", 3)
    assert [(fault.kind, fault.line) for fault in trouble.faults] == [
        ("unknown_survey_areas", 2),
        ("out_of_range", 3),
        ("double", len(project.rows(file))),
    ]
    left = [*snapshot.tables["streets"].name[2:]]
    assert [*found.tables["streets"].name] == left
    assert found.readable("streets")
    again = read_snapshot(project.root, found)
    assert again.tables["streets"] is found.tables["streets"]
    assert again.troubles == found.troubles


def test_a_list_of_names_without_a_good_row_is_out_as_a_whole(project):
    file = path_of("streets")
    for line in range(2, len(project.rows(file)) + 1):
        project.edit(file, line, area_id="atlantis")
    found = read_snapshot(project.root)
    assert not found.readable("streets")
    assert [trouble.key for trouble in found.troubles] == ["problem.data_file"]


def test_faults_between_columns_are_told_beside_faults_within_them(project, snapshot: Snapshot):
    project.edit("data/partnerships.csv", 2, start_year="2019", end_year="2018")
    project.edit("data/partnerships.csv", 3, kind="club")
    found = {(fault.line, fault.kind) for fault in faults_of(project, "partnerships", snapshot)}
    assert found == {(2, "period"), (3, "not_a_choice")}


def test_a_missing_and_a_surplus_column_are_told_with_the_bad_values(project, snapshot: Snapshot):
    rows = project.rows("data/survey.csv")
    rows[0][rows[0].index("missing_reason")] = "reason"
    rows[5][rows[0].index("percent")] = "-1"
    project.write("data/survey.csv", rows)
    found = {(fault.line, fault.kind, fault.column) for fault in faults_of(project, "survey", snapshot)}
    assert found == {
        (1, "missing_column", "missing_reason"),
        (1, "surplus_column", "reason"),
        (6, "out_of_range", "percent"),
    }


def test_blank_lines_are_no_rows_but_they_count_as_lines(project, snapshot: Snapshot):
    path = project.root / "data/survey.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    broken = [
        *lines[:3],
        "",
        *lines[3:9],
        lines[9].replace("tryghedsundersoegelse", "rygte"),
        "",
        "",
        *lines[10:],
        "",
        "",
    ]
    path.write_text("\n".join(broken), encoding="utf-8")
    (fault,) = faults_of(project, "survey", snapshot)
    assert (fault.line, fault.value) == (11, "rygte")
    path.write_text("\n".join([*lines[:3], "", *lines[3:], "", ""]), encoding="utf-8")
    table, _ = read_table(project.root, "survey", {name: snapshot.tables[name] for name in ("sources", "areas")})
    assert table.equals(snapshot.tables["survey"])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (None, "no_file"),
        (b"", "not_a_table"),
        ("station_id,name\nå,b\n".encode("latin-1"), "not_utf8"),
        (b'station_id,name\nx,"never closed\n', "not_a_table"),
        (b"a,b\n1,2\n3,4,5\n", "not_a_table"),
        (b"a,b\n1,2,3\n4,5,6\n", "not_a_table"),
        (b"station_id;name\nx;y\n", "semicolons"),
    ],
)
def test_a_file_that_is_no_table_is_told_as_one(project, snapshot: Snapshot, content: bytes | None, kind: str):
    path = project.root / "data/stations.csv"
    path.unlink() if content is None else path.write_bytes(content)
    found = faults_of(project, "stations", snapshot)
    assert found[0].kind == kind
    assert {fault.file for fault in found} == {"data/stations.csv"}


@pytest.mark.parametrize(
    ("spelling", "area_id"),
    [
        ("Kgs. Mose", "kongens-mose"),
        ("Kongens Mose", "kongens-mose"),
        ("Kgs Mose", "kongens-mose"),
        ("Skovby / Hede", "skovby-hede"),
        ("Skovby-Hede", "skovby-hede"),
        ("Moellehoej", "moellehoej"),
        ("  Møllehøj ", "moellehoej"),
        ("Aaby", "aaby"),
        ("indre  lund", "indre-lund"),
        ("YDRE LUND", "ydre-lund"),
    ],
)
def test_a_known_spelling_in_a_table_becomes_the_id(project, snapshot: Snapshot, spelling: str, area_id: str):
    project.edit("data/survey.csv", 2, area_id=spelling, source_id="avisen", note_da="stavet anderledes")
    table, _ = read_table(project.root, "survey", {name: snapshot.tables[name] for name in ("sources", "areas")})
    assert table.area_id[0] == area_id
    assert len(table) == len(snapshot.tables["survey"])


def shapes(*rows: tuple[object, object, object]) -> gpd.GeoDataFrame:
    ids, sources, geometries = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"area_id": ids, "source_id": sources}, geometry=list(geometries), crs=4326)


def layer_faults(tmp_path, content: str | gpd.GeoDataFrame) -> list[tuple[str, str, str, str]]:
    """Write ``content`` as the layer of survey areas and read it: (kind, column, value, allowed) of its faults."""
    path = tmp_path / "geodata" / "survey_areas.geojson"
    path.parent.mkdir()
    path.write_text(content if isinstance(content, str) else content.to_json(drop_id=True), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_layer(tmp_path, "survey_areas_layer", LAYERS["survey_areas_layer"], KNOWN)
    assert {fault.file for fault in raised.value.faults} == {"geodata/survey_areas.geojson"}
    return [(fault.kind, fault.column, fault.value, fault.allowed) for fault in raised.value.faults]


def test_all_faults_of_a_layer_come_at_once(tmp_path):
    here = box(12.5, 55.6, 12.51, 55.61)
    bow_tie = Polygon([(12.5, 55.6), (12.6, 55.7), (12.6, 55.6), (12.5, 55.7)])
    found = layer_faults(
        tmp_path,
        shapes(
            ("nord", "kommunen", None),
            ("syd", "kommunen", bow_tie),
            ("vest", "hearsay", box(10.1, 56.1, 10.2, 56.2)),
            ("atlantis", "kommunen", here),
            ("syd", "rumour", here),
        ),
    )
    assert found == [
        ("no_geometry", "area_id", "nord", ""),
        ("invalid_geometry", "area_id", "syd", ""),
        ("far_off", "area_id", "vest", ""),
        ("unknown_id", "area_id", "atlantis", "areas"),
        ("double", "area_id", "syd", ""),
        ("unknown_sources", "source_id", "hearsay", ""),
        ("unknown_sources", "source_id", "rumour", ""),
    ]


def test_a_layer_with_blank_sources_says_so_and_does_not_crash(tmp_path):
    here = Point(12.5, 55.6)
    found = layer_faults(tmp_path, shapes(("nord", None, here), ("syd", "hearsay", here)))
    assert found == [("geojson.not_text", "1", "source_id", "")]


def test_a_layer_in_another_coordinate_system_is_refused(tmp_path):
    utm = shapes(("nord", "kommunen", Point(12.5, 55.6))).to_crs(25832)
    assert layer_faults(tmp_path, utm) == [("geojson.crs", "", "urn:ogc:def:crs:EPSG::25832", "")]


@pytest.mark.filterwarnings("ignore:Non closed ring:RuntimeWarning")
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", "not_json"),
        ("not json", "not_json"),
        ("[]", "not_geojson"),
        ("null", "not_geojson"),
        ('{"type": "FeatureCollection", "features": []}', "empty"),
        ('{"type": "FeatureCollection", "features": [5', "not_json"),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"area_id": "nord"}, '
            '"geometry": {"type": "Polygon", "coordinates": [[[12.5, 55.7], [12.6, 55.7]]]}}]}',
            "not_geojson",
        ),
    ],
)
def test_a_layer_that_is_no_geojson_is_told_as_one(tmp_path, content: str, kind: str):
    assert [kind for kind, *_ in layer_faults(tmp_path, content)] == [f"geojson.{kind}"]


@pytest.mark.parametrize("features", ['{"type": "Feature", "properties": {}, "geometry": null}'])
def test_a_layer_without_its_columns_is_refused(tmp_path, features: str):
    found = layer_faults(tmp_path, f'{{"type": "FeatureCollection", "features": [{features}]}}')
    assert found == [("missing_column", "area_id, source_id", "", "")]


@pytest.fixture(scope="module")
def whole(toy_root) -> Snapshot:
    """The toy city's files as they were read before one was damaged."""
    return read_snapshot(toy_root)


@pytest.mark.parametrize(("name", "damage"), list(zip(DATASETS, cycle(["missing", "garbage"]), strict=False)))
def test_a_broken_file_keeps_the_others_readable(project, whole, name: str, damage: str):
    """Each file once, in one of the two ways by turns; what is wrong is told by the same words for every file.

    Whatever refers to it is read again; that the rest would be as it was is tested in ``tests/store/test_again.py``.
    """
    path = project.root / path_of(name)
    path.unlink() if damage == "missing" else path.write_bytes(b"\x00\xff not what you think")
    damaged = read_snapshot(project.root, whole)
    assert [trouble.dataset for trouble in damaged.troubles] == [name]
    assert damaged.troubles[0].faults[0].kind == ("no_file" if damage == "missing" else "not_utf8")
    assert not damaged.readable(name)
    assert all(damaged.readable(other) for other in DATASETS if other != name)


@pytest.mark.parametrize("name", TABLES)
def test_an_unreadable_table_is_empty_and_has_its_columns(name: str):
    empty = Snapshot({}, {}).table(name)
    assert len(empty) == 0
    assert list(empty.columns) == list(TABLES[name].columns)


def test_the_version_follows_every_byte_of_the_data(project, toy_root):
    assert version_of(project.root) == version_of(toy_root)
    path = project.root / "data/survey.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert version_of(project.root) != version_of(toy_root)
