"""Changes: the published verdict, else a test that allows for rounding; never across the break of 2015."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict, change, change_as_printed
from sikkerby_geo.domain.figures.changes import tested_verdict as verdict_of
from sikkerby_geo.domain.figures.intervals import differ_surely
from tests.toytown import cell

TURNED = {Verdict.ROSE: Verdict.FELL, Verdict.FELL: Verdict.ROSE}


def test_the_published_verdict_comes_before_the_test():
    assert change(cell(10, year=2019), cell(11, verdict="yes")).verdict is Verdict.ROSE
    assert change(cell(11, year=2019), cell(10, verdict="yes")).verdict is Verdict.FELL
    assert change(cell(2, year=2019), cell(40, verdict="no")).verdict is Verdict.UNCHANGED


def test_a_published_verdict_holds_for_neighbouring_years_only():
    found = change(cell(10, year=2017), cell(11, verdict="yes"))
    assert (found.verdict, found.published) == (Verdict.UNCHANGED, False)


def test_two_equal_rounded_figures_do_not_tell_which_way_a_published_change_went():
    found = change(cell(10, year=2019), cell(10, verdict="yes"))
    assert (found.verdict, found.published) == (Verdict.UNCHANGED, False)


@pytest.mark.parametrize("doubtful", ["before", "after"])
@pytest.mark.parametrize("verdict", ["", "yes"])
def test_nothing_is_concluded_from_a_figure_that_may_be_a_misprint(doubtful: str, verdict: str):
    cells = {"before": cell(10, year=2019), "after": cell(40, verdict=verdict)}
    cells[doubtful] = replace(cells[doubtful], figure=replace(cells[doubtful].known, doubted=True))
    found = change(cells["before"], cells["after"])
    assert (found.verdict, found.published, found.visible_points) == (Verdict.NOT_TESTABLE, False, None)
    assert change_as_printed(cells["before"], cells["after"]).verdict is Verdict.ROSE


def test_nothing_is_compared_across_2015():
    assert verdict_of(cell(2, year=2014), cell(40, year=2015)) is Verdict.NOT_TESTABLE
    assert verdict_of(cell(2, year=2015), cell(40, year=2016)) is Verdict.ROSE


def test_no_latest_change_lies_across_2015(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "bakken", 2013).figure
    assert atlas.latest_change("insecure_neighbourhood", "bakken", 2016) is None
    for measure, place_id, year in atlas.observations:
        found = atlas.latest_change(measure, place_id, year)
        assert found is None or (found.before.year >= 2015) == (year >= 2015)


def test_the_change_is_from_the_nearest_earlier_year_with_a_figure(atlas: Atlas):
    found = atlas.latest_change("insecure_neighbourhood", "dalum", 2020)
    assert (found.before.year, found.before.figure.value) == (2017, 13)
    assert atlas.latest_change("insecure_neighbourhood", "dalum", 2018) is None


def test_two_series_are_not_compared_on_the_same_side_of_the_break_either():
    index = cell(22, year=2010)
    index = replace(index, figure=replace(index.figure, series="tryghedsindeks"))
    assert verdict_of(cell(2, year=2009), index) is Verdict.NOT_TESTABLE
    assert verdict_of(index, cell(2, year=2011)) is Verdict.NOT_TESTABLE


@pytest.mark.parametrize(("before", "after"), [(cell(year=2019), cell(12)), (cell(12, year=2019), cell())])
def test_a_missing_figure_cannot_be_tested_and_nothing_is_said_of_what_could_be_seen(before, after):
    found = change(before, after)
    assert (found.verdict, found.published, found.visible_points) == (Verdict.NOT_TESTABLE, False, None)


@given(
    before=st.integers(0, 100),
    after=st.integers(0, 100),
    old=st.floats(50, 2000),
    new=st.floats(50, 2000),
)
def test_the_other_way_round_the_verdict_turns(before: int, after: int, old: float, new: float):
    one, other = cell(before, year=2019, count=old), cell(after, year=2020, count=new)
    back = verdict_of(replace(other, year=2019), replace(one, year=2020))
    forth = verdict_of(one, other)
    assert back is TURNED.get(forth, forth)


@given(before=st.integers(0, 100), after=st.integers(0, 100), old=st.floats(50, 2000), new=st.floats(50, 2000))
def test_what_could_have_been_seen_is_the_smallest_and_agrees_with_the_verdict(
    before: int, after: int, old: float, new: float
):
    found = change(cell(before, year=2019, count=old), cell(after, count=new))
    moved = abs(after - before)
    if found.visible_points is None:
        assert found.verdict is Verdict.UNCHANGED
        return
    step = found.visible_points if after >= before else -found.visible_points
    shorter = step - 1 if step > 0 else step + 1
    assert differ_surely(before, before + step, old, new, 1.0)
    assert not differ_surely(before, before + shorter, old, new, 1.0)
    assert (found.verdict is Verdict.UNCHANGED) == (moved < found.visible_points)
