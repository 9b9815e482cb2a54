"""A period against the same period the year before: a Poisson test that hidden counts can only make stricter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from sikkerby_geo.domain.figures.significance import benjamini_hochberg
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.published_counts import year_of

Floats = NDArray[np.float64]


class Movement(StrEnum):
    """What a period says beside the same period the year before."""

    MORE = "more"
    FEWER = "fewer"
    MAYBE_MORE = "maybe_more"
    MAYBE_FEWER = "maybe_fewer"
    NONE = "none"
    HIDDEN = "hidden"
    """The ranges of hidden counts meet, so that either may be the larger."""
    UNKNOWN = "unknown"
    """One of the two is not published."""


@dataclass(frozen=True)
class Comparison:
    """Two counts beside each other; ``p`` and ``q`` are NaN where they cannot be tested."""

    before: CountRange | None
    after: CountRange | None
    p: float
    q: float

    @property
    def movement(self) -> Movement:
        if self.before is None or self.after is None:
            return Movement.UNKNOWN
        if np.isnan(self.p):
            return Movement.HIDDEN
        more = self.before.high is not None and self.after.low > self.before.high
        if self.q < thresholds.FALSE_DISCOVERY.value:
            return Movement.MORE if more else Movement.FEWER
        if self.p < thresholds.SIGNIFICANCE.value:
            return Movement.MAYBE_MORE if more else Movement.MAYBE_FEWER
        return Movement.NONE


def same_period_before(period: str) -> str:
    """The same quarter (2024-K1) or year the year before."""
    return f"{int(year_of(period)) - 1:04d}{period[4:]}"


def p_of_ranges(before: Sequence[CountRange | None], after: Sequence[CountRange | None]) -> Floats:
    """Two-sided p-values of equal Poisson rates in two periods of the same length, at the nearest numbers of ranges.

    Given their sum, one of two counts is binomial with a half (Przyborowski & Wilenski 1940), as in
    ``scipy.stats.poisson_means_test`` and R's ``poisson.test``. With hidden counts the pair that lies nearest is
    tested, which has the largest p-value of all pairs in the ranges; NaN where the ranges of hidden counts meet, or
    where a count is not published.
    """
    pairs = [_nearest(old, new) for old, new in zip(before, after, strict=True)]
    fewer = np.array([min(pair) if pair else np.nan for pair in pairs], dtype=float)
    both = np.array([sum(pair) if pair else np.nan for pair in pairs], dtype=float)
    tested = ~np.isnan(fewer)
    p = np.full(len(pairs), np.nan)
    p[tested] = np.minimum(1.0, 2 * bdtr(fewer[tested], both[tested].astype(np.int64), 0.5))
    return p


def _nearest(old: CountRange | None, new: CountRange | None) -> tuple[int, int] | None:
    """The two numbers in two ranges that lie nearest to each other; None where hidden ranges meet."""
    if old is None or new is None:
        return None
    if old.exact is not None and new.exact is not None:
        return old.exact, new.exact
    if old.high is not None and old.high < new.low:
        return old.high, new.low
    if new.high is not None and new.high < old.low:
        return old.low, new.high
    return None


Cell = tuple[str, str]
"""What is counted, and the place."""


def comparisons(
    reports: Reports, period: str, whats: Iterable[str], place_ids: Iterable[str]
) -> dict[Cell, Comparison]:
    """Every kind in every place against the same period the year before, judged as one family (Benjamini–Hochberg)."""
    earlier = same_period_before(period)
    places = tuple(place_ids)
    cells = [(what, place_id) for what in whats for place_id in places]
    before = [reports.count(earlier, what, place_id) for what, place_id in cells]
    after = [reports.count(period, what, place_id) for what, place_id in cells]
    p = p_of_ranges(before, after)
    q = benjamini_hochberg(p) if len(p) else p
    return {
        cell: Comparison(old, new, float(one_p), float(one_q))
        for cell, old, new, one_p, one_q in zip(cells, before, after, p, q, strict=True)
    }
