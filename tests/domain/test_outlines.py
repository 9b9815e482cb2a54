"""What lies inside outlines: checked point by point against the angle they turn, and bounded before any work."""

from __future__ import annotations

import time
from math import cos, pi, sin

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.geography.outlines import crossings_of, inside
from sikkerby_geo.domain.whatif.drawings import outlined, shape_of
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS, MOST_CROSSINGS

SIDE = 12
CELL = 0.25**2
TICKS = np.arange(0.137, SIDE, 0.25)
GRID = np.stack(np.meshgrid(TICKS, TICKS + 0.0193), axis=-1).reshape(-1, 2)
"""Points of a raster over the square the outlines lie in; none lies on a line between two of its corners."""

corner = st.tuples(st.integers(0, SIDE), st.integers(0, SIDE))
outline = st.lists(corner, min_size=3, max_size=6)
parts = st.lists(st.lists(outline, min_size=1, max_size=2), min_size=1, max_size=2)
"""So few corners that they never cross each other too often."""
SQUARE = [(1, 1), (11, 1), (11, 11), (1, 11)]
SMALL = [(3, 3), (5, 3), (5, 5), (3, 5)]
FAR = [(20, 20), (22, 20), (22, 22), (20, 22)]
CASES = {
    "a part inside a part": ([[SQUARE], [SMALL]], 100),
    "a part inside a part, run the other way": ([[SQUARE], [SMALL[::-1]]], 100),
    "the same part twice": ([[SQUARE], [SQUARE]], 100),
    "two parts over each other": ([[SQUARE], [[(6, 1), (16, 1), (16, 11), (6, 11)]]], 150),
    "a hole": ([[SQUARE, SMALL]], 96),
    "a hole outside": ([[SQUARE, FAR]], 100),
    "a hole over the edge": ([[SQUARE, [(9, 3), (13, 3), (13, 5), (9, 5)]]], 96),
    "a hole twice": ([[SQUARE, SMALL, SMALL]], 96),
    "a hole in one part, filled by another": ([[SQUARE, SMALL], [SMALL]], 100),
    "a bow": ([[[(0, 0), (4, 4), (4, 0), (0, 4)]]], 8),
    "an outline that goes round twice": ([[[*SQUARE, *SQUARE]]], 100),
    "an outline that goes round twice, inside itself": ([[[*SQUARE, SQUARE[0], *SMALL, SMALL[0]]]], 100),
    "an empty part": ([[SQUARE], [[]]], 100),
    "a line": ([[SQUARE], [[(1, 1), (9, 9)]]], 100),
}


def goes_round(ring: np.ndarray) -> np.ndarray:
    """Whether an outline turns round each point of the raster, by adding up the angle it is seen under."""
    away = ring[None] - GRID[:, None]
    next_one = np.roll(away, -1, axis=1)
    cross = away[..., 0] * next_one[..., 1] - away[..., 1] * next_one[..., 0]
    angle = np.arctan2(cross, (away * next_one).sum(axis=-1)).sum(axis=1)
    return np.abs(angle) > pi


def by_raster(given_parts) -> np.ndarray:
    """Whether each point of the raster lies in a part: inside its outer outline and in none of its holes."""
    found = np.zeros(len(GRID), dtype=bool)
    for outer, *holes in given_parts:
        land = goes_round(np.array(outer, dtype=float))
        for hole in holes:
            land &= ~goes_round(np.array(hole, dtype=float))
        found |= land
    return found


@settings(max_examples=60)
@given(parts)
def test_what_lies_inside_is_what_a_raster_counts(given_parts):
    found = inside(given_parts)
    expected = by_raster(given_parts)
    assert (shapely.contains_xy(found, GRID) == expected).all()
    assert found.area == pytest.approx(expected.sum() * CELL, abs=shapely.length(found) * 0.25 * 1.5)


@pytest.mark.parametrize(("given_parts", "area"), CASES.values(), ids=CASES)
def test_unusual_outlines_have_the_area_people_mean(given_parts, area):
    assert inside(given_parts).area == pytest.approx(area)


@settings(max_examples=60)
@given(parts)
def test_a_drawing_of_any_outlines_is_valid_and_its_own_round_trip(given_parts):
    town = [[[(12.5 + x / 1000, 55.7 + y / 1000) for x, y in ring] for ring in part] for part in given_parts]
    if not inside(town).area:
        with pytest.raises(SikkerByError, match="no_area"):
            outlined(town)
        return
    drawing = outlined(town)
    again = shape_of(None, drawing)
    assert again.is_valid
    assert outlined([[rings[0], *rings[1:]] for rings in drawing.polygons]) == drawing


def star(points: int) -> list[tuple[float, float]]:
    """Corners on two sides of a circle in turn, so that nearly every side crosses every other."""
    angles = [2 * pi * (corner // 2 / points + corner % 2 / 2) for corner in range(points)]
    return [(12.55 + 0.01 * cos(angle), 55.69 + 0.01 * sin(angle)) for angle in angles]


@pytest.mark.parametrize(
    ("given_parts", "key"),
    [
        ([[star(MOST_CORNERS.value - 1)]], "drawing.too_many_crossings"),
        ([[star(80)], [[(x + 0.001, y) for x, y in star(80)]]], "drawing.too_many_crossings"),
        ([[star(20_000)]], "drawing.too_many_corners"),
        ([[star(3)]] * 20_000, "drawing.too_many_corners"),
    ],
)
def test_work_without_a_bound_is_refused_at_once_and_the_fault_says_the_limit(given_parts, key):
    start = time.process_time()
    with pytest.raises(SikkerByError) as refused:
        inside(given_parts)
    assert time.process_time() - start < 0.5
    assert refused.value.key == key
    limit = MOST_CROSSINGS if "crossings" in key else MOST_CORNERS
    assert refused.value.params["most"] == limit.value < refused.value.params["count"]


def test_a_crossing_is_counted_once_and_a_touch_is_none():
    bow = np.array([(0, 0), (4, 4), (4, 0), (0, 4)], dtype=float)
    assert crossings_of([bow]) == 1
    assert crossings_of([np.array(SQUARE, dtype=float), np.array(SMALL, dtype=float)]) == 0
    assert crossings_of([np.array(SQUARE, dtype=float), np.array(SQUARE, dtype=float)]) == 0
