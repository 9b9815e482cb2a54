"""What is called clear holds under every assumption; laws, and cases to check by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.certainty import Assumption, answers_under, clearly_on_side
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, wilson
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.facts.rules import LONG_RULE


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
