"""Where to look next: a transparent score, its rank, and how far each rank may move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np
from scipy.stats import norm

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.cells import Cell, Figure
from sikkerby_geo.domain.changes import Verdict, change
from sikkerby_geo.domain.coverage import coverage, last_documented_year
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.measures import comparable
from sikkerby_geo.facts.priority import Family
from sikkerby_geo.facts.problems import SikkerByError


@dataclass(frozen=True)
class Evidence:
    """What is known of one survey area: raw values of the parts (None = missing) and the figures behind them.

    ``raw`` holds level and evening (per cent), worsening (sure percentage points, 0 = none sure), crime
    (reports per 1,000) and uncovered (per cent of the land).
    """

    place_id: str
    raw: Mapping[str, float | None]
    level: Figure
    evening: Figure | None
    before: Figure | None


@dataclass(frozen=True)
class Basis:
    """The evidence of all areas for one family and year, with the year each part is from.

    ``used`` are the parts that enter the score: those known for enough areas; the others are shown, not scored.
    """

    family: Family
    year: int
    years: Mapping[str, int | None]
    evidence: tuple[Evidence, ...]
    used: tuple[str, ...]


@dataclass(frozen=True)
class Ranked:
    """One area's place in the list.

    ``score`` is over the parts it has; ``low`` and ``high`` are the scores with every missing part at 0 and 100.
    Rank ranges hold nine of ten repetitions: of the sampling noise, and separately of weights moved by half.
    """

    place_id: str
    rank: int
    score: float
    low: float
    high: float
    needs: Mapping[str, float | None]
    missing: tuple[str, ...]
    noise: tuple[int, int] = (0, 0)
    weights: tuple[int, int] = (0, 0)
    evidence: Evidence = field(repr=False, kw_only=True)


def offered(atlas: Atlas) -> tuple[tuple[Family, int], ...]:
    """Families and years in which at least ten areas have the main figure, newest first."""
    areas = atlas.places.at(Level.SURVEY_AREA)
    return tuple(
        (family, year)
        for year in sorted(atlas.years, reverse=True)
        for family in registry.FAMILIES
        if sum(atlas.cell(family.main_id, area.place_id, year).figure is not None for area in areas)
        >= registry.LEAST_AREAS.value
    )


def basis(atlas: Atlas, family: Family, year: int) -> Basis:
    """Gather the evidence of a family and year; areas without the main figure are left out.

    The evening figure is of the same year where enough areas have it, else of the newest earlier year that has.
    """
    areas = [area.place_id for area in atlas.places.at(Level.SURVEY_AREA)]
    evening_year = _year_with_enough(atlas, family.evening_id, areas, year)
    covered_year = last_documented_year(atlas)
    covered = coverage(atlas, covered_year) if covered_year is not None else None
    evidence = []
    for place_id in sorted(areas):
        main = atlas.cell(family.main_id, place_id, year)
        if main.figure is None:
            continue
        evening = atlas.cell(family.evening_id, place_id, evening_year).figure if evening_year else None
        before = atlas.cell(family.main_id, place_id, year - 1)
        crime = atlas.crime_in("straffelov", atlas.places[place_id], year - 1).per_1000
        raw = {
            "level": main.figure.percent,
            "evening": evening.percent if evening else None,
            "worsening": _worsening(before, main, family),
            "crime": crime,
            "uncovered": 100 * (1 - covered[place_id]) if covered and place_id in covered else None,
        }
        evidence.append(Evidence(place_id, raw, main.figure, evening, before.figure))
    used = tuple(
        part
        for part in registry.PART_IDS
        if sum(item.raw[part] is not None for item in evidence) >= registry.LEAST_AREAS.value
    )
    years = {
        "level": year,
        "evening": evening_year,
        "worsening": year,
        "crime": year - 1,
        "uncovered": covered_year if covered else None,
    }
    return Basis(family, year, years, tuple(evidence), used)


def _year_with_enough(atlas: Atlas, measure_id: str, areas: Sequence[str], year: int) -> int | None:
    for when in sorted((when for when in atlas.years if when <= year and comparable(when, year)), reverse=True):
        known = sum(atlas.cell(measure_id, place_id, when).figure is not None for place_id in areas)
        if known >= registry.LEAST_AREAS.value:
            return when
    return None


def _worsening(before: Cell, after: Cell, family: Family) -> float | None:
    """Percentage points of a sure change for the worse since the year before; 0 when none is sure."""
    found = change(before, after)
    if found.verdict is Verdict.NOT_TESTABLE:
        return None
    worse = Verdict.ROSE if family.main.worse_high else Verdict.FELL
    return abs(after.figure.percent - before.figure.percent) if found.verdict is worse else 0.0


def checked_weights(weights: Mapping[str, float], used: Sequence[str]) -> dict[str, float]:
    """The weights of the parts in use, as shares that sum to 1.

    Raises
    ------
    SikkerByError
        Every part in use has weight 0: there is nothing to rank by.
    """
    kept = {part: max(float(weights.get(part, 0)), 0.0) for part in used}
    total = sum(kept.values())
    if total == 0:
        raise SikkerByError("problem.no_weights")
    return {part: weight / total for part, weight in kept.items()}


def _scores(needs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of needs over the last axis; NaN marks a missing part, whose weight the others share."""
    known = ~np.isnan(needs)
    shares = np.where(known, weights, 0.0)
    total = shares.sum(axis=-1)
    sums = (np.where(known, needs, 0.0) * shares).sum(axis=-1)
    return np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)


def _ranks(scores: np.ndarray) -> np.ndarray:
    """Competition ranks along the last axis: 1 + how many score strictly higher (to a millionth)."""
    rounded = np.round(scores, 6)
    return 1 + (rounded[..., None, :] > rounded[..., :, None]).sum(axis=-1)


def ranking(
    found: Basis, weights: Mapping[str, float], *, answers: float = 1.0, seed: int | None = None
) -> list[Ranked]:
    """Rank the areas, first the one with most need; equal scores share a rank and stand in order of id.

    ``answers`` scales every number of answers (0.25 = a quarter of them) for the ranges only.

    Raises
    ------
    SikkerByError
        All weights are 0.
    """
    found = replace(found, evidence=tuple(sorted(found.evidence, key=lambda item: item.place_id)))
    shares = checked_weights(weights, found.used)
    used = tuple(part for part in found.used if shares[part] > 0)
    vector = np.array([shares[part] for part in used])
    table = _needs(found, used)
    scores = _scores(table, vector)
    ranks = _ranks(scores)
    low, high = _scores(np.nan_to_num(table, nan=0.0), vector), _scores(np.nan_to_num(table, nan=100.0), vector)
    generator = np.random.default_rng(int(registry.SEED.value) if seed is None else seed)
    noise = _ranges(_ranks(_scores(_drawn_needs(found, used, answers, generator), vector)))
    spread = registry.WEIGHT_SPREAD.value
    factors = generator.uniform(1 - spread, 1 + spread, (int(registry.DRAWS.value), 1, len(used)))
    moved = _ranges(_ranks(_scores(np.broadcast_to(table, (len(factors), *table.shape)), vector * factors)))
    rows = [
        Ranked(
            place_id=item.place_id,
            rank=int(ranks[index]),
            score=float(scores[index]),
            low=float(low[index]),
            high=float(high[index]),
            needs={part: _need(found.family, part, item.raw[part]) for part in registry.PART_IDS},
            missing=tuple(part for part in used if item.raw[part] is None),
            noise=noise[index],
            weights=moved[index],
            evidence=item,
        )
        for index, item in enumerate(found.evidence)
    ]
    return sorted(rows, key=lambda row: (row.rank, row.place_id))


def _need(family: Family, part: str, raw: float | None) -> float | None:
    return None if raw is None else family.part(part).need(raw)


def _needs(found: Basis, used: Sequence[str]) -> np.ndarray:
    """Needs, shape (areas, parts); NaN where a part is missing."""
    needs = [[_need(found.family, part, item.raw[part]) for part in used] for item in found.evidence]
    return np.array(needs, dtype=float)


def _ranges(ranks: np.ndarray) -> list[tuple[int, int]]:
    """The central nine of ten ranks of each area, from repetitions in the first axis."""
    tail = (1 - registry.RANK_RANGE.value) / 2
    low = np.quantile(ranks, tail, axis=0, method="inverted_cdf")
    high = np.quantile(ranks, 1 - tail, axis=0, method="inverted_cdf")
    return [(int(a), int(b)) for a, b in zip(low, high, strict=True)]


def _drawn_needs(found: Basis, used: Sequence[str], answers: float, generator: np.random.Generator) -> np.ndarray:
    """Needs under sampling noise, shape (draws, areas, parts).

    Shares are drawn binomially with the answers of their cell; a missing part may be anything from 0 to 100.
    Counted crime and covered land are no sample and stay.
    """
    draws = int(registry.DRAWS.value)
    result = np.empty((draws, len(found.evidence), len(used)))
    for row, item in enumerate(found.evidence):
        level, level_n = _draw(item.level, answers, draws, generator)
        evening = _draw(item.evening, answers, draws, generator)[0] if item.evening else None
        before = _draw(item.before, answers, draws, generator) if item.before else None
        for column, part in enumerate(used):
            scale = found.family.part(part)
            raw = {"level": level, "evening": evening}.get(part)
            if item.raw[part] is None:
                result[:, row, column] = generator.uniform(0, 100, draws)
                continue
            if part == "worsening":
                raw = _drawn_worsening(before, (level, level_n), found.family)
            elif raw is None:
                raw = np.full(draws, item.raw[part])
            result[:, row, column] = np.clip(100 * (raw - scale.zero) / (scale.full - scale.zero), 0, 100)
    return result


def _draw(figure: Figure, answers: float, draws: int, generator: np.random.Generator) -> tuple[np.ndarray, int]:
    """Shares (per cent) of repeated samples as large as the figure's own, and that size."""
    size = max(round(figure.interval_answers * answers), 1)
    return 100 * generator.binomial(size, figure.percent / 100, draws) / size, size


def _drawn_worsening(before: tuple[np.ndarray, int], after: tuple[np.ndarray, int], family: Family) -> np.ndarray:
    """Sure worsening in points for each draw: the pooled z test of ``intervals.differ_surely``, at full rounding."""
    (old, old_n), (new, new_n) = before, after
    worse = (new - old) if family.main.worse_high else (old - new)
    distance = np.clip(worse - 1.0, 0, None)
    pooled = (old * old_n + new * new_n) / (old_n + new_n) / 100
    error = 100 * np.sqrt(np.clip(pooled * (1 - pooled), 1e-9, None)) * sqrt(1 / old_n + 1 / new_n)
    sure = distance / error > norm.ppf(1 - thresholds.SIGNIFICANCE.value / 2)
    return np.where(sure, worse, 0.0)


def points_to_swap(rows: Sequence[Ranked], index: int, found: Basis, weights: Mapping[str, float]) -> float | None:
    """How many percentage points the main share of ``rows[index]`` must move for the next area to draw level.

    None for the last area, or where the main part has no weight.
    """
    shares = checked_weights(weights, found.used)
    if index + 1 >= len(rows) or shares.get("level", 0) == 0:
        return None
    part = found.family.part("level")
    per_point = shares["level"] * 100 / abs(part.full - part.zero)
    return (rows[index].score - rows[index + 1].score) / per_point
