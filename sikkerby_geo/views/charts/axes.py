"""Axes of figures: shares on round tens between 0 and 100, everything else from 0 in whole steps."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, log10


def round_up(value: float) -> tuple[float, float]:
    """End of an axis from 0 and distance of its figures: steps of 1, 2 or 5 times a power of ten, three to six."""
    if value <= 0:
        return 1, 1
    power = 10.0 ** max(0, int(log10(value)) - 1)
    for step in (one * power for one in (1, 2, 5, 10, 20, 50, 100)):
        if value / step <= 5.4:
            return max(step * ceil(value * 1.02 / step), step), step
    return value, value


def counted(ends: Iterable[float]) -> tuple[float, float, float]:
    """Low, high and step of an axis for what is counted: from 0 to a whole step over the largest."""
    high, step = round_up(max(ends, default=1))
    return 0, high, step
