"""Goals: each comparator, what may judge and what may not, and the city's own goals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.domain.goals.programmes import Goal, GoalVerdict, Judgement, Result, Why, beyond_doubt, judge
from sikkerby_geo.facts.datasets import TABLES
from tests.toytown import source

GOAL = Goal(
    goal_id="g",
    programme="Program",
    indicator="Andel utrygge",
    measure="insecure_neighbourhood",
    scope="city",
    comparator="<=",
    target=5.0,
    unit="percent",
    baseline_value=9.0,
    baseline_year=2017,
    valid_from=2018,
    valid_to=2021,
    source=source(),
    note="",
)
COMPARATORS = TABLES["goals"].columns["comparator"].choices


def result(value: float | None, year: int = 2021, trust: int = 1, name: str = "kommunen") -> Result:
    return Result("g", year, value, "percent", source(name, trust))


def judged(goal: Goal, *results: Result) -> tuple[GoalVerdict, Why]:
    judgement = judge(goal, results)
    return judgement.verdict, judgement.why


REACHED, MISSED, OPEN = GoalVerdict.REACHED, GoalVerdict.NOT_REACHED, GoalVerdict.OPEN


@pytest.mark.parametrize(
    ("changes", "value", "expected"),
    [
        ({"comparator": "<="}, 5, (REACHED, Why.TARGET_MET)),
        ({"comparator": "<="}, 5.1, (MISSED, Why.TARGET_MISSED)),
        ({"comparator": ">=", "target": 60.0}, 60, (REACHED, Why.TARGET_MET)),
        ({"comparator": ">=", "target": 60.0}, 59.9, (MISSED, Why.TARGET_MISSED)),
        ({"comparator": "=", "target": 0.0}, 0, (REACHED, Why.TARGET_MET)),
        ({"comparator": "=", "target": 0.0}, 1, (MISSED, Why.TARGET_MISSED)),
        ({"comparator": "decrease", "target": None}, 8, (REACHED, Why.FELL)),
        ({"comparator": "decrease", "target": None}, 9, (MISSED, Why.DID_NOT_FALL)),
        ({"comparator": "decrease", "target": None}, 10, (MISSED, Why.DID_NOT_FALL)),
        ({"comparator": "decrease_by", "target": 50.0, "baseline_value": 12.0}, 6, (REACHED, Why.FELL_ENOUGH)),
        ({"comparator": "decrease_by", "target": 50.0, "baseline_value": 12.0}, 7, (MISSED, Why.FELL_TOO_LITTLE)),
        ({"comparator": "decrease_by", "target": 20.0, "baseline_value": 10.0}, 8, (REACHED, Why.FELL_ENOUGH)),
        ({"comparator": "decrease_by", "target": 20.0, "baseline_value": 10.0}, 8.1, (MISSED, Why.FELL_TOO_LITTLE)),
        ({"comparator": "approach", "target": 2.25, "baseline_value": 3.5}, 3.4, (REACHED, Why.NEARER)),
        ({"comparator": "approach", "target": 2.25, "baseline_value": 3.5}, 3.5, (MISSED, Why.NOT_NEARER)),
        ({"comparator": "approach", "target": 2.25, "baseline_value": 3.5}, 0.9, (MISSED, Why.NOT_NEARER)),
        ({"comparator": "reach", "target": None}, 1, (OPEN, Why.CATEGORY)),
        ({"scope": "every_district", "target": 10.0}, 0, (REACHED, Why.NONE_LEFT)),
        ({"scope": "every_district", "target": 10.0}, 1, (MISSED, Why.SOME_LEFT)),
        ({"scope": "every_district", "comparator": "increase_if_below"}, 0, (REACHED, Why.NONE_LEFT)),
        ({"scope": "every_district", "comparator": "increase_if_below"}, 2, (OPEN, Why.COUNT_ONLY)),
    ],
)
def test_each_comparator_in_the_last_year(changes, value, expected):
    assert judged(replace(GOAL, **changes), result(value)) == expected


@pytest.mark.parametrize("comparator", ["decrease", "decrease_by", "approach"])
def test_a_change_without_a_baseline_cannot_be_judged(comparator):
    goal = replace(GOAL, comparator=comparator, baseline_value=None)
    assert judged(goal, result(1)) == (OPEN, Why.NO_BASELINE)


def test_no_result_gives_no_verdict():
    assert judge(GOAL, []) == Judgement(OPEN, Why.NO_RESULT)


def test_results_outside_the_period_do_not_judge():
    assert judged(GOAL, result(1, 2017), result(1, 2022)) == (OPEN, Why.NO_RESULT)


def test_a_result_before_the_last_year_is_told_but_does_not_judge():
    judgement = judge(GOAL, [result(1, 2019), result(2, 2018)])
    assert (judgement.verdict, judgement.why) == (OPEN, Why.NO_END_RESULT)
    assert judgement.result.year == 2019


def test_a_report_without_a_number_does_not_judge():
    assert judged(GOAL, result(None)) == (OPEN, Why.NO_RESULT)


def test_a_goal_without_a_last_year_stays_open():
    assert judged(replace(GOAL, valid_to=None), result(1, 2030)) == (OPEN, Why.NO_END_RESULT)


def test_results_of_other_goals_are_not_its_own():
    assert judged(GOAL, replace(result(1), goal_id="other")) == (OPEN, Why.NO_RESULT)


def test_sources_that_agree_on_the_verdict_need_not_agree_on_the_number():
    judgement = judge(GOAL, [result(4, trust=3, name="avisen"), result(4.4)])
    assert (judgement.verdict, judgement.result.value) == (REACHED, 4.4)


def test_sources_that_would_judge_differently_judge_nothing():
    assert judged(GOAL, result(5), result(6, trust=3, name="avisen")) == (OPEN, Why.SOURCES_DISAGREE)


def test_a_published_result_comes_before_our_own_count():
    ours = Result("g", 2021, 3.0, "districts", None, computed=True)
    theirs = Result("g", 2021, 4.0, "districts", source("avisen", 3))
    goal = replace(GOAL, scope="every_district")
    assert judge(goal, [ours, theirs]).result == theirs
    assert judge(goal, [ours]).result == ours


def test_a_gathering_of_status_reports_is_no_goal():
    goal = replace(GOAL, measure="goals_reached", comparator="=", target=6.0)
    assert judged(goal, result(6)) == (GoalVerdict.NO_GOAL, Why.STATUS_REPORT)


@given(
    st.sampled_from(COMPARATORS),
    st.lists(st.tuples(st.sampled_from((2010, 2017, 2019, 2022, 2030)), st.floats(0, 100)), max_size=6),
)
def test_nothing_but_the_last_year_ever_gives_a_verdict(comparator, reported):
    goal = replace(GOAL, comparator=comparator)
    assert judge(goal, [result(value, year) for year, value in reported]).verdict is OPEN


@given(st.floats(0, 100), st.lists(st.tuples(st.integers(2009, 2030), st.floats(0, 100)), max_size=4))
def test_other_years_do_not_change_the_verdict_of_the_last(value, others):
    more = [result(other, year) for year, other in others if year != 2021]
    assert judge(GOAL, [result(value), *more]) == judge(GOAL, [result(value)])


@pytest.mark.parametrize(
    ("comparator", "interval", "sure"),
    [
        ("<=", Interval(8, 10), True),
        ("<=", Interval(3, 5), True),
        ("<=", Interval(4, 6), False),
        (">=", Interval(60, 70), True),
        (">=", Interval(40, 59), True),
        (">=", Interval(55, 65), False),
    ],
)
def test_a_verdict_is_sure_when_the_whole_interval_lies_on_one_side(comparator, interval, sure):
    target = 5.0 if comparator == "<=" else 60.0
    assert beyond_doubt(replace(GOAL, comparator=comparator, target=target), interval) is sure


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_every_comparator_of_the_contract_is_judged(comparator):
    assert judge(replace(GOAL, comparator=comparator), [result(3)]).verdict in (REACHED, MISSED, OPEN)
