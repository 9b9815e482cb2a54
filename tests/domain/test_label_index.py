"""The raster of labels says of every point what testing it against every polygon says, on edges and vertices too."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPoint, Polygon, box
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.reports.border_cells import border_cells
from sikkerby_geo.domain.reports.label_index import LabelIndex
from tests.toytown.city import AREAS, square

TOWN = {area: square(*row[4]) for area, row in sorted(AREAS.items())}
INDEX = LabelIndex(TOWN)
WEST, SOUTH = 720_000, 6_170_000


def expected(areas: dict[str, BaseGeometry], x: np.ndarray, y: np.ndarray) -> list[str]:
    """The first area whose closed polygon holds each point, by asking all of them."""
    found = np.full(len(x), "", dtype=object)
    for area_id, shape in reversed(areas.items()):
        found[shapely.intersects(shape, shapely.points(x, y))] = area_id
    return found.tolist()


def areas_of(index: LabelIndex, x: np.ndarray, y: np.ndarray) -> list[str]:
    return [index.zones[zone].area_id for zone in index.zones_of(x, y)]


def cells_of(index: LabelIndex, x: np.ndarray, y: np.ndarray) -> list[str]:
    return [index.zones[zone].cell_id for zone in index.zones_of(x, y)]


def cells(seed: int, many: int) -> dict[str, BaseGeometry]:
    """Areas without gaps between: cells of Voronoi about random points, cut by a leaning frame of 3 km."""
    chance = np.random.default_rng(seed)
    frame = Polygon(
        [(WEST, SOUTH), (WEST + 2900.5, SOUTH + 120), (WEST + 3000, SOUTH + 3000), (WEST - 90.25, SOUTH + 2500)]
    )
    points = MultiPoint(np.column_stack([WEST + chance.uniform(0, 3000, many), SOUTH + chance.uniform(0, 3000, many)]))
    parts = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame)), frame)
    return {f"area-{number:02d}": part for number, part in enumerate(parts) if not part.is_empty}


def near_borders(areas: dict[str, BaseGeometry], chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Vertices, points on edges (as near as floats come) and one step beside them, and some anywhere."""
    corners = shapely.get_coordinates([*areas.values()])
    edges = np.concatenate([corners[:-1] + (corners[1:] - corners[:-1]) * share for share in (0.5, 0.25, 0.9)])
    some = np.concatenate([corners, edges])
    beside = np.nextafter(some, some + chance.choice([-1.0, 1.0], some.shape))
    west, south, east, north = shapely.total_bounds([*areas.values()])
    anywhere = np.column_stack([chance.uniform(west - 50, east + 50, 500), chance.uniform(south - 50, north + 50, 500)])
    return np.concatenate([some, beside, anywhere]).T


@settings(max_examples=12)
@given(st.integers(0, 10_000), st.integers(1, 25))
def test_every_point_gets_the_first_area_that_holds_it(seed: int, many: int) -> None:
    areas = cells(seed, many)
    index = LabelIndex(areas)
    x, y = near_borders(areas, np.random.default_rng(seed))
    found = areas_of(index, x, y)
    assert found == expected(areas, x, y)
    want = [f"1km_{north}_{east}" for east, north in zip((x // 1000).astype(int), (y // 1000).astype(int), strict=True)]
    assert [cell for cell in cells_of(index, x, y) if cell] == [
        cell for cell, area in zip(want, found, strict=True) if area
    ]


def test_a_shared_edge_or_vertex_is_the_first_areas_and_the_outer_border_is_in() -> None:
    corner = shapely.get_coordinates(TOWN["havnen"])
    edges = (corner[1:] + corner[:-1]) / 2
    x, y = np.concatenate([corner, edges]).T
    assert areas_of(INDEX, x, y) == expected(TOWN, x, y)
    assert "" not in areas_of(INDEX, x, y)
    west, south, east, north = shapely.total_bounds([*TOWN.values()])
    outside = INDEX.zones_of(np.array([west - 1e-6, east + 1e-6, west]), np.array([south, north, south - 1e-6]))
    assert (outside == 0).all()


def test_the_south_and_west_edge_of_a_cell_belong_to_it() -> None:
    index = LabelIndex({"all": box(WEST, SOUTH, WEST + 3000, SOUTH + 3000)})
    line = np.array([WEST + 1000.0, WEST + 2000.0])
    before, y = np.nextafter(line, 0), np.full(2, SOUTH + 1000.0)
    assert cells_of(index, line, y) == ["1km_6171_721", "1km_6171_722"]
    assert cells_of(index, before, y) == ["1km_6171_720", "1km_6171_721"]
    assert cells_of(index, line, np.nextafter(y, 0)) == ["1km_6170_721", "1km_6170_722"]
    # The outer border is in: a point on it may lie in a cell the area only touches.
    assert cells_of(index, np.array([WEST + 3000.0]), np.array([SOUTH + 3000.0])) == ["1km_6173_723"]


def test_holes_and_islands_and_overlaps() -> None:
    ring = box(WEST, SOUTH, WEST + 900, SOUTH + 900).difference(box(WEST + 300, SOUTH + 300, WEST + 600, SOUTH + 600))
    islands = shapely.union(
        box(WEST + 1200, SOUTH, WEST + 1201, SOUTH + 1), box(WEST + 800, SOUTH, WEST + 1000, SOUTH + 50)
    )
    areas = {"b-islands": islands, "a-ring": ring}
    index = LabelIndex(areas)
    x = WEST + np.array([450.0, 300.0, 1200.5, 850.0, 850.0, 1100.0])
    y = SOUTH + np.array([450.0, 450.0, 0.5, 20.0, 70.0, 20.0])
    assert areas_of(index, x, y) == ["", "a-ring", "b-islands", "b-islands", "a-ring", ""]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.0, 1e300, -1e300, 2.0**31, -(2.0**31)])
def test_what_is_far_off_or_no_number_is_nowhere(value: float) -> None:
    inside = np.array([719_000.0]), np.array([6_173_000.0])
    far = np.array([value])
    assert INDEX.zones_of(*inside)[0] > 0
    found = [INDEX.zones_of(*point)[0] for point in ((far, inside[1]), (inside[0], far), (far, far))]
    assert found == [
        0,
        0,
        0,
    ]


def test_the_index_can_be_sent_to_another_machine() -> None:
    again = pickle.loads(pickle.dumps(INDEX))
    x, y = near_borders(TOWN, np.random.default_rng(1))
    assert again.zones == INDEX.zones
    assert (again.zones_of(x, y) == INDEX.zones_of(x, y)).all()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), min_size=3, max_size=6, unique=True))
def test_every_cell_that_a_border_crosses_is_found(corners: list[tuple[float, float]]) -> None:
    ring = shapely.linearrings([*corners, corners[0]])
    found = border_cells(np.array([Polygon(ring)]), (0, 0), 1.0)
    met = set(zip(found.row.tolist(), found.column.tolist(), strict=True))
    places = [(row, column) for row in range(-1, 11) for column in range(-1, 11)]
    squares = np.array([box(column, row, column + 1, row + 1) for row, column in places])
    touched = shapely.intersects(squares, ring)
    assert {place for place, there in zip(places, touched, strict=True) if there} <= met
    assert all(shapely.distance(box(column, row, column + 1, row + 1), ring) < 1e-5 for row, column in met)
