"""How far a rank may move: scores and ranks, and their ranges under sampling noise and under other weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.priority.evidence import Basis, worsenings
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.thresholds import Assumption

MISSING_MAY_BE = (0.0, 100.0)
"""Need of a part that is not known: anything on the scale."""


@dataclass(frozen=True)
class Spread:
    """The central nine of ten repetitions of each area, in the order of the evidence.

    Under sampling noise from the lowest to the highest end under any of the assumptions of the evidence.
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

    ``weights`` belong to ``used`` and sum to 1; ``answers`` scales every number of answers (0.25 = a quarter). The
    repetitions under noise are shared equally between the assumptions. The same seed gives the same ranges.
    """
    generator = np.random.default_rng(seed)
    table = needs_of(found, used)
    scores = scores_of(table, weights)
    ranks = ranks_of(scores)
    draws = int(registry.DRAWS.value) // len(found.assumed)
    drawn = [scores_of(_drawn_needs(found, used, one, answers, draws, generator), weights) for one in found.assumed]
    spread = registry.WEIGHT_SPREAD.value
    factors = generator.uniform(1 - spread, 1 + spread, (int(registry.DRAWS.value), 1, len(used)))
    moved = scores_of(np.broadcast_to(table, (len(factors), *table.shape)), weights * factors)
    return Spread(
        noise=tuple((int(low), int(high)) for low, high in _widest([_ranges(ranks_of(each), ranks) for each in drawn])),
        weights=tuple((int(low), int(high)) for low, high in _ranges(ranks_of(moved), ranks)),
        score=tuple((float(low), float(high)) for low, high in _widest([_ranges(each, scores) for each in drawn])),
    )


def _widest(ranges: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The lowest and the highest end of each area, of its ranges under several assumptions."""
    return [(min(low for low, _ in each), max(high for _, high in each)) for each in zip(*ranges, strict=True)]


def _ranges(drawn: np.ndarray, own: np.ndarray) -> list[tuple[float, float]]:
    """The central nine of ten of each area from repetitions in the first axis, widened to its own value."""
    tail = (1 - registry.RANK_RANGE.value) / 2
    low = np.quantile(drawn, tail, axis=0, method="inverted_cdf")
    high = np.quantile(drawn, 1 - tail, axis=0, method="inverted_cdf")
    return list(zip(np.minimum(low, own), np.maximum(high, own), strict=True))


def _drawn_needs(
    found: Basis,
    used: Sequence[str],
    assumption: Assumption,
    answers: float,
    draws: int,
    generator: np.random.Generator,
) -> np.ndarray:
    """Needs under sampling noise, shape (draws, areas, parts).

    Shares are drawn binomially with the answers of their cell under an assumption; a missing part may be anything on
    the scale. Counted crime and covered land are no sample and stay.
    """
    result = np.empty((draws, len(found.evidence), len(used)))
    drawn = _drawn(found, assumption, answers, draws, generator)
    for row, item in enumerate(found.evidence):
        for column, part in enumerate(used):
            raw = item.raw[part]
            if raw is None:
                result[:, row, column] = generator.uniform(*MISSING_MAY_BE, draws)
            else:
                values = drawn[part][:, row] if part in drawn else np.full(draws, raw)
                result[:, row, column] = found.family.part(part).needs(values)
    return result


def _drawn(
    found: Basis, assumption: Assumption, answers: float, draws: int, generator: np.random.Generator
) -> dict[str, np.ndarray]:
    """The parts that rest on answers, drawn anew: shape (draws, areas) each; a worsening is tested anew."""
    after, evening, before = (
        np.stack(
            [_draw(figure, answers_under(figure, assumption) * answers, draws, generator) for figure in figures],
            axis=-1,
        )
        for figures in (
            [item.level for item in found.evidence],
            [item.evening or item.level for item in found.evidence],
            [item.before or item.level for item in found.evidence],
        )
    )
    worsening = worsenings(found, before, after, answers)
    return {"level": after, "evening": evening, "worsening": worsening}


def _draw(figure: Figure, answers: float, draws: int, generator: np.random.Generator) -> np.ndarray:
    """Shares (per cent) of repeated samples of so many answers."""
    size = max(round(answers), 1)
    return 100 * generator.binomial(size, figure.value / 100, draws) / size
