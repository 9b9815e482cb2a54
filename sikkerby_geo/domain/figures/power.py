"""What a survey can see: the answers it takes to find a change, and the smallest change so many answers find."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from math import asin, ceil, floor, sqrt

from scipy.special import ndtri

from sikkerby_geo.facts import thresholds

_REACH = float(ndtri(1 - thresholds.SIGNIFICANCE.value / 2) + ndtri(thresholds.POWER.value))
"""How many standard errors a change must be, to be found with the power of the thresholds."""


@cache
def answers_needed(percent: float, points: float) -> int:
    """Answers needed in each of two surveys to see a change of ``points`` from ``percent``, up or down.

    Of the two directions the one that takes more answers counts, as long as it stays between 0 and 100. Two-sided
    test at the significance and power of the thresholds, with Cohen's arcsine effect size h (Cohen 1988, ch. 6):
    n = 2(z/h)², z = z₁ + z₂, the normal quantiles of 1 − significance/2 and of the power. That leaves out the chance
    (10⁻⁶) to find a change in the wrong direction, which ``statsmodels.stats.power.NormalIndPower`` counts. No
    correction for a small population: the question is not what those who live there now answered, but whether a change
    is more than chance.
    """
    effects = [
        abs(_angle(after) - _angle(percent)) for after in (percent - points, percent + points) if 0 <= after <= 100
    ]
    return ceil(2 * (_REACH / min(effects)) ** 2)


def _angle(percent: float) -> float:
    """Cohen's transformation of a share, whose variance is 1/n whatever the share."""
    return 2 * asin(sqrt(percent / 100))


@cache
def smallest_change(percent: float, answers: float) -> int | None:
    """The smallest change from ``percent``, in whole points, that so many answers in each survey would show."""
    sizes = range(1, floor(max(percent, 100 - percent)) + 1)  # the harder direction, towards 50, has this much room
    first = bisect_left(sizes, True, key=lambda points: answers_needed(percent, points) <= answers)
    return sizes[first] if first < len(sizes) else None


def answers_each(before: float, after: float) -> float:
    """Answers in each of two equal surveys that see as much as two of these sizes: their harmonic mean.

    The variance of Cohen's effect size is 1/n₁ + 1/n₂, so that nothing else of the two sizes matters.
    """
    return 2 / (1 / before + 1 / after)
