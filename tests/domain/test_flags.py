"""Flags on the real figures, year by year, and the laws behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.figures.flags import Flag, FlagState, flag
from sikkerby_geo.facts.rules import RULE, RULES, Range
from tests.toytown import cell, figure

OVER_10, UNDER_85, UNDER_75 = (RULE[name] for name in ("over_10_insecure", "under_85_safe", "under_75_safe_evening"))


@pytest.mark.parametrize(("year", "state"), [(2014, FlagState.NO_FIGURE), (2015, FlagState.FLAGGED_SURE)])
def test_the_same_share_is_flagged_from_2015_on_only(year: int, state: FlagState):
    assert flag(cell(30, year=year), OVER_10).state is state


@pytest.mark.parametrize(
    ("known", "state", "disputed"),
    [
        (cell(30), FlagState.FLAGGED_SURE, False),
        (cell(12), FlagState.FLAGGED_UNSURE, False),
        (cell(2), FlagState.CLEAR_SURE, False),
        (cell(share=Range.bounded(">", 10)), FlagState.FLAGGED_BOUND, False),
        (cell(share=Range.bounded("<=", 10)), FlagState.CLEAR_BOUND, False),
        (cell(share=Range.bounded("<=", 15)), FlagState.NO_FIGURE, False),
        (cell(), FlagState.NO_FIGURE, False),
        (cell(10, share=Range.bounded(">", 10)), FlagState.FLAGGED_UNSURE, True),
        (cell(2, share=Range.bounded(">", 10)), FlagState.FLAGGED_UNSURE, True),
        (cell(30, share=Range.bounded("<=", 10)), FlagState.CLEAR_UNSURE, True),
        (cell(30, share=Range.bounded(">", 10)), FlagState.FLAGGED_SURE, False),
    ],
)
def test_the_states_one_by_one(known, state: FlagState, disputed: bool):
    assert flag(known, OVER_10) == Flag(state, disputed)


def test_a_figure_that_is_the_limit_itself_is_marked_and_never_clear():
    assert flag(cell(10), OVER_10) == Flag(FlagState.CLEAR_UNSURE, at_limit=True)
    assert not flag(cell(10, share=Range.bounded(">", 10)), OVER_10).at_limit


@pytest.mark.parametrize(
    ("state", "side", "unsure", "bound_only"),
    [
        (FlagState.FLAGGED_SURE, True, False, False),
        (FlagState.FLAGGED_UNSURE, True, True, False),
        (FlagState.CLEAR_UNSURE, False, True, False),
        (FlagState.CLEAR_SURE, False, False, False),
        (FlagState.FLAGGED_BOUND, True, False, True),
        (FlagState.CLEAR_BOUND, False, False, True),
        (FlagState.NO_FIGURE, None, False, False),
    ],
)
def test_what_a_state_says(state: FlagState, side: bool | None, unsure: bool, bound_only: bool):
    assert (state.flagged, state.unsure, state.bound_only) == (side, unsure, bound_only)


@given(percent=st.integers(0, 100), count=st.floats(50, 3000), rule=st.sampled_from(RULES))
def test_the_side_is_the_printed_figures_and_sure_means_the_interval_agrees(percent: int, count: float, rule):
    known = cell(percent, count=count)
    found = flag(known, rule)
    beyond = percent > rule.limit if rule.comparison == "over" else percent < rule.limit
    assert found.state.flagged is beyond
    low, high = known.figure.interval.low, known.figure.interval.high
    if found.state in (FlagState.FLAGGED_SURE, FlagState.CLEAR_SURE):
        assert rule.flags(Range(low, high)) is beyond


@given(percent=st.integers(0, 100), count=st.floats(50, 3000), more=st.floats(1, 20))
def test_more_answers_never_make_a_sure_flag_unsure(percent: int, count: float, more: float):
    few = flag(cell(percent, count=count), OVER_10).state
    many = flag(cell(percent, count=count * more), OVER_10).state
    assert many.flagged == few.flagged
    assert few.unsure or not many.unsure


def test_the_effective_answers_of_a_computed_figure_decide_what_is_sure():
    known = cell(13, count=5000)
    assert flag(known, OVER_10).state is FlagState.FLAGGED_SURE
    weak = replace(known, figure=replace(figure(13, 5000), effective_answers=200.0))
    assert flag(weak, OVER_10).state is FlagState.FLAGGED_UNSURE
