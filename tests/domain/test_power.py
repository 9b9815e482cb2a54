"""What a survey can see: the answers a change takes, and the smallest change that so many answers find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from sikkerby_geo.domain.figures.power import answers_each, answers_needed, smallest_change
from sikkerby_geo.domain.figures.significance import p_of_shares


def test_the_number_of_answers_is_the_textbook_one() -> None:
    """Cohen 1988: h = 0.2 takes 392 or 393 in each group at 5 % and 80 %; 50 against 40 % is h = 0.2014."""
    assert answers_needed(50, 10) == 388


@given(st.integers(0, 100), st.integers(1, 98))
def test_a_larger_change_never_takes_more_answers(percent: int, points: int) -> None:
    points = min(points, max(percent, 100 - percent) - 1)
    assert answers_needed(percent, points) >= answers_needed(percent, points + 1)


@given(st.integers(0, 100), st.integers(1, 20))
def test_it_is_the_same_to_count_the_safe_or_the_rest(percent: int, points: int) -> None:
    assert answers_needed(percent, points) == answers_needed(100 - percent, points)


@given(st.integers(1, 99), st.integers(5, 5000))
@settings(max_examples=25)
def test_the_smallest_change_is_the_first_that_can_be_seen(percent: int, answers: int) -> None:
    points = smallest_change(percent, answers)
    if points is None:
        assert answers_needed(percent, 1) > answers
    else:
        assert answers_needed(percent, points) <= answers
        assert points == 1 or answers_needed(percent, points - 1) > answers


@pytest.mark.parametrize(("percent", "points"), [(50, 10), (88, 5), (10, 7), (74, 15), (3, 1), (97, 2)])
def test_the_number_of_answers_is_that_of_statsmodels(percent: int, points: int) -> None:
    ends = [end / 100 for end in (percent - points, percent + points) if 0 <= end <= 100]
    effect = min(abs(proportion_effectsize(end, percent / 100)) for end in ends)
    solved = NormalIndPower().solve_power(effect, alpha=0.05, power=0.8)
    assert answers_needed(percent, points) == np.ceil(solved)


def test_two_surveys_of_different_size_see_as_much_as_two_of_their_harmonic_mean() -> None:
    assert answers_each(200, 200) == 200
    assert answers_each(100, 300) == pytest.approx(150)
    assert answers_each(231, 10**9) == pytest.approx(2 * 231)


def test_a_change_of_that_size_is_found_four_times_of_five() -> None:
    """From 88 % with 231 answers in each: simulated with the test itself, nothing rounded."""
    points = smallest_change(88, 231)
    assert points == 10
    drawn = np.random.default_rng(7).binomial(231, [[0.88], [0.88 - points / 100]], (2, 20_000)) / 2.31
    found = (p_of_shares(*drawn, 231, 231, 0) < 0.05).mean()
    assert 0.78 < found < 0.86
