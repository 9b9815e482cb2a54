"""What a study could see: the smallest effect it would find, whatever it finds, and whether the effort could reach it.

The smallest effect is that which is found with the power of the thresholds by the two-sided test at their significance,
under every assumption at once: rounding + (t + z)·standard error, t Student's quantile of the test and z the normal one
of the power (Bloom 1995). The treated areas' share after is taken where that effect would bring it, towards 50 %, since
the harder direction counts. The whole demand of a clear effect, placebos too, is stricter still.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.special import stdtrit
from scipy.stats import norm

from sikkerby_geo.domain.effect.differences import difference, on_scale
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds

ROUNDS = 4
"""How often the share after is moved to where the smallest effect brings it."""


def smallest_effect(panel: Panel, contrast: Floats | None = None) -> float:
    """The smallest effect that would be found, on the scale effects are measured on, under the hardest assumption."""
    along = panel.contrast if contrast is None else contrast
    return max(_smallest(panel, at, along) for at in range(len(panel.sizes)))


def _smallest(panel: Panel, at: int, contrast: Floats) -> float:
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
        found = difference(panel, values, at, contrast)
        quantile = float(stdtrit(found.freedom, 1 - thresholds.SIGNIFICANCE.value / 2))
        smallest = found.room + (quantile + power) * float(found.error)
    return smallest


def planned(panel: Panel) -> Panel:
    """A panel of the years before, with as many after that are as sure: what a plan can count on.

    The years after repeat those before, so that no effect is in it; what areas do by themselves is put back by moving
    the comparison areas as they moved between the two halves of the years before.
    """
    count = len(panel.before)
    columns = [panel.years.index(year) for year in panel.before]
    later = tuple(panel.before[-1] + 1 + step for step in range(count))
    values = panel.observed[:, columns]
    if len(panel.pre) > 1:
        middle = panel.pre[len(panel.pre) // 2]
        moved = on_scale(panel, panel.observed, panel.counted_of[0])[0] @ panel.split(middle)
        own = np.clip(values + moved[:, None], 1, 99) if panel.shares else values * np.exp(moved / 100)[:, None]
    else:
        own = values
    after = np.concatenate([values[: panel.treated], own[panel.treated :]])
    return replace(
        panel,
        years=(*panel.before, *later),
        after=later,
        pre=panel.before,
        values=_rows(np.concatenate([values, after], axis=1)),
        slack=_rows(np.concatenate([panel.rounding[:, columns]] * 2, axis=1)),
        sizes=tuple(_rows(np.concatenate([each[:, columns]] * 2, axis=1)) for each in panel.counted_of),
    )


def _rows(values: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in values.tolist())
