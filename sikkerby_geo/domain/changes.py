"""Change between two years: the published verdict first, else a test that allows for rounding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.intervals import differ_surely, smallest_visible_change
from sikkerby_geo.domain.observations import Observation
from sikkerby_geo.facts.indicators import comparable


class Verdict(StrEnum):
    """What can be said of a change."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"
    NOT_TESTABLE = "not_testable"


@dataclass(frozen=True)
class Change:
    """The change from one cell to a later one; ``visible_points`` is the smallest change one could have seen."""

    before: Observation
    after: Observation
    verdict: Verdict
    published: bool
    visible_points: int | None


def tested_verdict(before: Observation, after: Observation) -> Verdict:
    """The verdict of the two-proportion test alone, at the least favourable rounding of both figures."""
    if before.figure is None or after.figure is None or not comparable(before.year, after.year):
        return Verdict.NOT_TESTABLE
    old, new = before.figure, after.figure
    if old.series != new.series:
        return Verdict.NOT_TESTABLE
    sure = differ_surely(old.value, new.value, old.interval_answers, new.interval_answers, old.slack + new.slack)
    if not sure:
        return Verdict.UNCHANGED
    return Verdict.ROSE if new.value > old.value else Verdict.FELL


def change(before: Observation, after: Observation) -> Change:
    """Compare two cells of one place and measure.

    A published verdict holds for neighbouring years only, since that is what the reports compare.
    """
    verdict = tested_verdict(before, after)
    old, new = before.figure, after.figure
    if old is None or new is None or verdict is Verdict.NOT_TESTABLE:
        return Change(before, after, Verdict.NOT_TESTABLE, False, None)
    published = bool(after.verdict) and after.year - before.year == 1
    if published and after.verdict == "yes" and new.value == old.value:
        # Two equal rounded figures do not tell which way a published change went.
        published = False
    if published:
        if after.verdict == "no":
            verdict = Verdict.UNCHANGED
        else:
            verdict = Verdict.ROSE if new.value > old.value else Verdict.FELL
    visible = smallest_visible_change(
        old.value,
        old.interval_answers,
        new.interval_answers,
        old.slack + new.slack,
        rising=new.value >= old.value,
    )
    return Change(before, after, verdict, published, visible)
