"""How sure a share is: answers behind it, Wilson interval, and the test of two shares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep

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
    """Lower and upper end of a confidence interval, in the unit of its figure."""

    low: float
    high: float


def wilson(percent: float, answers: float) -> Interval:
    """Wilson score interval of a share (intensive, in per cent) at the confidence of the thresholds.

    Source: Wilson (1927), as in ``statsmodels.stats.proportion.proportion_confint``.
    """
    share = min(max(percent, 0.0), 100.0) / 100
    low, high = proportion_confint(share * answers, answers, 1 - thresholds.CONFIDENCE.value, method="wilson")
    return Interval(100 * max(low, 0.0), 100 * min(high, 1.0))


def poisson(count: int, per: float = 1) -> Interval:
    """Exact Poisson interval of a count, or of the rate ``count / per``, at the confidence of the thresholds.

    Source: Garwood (1936): the ends are quantiles of χ² with 2·count and 2·count + 2 degrees of freedom, halved.
    """
    tail = (1 - thresholds.CONFIDENCE.value) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    return Interval(float(low) / per, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2 / per)


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


def counts_differ_surely(before: int, after: int, exposure_before: float = 1, exposure_after: float = 1) -> bool:
    """Two-sided test of two Poisson counts, or of the two rates they make with their exposures (residents).

    Score test of equal rates, as in ``statsmodels.stats.rates.test_poisson_2indep`` (Gu et al. 2008).
    """
    if before == after == 0:
        return False
    tested = test_poisson_2indep(after, exposure_after, before, exposure_before, method="score")
    return bool(tested.pvalue < thresholds.SIGNIFICANCE.value)


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
