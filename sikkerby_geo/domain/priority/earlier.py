"""Where each area would stand with the figures of the year before: how much a place rests on the newest figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.evidence import Basis, basis, offered
from sikkerby_geo.domain.priority.rank_ranges import needs_of, ranks_of, scores_of
from sikkerby_geo.facts.indicators import INDICATOR


@dataclass(frozen=True)
class Earlier:
    """The ranks of an earlier year by area, and which parts of today's score that year has no figures for.

    An area is missing where it had no figure then.
    """

    year: int
    ranks: Mapping[str, int]
    lacking: tuple[str, ...]


def earlier_ranks(atlas: Atlas, found: Basis, shares: Mapping[str, float]) -> Earlier | None:
    """Rank the areas by the newest earlier year that can be ranked and compared, with the same weights.

    Every part is of that year, or of the year that goes with it. ``shares`` are the weights of the parts in use
    today. None where there is no such year, or no weight is left for it.
    """
    main = INDICATOR[found.family.main_id]
    years = [
        year
        for family, year in offered(atlas)
        if family is found.family and year < found.year and main.comparable(year, found.year)
    ]
    if not years:
        return None
    before = basis(atlas, found.family, max(years), found.kind)
    weighted = tuple(part for part, share in shares.items() if share > 0)
    used = tuple(part for part in weighted if part in before.used)
    if not used:
        return None
    ranks = ranks_of(scores_of(needs_of(before, used), np.array([shares[part] for part in used])))
    by_area = {item.place_id: int(rank) for item, rank in zip(before.evidence, ranks, strict=True)}
    return Earlier(before.year, by_area, tuple(part for part in weighted if part not in used))
