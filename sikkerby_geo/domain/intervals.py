"""How sure a share is: answers behind it, Wilson interval, and the test of two shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from statsmodels.stats.proportion import proportion_confint, proportions_ztest

from sikkerby_geo.facts import thresholds


class AnswersBasis(StrEnum):
    """Where a number of answers comes from."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


@dataclass(frozen=True)
class Answers:
    """Number of answers behind a share, and whether it is known, estimated or assumed."""

    count: float
    basis: AnswersBasis


@dataclass(frozen=True)
class Interval:
    """Lower and upper end of a confidence interval, in per cent."""

    low: float
    high: float


def wilson(percent: float, answers: float) -> Interval:
    """Wilson score interval of a share (intensive, in per cent) at the confidence of the thresholds.

    Source: Wilson (1927), as in ``statsmodels.stats.proportion.proportion_confint``.
    """
    share = min(max(percent, 0.0), 100.0) / 100
    low, high = proportion_confint(share * answers, answers, 1 - thresholds.CONFIDENCE.value, method="wilson")
    return Interval(100 * max(low, 0.0), 100 * min(high, 1.0))


def rounding(decimals: int) -> float:
    """Half the last published digit: a printed 6 % may have been 5.5 to 6.5 %."""
    return 0.5 * 10**-decimals


def differ_surely(before: float, after: float, answers_before: float, answers_after: float, slack: float) -> bool:
    """Two-sided test of two shares (per cent), with both moved ``slack`` points towards each other in all.

    The z test of two proportions with pooled variance must hold for the least favourable rounding.
    """
    distance = abs(after - before) - slack
    if distance <= 0:
        return False
    low, high = sorted((before, after))
    low, high = (low + slack / 2) / 100, (high - slack / 2) / 100
    n_low, n_high = (answers_before, answers_after) if before <= after else (answers_after, answers_before)
    _, p_value = proportions_ztest([low * n_low, high * n_high], [n_low, n_high])
    return bool(p_value < thresholds.SIGNIFICANCE.value)


def smallest_visible_change(
    before: float, answers_before: float, answers_after: float, slack: float, rising: bool
) -> int | None:
    """The smallest change from ``before``, in whole percentage points, that the same test would call sure."""
    step = 1 if rising else -1
    for points in range(1, 101):
        after = before + step * points
        if not 0 <= after <= 100:
            return None
        if differ_surely(before, after, answers_before, answers_after, slack):
            return points
    return None


def standard_error(percent: float, answers: float) -> float:
    """Binomial standard error of a share, in percentage points."""
    share = percent / 100
    return 100 * sqrt(share * (1 - share) / answers)
