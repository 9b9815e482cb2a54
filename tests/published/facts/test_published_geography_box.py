"""The three levels on the ground: nested, without gaps and without overlaps (metres, EPSG:25832)."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import Point, Polygon

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.snapshot import Snapshot
from tests import toytown

METRES = 25832
SMALL = 100.0
"""Square metres: far under what a map shows, far over rounding."""

LAYER = {Level.SURVEY_AREA: "survey_areas_layer", Level.LOKALUDVALG: "lokaludvalg_layer", Level.BYDEL: "bydele_layer"}
ID = {Level.SURVEY_AREA: "area_id", Level.LOKALUDVALG: "lokaludvalg_id", Level.BYDEL: "bydel_id"}


def shapes(snapshot: Snapshot, level: Level) -> gpd.GeoSeries:
    """The polygons of a level by place id, in metres."""
    return snapshot.layers[LAYER[level]].set_index(ID[level]).to_crs(METRES).geometry


def overlap(polygons: gpd.GeoSeries) -> float:
    """Square metres that lie in more than one polygon."""
    return polygons.area.sum() - polygons.union_all().area


def holes(shape: shapely.Geometry) -> list[Polygon]:
    parts = getattr(shape, "geoms", [shape])
    return [Polygon(ring) for part in parts for ring in part.interiors]


def gaps(polygons: gpd.GeoSeries) -> list[Polygon]:
    """Holes between polygons: holes of the union that are not a hole of one polygon alone."""
    own = shapely.union_all([hole for polygon in polygons for hole in holes(polygon)])
    return [hole for hole in holes(polygons.union_all()) if hole.difference(own).area > SMALL]


@pytest.mark.parametrize("level", Level)
def test_the_layer_holds_the_places_of_its_level(snapshot: Snapshot, level: Level):
    known = snapshot.tables["areas"][ID[level]]
    assert sorted(shapes(snapshot, level).index) == sorted(set(known))


@pytest.mark.parametrize("level", Level)
def test_no_two_places_overlap(snapshot: Snapshot, level: Level):
    polygons = shapes(snapshot, level)
    assert shapely.coverage_is_valid(polygons.values)
    assert abs(overlap(polygons)) < SMALL


@pytest.mark.parametrize("level", Level)
def test_nothing_lies_between_the_places_but_frederiksberg(snapshot: Snapshot, level: Level):
    polygons = shapes(snapshot, level)
    backdrop = snapshot.layers["backdrop_layer"].to_crs(METRES)
    frederiksberg = backdrop[backdrop.kind == "municipality"].union_all()
    (gap,) = gaps(polygons)
    assert gap.symmetric_difference(frederiksberg).area < 0.001 * frederiksberg.area
    assert shapely.coverage_is_valid(polygons.values, gap_width=1.0), "a slit of less than a metre"


@pytest.mark.parametrize("level", [Level.LOKALUDVALG, Level.BYDEL])
def test_the_survey_areas_make_up_the_places_of_the_level(snapshot: Snapshot, level: Level):
    members = snapshot.tables["areas"].set_index("area_id")[ID[level]]
    lower = shapes(snapshot, Level.SURVEY_AREA)
    made = lower.groupby(members.reindex(lower.index)).agg(lambda parts: parts.union_all())
    given = shapes(snapshot, level)
    for place_id in given.index:
        assert made[place_id].symmetric_difference(given[place_id]).area < SMALL, place_id
    assert abs(lower.area.sum() - given.area.sum()) < SMALL


def test_the_lokaludvalg_make_up_the_bydele(snapshot: Snapshot):
    members = snapshot.tables["areas"].drop_duplicates("lokaludvalg_id").set_index("lokaludvalg_id").bydel_id
    lower = shapes(snapshot, Level.LOKALUDVALG)
    for bydel_id, whole in shapes(snapshot, Level.BYDEL).items():
        parts = lower[members.reindex(lower.index) == bydel_id]
        assert parts.union_all().symmetric_difference(whole).area < SMALL, bydel_id


@pytest.mark.parametrize("level", Level)
def test_every_place_has_a_label_point_inside_it(snapshot: Snapshot, level: Level):
    table = snapshot.tables["label_points"]
    points = table[table.level == level].set_index("place_id")
    polygons = shapes(snapshot, level)
    assert sorted(points.index) == sorted(polygons.index)
    placed = gpd.GeoSeries(
        [Point(row.lon, row.lat) for row in points.itertuples()], index=points.index, crs=4326
    ).to_crs(METRES)
    for place_id, point in placed.items():
        assert polygons[place_id].contains(point), place_id


def test_callouts_stand_outside_the_places(snapshot: Snapshot):
    city = shapes(snapshot, Level.SURVEY_AREA).union_all()
    callouts = snapshot.tables["label_points"].dropna(subset=["callout_lon"])
    assert set(callouts.place_id) == {"indre-noerrebro", "ydre-noerrebro"}
    points = gpd.GeoSeries([Point(row.callout_lon, row.callout_lat) for row in callouts.itertuples()], crs=4326)
    assert not points.to_crs(METRES).within(city).any()


def test_a_station_lies_in_the_area_its_row_names(snapshot: Snapshot):
    areas = shapes(snapshot, Level.SURVEY_AREA)
    rows = snapshot.tables["stations"].set_index("station_id")
    points = snapshot.layers["stations_layer"].set_index("station_id").to_crs(METRES).geometry
    for station_id, named in rows[rows.area_id != ""].area_id.items():
        assert areas[named].distance(points[station_id]) < 50, station_id


def test_the_checks_themselves_find_a_gap_and_an_overlap():
    town = toytown.survey_area_squares().set_index("area_id").geometry
    assert overlap(town) == 0
    assert gaps(town) == []
    ring = gpd.GeoSeries(
        [toytown.square(column, row) for column in range(3) for row in range(3) if column != 1 or row != 1]
    )
    assert [hole.area for hole in gaps(ring)] == [toytown.SIDE**2]
    town["nord"] = toytown.square(0, 1, width=1.1)
    assert overlap(town) == pytest.approx(0.1 * toytown.SIDE**2)
    assert not shapely.coverage_is_valid(town.values)
