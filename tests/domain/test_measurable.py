"""Could it be measured: answers fall with the size of the change, rise with the area, and set the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.power import answers_needed
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.measurable import Measurability, answers_today, measuring
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level

DAY = date(2025, 1, 1)
OEEN = (12.5512, 55.655)
"""The middle of the area with the fewest residents: 11,000 on 4 km²."""
MIDDLE = (12.5211, 55.6738)


def at(atlas: Atlas, drawing, day: date = DAY):
    return scenario(atlas, drawing, day)


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
