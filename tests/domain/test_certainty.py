"""What is called clear holds under every assumption; laws, and cases to check by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.certainty import (
    answers_under,
    clear_among,
    clearly_on_side,
    unchanged,
)
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, wilson
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.facts.rules import LONG_RULE
from sikkerby_geo.facts.thresholds import CLEAR_UNDER, Assumption


def share(percent: float, answers: float, **more) -> Figure:
    """A share of a sample with the given answers behind it, printed without decimals."""
    return Figure(
        value=percent,
        unit="percent",
        decimals=0,
        slack=0.5,
        series="tryghedsundersoegelse",
        sources=(),
        interval=wilson(percent, answers),
        answers=Answers(answers, AnswersBasis.ESTIMATED),
        **more,
    )


def test_the_answers_under_each_assumption():
    figure = share(15, 300, by_population=120)
    assert {found: answers_under(figure, found) for found in Assumption} == {
        Assumption.EQUAL_SPLIT: 300,
        Assumption.BY_POPULATION: 120,
        Assumption.DESIGN_EFFECT: 200,
        Assumption.LARGE_DESIGN_EFFECT: 150,
    }
    assert answers_under(share(15, 300), Assumption.BY_POPULATION) == 300


@pytest.mark.parametrize(
    ("figure", "clear"),
    [
        (share(18, 300), True),  # 17.5 % of 200 answers: 12.9–23.4 %
        (share(18, 300, by_population=50), False),  # 17.5 % of 50: 9.4–30.3 %
        (share(15, 231), False),  # 14.5 % of 231: 10.5–19.6 %, of 154: 9.8–20.9 %
        (share(18, 300, doubted=True), False),
    ],
    ids=["under all", "too few by population", "not with the design effect", "may be a misprint"],
)
def test_over_10_percent(figure, clear):
    assert clearly_on_side(figure, LONG_RULE, True) is clear


@pytest.mark.parametrize(
    ("name", "clear"),
    [("usual", False), ("equal_split", True), ("by_population", False), ("design_effect", True)],
)
def test_a_reader_may_have_it_judged_under_one_assumption_alone(name, clear):
    figure = share(18, 300, by_population=50)
    assert clearly_on_side(figure, LONG_RULE, True, CLEAR_UNDER[name]) is clear


shares = st.builds(
    share,
    st.integers(0, 100),
    st.integers(30, 3000),
    by_population=st.none() | st.floats(30, 3000),
    doubted=st.booleans(),
)


@given(shares)
def test_never_clear_on_both_sides_and_never_when_doubted(figure):
    sides = [clearly_on_side(figure, LONG_RULE, side) for side in (True, False)]
    assert not all(sides)
    if figure.doubted:
        assert not any(sides)


@given(shares, st.booleans())
def test_one_more_assumption_never_makes_a_statement_clear(figure, side):
    """What holds with the population's split holds without it, and any doubt only takes away."""
    if clearly_on_side(figure, LONG_RULE, side):
        assert clearly_on_side(replace(figure, by_population=None), LONG_RULE, side)
        assert clearly_on_side(replace(figure, slack=0.0), LONG_RULE, side)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        # Wilson 90 % of 50 % with 1,000 answers: ±2.597; of two, √2 times that: ±3.673; with both roundings ±4.67.
        # With the design effect 1.5 that takes 1,500 answers; 1,000 give ±5.50.
        (share(50, 1500), share(50, 1500), True),
        (share(50, 1000), share(50, 1000), False),
        (share(50, 1500), share(51, 1500), False),
        (share(88, 3000), share(86, 3000), True),
        (share(88, 231), share(88, 231), False),
        (share(50, 1500), share(50, 1500, by_population=400), False),
        (share(50, 1500), share(50, 1500, doubted=True), False),
    ],
)
def test_unchanged_is_what_two_one_sided_tests_find_smaller_than_five_points(old, new, same):
    assert unchanged(old, new) is same
    assert unchanged(new, old) is same


FAMILY = {
    Assumption.EQUAL_SPLIT: np.array([0.0001, 0.004, 0.004, 0.03, np.nan]),
    Assumption.BY_POPULATION: np.array([0.04, 0.06, 0.01, 0.02, np.nan]),
    Assumption.DESIGN_EFFECT: np.array([0.001, 0.01, 0.01, 0.04, np.nan]),
}


def test_a_change_is_clear_alone_and_among_the_others_and_of_no_misprint():
    """The second fails by population; the fourth holds alone, and among four its q is .03; among 13 it would not."""
    nobody = np.zeros(5, dtype=bool)
    assert clear_among(FAMILY, nobody).tolist() == [True, False, True, True, False]
    assert clear_among(FAMILY, nobody | (np.arange(5) == 2)).tolist() == [True, False, False, True, False]
    thirteen = {one: np.concatenate([p, np.full(9, 1.0)]) for one, p in FAMILY.items()}
    assert clear_among(thirteen, np.zeros(14, dtype=bool)).tolist()[:4] == [True, False, True, False]
