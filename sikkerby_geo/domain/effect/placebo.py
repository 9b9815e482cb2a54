"""The method where there was no effort: every other choice of areas, and earlier years.

Had the effort done nothing, the areas that had it would be any of those in the study: the effect of the real ones is
held against that of every other choice of as many (Fisher 1935; Abadie, Diamond & Hainmueller 2010). Of one area among
13 there are 12 others, so that no p is below 1/13. Comparison areas count alike here, on counts too.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np

from sikkerby_geo.domain.effect.answer import CheckState, Placebo
from sikkerby_geo.domain.effect.differences import difference, on_scale, told
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds

MOST_TOLD = 20
"""Placebo effects that are told."""
EQUAL = 1e-9
"""Two effects are the same where they differ by no more."""


@lru_cache(64)
def choices(areas: int, treated: int) -> Floats:
    """Every choice of so many of the areas, as weights whose product with the areas' changes is its effect.

    Shape (choices, areas), the real one (the first areas) first.
    """
    listed = list(combinations(range(areas), treated))
    weights = np.full((len(listed), areas), -1 / (areas - treated))
    for row, chosen in enumerate(listed):
        weights[row, list(chosen)] = 1 / treated
    return weights


def smallest_p(areas: int, treated: int) -> float:
    """The smallest p there can be: the real choice alone, or with its opposite where that is as large of necessity."""
    return (2 if areas == 2 * treated else 1) / len(choices(areas, treated))


def _effects(panel: Panel, values: Floats) -> Floats:
    """The effects of all choices, along the last axis."""
    scaled, _ = on_scale(panel, values, panel.counted_of[0])
    return (scaled @ panel.contrast) @ choices(len(panel.places), panel.treated).T


def placebo_p(panel: Panel, values: Floats) -> Floats:
    """p of the real choice among all, for values of shape (…, areas, years)."""
    found = np.abs(_effects(panel, values))
    return np.asarray(np.mean(found >= found[..., :1] - EQUAL, axis=-1), dtype=float)


def placebo_areas(panel: Panel) -> Placebo:
    """The observed effect among those of every other choice of areas."""
    effects = _effects(panel, panel.observed)[1:]
    order = np.argsort(-np.abs(effects), kind="stable")[:MOST_TOLD]
    chosen = choices(len(panel.places), panel.treated)[1:] > 0
    names = [";".join(np.array(panel.places)[chosen[at]].tolist()) for at in order]
    p, least = float(placebo_p(panel, panel.observed)), smallest_p(len(panel.places), panel.treated)
    failed = least < thresholds.SIGNIFICANCE.value <= p
    return Placebo(
        CheckState.FAILED if failed else CheckState.PASSED,
        len(effects),
        p,
        least,
        tuple((name, told(panel, float(effects[at]))) for name, at in zip(names, order, strict=True)),
    )


def placebo_years(panel: Panel) -> Placebo:
    """The observed effect among those there would be, had the effort begun in one of the earlier years.

    It fails where an earlier year shows as large an effect; none is told where there is one year before.
    """
    if len(panel.pre) < 2:
        return Placebo(CheckState.NOT_POSSIBLE, 0)
    own = abs(float(difference(panel, panel.observed, 0, panel.contrast).effect))
    found = [
        (str(year), float(difference(panel, panel.observed, 0, panel.split(year)).effect)) for year in panel.pre[1:]
    ]
    larger = sum(abs(effect) >= own - EQUAL for _, effect in found)
    ranked = sorted(found, key=lambda each: -abs(each[1]))[:MOST_TOLD]
    return Placebo(
        CheckState.FAILED if larger else CheckState.PASSED,
        len(found),
        (1 + larger) / (1 + len(found)),
        1 / (1 + len(found)),
        tuple((year, told(panel, effect)) for year, effect in ranked),
    )
