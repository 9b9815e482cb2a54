"""Reported crime is held up against the middle area."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.yardstick import Standing, Yardstick, yardstick
from sikkerby_geo.facts.areas import Level


def test_the_yardstick_is_the_median_of_the_areas(atlas: Atlas) -> None:
    found = yardstick(atlas, "straffelov", 2024)
    cells = [atlas.observation("straffelov", place.place_id, 2024) for place in atlas.places.at(Level.SURVEY_AREA)]
    rates = sorted(cell.known.value for cell in cells)
    assert (found.median, found.areas) == (rates[len(rates) // 2], len(rates))


def test_too_few_areas_give_none(atlas: Atlas) -> None:
    assert yardstick(atlas, "borgervendt", 2017) is None


@pytest.mark.parametrize(
    ("rate", "standing"),
    [(37, Standing.LEVEL), (36, Standing.FEWER), (48, Standing.LEVEL), (59, Standing.LEVEL), (60, Standing.MORE)],
)
def test_a_quarter_away_is_fewer_or_more(rate: float, standing: Standing) -> None:
    assert Yardstick(48, 0, 13, None).standing(rate) is standing
