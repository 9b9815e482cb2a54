"""How many areas are expected under 85 % safe, on the figures of 2025 and 2026."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import number_of, pooled_shares
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.facts.thresholds import CLEAR_UNDER

SAFE = "safe_neighbourhood"


@pytest.mark.parametrize(("year", "expected"), [(2025, (2.4, 1, 4)), (2026, (6.1, 4, 8))])
def test_the_expected_number_under_85_percent(atlas: Atlas, year: int, expected: tuple[float, int, int]) -> None:
    found = pooled_shares(atlas, SAFE, Level.SURVEY_AREA, year, rule_of(SAFE))
    count = number_of([each.flagged or 0 for each in found.values()])
    assert (round(count.expected, 1), count.low, count.high) == expected
    assert count.of == 13


def test_christianshavn_is_drawn_towards_the_middle_and_more_with_fewer_answers(atlas: Atlas) -> None:
    drawn = [
        pooled_shares(atlas.under(CLEAR_UNDER[name]), SAFE, Level.SURVEY_AREA, 2026)["christianshavn"].value
        for name in ("equal_split", "by_population")
    ]
    assert [round(value, 1) for value in drawn] == [75.6, 78.7]
