"""How far a rank may move: scores and ranks, and their ranges under sampling noise and under other weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import norm

from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Basis
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.priority import Family

MISSING_MAY_BE = (0.0, 100.0)
"""Need of a part that is not known: anything on the scale."""


@dataclass(frozen=True)
class Spread:
    """The central nine of ten repetitions of each area, in the order of the evidence.

    ``noise`` and ``weights`` are ranks, ``score`` the scores under sampling noise. A range always holds the area's
    own rank or score, so that no picture shows an area outside its own range.
    """

    noise: tuple[tuple[int, int], ...]
    weights: tuple[tuple[int, int], ...]
    score: tuple[tuple[float, float], ...]


def needs_of(found: Basis, used: Sequence[str]) -> np.ndarray:
    """Needs from 0 to 100, shape (areas, parts); NaN where a part is missing."""
    rows = [[found.family.part(part).need(item.raw[part]) for part in used] for item in found.evidence]
    return np.array(rows, dtype=float)


def scores_of(needs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of needs over the last axis; NaN marks a missing part, whose weight the others share."""
    known = ~np.isnan(needs)
    shares = np.where(known, weights, 0.0)
    total = shares.sum(axis=-1)
    sums = (np.where(known, needs, 0.0) * shares).sum(axis=-1)
    return np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)


def ranks_of(scores: np.ndarray) -> np.ndarray:
    """Competition ranks along the last axis: 1 + how many score strictly higher (to a millionth)."""
    rounded = np.round(scores, 6)
    return 1 + (rounded[..., None, :] > rounded[..., :, None]).sum(axis=-1)


def spread_of(found: Basis, used: Sequence[str], weights: np.ndarray, *, answers: float, seed: int) -> Spread:
    """Repeat the ranking with shares drawn anew, and with each weight moved by up to half, up or down.

    ``weights`` belong to ``used`` and sum to 1; ``answers`` scales every number of answers (0.25 = a quarter).
    The same seed gives the same ranges.
    """
    generator = np.random.default_rng(seed)
    table = needs_of(found, used)
    scores = scores_of(table, weights)
    ranks = ranks_of(scores)
    drawn = scores_of(_drawn_needs(found, used, answers, generator), weights)
    spread = registry.WEIGHT_SPREAD.value
    factors = generator.uniform(1 - spread, 1 + spread, (int(registry.DRAWS.value), 1, len(used)))
    moved = scores_of(np.broadcast_to(table, (len(factors), *table.shape)), weights * factors)
    return Spread(
        noise=tuple((int(low), int(high)) for low, high in _ranges(ranks_of(drawn), ranks)),
        weights=tuple((int(low), int(high)) for low, high in _ranges(ranks_of(moved), ranks)),
        score=tuple((float(low), float(high)) for low, high in _ranges(drawn, scores)),
    )


def _ranges(drawn: np.ndarray, own: np.ndarray) -> list[tuple[float, float]]:
    """The central nine of ten of each area from repetitions in the first axis, widened to its own value."""
    tail = (1 - registry.RANK_RANGE.value) / 2
    low = np.quantile(drawn, tail, axis=0, method="inverted_cdf")
    high = np.quantile(drawn, 1 - tail, axis=0, method="inverted_cdf")
    return list(zip(np.minimum(low, own), np.maximum(high, own), strict=True))


def _drawn_needs(found: Basis, used: Sequence[str], answers: float, generator: np.random.Generator) -> np.ndarray:
    """Needs under sampling noise, shape (draws, areas, parts).

    Shares are drawn binomially with the answers of their cell; a missing part may be anything on the scale.
    Counted crime and covered land are no sample and stay.
    """
    draws = int(registry.DRAWS.value)
    result = np.empty((draws, len(found.evidence), len(used)))
    for row, item in enumerate(found.evidence):
        level = _draw(item.level, answers, draws, generator)
        drawn = {"level": level[0]}
        if item.evening:
            drawn["evening"] = _draw(item.evening, answers, draws, generator)[0]
        if item.before:
            before = _draw(item.before, answers, draws, generator)
            drawn["worsening"] = _drawn_worsening(before, level, item.before.slack + item.level.slack, found.family)
        for column, part in enumerate(used):
            raw = item.raw[part]
            if raw is None:
                result[:, row, column] = generator.uniform(*MISSING_MAY_BE, draws)
            else:
                result[:, row, column] = found.family.part(part).needs(drawn.get(part, np.full(draws, raw)))
    return result


def _draw(figure: Figure, answers: float, draws: int, generator: np.random.Generator) -> tuple[np.ndarray, int]:
    """Shares (per cent) of repeated samples as large as the figure's own, and that size."""
    size = max(round(figure.interval_answers * answers), 1)
    return 100 * generator.binomial(size, figure.value / 100, draws) / size, size


def _drawn_worsening(
    before: tuple[np.ndarray, int], after: tuple[np.ndarray, int], slack: float, family: Family
) -> np.ndarray:
    """Sure worsening in points for each draw: ``intervals.differ_surely`` for whole arrays, rounding included."""
    (old, old_n), (new, new_n) = before, after
    worse = (new - old) if family.main.worse_high else (old - new)
    distance = np.clip(worse - slack, 0, None)
    pooled = (old * old_n + new * new_n) / (old_n + new_n) / 100
    error = 100 * np.sqrt(np.clip(pooled * (1 - pooled), 1e-9, None)) * sqrt(1 / old_n + 1 / new_n)
    sure = distance / error > norm.ppf(1 - thresholds.SIGNIFICANCE.value / 2)
    return np.where(sure, worse, 0.0)
