"""Wilson intervals, the test of two shares, and what change could have been seen."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.intervals import (
    differ_surely,
    rounding,
    smallest_visible_change,
    standard_error,
    wilson,
)

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


@given(before=SHARES, after=SHARES, old=ANSWERS, new=ANSWERS, slack=st.sampled_from([0.1, 0.55, 1.0]))
def test_the_test_of_two_shares_is_symmetric(before: float, after: float, old: float, new: float, slack: float):
    assert differ_surely(before, after, old, new, slack) == differ_surely(after, before, new, old, slack)


def test_each_share_is_tested_with_its_own_number_of_answers():
    """10 % of few answers is less sure than 10 % of many, held up against 2 %."""
    assert differ_surely(2, 10, 1000, 30, slack=0.0)
    assert not differ_surely(2, 10, 30, 1000, slack=0.0)


@given(before=SHARES, difference=st.floats(-1, 1))
def test_a_difference_within_the_rounding_is_never_sure(before: float, difference: float):
    after = min(max(before + difference, 0), 100)
    assert not differ_surely(before, after, 1e6, 1e6, 1.0)


@given(before=SHARES, after=SHARES, answers=ANSWERS)
def test_what_is_sure_after_rounding_is_sure_without(before: float, after: float, answers: float):
    if differ_surely(before, after, answers, answers, 1.0):
        assert differ_surely(before, after, answers, answers, 0.0)


def test_rounding_can_take_the_sureness_away():
    assert differ_surely(8, 14, 234, 297, slack=0.0)
    assert not differ_surely(8, 14, 234, 297, slack=1.0)


@given(
    before=st.integers(0, 100),
    old=st.floats(50, 2000),
    new=st.floats(50, 2000),
    slack=st.sampled_from([0.1, 1.0]),
    rising=st.booleans(),
)
def test_the_smallest_visible_change_is_the_smallest(before: int, old: float, new: float, slack: float, rising: bool):
    points = smallest_visible_change(before, old, new, slack, rising)
    step = 1 if rising else -1
    room = 100 - before if rising else before
    if points is None:
        assert not any(differ_surely(before, before + step * p, old, new, slack) for p in range(1, room + 1))
        return
    assert 1 <= points <= room
    assert differ_surely(before, before + step * points, old, new, slack)
    assert not any(differ_surely(before, before + step * p, old, new, slack) for p in range(1, points))


def test_the_smallest_visible_change_from_8_percent_in_2018():
    answers_before, answers_after = 3041 / 13, 3863 / 13
    points = smallest_visible_change(8, answers_before, answers_after, 1.0, rising=True)
    assert points == 7
    assert differ_surely(8, 15, answers_before, answers_after, 1.0)
    assert not differ_surely(8, 14, answers_before, answers_after, 1.0)
