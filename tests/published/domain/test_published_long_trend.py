"""The trends over all years on the record: what is known of how many years, and what is clear of it."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.long_trend import long_trends, years_together
from sikkerby_geo.facts.areas import Level
from tests.published.views.bounded import through


def test_bounds_are_not_thrown_away(atlas: Atlas) -> None:
    found = long_trends(through(atlas, 2026), "insecure_neighbourhood", Level.SURVEY_AREA, 2020)
    assert len(found) == 9
    assert sum(trend.bounds for trend in found.values()) == 13
    assert {
        trend.place_id for trend in found.values() if trend.own.clear or (trend.beside and trend.beside.clear)
    } == set()


def test_the_trend_of_2024_to_2026(atlas: Atlas) -> None:
    found = long_trends(through(atlas, 2026), "safe_neighbourhood", Level.SURVEY_AREA, 2026)
    assert len(found) == 13
    assert {trend.place_id for trend in found.values() if trend.own.clear} == {"kgs-enghave"}
    assert not any(trend.beside and trend.beside.clear for trend in found.values())
    assert found["christianshavn"].own.points == pytest.approx(-4.8, abs=0.1)


def test_three_years_together_are_surer_than_one(atlas: Atlas) -> None:
    (whole,) = years_together(through(atlas, 2026), "safe_neighbourhood", atlas.places["amager-vest"], 2026, 3)
    assert (whole.first, whole.last, round(whole.value)) == (2024, 2026, 90)
    assert whole.interval.high - whole.interval.low < 5
