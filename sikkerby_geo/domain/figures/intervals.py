"""How sure a figure is: the answers behind a share, its Wilson interval, and the interval of a count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import sqrt

from scipy.special import gammaincinv, ndtri

from sikkerby_geo.facts import thresholds

KEPT = 8192
"""Intervals kept in memory: the same few thousand are asked for by each atlas, flag and sentence."""


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


@lru_cache(KEPT)
def wilson(percent: float, answers: float, confidence: float = thresholds.CONFIDENCE.value) -> Interval:
    """Wilson score interval of a share (intensive, in per cent), at the confidence of the thresholds if nothing else.

    Source: Wilson (1927), as in ``statsmodels.stats.proportion.proportion_confint``, which a server would need half a
    second to load.
    """
    share = min(max(percent, 0.0), 100.0) / 100
    reach = float(ndtri((1 + confidence) / 2))
    square = reach**2
    shrunk = 1 + square / answers
    middle = (share + square / (2 * answers)) / shrunk
    away = reach * sqrt(share * (1 - share) / answers + square / (4 * answers**2)) / shrunk
    return Interval(100 * max(middle - away, 0.0), 100 * min(middle + away, 1.0))


@lru_cache(KEPT)
def poisson(count: int, per: float = 1) -> Interval:
    """Exact Poisson interval of a count, or of the rate ``count / per``, at the confidence of the thresholds.

    Source: Garwood (1936): the ends are quantiles of χ² with 2·count and 2·count + 2 degrees of freedom, halved:
    those of the gamma distribution.
    """
    tail = (1 - thresholds.CONFIDENCE.value) / 2
    low = gammaincinv(count, tail) if count else 0.0
    return Interval(float(low) / per, float(gammaincinv(count + 1, 1 - tail)) / per)


def rounding(decimals: int) -> float:
    """Half the last published digit: a printed 6 % may have been 5.5 to 6.5 %."""
    return 0.5 * 10**-decimals


def standard_error(percent: float, answers: float) -> float:
    """Binomial standard error of a share, in percentage points."""
    share = percent / 100
    return 100 * sqrt(share * (1 - share) / answers)
