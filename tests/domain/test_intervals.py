"""Wilson intervals, rounding and the standard error."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.proportion import proportion_confint

from sikkerby_geo.domain.figures.intervals import poisson, rounding, standard_error, wilson

SHARES = st.floats(0, 100)
ANSWERS = st.floats(20, 10_000)


@given(percent=SHARES, answers=ANSWERS)
def test_the_interval_lies_within_0_and_100_and_holds_the_share(percent: float, answers: float):
    interval = wilson(percent, answers)
    assert 0 <= interval.low <= percent + 1e-9
    assert percent - 1e-9 <= interval.high <= 100


@pytest.mark.parametrize(("percent", "answers"), [(13, 234), (6, 3041 / 13), (50, 100), (1, 300)])
def test_the_interval_is_wilsons(percent: float, answers: float):
    z = NormalDist().inv_cdf(0.975)
    share, spread = percent / 100, z * z / answers
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / answers + spread / (4 * answers))
    interval = wilson(percent, answers)
    assert interval.low == pytest.approx(100 * (middle - half))
    assert interval.high == pytest.approx(100 * (middle + half))


def test_the_example_of_the_plan():
    interval = wilson(13, 3041 / 13)
    assert (round(interval.low), round(interval.high)) == (9, 18)


@pytest.mark.parametrize("percent", [0, 100])
def test_nobody_and_everybody_are_uncertain_on_one_side_only(percent: float):
    interval = wilson(percent, 200)
    assert pytest.approx(percent, abs=1e-9) in (interval.low, interval.high)
    assert 0 < interval.high - interval.low < 5


@given(percent=SHARES, answers=ANSWERS, more=st.floats(1.1, 10))
def test_more_answers_never_widen_the_interval(percent: float, answers: float, more: float):
    few, many = wilson(percent, answers), wilson(percent, answers * more)
    assert many.high - many.low <= few.high - few.low + 1e-9


@given(percent=st.floats(-5, 105))
def test_a_rounding_past_the_ends_counts_as_the_end(percent: float):
    assert wilson(percent, 100) == wilson(min(max(percent, 0), 100), 100)


@pytest.mark.parametrize(("decimals", "slack"), [(0, 0.5), (1, 0.05), (2, 0.005)])
def test_rounding_is_half_the_last_printed_digit(decimals: int, slack: float):
    assert rounding(decimals) == pytest.approx(slack)


def test_the_standard_error_is_the_binomial_one():
    assert standard_error(50, 100) == pytest.approx(5)
    assert standard_error(0, 100) == 0


@given(percent=SHARES, answers=ANSWERS, confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_that_of_statsmodels(percent: float, answers: float, confidence: float):
    low, high = proportion_confint(percent / 100 * answers, answers, 1 - confidence, method="wilson")
    interval = wilson(percent, answers, confidence)
    assert (interval.low, interval.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


@given(count=st.integers(0, 100_000))
def test_poisson_is_garwoods_by_quantiles_of_chi_squared(count: int):
    interval = poisson(count)
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0
    assert (interval.low, interval.high) == pytest.approx((low, chi2.ppf(0.975, 2 * count + 2) / 2), rel=1e-9)
