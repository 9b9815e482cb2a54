"""Laws of the worsening that counts in the score: continuous, monotone, and right on average."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.priority.evidence import Basis, Evidence, worsening_if
from sikkerby_geo.domain.priority.rank_ranges import needs_of, scores_of
from sikkerby_geo.domain.priority.worsening import expected_change, expected_worsenings
from sikkerby_geo.facts.priority import FAMILY, PRESETS, YEARLY_CHANGE
from sikkerby_geo.facts.thresholds import USUAL, Assumption
from tests.toytown import figure

STEP = 0.01
shares = st.floats(0, 100)
sizes = st.floats(60, 500)


@settings(max_examples=100, deadline=None)
@given(shares, st.floats(-30, 30), sizes, sizes, st.floats(0, 0.2))
def test_it_is_continuous_and_never_falls_as_either_share_moves(
    old: float, change: float, n_old: float, n_new: float, rounding: float
) -> None:
    """Of changes up to 30 points, with 60 to 500 answers: a point more never counts as more than two and a half."""
    new = min(max(old + change, 0.0), 100.0)
    here = expected_change(old, new, n_old, n_new, rounding)
    higher = expected_change(old, min(new + STEP, 100), n_old, n_new, rounding)
    earlier_lower = expected_change(max(old - STEP, 0), new, n_old, n_new, rounding)
    for moved in (higher, earlier_lower):
        assert -1e-9 <= moved - here <= 2.5 * STEP
    assert np.sign(here) in (0, np.sign(new - old))
    assert abs(here) <= abs(new - old)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.preset_id)
def test_a_tenth_of_a_point_never_moves_a_score_by_more_than_one(preset) -> None:
    """From 0 to 100 in steps of a tenth, past every threshold there is; it used to jump by 20 to 60."""
    family, part_ids = FAMILY["safe"], ("level", "worsening")
    item = Evidence("nord", {"worsening": 1.0}, figure(85), None, figure(89))
    weights = np.array([preset.weights[part] for part in part_ids], dtype=float)
    found = Basis(family, 2025, {}, (item,), part_ids)

    def score(percent: float) -> float:
        raw = {"level": percent, "worsening": worsening_if(found, "nord", percent)}
        moved = replace(found, evidence=(replace(item, raw=raw),))
        return float(scores_of(needs_of(moved, part_ids), weights / weights.sum())[0])

    steps = np.diff([score(percent) for percent in np.arange(0, 1001) / 10])
    assert np.all(steps <= 1e-9), "more who feel safe is never more need"
    assert np.max(-steps) <= 1


def test_it_is_the_mean_of_the_true_change_given_the_measured_one() -> None:
    """By numeric integration of a normal prior and a normal likelihood."""
    spread = np.sqrt(89 * 11 / 231 + 74 * 26 / 231 + 1 / 6)
    true = np.linspace(-60, 60, 20_001)
    density = norm.pdf(true, 0, YEARLY_CHANGE.value) * norm.pdf(-15, true, spread)
    expected = np.sum(true * density) / np.sum(density)
    assert expected_change(89, 74, 231, 231, 1 / 6) == pytest.approx(expected, abs=1e-6)


def test_the_largest_of_thirteen_changes_is_right_on_average() -> None:
    """No winner's curse: picked because it was largest, what counts is still what is true on average."""
    random = np.random.default_rng(7)
    true = random.normal(0, YEARLY_CHANGE.value, (4000, 13))
    after = np.rint(100 * random.binomial(231, (80 + true) / 100) / 231)
    before = np.rint(100 * random.binomial(231, 0.8, after.shape) / 231)
    counted = expected_change(before, after, 231, 231, 1 / 6)
    row, worst = np.arange(len(true)), np.argmin(after - before, axis=1)
    off = (after - before - true)[row, worst].mean(), (counted - true)[row, worst].mean()
    assert off[0] < -2
    assert abs(off[1]) < 0.3


def test_each_assumption_counts_as_much() -> None:
    pair = (replace(figure(89), by_population=61), replace(figure(74), by_population=61))
    before, after = np.array([89.0]), np.array([74.0])

    def counted(under: tuple[Assumption, ...]) -> float:
        return float(expected_worsenings([pair], before, after, worse_high=False, under=under)[0])

    alone = [counted((one,)) for one in USUAL]
    assert len(set(alone)) == len({answers_under(pair[0], one) for one in USUAL}) == 3
    assert counted(USUAL) == pytest.approx(np.mean(alone))


@pytest.mark.parametrize(("worse_high", "after", "counts"), [(False, 70, True), (False, 95, False), (True, 95, True)])
def test_only_a_change_for_the_worse_counts(worse_high: bool, after: int, counts: bool) -> None:
    pair = (figure(85), figure(after))
    found = expected_worsenings([pair], np.array([85.0]), np.array([float(after)]), worse_high=worse_high, under=USUAL)
    assert bool(found[0] > 0) is counts


def test_of_what_may_be_a_misprint_nothing_counts() -> None:
    pairs = [(replace(figure(85), doubted=True), figure(60)), (figure(85), replace(figure(60), doubted=True))]
    found = expected_worsenings(pairs, np.full(2, 85.0), np.full(2, 60.0), worse_high=False, under=USUAL)
    assert found.tolist() == [0, 0]
