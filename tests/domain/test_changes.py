"""Changes: the published verdict, else a test that allows for rounding; never across the break of 2015."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Verdict, change, changes_among, q_values
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Level
from tests.toytown import cell

TURNED = {
    Verdict.ROSE: Verdict.FELL,
    Verdict.FELL: Verdict.ROSE,
    Verdict.MAY_HAVE_RISEN: Verdict.MAY_HAVE_FALLEN,
    Verdict.MAY_HAVE_FALLEN: Verdict.MAY_HAVE_RISEN,
}


def verdict_of(before: Observation, after: Observation) -> Verdict:
    return change(before, after).verdict


def test_the_published_verdict_comes_before_the_test():
    assert change(cell(10, year=2019), cell(11, verdict="yes")).verdict is Verdict.ROSE
    assert change(cell(11, year=2019), cell(10, verdict="yes")).verdict is Verdict.FELL
    assert change(cell(2, year=2019), cell(40, verdict="no")).verdict is Verdict.NOT_CLEAR


def test_a_published_verdict_holds_for_neighbouring_years_only():
    found = change(cell(10, year=2017), cell(11, verdict="yes"))
    assert (found.verdict, found.published) == (Verdict.NOT_CLEAR, False)


def test_two_equal_rounded_figures_do_not_tell_which_way_a_published_change_went():
    found = change(cell(10, year=2019), cell(10, verdict="yes"))
    assert (found.verdict, found.published) == (Verdict.NOT_CLEAR, False)


@pytest.mark.parametrize("doubtful", ["before", "after"])
@pytest.mark.parametrize("verdict", ["", "yes"])
def test_nothing_is_concluded_from_a_figure_that_may_be_a_misprint(doubtful: str, verdict: str):
    cells = {"before": cell(10, year=2019), "after": cell(40, verdict=verdict)}
    cells[doubtful] = replace(cells[doubtful], figure=replace(cells[doubtful].known, doubted=True))
    found = change(cells["before"], cells["after"])
    assert (found.verdict, found.published, found.visible_points) == (Verdict.NOT_TESTABLE, False, None)
    assert found.difference is None


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


AREAS = tuple(f"area-{number}" for number in range(13))


def pairs(*shares: tuple[int, int]) -> list[tuple[Observation, Observation]]:
    """Areas of 231 answers in 2019 and 2020, given as (before, after)."""
    return [
        (cell(old, place_id=place_id, year=2019, count=231), cell(new, place_id=place_id, count=231))
        for place_id, (old, new) in zip(AREAS, shares, strict=False)
    ]


@pytest.mark.parametrize(
    ("after", "alone", "among"),
    [
        (17, Verdict.NOT_CLEAR, Verdict.NOT_CLEAR),  # p = .059
        (18, Verdict.MAY_HAVE_RISEN, Verdict.MAY_HAVE_RISEN),  # p = .030, with the design effect .077
        (20, Verdict.ROSE, Verdict.MAY_HAVE_RISEN),  # p = .0068, with the design effect .027; 13 times that is .088
        (21, Verdict.ROSE, Verdict.ROSE),  # p = .0030; 13 times that is .039
    ],
)
def test_a_change_is_judged_as_one_of_thirteen(after: int, alone: Verdict, among: Verdict):
    moved = pairs((10, after), *[(10, 10)] * 12)
    assert change(*moved[0]).verdict is alone
    assert changes_among(moved)[0].verdict is among
    assert change(*moved[0], moved[1:]).verdict is among


def test_each_place_of_a_level_gets_the_same_word_alone_asked_and_all_at_once(atlas: Atlas):
    for level in Level:
        for indicator_id, before, after in [
            ("insecure_neighbourhood", 2018, 2019),
            ("insecure_evening", 2020, 2022),
            ("safe_neighbourhood", 2024, 2025),
        ]:
            for place_id, found in atlas.changes_between(indicator_id, level, before, after).items():
                assert atlas.change_between(indicator_id, place_id, before, after) == found


def test_a_doubted_figure_is_one_of_the_family_but_nothing_is_concluded_from_it():
    moved = pairs((10, 21), (10, 20), *[(10, 10)] * 11)
    before, after = moved[1]
    doubtful = [moved[0], (before, replace(after, figure=replace(after.known, doubted=True))), *moved[2:]]
    assert q_values(doubtful) == q_values(moved)
    assert changes_among(doubtful)[0] == changes_among(moved)[0]
    assert changes_among(doubtful)[1].verdict is Verdict.NOT_TESTABLE


def test_few_answers_by_population_leave_a_change_possible():
    before, after = pairs((10, 25))[0]
    assert verdict_of(before, after) is Verdict.ROSE
    few = replace(after, figure=replace(after.known, by_population=20.0))
    assert verdict_of(before, few) is Verdict.MAY_HAVE_RISEN


def test_many_answers_show_that_nothing_changed():
    assert verdict_of(cell(12, year=2019, count=3000), cell(12, count=3000)) is Verdict.UNCHANGED
    assert verdict_of(cell(12, year=2019, count=3000), cell(12, count=3000, verdict="no")) is Verdict.UNCHANGED
    assert verdict_of(cell(12, year=2019, count=231), cell(12, count=231)) is Verdict.NOT_CLEAR


@given(before=st.integers(0, 100), after=st.integers(0, 100), count=st.floats(50, 2000))
def test_a_clear_change_has_an_interval_on_one_side_of_nothing(before: int, after: int, count: float):
    found = change(cell(before, year=2019, count=count), cell(after, count=count))
    assert found.difference.low <= after - before <= found.difference.high
    if found.verdict in CLEAR:
        assert found.difference.low > 0 or found.difference.high < 0
    if found.verdict is Verdict.UNCHANGED:
        assert -5 < found.difference.low <= found.difference.high < 5
