"""Could it be measured: answers fall with the size of the change, rise with the area, and set the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.measurable import (
    Measurability,
    answers_needed,
    answers_today,
    measuring,
    smallest_change,
)
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level

DAY = date(2025, 1, 1)
OEEN = (12.5512, 55.655)
"""The middle of the area with the fewest residents: 11,000 on 4 km²."""
MIDDLE = (12.5211, 55.6738)


def at(atlas: Atlas, drawing, day: date = DAY):
    return scenario(atlas, drawing, day)


def test_the_number_of_answers_is_the_textbook_one() -> None:
    """Cohen 1988: h = 0.2 takes 392 or 393 in each group at 5 % and 80 %; 50 against 40 % is h = 0.2014."""
    assert answers_needed(50, 10) == 388


@given(st.integers(0, 100), st.integers(1, 98))
def test_a_larger_change_never_takes_more_answers(percent: int, points: int) -> None:
    points = min(points, max(percent, 100 - percent) - 1)
    assert answers_needed(percent, points) >= answers_needed(percent, points + 1)


@given(st.integers(0, 100), st.integers(1, 20))
def test_it_is_the_same_to_count_the_safe_or_the_rest(percent: int, points: int) -> None:
    assert answers_needed(percent, points) == answers_needed(100 - percent, points)


@given(st.integers(1, 99), st.integers(5, 5000))
@settings(max_examples=25)
def test_the_smallest_change_is_the_first_that_can_be_seen(percent: int, answers: int) -> None:
    points = smallest_change(percent, answers)
    if points is None:
        assert answers_needed(percent, 1) > answers
    else:
        assert answers_needed(percent, points) <= answers
        assert points == 1 or answers_needed(percent, points - 1) > answers


def test_todays_survey_brings_an_area_its_share_of_answers(atlas: Atlas) -> None:
    whole = answers_today(atlas, at(atlas, picked(atlas, "dalum")), 2024)
    assert whole.count == pytest.approx(2999 / 13, rel=1e-6)
    assert whole.basis is AnswersBasis.ASSUMED
    assert answers_today(atlas, at(atlas, picked(atlas, "dalum")), 2017).basis is AnswersBasis.ESTIMATED
    places = atlas.places.at(Level.BYDEL)
    assert sum(
        answers_today(atlas, at(atlas, picked(atlas, place.place_id)), 2017).count for place in places
    ) == pytest.approx(atlas.totals[2017])


@pytest.mark.parametrize(
    ("drawing", "points", "state"),
    [
        (circle(OEEN, 300), 5, Measurability.TOO_SMALL),
        (circle(OEEN, 300), 20, Measurability.OWN_SURVEY),
        (circle(MIDDLE, 5000), 20, Measurability.TODAY),
    ],
)
def test_the_verdict(atlas: Atlas, drawing, points: int, state: Measurability) -> None:
    said = measuring(atlas, at(atlas, drawing), indicator_id="safe_neighbourhood", points=points)
    assert said.state is state
    assert said.start_cell.place_id == at(atlas, drawing).main.place_id
    assert said.needed == answers_needed(said.start, points)


def test_the_verdict_turns_where_the_residents_no_longer_suffice(atlas: Atlas) -> None:
    """Growing circles round one point: too small, then a survey of its own, and never back."""
    order = [Measurability.TOO_SMALL, Measurability.OWN_SURVEY, Measurability.TODAY]
    states = []
    for radius in range(100, 5000, 350):
        found = at(atlas, circle(MIDDLE, radius))
        said = measuring(atlas, found, indicator_id="safe_neighbourhood", points=10, own_start=80)
        states.append(said.state)
        assert (said.state is Measurability.TOO_SMALL) == (
            said.needed > found.residents * thresholds.RESPONSE_SHARE.value
        )
    assert states == sorted(states, key=order.index)
    assert set(states) == set(order)


def test_the_readers_own_start_counts_instead_of_the_districts(atlas: Atlas) -> None:
    said = measuring(atlas, at(atlas, picked(atlas, "dalum")), indicator_id="safe_evening", points=5, own_start=15)
    assert (said.start, said.start_cell) == (15, None)
    assert said.needed == answers_needed(15, 5)


def test_without_residents_only_todays_survey_can_be_judged(atlas: Atlas) -> None:
    found = at(atlas, picked(atlas, "dalum"), date(1990, 1, 1))
    said = measuring(atlas, found, indicator_id="safe_neighbourhood", points=5, own_start=80)
    assert said.state is Measurability.NO_RESIDENTS
    assert said.most is said.smallest_own is None


def test_without_a_figure_there_is_no_start(atlas: Atlas) -> None:
    found = at(atlas, picked(atlas, "dalum"))
    unasked = {key: cell for key, cell in atlas.observations.items() if key[0] != "insecure_evening"}
    said = measuring(replace(atlas, observations=unasked), found, indicator_id="insecure_evening", points=5)
    assert said.state is Measurability.NO_START
    assert said.needed is None
