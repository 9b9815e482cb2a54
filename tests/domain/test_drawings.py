"""Drawings: one canonical form whatever the order of the corners, limits at the door, and a shape for each form."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, box, mapping, shape

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.drawings import Drawing, Form, circle, picked, polygon, polygons, shape_of, with_area
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS

corners = st.lists(
    st.tuples(st.floats(12.45, 12.65, allow_nan=False), st.floats(55.61, 55.735, allow_nan=False)),
    min_size=3,
    max_size=9,
)


def drawn(points: list[tuple[float, float]]) -> Drawing:
    """The polygon of some corners; examples without an area are left out."""
    try:
        return polygon(points)
    except SikkerByError as error:
        assume(error.key not in ("problem.too_few_corners", "problem.no_area"))
        raise


@given(corners, st.integers(0, 8), st.booleans())
def test_start_corner_and_direction_do_not_matter(points, start, backwards):
    other = points[start % len(points) :] + points[: start % len(points)]
    assert drawn(points) == drawn(other[::-1] if backwards else other)


@given(corners)
def test_a_repeated_last_corner_does_not_matter(points):
    assert drawn(points) == drawn([*points, points[0]])


@given(atlas=st.none(), points=corners)
def test_a_drawing_is_its_own_round_trip_through_geojson(atlas, points):
    drawing = drawn(points)
    assert polygons(shape(mapping(shape_of(atlas, drawing)))) == drawing


@given(corners)
def test_outer_rings_run_against_the_clock_and_begin_at_their_smallest_corner(points):
    for outer, *holes in drawn(points).polygons:
        assert outer[0] == min(outer)
        assert signed_area(outer) > 0
        assert all(signed_area(hole) < 0 for hole in holes)


def signed_area(ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def test_a_crossing_outline_is_cut_where_it_crosses():
    bow = polygon([(12.5, 55.7), (12.52, 55.72), (12.52, 55.7), (12.5, 55.72)])
    assert len(bow.polygons) == 2


@pytest.mark.parametrize(
    ("points", "key"),
    [
        ([(12.5, 55.7), (12.6, 55.7)], "problem.too_few_corners"),
        ([(12.5, 55.7)] * 5, "problem.too_few_corners"),
        ([(12.5, 55.7), (12.55, 55.7), (12.6, 55.7)], "problem.no_area"),
        ([(12.5, 55.7), (12.55, 55.7), (12.55, 56.7)], "drawing.outside_box"),
        ([(12.5 + i / 1e4, 55.7 + i * i / 1e7) for i in range(MOST_CORNERS.value + 1)], "drawing.too_many_corners"),
    ],
)
def test_what_is_no_area_here_is_told(points, key):
    with pytest.raises(SikkerByError) as caught:
        polygon(points)
    assert caught.value.key == key


@pytest.mark.parametrize("radius", [49, 5001, 0, -300])
def test_a_circle_has_a_radius_within_limits(radius):
    with pytest.raises(SikkerByError) as caught:
        circle((12.5, 55.7), radius)
    assert caught.value.key == "drawing.radius"


def test_a_circle_is_drawn_within_the_box():
    assert circle((12.5333337, 55.7), 300.4) == Drawing(Form.CIRCLE, centre=(12.533334, 55.7), radius=300)
    with pytest.raises(SikkerByError):
        circle((10.2, 56.15), 300)


def test_parts_and_holes_are_kept(atlas: Atlas):
    ring = box(12.5, 55.66, 12.52, 55.68).difference(box(12.505, 55.665, 12.51, 55.67))
    drawing = polygons(MultiPolygon([ring, box(12.55, 55.66, 12.56, 55.67)]))
    assert [len(rings) for rings in drawing.polygons] == [2, 1]
    assert shape_of(atlas, drawing).equals(MultiPolygon([ring, box(12.55, 55.66, 12.56, 55.67)]))


def test_every_place_and_every_effort_with_an_area_can_be_picked(atlas: Atlas):
    ids = [place.place_id for place in atlas.places.places] + [effort.effort_id for effort in with_area(atlas)]
    assert len(with_area(atlas)) > 3
    assert all(shape_of(atlas, picked(atlas, picked_id)).area > 0 for picked_id in ids)


def test_a_larger_place_is_its_survey_areas(atlas: Atlas):
    larger = [place for place in atlas.places.places if len(place.members) > 1]
    assert larger
    for place in larger:
        parts = [shape_of(atlas, picked(atlas, area)) for area in place.members]
        whole = shape_of(atlas, picked(atlas, place.place_id))
        assert whole.area == pytest.approx(sum(part.area for part in parts), rel=1e-9)


def test_an_unknown_area_is_told(atlas: Atlas):
    with pytest.raises(SikkerByError) as caught:
        picked(atlas, "atlantis")
    assert caught.value.key == "drawing.unknown_area"
