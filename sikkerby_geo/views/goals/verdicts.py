"""Goals as verdicts of three lines each: what was to be reached, what became of it, and the verdict with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import first_upper, t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.goals.goal_words import (
    JudgedGoal,
    baseline_words,
    condition_words,
    reason_words,
    target_words,
    value_words,
)


@dataclass(frozen=True)
class VerdictLines:
    """One goal in three lines; ``mark`` names the picture of its verdict.

    ``more`` are lines of their own below: how it was to be reached, and what else was measured of it.
    """

    goal: str
    target: str
    result: str
    mark: str
    verdict: str
    why: str
    more: tuple[str, ...] = ()


def verdict_lines(atlas: Atlas, judged: Iterable[JudgedGoal]) -> tuple[VerdictLines, ...]:
    """The verdict of every goal, in their order."""
    return tuple(_lines(atlas, one) for one in judged)


def verdicts_html(lines: Sequence[VerdictLines]) -> str:
    """The verdicts as a list."""
    return render("verdicts.html", lines=lines)


def _lines(atlas: Atlas, one: JudgedGoal) -> VerdictLines:
    goal, verdict = one.goal, one.judgement.verdict
    ends = {"first": goal.valid_from, "last": goal.valid_to}
    target = target_words(goal)
    return VerdictLines(
        goal=goal.indicator,
        target=t("goal.line.target_in", target=target, **ends) if all(ends.values()) else target,
        result=_result(one),
        mark=verdict,
        verdict=first_upper(t(f"goal.verdict.{verdict}")),
        why=reason_words(atlas, one),
        more=tuple(filter(None, (condition_words(one),))),
    )


def _result(one: JudgedGoal) -> str:
    """From the starting point to the result that decided, or the last known one; that none was found where so."""
    baseline = t("goal.line.baseline", baseline=baseline_words(one))
    result = one.judgement.result
    if result is None or result.value is None:
        return t("goal.line.result_none", baseline=baseline)
    words = t("goal.dated", value=value_words(result.unit, result.value), year=result.year)
    return t("goal.line.result", baseline=baseline, result=words)
