"""Tests of two figures, and of many at once: p-values, the interval of a difference, and the false discovery rate.

All but the interval work element by element on arrays, so that one area, thirteen areas and ten thousand repetitions
of thirteen areas are judged by the same lines.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import erfc

from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.facts import thresholds

Floats = NDArray[np.float64]


def p_of_shares(
    before: ArrayLike, after: ArrayLike, answers_before: ArrayLike, answers_after: ArrayLike, slack: ArrayLike
) -> Floats:
    """Two-sided p-values of two shares (per cent), with both moved ``slack`` points towards each other in all.

    The z test of two proportions with pooled variance (Fleiss 1981; ``statsmodels.stats.proportion.proportions_ztest``)
    at the least favourable rounding: 1 where the rounding alone may be the difference.
    """
    old, new, room = (np.asarray(each, dtype=float) / 100 for each in (before, after, slack))
    n_old, n_new = np.asarray(answers_before, dtype=float), np.asarray(answers_after, dtype=float)
    towards = np.sign(new - old) * room / 2
    distance = np.clip(np.abs(new - old) - room, 0, None)
    pooled = ((old + towards) * n_old + (new - towards) * n_new) / (n_old + n_new)
    return _two_sided(distance, pooled * (1 - pooled) * (1 / n_old + 1 / n_new))


def p_of_counts(
    before: ArrayLike, after: ArrayLike, exposure_before: ArrayLike = 1, exposure_after: ArrayLike = 1
) -> Floats:
    """Two-sided p-values of two Poisson counts, or of the two rates they make with their exposures (residents).

    Score test of equal rates (Gu et al. 2008; ``statsmodels.stats.rates.test_poisson_2indep`` with ``method="score"``).
    """
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    among_old, among_new = np.asarray(exposure_before, dtype=float), np.asarray(exposure_after, dtype=float)
    pooled = (old + new) / (among_old + among_new)
    return _two_sided(np.abs(new / among_new - old / among_old), pooled * (1 / among_old + 1 / among_new))


def _two_sided(distance: Floats, variance: Floats) -> Floats:
    apart = distance > 0
    z = np.divide(distance, np.sqrt(np.where(apart, variance, 1)), out=np.zeros_like(distance), where=apart)
    return np.asarray(erfc(z / sqrt(2)), dtype=float)


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """The q-values of p-values along the last axis: the least false discovery rate at which each is discovered.

    NaN marks what cannot be tested; it is no part of the family. Source: Benjamini & Hochberg (1995), as in
    ``statsmodels.stats.multitest.multipletests(method="fdr_bh")``, which takes one family at a time and no NaN.
    """
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p, axis=-1)
    family = np.sum(~np.isnan(p), axis=-1, keepdims=True)
    raised = np.take_along_axis(p, order, axis=-1) * family / np.arange(1, p.shape[-1] + 1)
    least = np.minimum.accumulate(np.where(np.isnan(raised), 1, raised)[..., ::-1], axis=-1)[..., ::-1]
    q = np.empty_like(p)
    np.put_along_axis(q, order, np.minimum(least, 1), axis=-1)
    return np.where(np.isnan(p), np.nan, q)


def newcombe(
    before: float,
    after: float,
    answers_before: float,
    answers_after: float,
    confidence: float = thresholds.CONFIDENCE.value,
) -> Interval:
    """Interval of the difference ``after`` − ``before`` of two shares, in percentage points.

    Newcombe (1998), method 10: the Wilson intervals of both, squared and added
    (``statsmodels.stats.proportion.confint_proportions_2indep`` with ``method="newcomb"``).
    """
    old, new = wilson(before, answers_before, confidence), wilson(after, answers_after, confidence)
    difference = after - before
    low = difference - sqrt((after - new.low) ** 2 + (old.high - before) ** 2)
    high = difference + sqrt((new.high - after) ** 2 + (before - old.low) ** 2)
    return Interval(max(low, -100.0), min(high, 100.0))
