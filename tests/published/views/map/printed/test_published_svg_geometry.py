"""The real geometry of the printed map: the window, simplified areas, outlines, the sea and the Danish grid."""

from __future__ import annotations

import pytest
import shapely
from shapely import Point

from sikkerby_geo.domain.geography.shapes import backdrop_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.map.printed.areas import pixel_shapes, subject_of
from sikkerby_geo.views.map.printed.geometry import frame_around, in_metres, outlined
from sikkerby_geo.views.map.printed.sizes import PAPER, SCREEN, SLIDE

CHOICE = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)


@pytest.fixture(scope="module")
def subject(atlas):
    return subject_of(atlas, CHOICE, None)


@pytest.fixture(scope="module")
def frame(subject):
    return frame_around(subject.bounds, 0, 0, 664, 660)


def test_the_window_shows_all_land_of_the_city_but_its_far_forts(subject, frame):
    window = shapely.box(*frame.box)
    for place_id, shape in subject.shapes.items():
        largest = max(shapely.get_parts(frame.pixels(shape)), key=lambda part: part.area)
        assert window.contains(largest), place_id


def test_simplified_areas_neither_overlap_nor_gape(subject, frame):
    shapes = list(pixel_shapes(subject, frame).values())
    union = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(union.area, rel=1e-6)
    exact = frame.pixels(shapely.union_all(list(subject.shapes.values())).intersection(shapely.box(*frame.land(40))))
    assert union.symmetric_difference(exact).area < 0.01 * exact.area
    # Areas that are neighbours on the ground still share a line.
    by_id = pixel_shapes(subject, frame)
    shared = by_id["indre-noerrebro"].intersection(by_id["ydre-noerrebro"])
    assert shared.length > 50
    assert shared.area == 0


@pytest.mark.parametrize("size", [SCREEN, PAPER, SLIDE])
def test_the_outline_is_of_the_area_itself_and_of_most_of_it(subject, frame, size):
    for place_id, shape in subject.shapes.items():
        main = outlined(shape, frame, size.lines)
        assert main.is_valid
        assert main.difference(shape).area < 0.01 * shape.area, place_id
        assert main.area > 0.85 * shape.area, place_id


def test_the_sea_has_no_edge_within_a_wide_window(atlas):
    layer = atlas.layer("backdrop_layer")
    as_kept = layer.geometry[layer["kind"] == "sea"].iloc[0]
    sea = shapely.make_valid(next(one.shape for one in backdrop_of(atlas) if one.kind == "sea"))
    assert sea.bounds[2] > 13
    assert sea.bounds[3] > 55.8
    west = shapely.box(12.43, 55.6, 12.68, 55.73)
    assert sea.intersection(west).area == pytest.approx(as_kept.intersection(west).area, rel=0.001)


def test_the_projection_is_that_of_the_danish_square_grid(atlas):
    """A cell is named after the kilometres of its south-west corner, northing first: 1km_6178_716."""
    grid = atlas.layer("grid_1km_layer")
    for name, cell in zip(grid["cell_id"], in_metres(grid.geometry), strict=True):
        north, east = (int(part) * 1000 for part in name.split("_")[1:])
        assert cell.distance(Point(east + 500, north + 500)) == 0, name
