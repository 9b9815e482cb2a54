"""The city's goals: baseline, target and results, and whether each was reached, as far as the figures can say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.claims import decimals_of
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.facts.sources import Source

EVERY_DISTRICT = "every_district"
"""Scope of a goal set for each district; its results count the districts on the wrong side."""
STATUS_REPORT = "goals_reached"
"""Indicator of a row that is no goal but gathers the city's own status reports."""


class GoalVerdict(StrEnum):
    """What can be said of a goal when its period is over."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    OPEN = "open"
    NO_GOAL = "no_goal"


class Why(StrEnum):
    """The reason of a verdict."""

    TARGET_MET = "target_met"
    TARGET_MISSED = "target_missed"
    NONE_LEFT = "none_left"
    SOME_LEFT = "some_left"
    FELL_ENOUGH = "fell_enough"
    FELL_TOO_LITTLE = "fell_too_little"
    FELL = "fell"
    DID_NOT_FALL = "did_not_fall"
    NEARER = "nearer"
    NOT_NEARER = "not_nearer"
    NO_RESULT = "no_result"
    NO_END_RESULT = "no_end_result"
    NO_BASELINE = "no_baseline"
    CATEGORY = "category"
    COUNT_ONLY = "count_only"
    SOURCES_DISAGREE = "sources_disagree"
    STATUS_REPORT = "status_report"


@dataclass(frozen=True)
class Goal:
    """A goal as its programme set it; ``target`` and ``baseline_value`` are in ``unit`` unless said otherwise.

    ``condition`` is how it was to get there (``domain/goals/conditions.py``); blank where nothing is said.
    """

    goal_id: str
    programme: str
    indicator: str
    measure: str
    scope: str
    comparator: str
    target: float | None
    unit: str
    baseline_value: float | None
    baseline_year: int | None
    valid_from: int | None
    valid_to: int | None
    source: Source
    note: str
    owner: str = ""
    condition: str = ""

    @property
    def number(self) -> float:
        """The target of a goal that has one; only a goal to *reach* or to *decrease* by any amount has none."""
        if self.target is None:
            raise ValueError(f"{self.goal_id} has no target, so nothing can be held up against it")
        return self.target

    @property
    def counts_districts(self) -> bool:
        """Whether its results are a number of districts on the wrong side, not the measure itself."""
        return self.scope == EVERY_DISTRICT

    def placed(self, year: int) -> str:
        """Where a year lies: ``before``, ``during`` or ``after`` the goal's period."""
        if self.valid_from is not None and year < self.valid_from:
            return "before"
        return "after" if self.valid_to is not None and year > self.valid_to else "during"


@dataclass(frozen=True)
class Result:
    """What one source reports of a goal in one year; a report without a number has no ``value``.

    ``computed`` = counted by us from the districts' own figures.
    """

    goal_id: str
    year: int
    value: float | None
    unit: str
    source: Source | None
    note: str = ""
    computed: bool = False

    @property
    def rank(self) -> tuple[bool, int, int, int, str]:
        """Sort key, best first: published before computed, then as claims are: trust, decimals, newer, source id."""
        if self.source is None:
            return (True, 0, 0, 0, "")
        source = self.source
        return (self.computed, source.trust, -decimals_of(self.value), -source.published_year, source.source_id)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason; ``result`` decided it, or is the last known one where none could."""

    verdict: GoalVerdict
    why: Why
    result: Result | None = None


def goals_of(atlas: Atlas) -> tuple[Goal, ...]:
    """Every goal, in the order of its table."""
    return tuple(
        Goal(
            goal_id=row.goal_id,
            programme=row.programme,
            indicator=row.indicator_da,
            measure=row.measure,
            scope=row.scope,
            comparator=row.comparator,
            target=_number(row.target),
            unit=row.unit,
            baseline_value=_number(row.baseline_value),
            baseline_year=_year(row.baseline_year),
            valid_from=_year(row.valid_from),
            valid_to=_year(row.valid_to),
            source=atlas.sources[row.source_id],
            note=row.note_da,
            owner=row.owner_da,
            condition=row.condition,
        )
        for row in atlas.snapshot.table("goals").itertuples()
    )


def results_of(atlas: Atlas) -> tuple[Result, ...]:
    """Every result that names a year, in the order of its table."""
    return tuple(
        Result(row.goal_id, int(row.year), _number(row.value), row.unit, atlas.sources[row.source_id], row.note_da)
        for row in atlas.snapshot.table("goal_results").itertuples()
        if not pd.isna(row.year)
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _year(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def judge(goal: Goal, results: Iterable[Result]) -> Judgement:
    """Whether a goal was reached, judged on the result of its last year and nothing else.

    Results before or after the goal's period never judge it. Where several sources report the last year, the best
    one decides, and where they would decide differently nothing does. A goal is left open whenever the figures
    cannot say: no result of the last year, no baseline for a change, a category without a number, or a mere count
    of districts for a goal about their shares.
    """
    mine = sorted((one for one in results if one.goal_id == goal.goal_id), key=lambda one: (one.year, one.rank))
    valued = [(one, one.value) for one in mine if one.value is not None and goal.placed(one.year) == "during"]
    last = max((one for one, _ in valued), key=lambda one: one.year, default=None)
    if goal.measure == STATUS_REPORT:
        return Judgement(GoalVerdict.NO_GOAL, Why.STATUS_REPORT, last)
    if goal.comparator == "reach":
        return Judgement(GoalVerdict.OPEN, Why.CATEGORY, last)
    if last is None:
        return Judgement(GoalVerdict.OPEN, Why.NO_RESULT)
    if goal.valid_to is None or last.year != goal.valid_to:
        return Judgement(GoalVerdict.OPEN, Why.NO_END_RESULT, last)
    final = [(one, value) for one, value in valued if one.year == goal.valid_to]
    judged = [_held_up(goal, one, value) for one, value in final]
    if len({judgement.verdict for judgement in judged}) > 1:
        return Judgement(GoalVerdict.OPEN, Why.SOURCES_DISAGREE, final[0][0])
    return judged[0]


def beyond_doubt(goal: Goal, interval: Interval) -> bool:
    """Whether a whole 95 % interval lies on one side of the target of a share (``<=`` or ``>=``)."""
    target = goal.number
    if goal.comparator == "<=":
        return interval.high <= target or interval.low > target
    return interval.low >= target or interval.high < target


def _held_up(goal: Goal, result: Result, value: float) -> Judgement:
    """One result of the last year, and its value, held up against the target."""
    if goal.comparator == "increase_if_below":
        return _risen(result)
    if goal.counts_districts:
        return _verdict(value == 0, result, Why.NONE_LEFT, Why.SOME_LEFT)
    if goal.comparator in ("decrease", "decrease_by", "approach"):
        return _moved(goal, result, value)
    met = {"<=": value <= goal.number, ">=": value >= goal.number, "=": value == goal.number}[goal.comparator]
    return _verdict(met, result, Why.TARGET_MET, Why.TARGET_MISSED)


def _risen(result: Result) -> Judgement:
    """The share is to rise in each district below the target: sure when none is below any more, else open.

    A count of districts does not tell whether the share rose in those still below.
    """
    if result.value == 0:
        return Judgement(GoalVerdict.REACHED, Why.NONE_LEFT, result)
    return Judgement(GoalVerdict.OPEN, Why.COUNT_ONLY, result)


def _moved(goal: Goal, result: Result, value: float) -> Judgement:
    """A change since the baseline: a fall of any size, a fall by a percentage of the baseline, or a nearer target."""
    before = goal.baseline_value
    if before is None:
        return Judgement(GoalVerdict.OPEN, Why.NO_BASELINE, result)
    if goal.comparator == "decrease":
        return _verdict(value < before, result, Why.FELL, Why.DID_NOT_FALL)
    if goal.comparator == "decrease_by":
        enough = value <= before * (1 - goal.number / 100)
        return _verdict(enough, result, Why.FELL_ENOUGH, Why.FELL_TOO_LITTLE)
    nearer = abs(value - goal.number) < abs(before - goal.number)
    return _verdict(nearer, result, Why.NEARER, Why.NOT_NEARER)


def _verdict(met: bool, result: Result, yes: Why, no: Why) -> Judgement:
    return Judgement(GoalVerdict.REACHED, yes, result) if met else Judgement(GoalVerdict.NOT_REACHED, no, result)
