"""What a study could see: the smallest effect it would find, whatever it finds, and whether the effort could reach it.

The smallest effect is that which is found with the power of the thresholds by the two-sided test at their significance,
under every assumption at once, whichever of them is true: rounding + (t + z)·standard error, t Student's quantile of
the test and z the normal one of the power (Bloom 1995). What areas do by themselves is in the error, at least as large
as chance alone makes it look. The treated areas' share after is taken where that effect would bring it, towards 50 %,
since the harder direction counts; a count where so many fewer would bring it. The whole demand of a clear effect,
placebos too, is stricter still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.special import ndtri, stdtrit

from sikkerby_geo.domain.effect.differences import difference, on_scale
from sikkerby_geo.domain.effect.panel import Panel, Rows
from sikkerby_geo.domain.figures.pooling import paule_mandel
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds

ROUNDS = 4
"""How often the share after is moved to where the smallest effect brings it."""


def smallest_effect(panel: Panel, contrast: Floats | None = None, own: Sequence[float] | None = None) -> float:
    """The smallest effect that would be found, on the scale effects are measured on, under the hardest assumption.

    ``own`` is the variance τ² of what areas do by themselves under each assumption, None = that of the panel.
    """
    along = panel.contrast if contrast is None else contrast
    return max(_smallest(panel, at, along, None if own is None else own[at]) for at in range(len(panel.sizes)))


def _smallest(panel: Panel, at: int, contrast: Floats, own: float | None) -> float:
    power = float(ndtri(thresholds.POWER.value))
    values = panel.observed.copy()
    k, after = panel.treated, np.array([year in panel.after for year in panel.years])
    start = panel.observed[:k, [year in panel.pre for year in panel.years]].mean(axis=1)
    varying = max(_varying(panel, at, contrast) if own is None else own, _by_chance(panel, at, contrast))
    smallest = 0.0
    for _ in range(ROUNDS):
        if panel.shares:
            moved = np.where(start > 50, np.maximum(start - smallest, 50), np.minimum(start + smallest, 50))
            values[:k, after] = moved[:, None]
        else:
            values[:k, after] = panel.observed[:k, after] * np.exp(-smallest / 100)
        found = difference(panel, values, at, contrast, varying)
        quantile = float(stdtrit(found.freedom, 1 - thresholds.SIGNIFICANCE.value / 2))
        smallest = found.room + (quantile + power) * float(found.error)
    return smallest


def _varying(panel: Panel, at: int, contrast: Floats) -> float:
    """The observed τ² of the comparison areas."""
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[at])
    return float(paule_mandel(scaled[panel.treated :] @ contrast, variances[panel.treated :] @ contrast**2))


def _by_chance(panel: Panel, at: int, contrast: Floats) -> float:
    """What τ² is found to be in the mean where it is 0, since what is found is never below 0.

    Of k areas of variance v each it is about v(χ²ₖ₋₁/(k − 1) − 1) where that is positive: in the mean v/√(π(k − 1)).
    """
    _, variances = on_scale(panel, panel.observed, panel.counted_of[at])
    spread = variances[panel.treated :] @ contrast**2
    return float(1 / np.mean(1 / spread) / np.sqrt(np.pi * (panel.compared - 1)))


def planned(panel: Panel) -> tuple[Panel, tuple[float, ...]]:
    """A panel of the years before with as many after that are as sure, and τ² under each assumption.

    That is what a plan can count on. What areas do by themselves is that of the comparison areas between the two halves
    of the years before; of one year nothing is known, and it is 0.
    """
    count = len(panel.before)
    columns = [panel.years.index(year) for year in panel.before]
    later = tuple(panel.before[-1] + 1 + step for step in range(count))
    to_come = replace(
        panel,
        years=(*panel.before, *later),
        after=later,
        pre=panel.before,
        values=_twice(panel.observed[:, columns]),
        slack=_twice(panel.rounding[:, columns]),
        sizes=tuple(_twice(each[:, columns]) for each in panel.counted_of),
    )
    halves = panel.split(panel.pre[len(panel.pre) // 2]) if len(panel.pre) > 1 else None
    each = range(len(panel.sizes))
    return to_come, tuple(0.0 if halves is None else _varying(panel, at, halves) for at in each)


def _twice(values: Floats) -> Rows:
    return tuple((*row, *row) for row in values.tolist())
