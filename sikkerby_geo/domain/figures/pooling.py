"""Partial pooling: every place's share drawn towards the mean of all, by how little its own answers tell.

Beside the published share, never instead of it. Model: yᵢ = logit pᵢ with variance vᵢ = 1/(nᵢ pᵢ(1 − pᵢ)) is normal
around θᵢ, and the θᵢ are normal around μ with variance τ² (DerSimonian & Laird 1986; Efron & Morris 1975). τ² is that
of Paule & Mandel (1982). What is known of θᵢ then: mean (yᵢ/vᵢ + μ/τ²)/(1/vᵢ + 1/τ²); with Bᵢ = vᵢ/(vᵢ + τ²), what
is borrowed from the mean, variance vᵢ(1 − Bᵢ) + Bᵢ² var μ + 2Bᵢ²(yᵢ − μ)²/(k − 3): the last for τ², which is known of k
places only (Morris 1983). Assumed: places differ as draws from one bell curve, and
the answers of one place tell nothing of another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit, ndtr, ndtri

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, Kind
from sikkerby_geo.facts.rules import Rule

HALVINGS = 50
"""Halvings of the interval in which τ² is sought: it is then known to 15 digits."""


@dataclass(frozen=True)
class Pool:
    """What is known of the shares of all places together: mean and standard deviation of each θ, on the logit scale.

    Places stand along the last axis.
    """

    mean: Floats
    deviation: Floats

    def below(self, limit: float) -> Floats:
        """The probability that each share is below a limit (per cent)."""
        return np.asarray(ndtr((logit(limit / 100) - self.mean) / self.deviation), dtype=float)


def lowest(found: Pool, among: int, seed: int, draws: int) -> Floats:
    """The probability that each place is among the lowest few, by draws of all shares at once (last axis: places)."""
    drawn = np.random.default_rng(seed).normal(found.mean, found.deviation, (draws, found.mean.shape[-1]))
    return np.asarray(np.mean(np.argsort(np.argsort(drawn, axis=-1), axis=-1) < among, axis=0), dtype=float)


def on_logits(shares: ArrayLike, answers: ArrayLike) -> tuple[Floats, Floats]:
    """Shares (per cent) of so many answers as logits, and the variances of these.

    A share of 0 or 100 has no logit: of k answers the share is then (k + ½)/(n + 1), as Jeffreys' prior has it.
    """
    n, share = np.asarray(answers, dtype=float), np.asarray(shares, dtype=float) / 100
    inside = np.where((share <= 0) | (share >= 1), (share * n + 0.5) / (n + 1), share)
    return logit(inside), 1 / (n * inside * (1 - inside))


def paule_mandel(effects: Floats, variances: Floats) -> Floats:
    """The variance between the places (last axis): the τ² at which Σ(y − μ)²/(v + τ²) is the number of places less one.

    Paule & Mandel (1982), as ``statsmodels.stats.meta_analysis.combine_effects`` with ``method_re="iterated"``, which
    takes one set of places at a time. The sum falls with τ²; it is small enough at the variance of the effects.
    """
    low, high = np.zeros(effects.shape[:-1]), np.var(effects, axis=-1, ddof=1)
    wanted = effects.shape[-1] - 1

    def too_small(between: Floats) -> NDArray[np.bool_]:
        weights = 1 / (variances + between[..., None])
        centre = np.sum(weights * effects, axis=-1, keepdims=True) / np.sum(weights, axis=-1, keepdims=True)
        return np.asarray(np.sum(weights * (effects - centre) ** 2, axis=-1) > wanted, dtype=bool)

    none = np.logical_not(too_small(low))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        small = too_small(middle)
        low, high = np.where(small, middle, low), np.where(small, high, middle)
    return np.where(none, 0.0, (low + high) / 2)


def pool(shares: ArrayLike, answers: ArrayLike) -> Pool:
    """Pool the shares (per cent) of several places with so many answers each, places along the last axis."""
    effects, variances = on_logits(shares, answers)
    between = paule_mandel(effects, variances)[..., None]
    weights = 1 / (variances + between)
    total = np.sum(weights, axis=-1, keepdims=True)
    centre = np.sum(weights * effects, axis=-1, keepdims=True) / total
    borrowed = variances * weights
    off = effects - centre
    spread = variances * (1 - borrowed) + borrowed**2 * (1 / total + 2 * off**2 / (effects.shape[-1] - 3))
    return Pool(effects - borrowed * off, np.sqrt(spread))


@dataclass(frozen=True)
class Pooled:
    """The pooled share of one place (per cent) with its 95 % interval, and the probability that a rule points at it."""

    value: float
    interval: Interval
    flagged: float | None = None


@dataclass(frozen=True)
class Count:
    """How many places are expected on the side of a limit a rule points at, with the interval of that number."""

    expected: float
    low: int
    high: int
    of: int


def number_of(chances: Sequence[float]) -> Count:
    """The number of places of which something is true, by the probability that it is true of each.

    The sum of independent draws (Poisson's binomial distribution), worked out exactly; the interval leaves out at most
    half of what the confidence of the thresholds leaves open at either end.
    """
    masses = np.ones(1)
    for chance in chances:
        masses = np.convolve(masses, [1 - chance, chance])
    tail = (1 - thresholds.CONFIDENCE.value) / 2
    up_to = np.cumsum(masses)
    low, high = (int(np.searchsorted(up_to, end)) for end in (tail, 1 - tail))
    return Count(float(sum(chances)), low, high, len(chances))


def pooled_shares(
    atlas: Atlas, indicator_id: str, level: Level, year: int, rule: Rule | None = None
) -> dict[str, Pooled]:
    """The pooled shares of the places of a level in a year, by place id, under the first assumption of the atlas.

    Empty where fewer places than ``POOLED_AREAS`` have a share of a sample, and of the survey before 2015.
    """
    if INDICATOR[indicator_id].kind is not Kind.SAMPLE_SHARE or year < SURVEY_FROM:
        return {}
    cells = (atlas.observation(indicator_id, place.place_id, year) for place in atlas.places.at(level))
    known = [cell for cell in cells if cell.figure is not None and not cell.of_the_index]
    if len(known) < thresholds.POOLED_AREAS.value:
        return {}
    answers = [answers_under(cell.known, atlas.assumed[0]) for cell in known]
    found = pool([cell.known.value for cell in known], answers)
    reach = ndtri((1 + thresholds.CONFIDENCE.value) / 2) * found.deviation
    values, lows, highs = (
        (100 * expit(each)).tolist() for each in (found.mean, found.mean - reach, found.mean + reach)
    )
    flagged = _on_side(found, rule).tolist() if rule else [None] * len(known)
    return {
        cell.place_id: Pooled(value, Interval(low, high), chance)
        for cell, value, low, high, chance in zip(known, values, lows, highs, flagged, strict=True)
    }


def _on_side(found: Pool, rule: Rule) -> Floats:
    below = found.below(rule.limit)
    return 1 - below if rule.comparison == "over" else below
