"""Laws of published counts: ranges hold the truth, tests are never bolder than it, and order is of no account."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.domain.figures.significance import benjamini_hochberg
from sikkerby_geo.domain.figures.yardstick import Standing, Yardstick
from sikkerby_geo.domain.reports import rates as rates_module
from sikkerby_geo.domain.reports.cells import grid_limit, report_cells
from sikkerby_geo.domain.reports.comparing import Movement, comparisons, p_of_ranges, same_period_before
from sikkerby_geo.domain.reports.count_range import CountRange, sum_of
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.domain.reports.rates import Rate, middle, rate_of, rates
from sikkerby_geo.domain.reports.seasons import seasons
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.published_counts import ALL, BY_AREA, BY_CELL, CountKey, PublishedCount, of_group
from sikkerby_geo.facts.report_records import PublishedReports
from tests.toytown.city import AREAS
from tests.toytown.reports import BUSY, FALLING, QUARTERS, RISING, TYPES, published, true_counts

NUMBERS = st.integers(0, 60)


@st.composite
def told(draw: st.DrawFn) -> tuple[int, CountRange]:
    """A number and what is published of it."""
    number = draw(NUMBERS)
    forms = [PublishedCount(number), PublishedCount(None)]
    forms.append(PublishedCount(None, 0, 4) if number < 5 else PublishedCount(None, 5))
    return number, CountRange.of(draw(st.sampled_from(forms)))


@pytest.fixture(scope="module")
def reports(atlas: Atlas) -> Reports:
    return Reports(published(true_counts()), atlas.places)


@given(st.lists(told(), max_size=6))
def test_a_sum_holds_the_true_sum_and_is_exact_only_where_all_parts_are(parts):
    total = sum_of(part for _, part in parts)
    assert total.holds(sum(number for number, _ in parts))
    assert (total.exact is not None) == all(part.exact is not None for _, part in parts)


@given(told(), told())
def test_a_hidden_count_is_never_tested_as_more_telling_than_the_truth(before, after):
    (old, old_range), (new, new_range) = before, after
    (p,) = p_of_ranges([old_range], [new_range])
    (true_p,) = p_of_ranges([CountRange(old, old)], [CountRange(new, new)])
    assert np.isnan(p) or p >= true_p - 1e-12


@given(NUMBERS, NUMBERS)
def test_exact_counts_are_tested_as_scipy_does(old, new):
    (p,) = p_of_ranges([CountRange(old, old)], [CountRange(new, new)])
    expected = binomtest(old, old + new, 0.5).pvalue if old + new else 1.0
    assert p == pytest.approx(expected, abs=1e-9)


def test_every_published_range_holds_the_truth_at_every_place(reports, atlas):
    true = true_counts()
    for key, many in true.items():
        if key.table == BY_AREA.table_id:
            assert reports.count(key.period, key.what, key.where).holds(many)
    for cell in report_cells(reports, "2025-K3", ALL):
        many = true[CountKey(BY_CELL.table_id, "2025-K3", ALL, cell.cell_id)]
        assert cell.count.holds(many)
        assert cell.over in (many > 500, None)
    # A bydel of one area is published under the id of the area.
    assert reports.count("2025-K3", ALL, "bydel-9") == reports.count("2025-K3", ALL, "moellehoej")


def test_all_comparisons_of_a_page_are_one_family(reports):
    places = (CITY_ID, *AREAS)
    found = comparisons(reports, "2025-K3", reports.whats, places)
    p = [one.p for one in found.values()]
    q = [one.q for one in found.values()]
    np.testing.assert_allclose(q, benjamini_hochberg(p))
    assert len(found) == len(places) * len(reports.whats)
    assert found[ALL, RISING].movement is Movement.MORE
    assert found[ALL, FALLING].movement is Movement.FEWER
    assert {one.movement for one in found.values()} >= {Movement.NONE, Movement.HIDDEN}
    assert {one.movement for one in comparisons(reports, "2023-K1", (ALL,), places).values()} == {Movement.UNKNOWN}


def test_what_stands_in_any_order_says_the_same(reports, atlas):
    keys = list(reports.published.tables)
    random.Random(7).shuffle(keys)
    tables = {key: reports.published.tables[key] for key in keys}
    backwards = {key: replace(one, told=dict(reversed(one.told.items()))) for key, one in tables.items()}
    shuffled = Reports(PublishedReports(backwards), atlas.places)
    assert (shuffled.quarters, shuffled.whats) == (reports.quarters, reports.whats)
    assert report_cells(shuffled, "2024-K2", ALL) == report_cells(reports, "2024-K2", ALL)
    places = list(AREAS)
    turned = comparisons(shuffled, "2025-K1", reversed(reports.whats), reversed(places))
    forwards = comparisons(reports, "2025-K1", reports.whats, places)
    assert {key: repr(one) for key, one in turned.items()} == {key: repr(one) for key, one in forwards.items()}


def test_a_season_is_the_mean_of_earlier_years_and_a_range_where_one_is_hidden(reports):
    true = true_counts()
    for what in reports.whats:
        for season in seasons(reports, "2025-K3", what, "aaby"):
            key = [CountKey(BY_AREA.table_id, f"{year}-K{season.number}", what, "aaby") for year in season.years]
            mean = sum(true[one] for one in key) / len(key)
            assert season.low <= mean
            assert season.high is None or mean <= season.high
            assert season.years == (2023, 2024)
    assert seasons(reports, "2023-K2", ALL, CITY_ID) == ()
    assert seasons(reports, "2025-K3", ALL, CITY_ID)[3].now is None


def test_rates_hold_the_true_rate_and_the_middle_is_given_only_where_it_is_known(reports, atlas, monkeypatch):
    found = rates(atlas, reports, "2025-K3", ALL, Level.SURVEY_AREA)
    assert set(found) == set(AREAS)
    true = true_counts()[CountKey(BY_AREA.table_id, "2025-K3", ALL, BUSY)]
    assert found[BUSY].exact == pytest.approx(1000 * true / found[BUSY].residents)
    assert found[BUSY].interval.low < found[BUSY].exact < found[BUSY].interval.high
    yardstick = middle(found)
    assert yardstick is not None
    assert found[BUSY].standing(yardstick) is Standing.MORE
    assert middle({area: found[area] for area in list(found)[:5]}) is None
    wide = {area: replace(rate, low=0.0, high=None) for area, rate in found.items()}
    assert middle(wide) is None
    monkeypatch.setattr(rates_module, "VISITED", (BUSY,))
    assert rate_of(atlas, CountRange(3, 3), BUSY, 2025).visited
    assert not rate_of(atlas, CountRange(3, 3), "aaby", 2025).visited


def test_a_hidden_rate_stands_nowhere_unless_both_ends_do():
    yardstick = Yardstick(10.0, 1, 13, None)
    hidden = Rate(1.0, 9.5, Interval(0.1, 12.0), 1000, visited=False)
    assert hidden.standing(yardstick) is None
    assert replace(hidden, high=2.0).standing(yardstick) is Standing.FEWER
    assert replace(hidden, low=20.0, high=None).standing(yardstick) is Standing.MORE


def test_the_limit_is_for_a_quarter_and_four_times_that_for_a_year(reports):
    quarter = grid_limit(reports, "2024-K4", ALL)
    assert (quarter.limit, quarter.yearly) == (500, False)
    year = grid_limit(reports, "2024-K4", "type/vold")
    assert (year.limit, year.by_quarter, year.period) == (200, 50, "2024")
    assert {cell.over for cell in report_cells(reports, "2024-K4", of_group("personfarligt"))} == {True, False, None}
    assert grid_limit(reports, "2025-K3", "type/vold") is None, "the year is not whole"
    assert same_period_before(QUARTERS[-1]) == "2024-K3"
    assert len(TYPES) == len(reports.types)
