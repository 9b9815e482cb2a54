"""What the method concludes from a panel, of the observed values and of thousands of copies by the same lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sikkerby_geo.domain.effect.differences import difference
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.effect.placebo import placebo_p
from sikkerby_geo.domain.figures.certainty import clear_among
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import Assumption, Assumptions

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """What is found of values of shape (…, areas, years); everything has the leading shape.

    ``alone``: clear by ``certainty.clear_among``. ``placebo``: p among all choices of areas. ``moved_before``: the
    areas moved apart before the start. ``clear`` and ``possible`` are the two kinds of alarm.
    """

    p_values: dict[Assumption, Floats]
    alone: Flags
    placebo: Floats
    moved_before: Flags

    @property
    def clear(self) -> Flags:
        """Clear: under every assumption, beyond what areas do by themselves, and with nothing against the method."""
        return self.alone & (self.placebo < thresholds.SIGNIFICANCE.value) & ~self.moved_before

    @property
    def possible(self) -> Flags:
        """Below the significance under the first assumption, but not clear."""
        first = next(iter(self.p_values.values()))
        return (first < thresholds.SIGNIFICANCE.value) & ~self.clear & ~self.moved_before


def judged(panel: Panel, values: Floats, assumed: Assumptions, sizes: Floats | None = None) -> Judged:
    """Judge values of a panel; an assumption of answers says nothing of counts, and all give the same p.

    ``sizes`` (assumptions, …, areas, years) are the answers behind them, None = those of the panel.
    """
    behind = [None if sizes is None else sizes[at] for at in range(len(assumed))]
    p_values = {
        one: difference(panel, values, at, panel.contrast, sizes=behind[at]).p for at, one in enumerate(assumed)
    }
    none_doubted = np.zeros((*values.shape[:-2], 1), dtype=bool)
    alone = clear_among({one: p[..., None] for one, p in p_values.items()}, none_doubted)[..., 0]
    before = np.zeros(values.shape[:-2], dtype=bool)
    if len(panel.pre) > 1:
        before = difference(panel, values, 0, panel.slope, sizes=behind[0]).p < thresholds.SIGNIFICANCE.value
    return Judged(p_values, alone, placebo_p(panel, values), np.asarray(before, dtype=bool))
