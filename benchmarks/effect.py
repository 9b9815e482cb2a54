"""What the method of *Effekt* promises and keeps: false alarms, power and coverage at the sizes we have.

    PYTHONPATH=. python benchmarks/effect.py [copies]

The areas are invented: 13, of some 231 answers, shares of 8–22 %, published in whole percentages.
"""

from __future__ import annotations

import sys
from time import process_time

import numpy as np

from sikkerby_geo.domain.effect.detecting import smallest_effect
from sikkerby_geo.domain.effect.differences import interval
from sikkerby_geo.domain.effect.judging import judged
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.facts.thresholds import USUAL
from tests.domain.effect_city import filled, panel, simulated


def alarms(copies: int) -> None:
    print("| areas | treated | years each | own changes | clear | clear or possible |\n|--:|--:|--:|--:|--:|--:|")
    for areas in (13, 9, 5):
        for treated, years in ((1, 1), (1, 3), (3, 1), (3, 3)):
            if areas - treated < 4:
                continue
            for own in (0.0, 1.5, 3.0, 6.0):
                empty = panel(treated, years, years, areas=areas)
                found = judged(empty, simulated(empty, copies, 1, own=own)[0], USUAL)
                rates = (np.mean(found.clear), np.mean(found.clear | found.possible))
                print(f"| {areas} | {treated} | {years} | {own} | {rates[0]:.1%} | {rates[1]:.1%} |")


def power(copies: int) -> None:
    print("\n| treated | years each | smallest | found, by the true assumption | downwards |\n|--:|--:|--:|--|--:|")
    for treated, years in ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3), (6, 3)):
        empty = panel(treated, years, years)
        size = smallest_effect(empty)

        def found(sign: int, at: int, empty: Panel = empty, size: float = size) -> float:
            values, _ = simulated(empty, copies, 2, effect=sign * size, at=at)
            return float(np.mean(judged(empty, values, USUAL).alone))

        up = " · ".join(f"{found(1, at):.0%}" for at in range(len(USUAL)))
        print(f"| {treated} | {years} | {size:.1f} | {up} | {found(-1, 0):.0%} |")


def coverage(copies: int) -> None:
    print("\n| treated | years each | own changes | held | width |\n|--:|--:|--:|--:|--:|")
    for treated, years, own in ((1, 1, 0.0), (1, 3, 0.0), (3, 3, 0.0), (1, 1, 3.0), (3, 2, 3.0)):
        empty = panel(treated, years, years)
        drawn = simulated(empty, copies, 3, effect=4.0, own=own)[0]
        ends = [interval(filled(empty, values), 0, empty.contrast) for values in drawn]
        held = np.mean([one.low <= 4 <= one.high for one in ends])
        print(f"| {treated} | {years} | {own} | {held:.1%} | {np.mean([one.high - one.low for one in ends]):.1f} |")


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    begun = process_time()
    power(many)
    alarms(many)
    coverage(max(many // 8, 100))
    print(f"\n{process_time() - begun:.0f} s of processor time")
