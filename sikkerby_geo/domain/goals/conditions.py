"""How a goal was to be reached: a fall in every year, or a gradual one, judged apart from whether it was reached."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.goals.programmes import Goal, Result

EVERY_YEAR = "continuous"
"""A fall from each year to the next; of a gradual one (``gradual``) no year in between has to be known."""


class ConditionState(StrEnum):
    """What can be said of a condition."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"


class Because(StrEnum):
    """The reason."""

    FELL = "fell"
    ROSE = "rose"
    SAME = "same"
    YEARS_MISSING = "years_missing"
    NO_RESULT = "no_result"


@dataclass(frozen=True)
class Condition:
    """A condition judged: by the two ``years`` with their ``values`` that decide it; ``missing`` are years not found.

    ``note`` is what the source says of the later value.
    """

    kind: str
    state: ConditionState
    because: Because
    years: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    missing: tuple[int, ...] = ()
    note: str = ""


def condition_of(goal: Goal, results: Iterable[Result]) -> Condition | None:
    """What became of a goal's condition, from its starting point to its last year; None where it has none.

    A later value above an earlier one breaks it, whatever lies between. Two equal values decide nothing, for what is
    printed is rounded.
    """
    if not goal.condition:
        return None
    known, notes = _by_year(goal, results)
    for (before, low), (after, high) in itertools.pairwise(known.items()):
        if high > low:
            found = ConditionState.BROKEN, Because.ROSE
            return Condition(goal.condition, *found, (before, after), (low, high), note=notes.get(after, ""))
    if len(known) < 2 or goal.valid_to is None:
        return Condition(goal.condition, ConditionState.OPEN, Because.NO_RESULT)
    first, last = min(known), goal.valid_to
    asked = range(first, last + 1) if goal.condition == EVERY_YEAR else (last,)
    missing = tuple(year for year in asked if year not in known)
    if missing:
        return Condition(goal.condition, ConditionState.OPEN, Because.YEARS_MISSING, missing=missing)
    for (before, low), (after, high) in itertools.pairwise(known.items()):
        if high == low:
            return Condition(goal.condition, ConditionState.OPEN, Because.SAME, (before, after), (low, high))
    ends = (known[first], known[last])
    return Condition(goal.condition, ConditionState.KEPT, Because.FELL, (first, last), ends)


def _by_year(goal: Goal, results: Iterable[Result]) -> tuple[Mapping[int, float], Mapping[int, str]]:
    """The best value of each year from the starting point to the last year, oldest first, with what is said of it."""
    first = goal.baseline_year if goal.baseline_year is not None else goal.valid_from
    known: dict[int, float] = {}
    notes: dict[int, str] = {}
    if goal.baseline_year is not None and goal.baseline_value is not None:
        known[goal.baseline_year] = goal.baseline_value
    for one in sorted(results, key=lambda one: (one.year, one.rank)):
        within = (first is None or one.year >= first) and goal.placed(one.year) != "after"
        if one.value is not None and within and one.year not in known:
            known[one.year], notes[one.year] = one.value, one.note
    return dict(sorted(known.items())), notes
