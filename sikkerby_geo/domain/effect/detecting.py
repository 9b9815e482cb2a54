"""What a study could see: the smallest effect it would find, whatever it finds, and whether the effort could reach it.

The smallest effect is that which is found with the power of the thresholds by the two-sided test at their significance,
under every assumption at once: rounding + (t + z)·standard error, t Student's quantile of the test and z the normal one
of the power (Bloom 1995). The treated areas' share after is taken where that effect would bring it, towards 50 %, since
the harder direction counts. The whole demand of a clear effect, placebos too, is stricter still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.special import stdtrit
from scipy.stats import norm

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
    power = float(norm.ppf(thresholds.POWER.value))
    values = panel.observed.copy()
    shown = panel.observed[: panel.treated]
    after = np.array([year in panel.after for year in panel.years])
    start = shown[:, [year in panel.pre for year in panel.years]].mean(axis=1)
    smallest = 0.0
    for _ in range(ROUNDS):
        if panel.shares:
            moved = np.where(start > 50, np.maximum(start - smallest, 50), np.minimum(start + smallest, 50))
            values[: panel.treated, after] = moved[:, None]
        found = difference(panel, values, at, contrast, own)
        quantile = float(stdtrit(found.freedom, 1 - thresholds.SIGNIFICANCE.value / 2))
        smallest = found.room + (quantile + power) * float(found.error)
    return smallest


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
    return to_come, tuple(_varying(panel, at) for at in range(len(panel.sizes)))


def _varying(panel: Panel, at: int) -> float:
    if len(panel.pre) < 2:
        return 0.0
    halves = panel.split(panel.pre[len(panel.pre) // 2])
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[at])
    return float(paule_mandel(scaled[panel.treated :] @ halves, variances[panel.treated :] @ halves**2))


def _twice(values: Floats) -> Rows:
    return tuple((*row, *row) for row in values.tolist())
