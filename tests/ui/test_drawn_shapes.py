"""What the map sends back is checked at the door: shapes within the limits, districts that exist, nothing else."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.whatif.drawings import Drawing, Form, polygon
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.ui.whatif.drawn_shapes import Sent, click_of, drawn_geometry, drawn_shape
from sikkerby_geo.views.whatif.drawing_map import shape_state

SQUARE = [[12.5, 55.7], [12.52, 55.7], [12.52, 55.71], [12.5, 55.71]]
HOLE = [[12.505, 55.702], [12.505, 55.704], [12.508, 55.704]]
WORDS = ("shape", "place", "click", "form", "polygons", "centre", "radius")
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(("polygon", "circle", "dalum")),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.sampled_from(WORDS), parts, max_size=4),
    max_leaves=12,
)


def polygons(*parts: object, click: object = 1) -> dict:
    return {"shape": {"form": "polygon", "polygons": list(parts)}, "click": click}


def circle(centre: object, radius: object) -> dict:
    return {"shape": {"form": "circle", "centre": centre, "radius": radius}, "click": 1}


def test_a_drawn_outline_is_the_polygon_of_its_corners(atlas):
    assert drawn_shape(atlas, polygons([SQUARE], click=7)) == Sent(polygon(map(tuple, SQUARE)), 7)


def test_a_drawn_circle_keeps_its_centre_and_radius(atlas):
    sent = drawn_shape(atlas, circle([12.5, 55.7], 320.4))
    assert sent.drawing == Drawing(Form.CIRCLE, centre=(12.5, 55.7), radius=320)


def test_an_entered_district_is_picked_and_a_deleted_shape_is_none(atlas):
    assert drawn_shape(atlas, {"place": "dalum", "click": 2}).drawing.picked == "dalum"
    assert drawn_shape(atlas, {"shape": None, "click": 3}) == Sent(None, 3)


def test_what_the_browser_is_told_it_may_send_back_unchanged(atlas):
    """A shape with a hole and a second part, loaded from a file and then moved, is still the same area."""
    drawing = drawn_shape(atlas, polygons([SQUARE, HOLE], [[[12.6, 55.66], [12.61, 55.66], [12.61, 55.67]]])).drawing
    assert len(drawing.polygons) == 2
    told = json.loads(json.dumps(shape_state(atlas, drawing)))
    assert drawn_shape(atlas, {"shape": told, "click": 1}).drawing == drawing


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (None, "drawing.unreadable"),
        ({"click": 1}, "drawing.unreadable"),
        ({"shape": None}, "drawing.unreadable"),
        ({"shape": "<script>", "click": 1}, "drawing.unreadable"),
        ({"place": "atlantis", "click": 1}, "drawing.unknown_area"),
        (polygons(), "drawing.unreadable"),
        (polygons([SQUARE[:2]]), "problem.too_few_corners"),
        (polygons([[["12.5", 55.7], *SQUARE[1:]]]), "drawing.unreadable"),
        (polygons([[[12.5, 55.7, 3.0], *SQUARE[1:]]]), "drawing.unreadable"),
        (polygons([[[12.5, float("nan")], *SQUARE[1:]]]), "drawing.unreadable"),
        (polygons([[[12.5, 10**400], *SQUARE[1:]]]), "drawing.unreadable"),
        (polygons([[[0, 0], [1, 0], [1, 1]]]), "drawing.outside_box"),
        (polygons([SQUARE * 51]), "drawing.too_many_corners"),
        (circle([12.5, 55.7], None), "drawing.unreadable"),
        (circle([12.5, 55.7], True), "drawing.unreadable"),
        (circle([12.5, 55.7], float("inf")), "drawing.unreadable"),
        (circle([12.5, 55.7], 20), "drawing.radius"),
        (circle([2.35, 48.85], 300), "drawing.outside_box"),
        (circle("12.5", 300), "drawing.unreadable"),
    ],
)
def test_anything_else_is_refused(atlas, value, key):
    with pytest.raises(SikkerByError) as caught:
        drawn_shape(atlas, value)
    assert caught.value.key == key


@given(value=ANY)
def test_whatever_is_sent_is_a_drawing_or_foreseen(atlas, value):
    with suppress(SikkerByError):
        assert isinstance(drawn_shape(atlas, value), Sent)
    with suppress(SikkerByError):
        assert isinstance(drawn_geometry(value), BaseGeometry | None)


def shape(**said: object) -> dict:
    return {"shape": said, "click": 1}


def test_an_efforts_place_is_a_point_a_line_or_an_area():
    assert drawn_geometry(shape(form="point", at=[12.5, 55.7])) == Point(12.5, 55.7)
    assert drawn_geometry(shape(form="line", lines=[SQUARE[:2]])) == LineString(SQUARE[:2])
    assert drawn_geometry(shape(form="line", lines=[SQUARE[:2], SQUARE[2:]])) == MultiLineString(
        [SQUARE[:2], SQUARE[2:]]
    )
    assert drawn_geometry(polygons([SQUARE])).equals(Polygon(SQUARE))
    assert drawn_geometry({"shape": None, "click": 2}) is None


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ({"place": "dalum", "click": 2}, "drawing.unreadable_shape"),
        (shape(form="picked", polygons=[[SQUARE]]), "drawing.unreadable_shape"),
        (circle([12.5, 55.7], 300), "drawing.unreadable_shape"),
        (shape(form="point", at=[2.35, 48.85]), "drawing.outside_box"),
        (shape(form="point", at=[12.5, float("nan")]), "drawing.unreadable"),
        (shape(form="line", lines=[]), "drawing.unreadable"),
        (shape(form="line", lines=[SQUARE[:1] * 2]), "drawing.short_line"),
        (shape(form="line", lines=[SQUARE * 51]), "drawing.too_many_corners"),
    ],
)
def test_no_other_place_of_an_effort_is_taken(value, key):
    with pytest.raises(SikkerByError) as caught:
        drawn_geometry(value)
    assert caught.value.key == key


@pytest.mark.parametrize("click", [None, 0, -1, True, 1.5, "3", 10**12])
def test_only_a_whole_positive_number_is_a_click(click):
    assert click_of({"click": click}) == 0
    assert click_of({"click": 3}) == 3
