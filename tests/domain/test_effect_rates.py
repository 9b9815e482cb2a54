"""What the method promises at the sizes we have: 13 areas of some 231 answers, whole percentages. Seeded and short;
``benchmarks/effect.py`` is the long version."""

from __future__ import annotations

import numpy as np
import pytest

from sikkerby_geo.domain.effect.copies import drawn, false_alarms, worst_first
from sikkerby_geo.domain.effect.detecting import smallest_effect
from sikkerby_geo.domain.effect.differences import difference, interval
from sikkerby_geo.domain.effect.judging import judged
from sikkerby_geo.domain.effect.placebo import placebo_p, smallest_p
from sikkerby_geo.facts.thresholds import SIGNIFICANCE, USUAL
from tests.domain.effect_city import filled, panel, simulated

COPIES = 1200


@pytest.mark.parametrize(("treated", "years", "own"), [(1, 1, 0.0), (1, 1, 3.0), (3, 2, 0.0), (3, 3, 3.0), (6, 1, 1.5)])
def test_no_effect_is_seldom_called_one(treated: int, years: int, own: float) -> None:
    empty = panel(treated, years, years)
    values, _ = simulated(empty, COPIES, 11, own=own)
    found = judged(empty, values, USUAL)
    assert np.mean(found.clear) <= SIGNIFICANCE.value
    assert np.mean(found.clear | found.possible) <= 0.06
    assert treated > 1 or not found.clear.any()


def test_a_trend_before_is_found_and_none_is_seldom_seen() -> None:
    empty = panel(3, 4, 2)
    values, _ = simulated(empty, COPIES, 13)
    assert np.mean(judged(empty, values, USUAL).moved_before) <= 0.06
    drift = np.zeros_like(values)
    drift[:, :3] = np.array([0, 3, 6, 9, 12, 15])
    found = judged(empty, values + drift, USUAL)
    assert np.mean(found.moved_before) > 0.9
    assert not (found.clear & found.moved_before).any()


@pytest.mark.parametrize(("treated", "years"), [(1, 1), (3, 2)])
def test_the_smallest_effect_is_found_with_the_power_that_is_promised(treated: int, years: int) -> None:
    """Whichever assumption is true, and in the harder direction no more often than promised under the hardest."""
    empty = panel(treated, years, years)
    effect = smallest_effect(empty)
    power = [
        float(np.mean(judged(empty, simulated(empty, COPIES, 17, effect=effect, at=at)[0], USUAL).alone))
        for at in range(len(USUAL))
    ]
    assert 0.76 <= min(power) <= 0.85, (effect, power)


@pytest.mark.parametrize(("treated", "years", "own"), [(1, 1, 0.0), (2, 1, 3.0)])
def test_intervals_hold_the_true_effect(treated: int, years: int, own: float) -> None:
    empty = panel(treated, years, years)
    values, truth = simulated(empty, 200, 19, effect=4.0, own=own)
    ends = [interval(filled(empty, each), 0, empty.contrast) for each in values]
    held = np.mean([one.low <= true <= one.high for one, true in zip(ends, truth, strict=True)])
    assert 0.91 <= held <= 1.0, held


def test_copies_of_a_series_without_an_effect_tell_the_rate_of_false_alarms() -> None:
    empty = panel(3, 2, 2)
    series = filled(empty, simulated(empty, 1, 23)[0][0])
    found = false_alarms(series, USUAL)
    assert found.copies >= 200
    values, _ = simulated(empty, COPIES, 29)
    truth = judged(empty, values, USUAL)
    assert found.clear == pytest.approx(float(np.mean(truth.clear)), abs=0.03)
    assert found.possible == pytest.approx(float(np.mean(truth.clear | truth.possible)), abs=0.04)
    assert found.possible_interval.low <= found.possible <= found.possible_interval.high
    assert false_alarms(filled(empty, series.observed), USUAL) == found


def test_areas_that_were_picked_because_they_were_worst_get_better_by_themselves() -> None:
    """True shares are all alike: what was worst of 13 falls by some four points of itself, and copies know."""
    empty = panel(1, 1, 1)
    values, _ = simulated(empty, COPIES, 53)
    alike = values - values.mean(axis=2, keepdims=True) + 15 + np.random.default_rng(1).normal(0, 0.1, values.shape)
    worst, _ = worst_first(empty, np.clip(alike, 0, 100), 1)
    truth = float(difference(empty, worst, 0, empty.contrast).effect.mean())
    series = filled(empty, np.rint(worst[0]))
    picked, left = false_alarms(series, USUAL, 1), false_alarms(series, USUAL)
    assert picked.picked
    assert picked.mean_effect < truth / 2 < -1.5
    assert abs(left.mean_effect) < 1
    assert picked.as_large > left.as_large
    assert picked.possible <= SIGNIFICANCE.value


def test_copies_with_an_effect_are_not_without_one() -> None:
    empty = panel(3, 3, 3)
    series = filled(empty, simulated(empty, 1, 31)[0][0])
    moved = drawn(series, 0, 200, np.random.default_rng(1), effect=-9.0)
    assert np.mean(judged(series, moved, USUAL).clear) > 0.8


def test_no_single_area_can_reach_five_per_cent() -> None:
    assert smallest_p(13, 1) == pytest.approx(1 / 13)
    assert smallest_p(13, 2) == pytest.approx(1 / 78)
    assert smallest_p(6, 3) == pytest.approx(2 / 20)
    empty = panel(1, 1, 1)
    values, _ = simulated(empty, 50, 37, effect=40.0)
    assert placebo_p(empty, values).min() == pytest.approx(1 / 13)
    both = panel(3, 1, 1, areas=6)
    values, _ = simulated(both, 200, 41, effect=30.0)
    assert placebo_p(both, values).min() == pytest.approx(0.1)


def test_placebo_p_is_uniform_where_there_is_no_effect() -> None:
    empty = panel(2, 1, 1)
    p = placebo_p(empty, simulated(empty, COPIES, 43)[0])
    for level in (0.05, 0.1, 0.5):
        assert np.mean(p <= level) <= level + 0.02


def test_false_alarms_of_counts() -> None:
    empty = panel(3, 2, 2, shares=False, level=800)
    generator = np.random.default_rng(47)
    level = generator.uniform(200, 1500, (COPIES, 13, 1))
    own = np.exp(generator.normal(0, 0.1, (COPIES, 13, 1)) * np.array([0, 0, 1, 1]))
    found = judged(empty, generator.poisson(level * own).astype(float), USUAL)
    assert np.mean(found.clear) <= SIGNIFICANCE.value
    assert np.mean(found.clear | found.possible) <= 0.075


def test_power_and_intervals_of_counts() -> None:
    empty = panel(3, 2, 2, shares=False, level=500)
    size = smallest_effect(empty)
    generator = np.random.default_rng(59)
    mean = np.full((COPIES, 13, 4), 500.0)
    mean[:, :3, 2:] *= np.exp(-size / 100)
    values = generator.poisson(mean).astype(float)
    assert 0.76 <= np.mean(judged(empty, values, USUAL).alone) <= 0.85
    ends = [interval(filled(empty, each), 0, empty.contrast) for each in values[:300]]
    assert 0.92 <= np.mean([one.low <= -size <= one.high for one in ends]) <= 0.99
