"""How many areas are expected under 85 % safe, on the figures of 2025 and 2026."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.pooling import lowest, number_of, pool, pooled_shares
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


def test_who_is_lowest_of_2026_is_a_matter_of_chance(atlas: Atlas) -> None:
    cells = {
        place.place_id: atlas.observation(SAFE, place.place_id, 2026).known
        for place in atlas.places.at(Level.SURVEY_AREA)
    }
    found = pool([one.value for one in cells.values()], [one.interval_answers for one in cells.values()])
    alone, three = (dict(zip(cells, lowest(found, few, 2026, 20_000).tolist(), strict=True)) for few in (1, 3))
    names = ("christianshavn", "broenshoej-husum", "valby")
    assert [alone[name] for name in names] == pytest.approx([0.62, 0.28, 0.07], abs=0.03)
    assert [three[name] for name in (*names, "bispebjerg")] == pytest.approx([0.96, 0.9, 0.6, 0.42], abs=0.04)
