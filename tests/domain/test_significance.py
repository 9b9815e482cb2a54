"""Tests of two figures and of many: agreement with statsmodels, published examples, laws, and false alarms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from sikkerby_geo.domain.figures.certainty import clear_among
from sikkerby_geo.domain.figures.significance import benjamini_hochberg, newcombe, p_of_counts, p_of_shares
from sikkerby_geo.facts.thresholds import Assumption

SHARES = st.floats(0, 100)
ANSWERS = st.floats(20, 10_000)


@pytest.mark.parametrize(("before", "after", "old", "new"), [(89, 74, 231, 231), (8, 14, 234, 297), (2, 10, 30, 1000)])
def test_the_test_of_two_shares_is_the_z_test(before: float, after: float, old: float, new: float):
    _, expected = proportions_ztest([before * old / 100, after * new / 100], [old, new])
    assert p_of_shares(before, after, old, new, 0) == pytest.approx(expected)
    _, rounded = proportions_ztest(
        [(before + np.sign(after - before) * 0.5) * old / 100, (after - np.sign(after - before) * 0.5) * new / 100],
        [old, new],
    )
    assert p_of_shares(before, after, old, new, 1) == pytest.approx(rounded)


@pytest.mark.parametrize(("before", "after", "old", "new"), [(1734, 1562, 1, 1), (40, 66, 21_000, 22_500)])
def test_the_test_of_two_counts_is_the_score_test(before: int, after: int, old: float, new: float):
    expected = poisson_2indep(after, new, before, old, method="score").pvalue
    assert p_of_counts(before, after, old, new) == pytest.approx(expected)


def test_nothing_and_nothing_are_the_same():
    assert p_of_counts(0, 0) == 1
    assert p_of_shares(0, 0, 200, 200, 1) == 1


@given(before=SHARES, after=SHARES, old=ANSWERS, new=ANSWERS, slack=st.sampled_from([0.1, 0.55, 1.0]))
def test_the_test_of_two_shares_is_symmetric(before: float, after: float, old: float, new: float, slack: float):
    assert p_of_shares(before, after, old, new, slack) == pytest.approx(p_of_shares(after, before, new, old, slack))


@given(before=SHARES, after=SHARES, answers=ANSWERS)
def test_rounding_only_takes_away(before: float, after: float, answers: float):
    unrounded, rounded = (float(p_of_shares(before, after, answers, answers, slack)) for slack in (0, 1))
    assert rounded >= unrounded - 1e-12 or rounded > 0.05
    assert rounded == 1 or abs(after - before) > 1


def test_each_share_is_tested_with_its_own_number_of_answers():
    """10 % of few answers is less sure than 10 % of many, held up against 2 %."""
    assert p_of_shares(2, 10, 1000, 30, 0) < 0.05 < p_of_shares(2, 10, 30, 1000, 0)


FIFTEEN = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip
"""The worked example of Benjamini & Hochberg (1995), section 4.1, at q = .05: the first four are discovered."""


def test_the_worked_example_of_benjamini_and_hochberg():
    assert list(benjamini_hochberg(FIFTEEN) < 0.05) == [True] * 4 + [False] * 11
    assert benjamini_hochberg(FIFTEEN)[3] == pytest.approx(0.0095 * 15 / 4)


FAMILIES = arrays(float, st.integers(1, 13), elements=st.floats(0, 1))


@given(FAMILIES)
def test_q_values_are_those_of_statsmodels(p_values: np.ndarray):
    assert benjamini_hochberg(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1])


@given(FAMILIES)
def test_q_values_keep_the_order_and_are_never_below_their_p_values(p_values: np.ndarray):
    q = benjamini_hochberg(p_values)
    assert (q >= p_values - 1e-12).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p_values)]) >= -1e-12).all()


@given(FAMILIES, st.integers(0, 12), st.floats(0, 1))
def test_a_smaller_p_value_raises_no_q_value(p_values: np.ndarray, index: int, factor: float):
    smaller = p_values.copy()
    smaller[index % len(smaller)] *= factor
    assert (benjamini_hochberg(smaller) <= benjamini_hochberg(p_values) + 1e-12).all()


@given(FAMILIES, st.integers(0, 5))
def test_what_cannot_be_tested_is_no_part_of_the_family(p_values: np.ndarray, lacking: int):
    padded = np.concatenate([np.full(lacking, np.nan), p_values])
    q = benjamini_hochberg(padded)
    assert np.isnan(q[:lacking]).all()
    assert q[lacking:] == pytest.approx(benjamini_hochberg(p_values))


def test_many_families_at_once_are_judged_as_one_by_one():
    drawn = np.random.default_rng(3).uniform(size=(40, 13))
    drawn[drawn > 0.95] = np.nan
    assert benjamini_hochberg(drawn) == pytest.approx(np.array([benjamini_hochberg(row) for row in drawn]), nan_ok=True)


def test_the_interval_of_a_difference_is_newcombes():
    """Newcombe (1998), table II, method 10: 56/70 − 48/80 = 0.2, 0.0524 to 0.3339."""
    found = newcombe(60, 80, 80, 70)
    assert (found.low, found.high) == (pytest.approx(5.24, abs=0.005), pytest.approx(33.39, abs=0.005))


@given(before=SHARES, after=SHARES, old=ANSWERS, new=ANSWERS)
def test_the_interval_of_a_difference_is_that_of_statsmodels(before: float, after: float, old: float, new: float):
    counts = (after * new / 100, new, before * old / 100, old)
    low, high = confint_proportions_2indep(*counts, method="newcomb", alpha=0.05)
    found = newcombe(before, after, old, new)
    assert (found.low, found.high) == (pytest.approx(100 * low, abs=1e-6), pytest.approx(100 * high, abs=1e-6))


def test_false_alarms_are_rare_where_nothing_changed():
    """13 areas of 231 answers, 85 % both years, printed without decimals: 4,000 repetitions with a fixed seed."""
    drawn = np.round(np.random.default_rng(13).binomial(231, 0.85, (2, 4000, 13)) / 2.31)
    split = {
        Assumption.EQUAL_SPLIT: p_of_shares(*drawn, 231, 231, 1),
        Assumption.BY_POPULATION: p_of_shares(*drawn, 231, 231, 1),
        Assumption.DESIGN_EFFECT: p_of_shares(*drawn, 154, 154, 1),
    }
    alone = split[Assumption.EQUAL_SPLIT] < 0.05
    assert 0.01 < alone.mean() < 0.035, "one area alone: below 5 %, since the rounding is never in its favour"
    assert alone.any(axis=1).mean() > 0.15, "some area of 13: far too often to be called clear"
    assert clear_among(split, np.zeros(13, dtype=bool)).any(axis=1).mean() < 0.05
