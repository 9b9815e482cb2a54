"""Reported crime: counts and rates of one series, contradictions set aside, series never joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.crime import CrimeCell, crime_cells, crime_of_place, rate_per_1000
from sikkerby_geo.domain.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_SERIES
from tests import toytown

TOWN = toytown.gazetteer()
DOUBLE = TOWN["lu-dobbelt"]
SOURCES = {
    "kommunen": toytown.source("kommunen", trust=1),
    "politiet": toytown.source("politiet", trust=1, published="2021"),
    "avisen": toytown.source("avisen", trust=3),
}


def cells(*rows: dict) -> dict[tuple[str, str, int], CrimeCell]:
    base = {"year": 2020, "area_id": "nord", "series": "straffelov", "source_id": "kommunen"}
    return crime_cells(toytown.table("crime", [base | row for row in rows]), toytown.population_table(), SOURCES)


def cell(*rows: dict) -> CrimeCell:
    return cells(*rows)["straffelov", "nord", 2020]


def test_every_cell_has_one_series_and_every_row_is_in_one(atlas: Atlas):
    rows = atlas.library.table("crime")
    assert {(row.series, row.area_id, int(row.year)) for row in rows.itertuples()} == set(atlas.crime)
    assert {series for series, _, _ in atlas.crime} <= {series.series_id for series in CRIME_SERIES}


@pytest.mark.parametrize("level", Level)
def test_reports_and_populations_add_up_the_levels(atlas: Atlas, level: Level):
    found = [atlas.crime_in("straffelov", place, 2024) for place in atlas.places.at(level)]
    assert atlas.crime_in("straffelov", CITY, 2024).reports - sum(one.reports for one in found) == 1500
    assert sum(one.population for one in found) == 560_000


def test_a_place_of_two_areas_is_recomputed_and_lies_between_them(atlas: Atlas):
    whole = atlas.crime_in("straffelov", atlas.places["lu-lund"], 2024)
    assert whole.reports == 2800 + 3375
    assert whole.per_1000 == pytest.approx(1000 * (2800 + 3375) / 80_000)
    assert whole.computed


def test_a_series_never_stands_in_for_another(atlas: Atlas):
    assert atlas.crime_in("borgervendt", CITY, 2019).per_1000 == 61
    assert atlas.crime_in("straffelov", CITY, 2019).missing is MissingReason.NOT_FOUND
    assert atlas.crime_in("straffelov", CITY, 2024).per_1000 == 78
    assert atlas.crime_in("borgervendt", CITY, 2024).missing is MissingReason.NOT_FOUND


def test_a_missing_value_is_never_nought(atlas: Atlas):
    assert all(found.reports is None or found.reports > 0 for found in atlas.crime.values())
    assert all(found.per_1000 is None or found.per_1000 > 0 for found in atlas.crime.values())
    assert atlas.crime_in("borgervendt", atlas.places["oeen"], 2017).per_1000 is None


def test_count_and_rate_are_resolved_one_by_one():
    found = cell(
        {"reports": 51, "source_id": "avisen"},
        {"per_1000": 50, "source_id": "kommunen"},
        {"per_1000": 90, "source_id": "avisen"},
    )
    assert (found.reports, found.per_1000) == (51, 50)
    assert [one.source_id for one in found.sources] == ["avisen", "kommunen"]


@pytest.mark.parametrize(
    ("rows", "rate"),
    [
        ([{"per_1000": 50, "source_id": "avisen"}, {"per_1000": 40, "source_id": "kommunen"}], 40),
        ([{"per_1000": 50, "source_id": "kommunen"}, {"per_1000": 49.8, "source_id": "kommunen"}], 49.8),
        ([{"per_1000": 50, "source_id": "kommunen"}, {"per_1000": 40, "source_id": "politiet"}], 40),
    ],
    ids=["trust", "decimals", "newest"],
)
def test_the_better_rate_is_shown_whatever_the_order(rows: list[dict], rate: float):
    assert cell(*rows).per_1000 == cell(*rows[::-1]).per_1000 == rate


@pytest.mark.parametrize(
    ("reports", "contradictory"), [(50, False), (51, False), (52, False), (53, False), (54, True), (40, True)]
)
def test_count_and_rate_may_differ_by_the_tolerance_on_a_population_near_by(reports: int, contradictory: bool):
    found = cell({"reports": reports, "per_1000": 50})
    assert found.contradictory is contradictory
    assert found.reports == (None if contradictory else reports)


@pytest.mark.parametrize(("reports", "contradictory"), [(50, False), (51, True), (49, True)])
def test_with_the_reports_own_population_only_rounding_is_allowed(reports: int, contradictory: bool):
    found = cell({"reports": reports, "per_1000": 50, "population_source_id": "kommunen"})
    assert found.contradictory is contradictory
    assert found.population == 1000


def test_of_a_population_source_with_several_dates_the_one_nearest_to_the_end_of_the_year_counts():
    days = {"2020-01-01": 900, "2021-01-01": 1000, "2022-01-01": 1100}
    rows = [
        {"date": day, "precision": "day", "area_id": "nord", "area_level": "survey_area", "population": people}
        | {"source_id": "kommunen"}
        for day, people in days.items()
    ]
    reported = {"year": 2020, "area_id": "nord", "series": "straffelov", "reports": 50, "per_1000": 50}
    crime = toytown.table("crime", [reported | {"source_id": "kommunen", "population_source_id": "kommunen"}])
    for order in (rows, rows[::-1]):
        found = crime_cells(crime, toytown.table("population", order), SOURCES)["straffelov", "nord", 2020]
        assert (found.population, found.contradictory) == (1000, False)


def part(place_id: str, reports: int | None, population: int | None, rate: float | None = 50) -> CrimeCell:
    return CrimeCell(place_id, "straffelov", 2020, reports, rate, 0, population, (SOURCES["kommunen"],))


@given(
    nord=st.integers(0, 5000),
    oest=st.integers(0, 5000),
    people=st.integers(1, 90_000),
    others=st.integers(1, 90_000),
)
def test_counts_add_and_the_rate_lies_between_the_parts(nord: int, oest: int, people: int, others: int):
    whole = crime_of_place(DOUBLE, "straffelov", 2020, [part("nord", nord, people), part("oest", oest, others)])
    rates = [rate_per_1000(nord, people), rate_per_1000(oest, others)]
    assert whole.reports == nord + oest
    assert whole.population == people + others
    assert min(rates) - 1e-9 <= whole.per_1000 <= max(rates) + 1e-9


def test_rates_are_never_averaged():
    whole = crime_of_place(DOUBLE, "straffelov", 2020, [part("nord", 50, 1000, 50), part("oest", 30, 3000, 10)])
    assert whole.per_1000 == 20


@pytest.mark.parametrize(
    ("oest", "reports", "missing"),
    [
        (part("oest", 30, None), 80, MissingReason.NO_WEIGHTS),
        (part("oest", None, None), None, MissingReason.PARTS_MISSING),
        (None, None, MissingReason.PARTS_MISSING),
    ],
    ids=["no population", "no count", "nothing"],
)
def test_without_all_parts_there_is_no_rate_but_a_reason(oest: CrimeCell | None, reports: int | None, missing):
    whole = crime_of_place(DOUBLE, "straffelov", 2020, [part("nord", 50, 1000), oest])
    assert (whole.reports, whole.per_1000, whole.missing) == (reports, None, missing)


def test_no_parts_at_all_are_not_found():
    assert crime_of_place(DOUBLE, "straffelov", 2020, [None, None]).missing is MissingReason.NOT_FOUND


def test_the_order_of_rows_does_not_matter_even_where_one_source_speaks_twice():
    rows = [{"reports": 51}, {"reports": 50}, {"per_1000": 50}, {"per_1000": 51}]
    assert cell(*rows) == cell(*rows[::-1])
