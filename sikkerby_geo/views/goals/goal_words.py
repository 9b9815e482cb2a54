"""A goal in words: its target, its starting point, its values, and why the verdict is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.claims import decimals_of
from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.goals.conditions import condition_of
from sikkerby_geo.domain.goals.programmes import Goal, GoalVerdict, Judgement, Result, beyond_doubt
from sikkerby_geo.domain.programme.key_figures import FollowedUp, follow_ups, key_figures
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import figures

LEVELS = {"<=": "at_most", ">=": "at_least"}
"""Comparators of a level, for which an interval can lie on both sides of the target, and their words."""
_TARGETS = {**LEVELS, "=": "exactly"}


@dataclass(frozen=True)
class JudgedGoal:
    """A goal with all its results, oldest and best first, and the verdict."""

    goal: Goal
    results: tuple[Result, ...]
    judgement: Judgement


def target_words(goal: Goal) -> str:
    """The target with its comparison: højst 5 %, et fald på 50 %, intet område over 10 %."""
    target = value_words(goal.unit, goal.target)
    if goal.counts_districts and goal.comparator in LEVELS:
        return t(f"goal.target.no_district_{'over' if goal.comparator == '<=' else 'under'}", target=target)
    if goal.comparator == "=" and goal.target == 0:
        return t("list.none")
    return t(f"goal.target.{_TARGETS.get(goal.comparator, goal.comparator)}", target=target)


def baseline_words(one: JudgedGoal) -> str:
    """The starting point with its year, or that none is stated."""
    goal = one.goal
    if goal.baseline_value is None:
        return t("goal.no_baseline")
    unit = goal.unit
    if goal.counts_districts:
        unit = "districts"
    elif goal.comparator == "decrease_by" and one.results:
        unit = one.results[0].unit
    words = value_words(unit, goal.baseline_value)
    return t("goal.dated", value=words, year=goal.baseline_year) if goal.baseline_year else words


def value_words(unit: str, value: float | None) -> str:
    """A value with its unit: 9 %, 34,5 pr. 1.000, 4 områder, 304 personer; empty where there is none."""
    if value is None:
        return ""
    decimals = decimals_of(value)
    if unit == "percent":
        return percent(value, decimals)
    return t(f"goal.unit.{unit}", value=number(value, decimals))


def reason_words(atlas: Atlas, one: JudgedGoal) -> str:
    """Why the verdict is what it is, with the figure that decided it and how sure that figure is."""
    goal, result = one.goal, one.judgement.result
    values: dict[str, object] = {"end": goal.valid_to, "target": value_words(goal.unit, goal.target)}
    if result is not None:
        values |= {"year": result.year, "value": value_words(result.unit, result.value)}
        values |= {"baseline": baseline_words(one)}
    words = t(f"goal.why.{one.judgement.why}", **values)
    shared = _followed_up(atlas, one)
    if shared is not None:
        key = "goal.sure" if beyond_doubt(goal, wilson_of(shared)) else "goal.unsure"
        return f"{words} {t(key, figure=share_words(shared))}"
    figure = _survey_figure(atlas, one)
    if figure is None:
        return words
    key = "goal.sure" if beyond_doubt(goal, figure.reach) else "goal.unsure"
    return f"{words} {t(key, figure=figure_words(figure))}"


def condition_words(one: JudgedGoal) -> str:
    """How the goal was to be reached, and what became of that; blank where it says nothing of it."""
    found = condition_of(one.goal, one.results)
    if found is None:
        return ""
    unit = one.results[0].unit if one.results else one.goal.unit
    first, last = (*found.years, "", "")[:2]
    before, after = (*(value_words(unit, value) for value in found.values), "", "")[:2]
    years = names(map(str, found.missing))
    told = {"first": first, "last": last, "before": before, "after": after, "years": years}
    why = t(f"goal.condition.why.{found.because}", **told)
    why = t("goal.condition.note", why=why, note=found.note) if found.note else why
    condition, state = t(f"goal.condition.{found.kind}"), t(f"goal.condition.state.{found.state}")
    return t("goal.condition.line", condition=condition, state=state, why=why)


def figure_words(figure: Figure) -> str:
    """A figure with its interval: 9 % (8–10 %)."""
    return figures.with_interval(figure)


def wilson_of(found: FollowedUp) -> Interval:
    """The 95 % interval of a share of those followed up, in per cent."""
    return wilson(100 * found.count / found.total, found.total)


def share_words(found: FollowedUp) -> str:
    """A share with its interval and the numbers behind it: 75 % (47–91 %), 9 af 12."""
    ends = wilson_of(found)
    span = {"low": number(ends.low), "high": percent(ends.high), "share": percent(100 * found.count / found.total)}
    return t("exit.share", count=number(found.count), total=number(found.total), **span)


def _followed_up(atlas: Atlas, one: JudgedGoal) -> FollowedUp | None:
    """Those followed up behind a verdict on a share of people, if it rests on them."""
    goal, result = one.goal, one.judgement.result
    if result is None or not result.computed or goal.counts_districts or goal.comparator not in LEVELS:
        return None
    found = follow_ups(key_figures(atlas), goal.goal_id)
    return next((each for each in found if (each.year, each.source) == (result.year, result.source)), None)


def _survey_figure(atlas: Atlas, one: JudgedGoal) -> Figure | None:
    """The survey's own figure behind a verdict on the whole city's share, if it is the one that was judged."""
    goal, result = one.goal, one.judgement.result
    if result is None or one.judgement.verdict not in (GoalVerdict.REACHED, GoalVerdict.NOT_REACHED):
        return None
    asked = goal.measure in INDICATOR and INDICATOR[goal.measure].surveyed
    if not asked or goal.scope != "city" or goal.comparator not in LEVELS:
        return None
    figure = atlas.observation(goal.measure, CITY.place_id, result.year).figure
    return figure if figure is not None and figure.value == result.value else None
