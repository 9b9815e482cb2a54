"""Conditions of goals: a fall in every year, or a gradual one, apart from whether the goal was reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.goals.conditions import Because, ConditionState, condition_of
from sikkerby_geo.domain.goals.programmes import Goal, Result
from tests.toytown import source

GOAL = Goal(
    "g", "Program", "Mål", "insecure_neighbourhood", "city", "<=", 5.0, "percent", 9.0, 2017, 2018, 2021, source(), ""
)


def judged(condition: str, values: dict[int, float], goal: Goal = GOAL):
    results = [Result("g", year, value, "percent", source(), f"Om {year}.") for year, value in values.items()]
    return condition_of(replace(goal, condition=condition), results)


def test_a_goal_without_a_condition_has_none() -> None:
    assert judged("", {2018: 8}) is None


@pytest.mark.parametrize("condition", ["continuous", "gradual"])
def test_a_rise_breaks_it_even_across_years_nobody_knows(condition: str) -> None:
    found = judged(condition, {2020: 12, 2021: 4})
    assert (found.state, found.because) == (ConditionState.BROKEN, Because.ROSE)
    assert (found.years, found.values, found.note) == ((2017, 2020), (9, 12), "Om 2020.")


def test_every_year_asks_for_every_year_and_gradual_for_the_last() -> None:
    assert judged("continuous", {2018: 8, 2021: 6}).missing == (2019, 2020)
    assert judged("gradual", {2018: 8, 2021: 6}).state is ConditionState.KEPT
    assert judged("gradual", {2018: 8}).missing == (2021,)
    every = judged("continuous", {2018: 8, 2019: 7, 2020: 6.5, 2021: 6})
    assert (every.state, every.years, every.values) == (ConditionState.KEPT, (2017, 2021), (9, 6))


def test_two_equal_years_decide_nothing() -> None:
    found = judged("continuous", {2018: 8, 2019: 8, 2020: 7, 2021: 6})
    assert (found.state, found.because, found.years) == (ConditionState.OPEN, Because.SAME, (2018, 2019))


def test_values_after_the_period_never_judge_it() -> None:
    assert judged("gradual", {2018: 8, 2022: 20}).because is Because.YEARS_MISSING


def test_nothing_known_is_open() -> None:
    bare = replace(GOAL, baseline_value=None, baseline_year=None)
    assert judged("continuous", {}, bare).because is Because.NO_RESULT
