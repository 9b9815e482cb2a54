"""The city's own goals, judged: programme by programme."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.programmes import GoalVerdict, Judgement, Why, goals_of, judge, results_of
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.views.goals.goal_words import value_words

REACHED, MISSED, OPEN = GoalVerdict.REACHED, GoalVerdict.NOT_REACHED, GoalVerdict.OPEN


def of_the_city(atlas: Atlas) -> Iterable[tuple[str, Judgement]]:
    results = results_of(atlas)
    for goal in goals_of(atlas):
        yield goal.goal_id, judge(goal, results)


EXPECTED = {
    "g2010-1": (OPEN, Why.NO_RESULT),
    "g2010-2": (OPEN, Why.NO_RESULT),
    "g2010-3": (OPEN, Why.CATEGORY),
    "g2010-4": (OPEN, Why.NO_RESULT),
    "g2010-5": (REACHED, Why.FELL_ENOUGH),
    "g2014-1": (MISSED, Why.SOME_LEFT),
    "g2014-2": (OPEN, Why.NO_RESULT),
    "g2018-1": (MISSED, Why.TARGET_MISSED),
    "g2018-2": (REACHED, Why.TARGET_MET),
    "g2018-3": (OPEN, Why.NO_RESULT),
    "g2018-4": (OPEN, Why.NO_RESULT),
    "g2018-5": (OPEN, Why.NO_END_RESULT),
    "g2018-6": (MISSED, Why.SOME_LEFT),
    "g2018-all": (GoalVerdict.NO_GOAL, Why.STATUS_REPORT),
    "g2022-1": (OPEN, Why.NO_END_RESULT),
    "g2022-2": (OPEN, Why.NO_END_RESULT),
}


def test_the_citys_goals_of_2010_to_2022(atlas: Atlas):
    known = {goal_id for goal_id, valid_from in _began(atlas).items() if valid_from <= 2022}
    judged = {goal_id: (found.verdict, found.why) for goal_id, found in of_the_city(atlas) if goal_id in known}
    assert judged == EXPECTED


def _began(atlas: Atlas) -> dict[str, int]:
    goals = atlas.snapshot.table("goals")
    return dict(zip(goals.goal_id, goals.valid_from, strict=True))


def test_our_verdicts_on_2018_to_2021_agree_with_the_citys_own_status(atlas: Atlas):
    reached = [goal_id for goal_id, found in of_the_city(atlas) if goal_id[:5] == "g2018" and found.verdict is REACHED]
    status = atlas.snapshot.table("goal_results").query("goal_id == 'g2018-all' and year == 2021").value.iloc[0]
    assert len(reached) == status


def test_the_citys_crime_of_2018_is_the_same_figure_as_on_the_other_pages(atlas: Atlas) -> None:
    of_2018 = [one for one in results_of(atlas) if (one.goal_id, one.year) == ("g2018-2", 2018)]
    best = min((one for one in of_2018 if one.value is not None), key=lambda one: one.rank)
    assert best.value == atlas.observation("borgervendt", CITY_ID, 2018).known.value == 60.1
    assert value_words(best.unit, best.value) == "60,1 pr. 1.000"
