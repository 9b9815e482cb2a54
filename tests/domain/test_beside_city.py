"""A place beside the city it lies in: the variance of a part and its whole, clear only under every assumption."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.proportion import proportions_ztest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.beside_city import Side, beside_city, moved_beside_city, p_beside, p_moved
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import Assumption
from tests.views.asking import surveyed

EQUALLY = Assumption.EQUAL_SPLIT
INSECURE = "insecure_neighbourhood"


def share(value: float, answers: float, slack: float = 0.0) -> Figure:
    asked = Answers(answers, AnswersBasis.KNOWN)
    return Figure(value, "percent", 0, slack, "tryghedsundersoegelse", (), answers=asked)


def test_the_test_is_that_of_the_place_against_the_rest_of_the_city() -> None:
    """Of 3,000 answers 600 come from the place: 150 insecure there, 240 among the other 2,400."""
    _, expected = proportions_ztest([150, 240], [600, 2400])
    assert p_beside(share(25, 600), share(13, 3000), EQUALLY) == pytest.approx(expected, rel=1e-9)


def test_what_place_and_city_have_in_common_makes_the_difference_surer() -> None:
    _, apart = proportions_ztest([60, 300], [300, 2000])
    together = p_beside(share(20, 300), share(15, 2000), EQUALLY)
    assert together is not None
    assert together < apart


def test_a_place_like_the_rest_of_its_city_is_told_apart_in_one_of_twenty_surveys() -> None:
    drawn = np.random.default_rng(1)
    own, rest = drawn.binomial(230, 0.14, 4000), drawn.binomial(2770, 0.14, 4000)
    told = [
        p_beside(share(100 * a / 230, 230), share(100 * (a + r) / 3000, 3000), EQUALLY)
        for a, r in zip(own, rest, strict=True)
    ]
    assert np.mean(np.array(told) < 0.05) == pytest.approx(0.05, abs=0.01)


def test_a_place_that_moves_with_its_city_is_told_apart_in_one_of_twenty_pairs_of_surveys() -> None:
    """The place lies 8 points under the rest and both fall by 3."""
    drawn = np.random.default_rng(2)
    told = []
    for _ in range(4000):
        pairs = []
        for p, r in ((0.80, 0.88), (0.77, 0.85)):
            own, rest = drawn.binomial(230, p), drawn.binomial(2770, r)
            pairs.append((share(100 * own / 230, 230), share(100 * (own + rest) / 3000, 3000)))
        told.append(p_moved(*pairs, EQUALLY))
    assert np.mean(np.array(told) < 0.05) == pytest.approx(0.05, abs=0.012)


def test_rounding_that_may_be_the_difference_tells_nothing_apart() -> None:
    assert p_beside(share(14, 5000, 0.5), share(13, 60_000, 0.5), EQUALLY) == 1.0
    before, after = (share(14, 5000, 0.5), share(13, 60_000, 0.5)), (share(12, 5000, 0.5), share(13, 60_000, 0.5))
    assert p_moved(before, after, EQUALLY) == 1.0


def test_a_place_with_all_answers_of_the_city_is_the_city() -> None:
    assert p_beside(share(14, 300), share(13, 300), EQUALLY) is None
    assert p_moved((share(14, 300), share(13, 300)), (share(14, 300), share(13, 300)), EQUALLY) is None


def test_the_places_of_a_year_lie_higher_lower_level_or_cannot_be_held_against_the_city(snapshot: Snapshot) -> None:
    atlas = surveyed(snapshot, {"moellehoej": "25", "bakken": "0", "dalum": "9", "oeen": "<=10"}, "8")
    found = beside_city(atlas, INSECURE, Level.SURVEY_AREA, 2016)
    sides = {place_id: found[place_id].side for place_id in ("moellehoej", "bakken", "dalum", "oeen", "havnen")}
    assert sides == {
        "moellehoej": Side.HIGHER,
        "bakken": Side.LOWER,
        "dalum": Side.LEVEL,
        "oeen": Side.NOT_TESTABLE,
        "havnen": Side.LEVEL,
    }


def doubting(atlas: Atlas, place_id: str, indicator_id: str, year: int) -> Atlas:
    """The same figures, one of which may be a misprint."""
    key = (indicator_id, place_id, year)
    cell = atlas.observations[key]
    doubted = replace(cell, figure=replace(cell.known, doubted=True))
    return replace(atlas, observations={**atlas.observations, key: doubted})


def test_nothing_is_concluded_from_a_possible_misprint_but_what_it_would_say_is_known(snapshot: Snapshot) -> None:
    atlas = doubting(surveyed(snapshot, {"moellehoej": "25"}, "8"), "moellehoej", INSECURE, 2016)
    found = beside_city(atlas, INSECURE, Level.SURVEY_AREA, 2016)["moellehoej"]
    assert (found.side, found.as_printed) == (Side.NOT_TESTABLE, Side.HIGHER)


def test_a_difference_that_is_clear_alone_must_be_clear_among_thirteen(snapshot: Snapshot) -> None:
    own, city = share(13, 300, 0.5), share(8, 3900, 0.5)
    assert all(p_beside(own, city, one) < 0.05 for one in (Assumption.EQUAL_SPLIT, Assumption.DESIGN_EFFECT))
    found = beside_city(surveyed(snapshot, {"moellehoej": "13"}, "8"), INSECURE, Level.SURVEY_AREA, 2016)
    assert found["moellehoej"].side is Side.LEVEL


def test_changes_are_held_against_the_citys_over_the_same_two_years(atlas: Atlas) -> None:
    """Havnen rises clearly to 2019 while the city stays; nothing is compared across the break of 2015."""
    before, after = 2018, 2019
    found = moved_beside_city(atlas, INSECURE, Level.SURVEY_AREA, before, after)
    city = [atlas.observation(INSECURE, CITY.place_id, year).known.value for year in (before, after)]
    moved = found["havnen"]
    assert moved.city_points == city[1] - city[0]
    assert moved.side is Side.HIGHER
    assert moved_beside_city(atlas, INSECURE, Level.SURVEY_AREA, 2013, 2016) == {}
