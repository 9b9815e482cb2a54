"""Projection, simplification, outlines and the places of symbols."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.inks import COLOUR
from sikkerby_geo.views.map.printed.areas import pixel_shapes, scale_bar, subject_of
from sikkerby_geo.views.map.printed.geometry import arrange, frame_around, north_tilt, outlined, path
from sikkerby_geo.views.map.printed.sizes import PAPER, SCREEN, SLIDE, Canvas

CHOICE = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)
POINTS = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=14)


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


def test_a_kilometre_is_as_long_in_both_directions_and_north_is_up(frame):
    a, east, north = frame.many([Point(724000, 6175000), Point(725000, 6175000), Point(724000, 6176000)])
    assert east.x - a.x == pytest.approx(a.y - north.y)
    assert east.x - a.x == pytest.approx(1000 / frame.metres)


def test_true_north_lies_to_the_left_of_the_grids_north_in_copenhagen():
    # Convergence east of the central meridian (9°): (12.55 − 9)·sin 55.67° = 2.9°.
    assert north_tilt(12.55, 55.67) == pytest.approx(-2.93, abs=0.05)


def test_simplified_areas_neither_overlap_nor_gape(subject, frame):
    shapes = list(pixel_shapes(subject, frame).values())
    union = shapely.union_all(shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(union.area, rel=1e-6)
    exact = frame.pixels(shapely.union_all(list(subject.shapes.values())).intersection(shapely.box(*frame.land(40))))
    assert union.symmetric_difference(exact).area < 0.01 * exact.area
    # Areas that are neighbours on the ground still share a line.
    by_id = pixel_shapes(subject, frame)
    shared = by_id["indre-lund"].intersection(by_id["ydre-lund"])
    assert shared.length > 50
    assert shared.area == 0


@pytest.mark.parametrize("size", [SCREEN, PAPER, SLIDE])
def test_the_outline_is_of_the_area_itself_and_of_most_of_it(subject, frame, size):
    for place_id, shape in subject.shapes.items():
        main = outlined(shape, frame, size.lines)
        assert main.is_valid
        assert main.difference(shape).area < 0.01 * shape.area, place_id
        assert main.area > 0.85 * shape.area, place_id


def test_paths_have_one_decimal_and_no_repeated_points():
    square = shapely.Polygon([(0, 0), (0.01, 0), (10.26, 0), (10.26, 5), (0, 5)])
    assert path(square) == "M0 0L10.3 0L10.3 5L0 5Z"
    assert path(Point(1, 1)) == ""


@pytest.mark.parametrize("width", [120, 505, 664, 1180])
def test_the_scale_bar_says_how_long_it_is(subject, width):
    canvas = Canvas(frame_around(subject.bounds, 0, 0, width, width), SCREEN, COLOUR)
    bar = scale_bar(canvas)
    value, unit = bar.words.text.split("\u00a0")
    metres = int(value) * {"km": 1000, "m": 1}[unit]
    assert bar.length * canvas.frame.metres == pytest.approx(metres)
    assert bar.length <= 0.2 * width


@given(points=POINTS)
def test_every_symbol_stands_somewhere_once_and_the_same_each_time(points):
    spots = arrange(points, 17, [])
    assert sorted(member for spot in spots for member in spot.members) == list(range(len(points)))
    assert arrange(points, 17, []) == spots
    assert all(len(spot.members) == 1 or len(spot.members) > 3 for spot in spots)


@given(points=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=3))
def test_up_to_three_symbols_are_pushed_apart_until_they_do_not_touch(points):
    spots = arrange(points, 17, [])
    for i, a in enumerate(spots):
        for b in spots[i + 1 :]:
            assert math.dist((a.x, a.y), (b.x, b.y)) >= 16


def test_more_than_three_in_one_place_become_one_with_a_count():
    spots = arrange([(100, 100)] * 4 + [(200, 200)], 17, [])
    assert sorted(len(spot.members) for spot in spots) == [1, 4]


def test_a_symbol_leaves_a_label_by_the_nearest_side():
    (spot,) = arrange([(50, 12)], 10, [(0, 10, 100, 40)])
    assert (spot.x, spot.y) == (50, 5)
