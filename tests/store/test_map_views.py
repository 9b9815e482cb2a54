"""What QGIS finds on PostGIS: what stands now, flat, by geometry, for a role that may read it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import psycopg
import pytest
from shapely import MultiPoint
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box, shape

from sikkerby_geo.facts.own_records import OWN_KINDS, SOURCE_KIND
from sikkerby_geo.facts.register import EFFORT_KIND, FIELD, FIELDS, FieldType
from sikkerby_geo.facts.register_entry import DatedStage, Entry, payload_of
from sikkerby_geo.facts.revisions import Change
from sikkerby_geo.store.map_views import EFFORTS, FIGURES, READ, SHAPES
from sikkerby_geo.store.migrations.versions.key_figure_views import FIGURES as FIGURE_FIELDS
from sikkerby_geo.store.migrations.versions.map_views import NUMBERS
from tests.store.own_city import DELIVERED, OWN_SURVEY, row
from tests.store.places import PostgresPlace
from tests.store.postgres_server import BLANK, PostgresServer

PLACE, STREET, YARD = Point(12.55, 55.67), LineString([(12.5, 55.6), (12.6, 55.7)]), box(12.5, 55.6, 12.6, 55.7)
RECORDS = {
    "lampe": Entry("Lampe på Åen", geometry=PLACE, start_year=2024, principles=("a", "b")),
    "vej": Entry("Gade", geometry=STREET, capital_dkk=1_500_000),
    "veje": Entry("Gader", geometry=MultiLineString([STREET])),
    "gård": Entry("Gård", geometry=YARD, stages=(DatedStage("2024-05", "done"),)),
    "hul": Entry("Hul", geometry=Polygon()),
    "højde": Entry("Højde", geometry=Point(12.5, 55.6, 9)),
    "punkter": Entry("Punkter", geometry=MultiPoint([PLACE])),
    "hele byen": Entry("Hele byen"),
    "trukket": Entry("Trukket tilbage", geometry=PLACE, withdrawn="dublet"),
    "slettet": Entry("Slettet", geometry=PLACE),
}


def effort(record_id: str, entry: Entry | None, expected: int = 0) -> Change:
    return Change(EFFORT_KIND, record_id, entry and payload_of(entry), expected)


@pytest.fixture(scope="module")
def place(postgres_server: PostgresServer) -> Iterator[PostgresPlace]:
    """Efforts of every geometry, one renamed, one deleted, one that cannot be read; and two own figures."""
    made = PostgresPlace(postgres_server, postgres_server.copy(BLANK))
    store = made.store()
    store.write([effort(*record) for record in RECORDS.items()], DELIVERED)
    odd = Change(EFFORT_KIND, "ulæselig", {"name": "Ulæselig", "geometry": "kartofler", "start_year": "ukendt"}, 0)
    renamed = effort("lampe", replace(RECORDS["lampe"], name="Lampe"), 1)
    store.write([renamed, effort("slettet", None, 1), odd], DELIVERED)
    source_id = OWN_SURVEY.source_id
    survey = {**row("12.4"), "source_id": source_id, "published": "2024-03-01"}
    crime = {"source_id": source_id, "series": "s", "year": "2025", "area_id": "aaby", "reports": "<5"}
    figures = [Change("survey", "x", survey, 0), Change("crime", "x", crime, 0)]
    store.write([*figures, Change(SOURCE_KIND, source_id, OWN_SURVEY.row(), 0)], DELIVERED)
    yield made
    postgres_server.drop(made.name)


@pytest.fixture(scope="module")
def maria(place: PostgresPlace) -> Iterator[psycopg.Connection]:
    """Somebody with QGIS, who has the role of readers."""
    address = place.server.address(place.name, "maria").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def test_each_geometry_has_a_layer_that_qgis_knows(maria: psycopg.Connection) -> None:
    listed = maria.execute("SELECT f_table_name, f_geometry_column, srid, type FROM geometry_columns ORDER BY 1")
    assert listed.fetchall() == [
        ("effort_lines", "geometry", 4326, "MULTILINESTRING"),
        ("effort_points", "geometry", 4326, "POINT"),
        ("effort_polygons", "geometry", 4326, "MULTIPOLYGON"),
    ]


def test_what_stands_now_is_in_the_layer_of_its_geometry(maria: psycopg.Connection) -> None:
    found = {
        view: maria.execute(f"SELECT id, name, ST_AsGeoJSON(geometry)::json, ST_SRID(geometry) FROM {view}").fetchall()
        for view in SHAPES
    }
    assert {view: {line[0] for line in lines} for view, lines in found.items()} == {
        "effort_points": {"lampe", "højde"},
        "effort_lines": {"vej", "veje"},
        "effort_polygons": {"gård"},
    }
    lamp = next(line for line in found["effort_points"] if line[0] == "lampe")
    assert (lamp[1], shape(lamp[2]), lamp[3]) == ("Lampe", PLACE, 4326)
    assert shape(found["effort_polygons"][0][2]).geoms[0].equals(YARD)
    inside = "SELECT id FROM effort_points WHERE geometry && ST_MakeEnvelope(12.54, 55.66, 12.56, 55.68, 4326)"
    assert maria.execute(inside).fetchall() == [("lampe",)]


def test_every_effort_that_stands_is_in_the_flat_list(maria: psycopg.Connection) -> None:
    columns = "id, revision, name, principles, start_year, capital_dkk, changed_at IS NOT NULL"
    lines = {line[0]: line[1:] for line in maria.execute(f"SELECT {columns} FROM {EFFORTS}")}
    assert set(lines) == {*RECORDS, "ulæselig"} - {"slettet", "trukket"}
    assert lines["lampe"] == (2, "Lampe", "a, b", 2024, None, True)
    assert (lines["ulæselig"][3], lines["vej"][4]) == (None, 1_500_000)


def test_every_field_of_the_register_is_a_column(maria: psycopg.Connection) -> None:
    columns = {column.name for column in maria.execute("SELECT * FROM effort_points").description or ()}
    assert {*FIELD, "id", "revision", "changed_at"} - {"withdrawn"} == columns, "a new field needs its migration"
    whole = {FieldType.YEAR, FieldType.NUMBER, FieldType.KRONER}
    assert {field.name for field in FIELDS if field.type in whole} == {*NUMBERS}


def test_own_figures_stand_flat_with_their_source(maria: psycopg.Connection) -> None:
    columns = "id, kind, area_id, year, measure, figure, value, source, is_published"
    assert maria.execute(f"SELECT {columns} FROM {FIGURES} ORDER BY id").fetchall() == [
        ("crime/x", "crime", "aaby", "2025", None, "<5", None, "Egen måling", False),
        ("survey/x", "survey", "aaby", "2025", "insecure_neighbourhood", "12.4", Decimal("12.4"), "Egen måling",
         True),
    ]  # fmt: skip
    assert {kind: own.figure for kind, own in OWN_KINDS.items()} == FIGURE_FIELDS, "a new kind needs its migration"


@pytest.mark.parametrize("table", ["revision", "version", "current_version", "alembic_version"])
def test_a_reader_sees_no_names_and_no_history(maria: psycopg.Connection, table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        maria.execute(f"SELECT * FROM {table}")


@pytest.mark.parametrize("view", READ)
def test_a_reader_changes_nothing(maria: psycopg.Connection, view: str) -> None:
    assert "who" not in {column.name for column in maria.execute(f"SELECT * FROM {view}").description or ()}
    for statement in (f"DELETE FROM {view}", f"UPDATE {view} SET id = ''", f"INSERT INTO {view} (id) VALUES ('x')"):
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)):
            maria.execute(statement)
