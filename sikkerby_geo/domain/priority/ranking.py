"""Where to look next: a transparent score, its rank with its ranges, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sikkerby_geo.domain.priority.evidence import Basis, Evidence, worsening_if
from sikkerby_geo.domain.priority.rank_ranges import MISSING_MAY_BE, needs_of, ranks_of, scores_of, spread_of
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.problems import SikkerByError


@dataclass(frozen=True)
class Ranked:
    """One area's place in the list.

    ``score`` is over the parts it has; ``low`` and ``high`` are the scores with every missing part at 0 and 100.
    ``needs`` (0–100) and ``points`` (what each part adds to the score) are by part. The ranges hold nine of ten
    repetitions: of the sampling noise, and separately of weights moved by half.
    ``first`` and ``first_few`` are the probabilities, under sampling noise, to stand first and among the first few.
    """

    place_id: str
    rank: int
    score: float
    low: float
    high: float
    needs: Mapping[str, float | None]
    points: Mapping[str, float]
    missing: tuple[str, ...]
    noise: tuple[int, int]
    weights: tuple[int, int]
    score_noise: tuple[float, float]
    first: float
    first_few: float
    evidence: Evidence = field(repr=False, kw_only=True)


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
    table = needs_of(found, used)
    scores = scores_of(table, vector)
    ranks = ranks_of(scores)
    low, high = (scores_of(np.where(np.isnan(table), end, table), vector) for end in MISSING_MAY_BE)
    spread = spread_of(found, used, vector, answers=answers, seed=int(registry.SEED.value) if seed is None else seed)
    rows = []
    for index, item in enumerate(found.evidence):
        needs = {part: found.family.part(part).need(item.raw[part]) for part in registry.PART_IDS}
        known = {part: need for part in used if (need := needs[part]) is not None}
        total = sum(shares[part] for part in known)
        rows.append(
            Ranked(
                place_id=item.place_id,
                rank=int(ranks[index]),
                score=float(scores[index]),
                low=float(low[index]),
                high=float(high[index]),
                needs=needs,
                points={part: shares[part] / total * need for part, need in known.items()},
                missing=tuple(part for part in used if part not in known),
                noise=spread.noise[index],
                weights=spread.weights[index],
                score_noise=spread.score[index],
                first=spread.first[index],
                first_few=spread.first_few[index],
                evidence=item,
            )
        )
    return sorted(rows, key=lambda row: (row.rank, row.place_id))


@dataclass(frozen=True)
class Leaders:
    """Who leads: ``first`` alone or with ``rivals`` that may be first too, and who may come next.

    ``candidates`` are those that may hold the first place none of the leaders holds.
    """

    first: tuple[Ranked, ...]
    rivals: tuple[Ranked, ...]
    candidates: tuple[Ranked, ...]


def leaders(rows: Sequence[Ranked]) -> Leaders:
    """Read a ranking with its noise ranges: a place that several may hold belongs to none of them alone."""
    first = tuple(row for row in rows if row.rank == 1)
    rivals = tuple(row for row in rows if row.rank > 1 and row.noise[0] == 1)
    ahead = len(first) + len(rivals)
    rest = [row for row in rows if row not in (*first, *rivals)]
    return Leaders(first, rivals, tuple(row for row in rest if row.noise[0] <= ahead + 1))


@dataclass(frozen=True)
class Swap:
    """What would let the next area draw level: the main share moved by ``points`` whole percentage points.

    None where no such move would do it, as where the share has no weight. ``within_noise`` = the move is no larger
    than the half width of the share's own interval.
    """

    next_id: str
    points: int | None
    within_noise: bool


def swap(rows: Sequence[Ranked], index: int, found: Basis, weights: Mapping[str, float]) -> Swap | None:
    """The smallest whole move of ``rows[index]``'s main share towards less need that lets the next area draw level.

    The worsening is worked out anew with the moved share, since it is part of the score. None for the last area.
    """
    if index + 1 >= len(rows):
        return None
    row, after = rows[index], rows[index + 1]
    shares = checked_weights(weights, found.used)
    step = -1 if found.family.main.worse_high else 1
    figure = row.evidence.level
    if round(row.score - after.score, 6) <= 0:
        return Swap(after.place_id, 0, True)
    for points in range(1, 101):
        moved = figure.value + step * points
        if not 0 <= moved <= 100:
            break
        raw = {**row.evidence.raw, "level": moved, "worsening": worsening_if(found, row.place_id, moved)}
        needs = [(share, found.family.part(part).need(raw[part])) for part, share in shares.items() if share]
        known = [(share, need) for share, need in needs if need is not None]
        score = sum(share * need for share, need in known) / sum(share for share, _ in known)
        if score <= after.score + 1e-6:
            half = (figure.reach.high - figure.reach.low) / 2
            return Swap(after.place_id, points, points <= half)
    return Swap(after.place_id, None, False)
