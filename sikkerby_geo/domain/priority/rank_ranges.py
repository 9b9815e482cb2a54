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
    own rank or score, so that no picture shows an area outside its own range. ``first`` and ``first_few`` are the
    shares of all repetitions under noise in which an area stands first, and among the first few of the registry.
    """

    noise: tuple[tuple[int, int], ...]
    weights: tuple[tuple[int, int], ...]
    score: tuple[tuple[float, float], ...]
    first: tuple[float, ...]
    first_few: tuple[float, ...]


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
    drawn_ranks = [ranks_of(each) for each in drawn]
    together = np.concatenate(drawn_ranks)
    factors = generator.uniform(1 - spread, 1 + spread, (int(registry.DRAWS.value), 1, len(used)))
    moved = scores_of(np.broadcast_to(table, (len(factors), *table.shape)), weights * factors)
    return Spread(
        noise=tuple((int(low), int(high)) for low, high in _widest([_ranges(each, ranks) for each in drawn_ranks])),
        weights=tuple((int(low), int(high)) for low, high in _ranges(ranks_of(moved), ranks)),
        score=tuple((float(low), float(high)) for low, high in _widest([_ranges(each, scores) for each in drawn])),
        first=tuple(np.mean(together == 1, axis=0).tolist()),
        first_few=tuple(np.mean(together <= registry.FIRST_FEW.value, axis=0).tolist()),
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
    """The parts that rest on answers, drawn anew: shape (draws, areas) each; a worsening is worked out anew.

    The same people answer on the neighbourhood and on the evening: the two of one year are drawn together.
    """
    evening_year, year = found.years["evening"], found.years["level"]
    after, before, evening = [], [], []
    for item in found.evidence:
        figures = (item.level, item.before or item.level, item.evening or item.level)
        sizes = [max(round(answers_under(figure, assumption) * answers), 1) for figure in figures]
        now, then = (_draw(*pair, draws, generator) for pair in zip(figures[:2], sizes[:2], strict=True))
        beside = {year: (now, figures[0], sizes[0])} | ({year - 1: (then, figures[1], sizes[1])} if year else {})
        known = beside.get(evening_year) if item.evening is not None else None
        together = _draw_beside(*known, figures[2], sizes[2], generator) if known else None
        after.append(now / sizes[0])
        before.append(then / sizes[1])
        evening.append((_draw(figures[2], sizes[2], draws, generator) if together is None else together) / sizes[2])
    level, old, night = (100 * np.stack(each, axis=-1) for each in (after, before, evening))
    return {"level": level, "evening": night, "worsening": worsenings(found, old, level, answers)}


def _draw(figure: Figure, size: int, draws: int, generator: np.random.Generator) -> np.ndarray:
    """How many say so in repeated samples of a size."""
    return generator.binomial(size, _share(figure, size), draws)


def _share(figure: Figure, size: int) -> float:
    """The share that is drawn around; none or all of n answers is (k + ½)/(n + 1), as Jeffreys' prior has it."""
    share = figure.value / 100
    return share if 0 < share < 1 else (share * size + 0.5) / (size + 1)


def _draw_beside(
    said: np.ndarray, first: Figure, size: int, second: Figure, other_size: int, generator: np.random.Generator
) -> np.ndarray:
    """How many of the same people say a second thing, by how many ``said`` the first.

    Each answers both as a pair with the correlation of the registry, as far as the two shares allow it: P(both) =
    p·q + ρ√(p(1 − p)q(1 − q)) ≤ min(p, q). Where the samples differ in size, the first is scaled to the second.
    """
    p, q = _share(first, size), _share(second, other_size)
    both = min(p * q + registry.TOGETHER.value * np.sqrt(p * (1 - p) * q * (1 - q)), p, q)
    scaled = np.rint(said * (other_size / size)).astype(int)
    return generator.binomial(scaled, both / p) + generator.binomial(other_size - scaled, (q - both) / (1 - p))
