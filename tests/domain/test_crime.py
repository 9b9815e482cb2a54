"""Reported crime: counts and rates resolved one by one, contradictions set aside, rates never averaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.levels import rate_per_1000
from sikkerby_geo.domain.figures.observations import Caveat, MissingReason, Observation
from sikkerby_geo.domain.figures.resolving import Record, observations_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_COUNTS, CRIME_RATES, INDICATOR
from tests import toytown

RATE, COUNT = INDICATOR["straffelov"], INDICATOR["straffelov_reports"]
SOURCES = {
    "kommunen": toytown.source("kommunen", trust=1),
    "politiet": toytown.source("politiet", trust=1, published="2021"),
    "avisen": toytown.source("avisen", trust=3),
}


def observed(
    *rows: dict, people: dict[str, int] = toytown.PEOPLE, place_id: str = "nord"
) -> tuple[Observation | None, Observation | None]:
    """Rate and count of a place in 2020 from rows of the table ``crime``; None where nothing is said of it."""
    base = {"year": 2020, "area_id": "nord", "series": "straffelov", "source_id": "kommunen"}
    table = toytown.table("crime", [base | row for row in rows])
    population = toytown.population_table(people=people)
    record = Record(lambda name: table, toytown.gazetteer(), SOURCES, population, {})
    return tuple(observations_of(one, record).get((place_id, 2020)) for one in (RATE, COUNT))


def test_every_row_is_a_claim_of_its_series_and_of_no_other(atlas: Atlas):
    rows = atlas.snapshot.table("crime")
    for column, indicators in (("per_1000", CRIME_RATES), ("reports", CRIME_COUNTS)):
        for indicator in indicators:
            told = rows[(rows.series == indicator.column.own) & rows[column].notna()]
            claims = [
                claim
                for (name, place_id, _), found in atlas.observations.items()
                for claim in found.claims
                if name == indicator.indicator_id and claim.area_id == place_id
            ]
            assert sorted((claim.area_id, claim.year, claim.value) for claim in claims) == sorted(
                zip(told.area_id, told.year, told[column], strict=True)
            )


@pytest.mark.parametrize("level", Level)
def test_reports_and_populations_add_up_the_levels(atlas: Atlas, level: Level):
    found = [atlas.observation("straffelov_reports", place.place_id, 2024).figure for place in atlas.places.at(level)]
    city = atlas.observation("straffelov_reports", CITY.place_id, 2024).figure
    assert city.value - sum(one.value for one in found) == 1500
    assert sum(one.residents for one in found) == 560_000


def test_a_place_of_two_areas_is_recomputed_and_lies_between_them(atlas: Atlas):
    whole = atlas.observation("straffelov", "lu-lund", 2024).figure
    assert whole.count == 2800 + 3375
    assert whole.value == pytest.approx(1000 * (2800 + 3375) / 80_000)
    assert whole.computed


def test_a_series_never_stands_in_for_another(atlas: Atlas):
    assert atlas.observation("borgervendt", CITY.place_id, 2019).figure.value == 61
    assert atlas.observation("straffelov", CITY.place_id, 2019).missing is MissingReason.NOT_FOUND
    assert atlas.observation("straffelov", CITY.place_id, 2024).figure.value == 78
    assert atlas.observation("borgervendt", CITY.place_id, 2024).missing is MissingReason.NOT_FOUND


def test_a_missing_value_is_never_nought(atlas: Atlas):
    counted = [found for found in atlas.observations.values() if not found.indicator.surveyed]
    assert all(found.figure is None or found.figure.value > 0 for found in counted)
    assert atlas.observation("borgervendt", "oeen", 2017).figure is None


def test_count_and_rate_are_resolved_one_by_one():
    rate, count = observed(
        {"reports": 51, "source_id": "avisen"},
        {"per_1000": 50, "source_id": "kommunen"},
        {"per_1000": 90, "source_id": "avisen"},
    )
    assert (count.figure.value, rate.figure.value) == (51, 50)
    assert [one.source_id for one in rate.sources] == ["avisen", "kommunen"]


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([{"per_1000": 50, "source_id": "avisen"}, {"per_1000": 40, "source_id": "kommunen"}], 40),
        ([{"per_1000": 50, "source_id": "kommunen"}, {"per_1000": 49.8, "source_id": "kommunen"}], 49.8),
        ([{"per_1000": 50, "source_id": "kommunen"}, {"per_1000": 40, "source_id": "politiet"}], 40),
    ],
    ids=["trust", "decimals", "newest"],
)
def test_the_better_rate_is_shown_whatever_the_order(rows: list[dict], shown: float):
    assert observed(*rows)[0].figure.value == observed(*rows[::-1])[0].figure.value == shown


@pytest.mark.parametrize(
    ("reports", "contradictory"), [(50, False), (51, False), (52, False), (53, False), (54, True), (40, True)]
)
def test_count_and_rate_may_differ_by_the_tolerance_on_a_population_near_by(reports: int, contradictory: bool):
    rate, count = observed({"reports": reports, "per_1000": 50})
    assert (Caveat.CONTRADICTORY in rate.caveats) is contradictory
    assert count.missing is (MissingReason.CONTRADICTED if contradictory else None)
    assert rate.figure.count == (None if contradictory else reports)


@pytest.mark.parametrize(("reports", "contradictory"), [(50, False), (51, True), (49, True)])
def test_with_the_reports_own_population_only_rounding_is_allowed(reports: int, contradictory: bool):
    rate, count = observed({"reports": reports, "per_1000": 50, "population_source_id": "kommunen"})
    assert (Caveat.CONTRADICTORY in rate.caveats) is contradictory
    assert (count.figure is None) is contradictory
    assert rate.figure.residents == (None if contradictory else 1000)


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
        record = Record(lambda name: crime, toytown.gazetteer(), SOURCES, toytown.table("population", order), {})
        found = observations_of(RATE, record)["nord", 2020]
        assert (found.figure.residents, found.caveats) == (1000, ())


def test_a_rate_without_its_count_has_no_interval_and_with_it_a_poisson_one():
    alone, _ = observed({"per_1000": 50})
    assert alone.figure.interval is None
    rate, count = observed({"reports": 50, "per_1000": 50, "population_source_id": "kommunen"})
    assert rate.figure.interval.low < 50 < rate.figure.interval.high
    assert (rate.figure.interval.low, rate.figure.interval.high) == pytest.approx(
        (count.figure.interval.low, count.figure.interval.high)
    )


@given(
    nord=st.integers(0, 5000),
    oest=st.integers(0, 5000),
    people=st.integers(1, 90_000),
    others=st.integers(1, 90_000),
)
def test_counts_add_and_the_rate_lies_between_the_parts(nord: int, oest: int, people: int, others: int):
    said = {"population_source_id": "kommunen"}
    rate, count = observed(
        said | {"reports": nord},
        said | {"reports": oest, "area_id": "oest"},
        people=toytown.PEOPLE | {"nord": people, "oest": others},
        place_id="lu-dobbelt",
    )
    rates = [rate_per_1000(nord, people), rate_per_1000(oest, others)]
    assert count.figure.value == nord + oest
    assert count.figure.residents == people + others
    assert min(rates) - 1e-9 <= rate.figure.value <= max(rates) + 1e-9
    assert rate.figure.interval.low <= rate.figure.value <= rate.figure.interval.high


def test_rates_are_never_averaged():
    said = {"population_source_id": "kommunen"}
    rate, _ = observed(
        said | {"reports": 50, "per_1000": 50},
        said | {"reports": 30, "per_1000": 10, "area_id": "oest"},
        place_id="lu-dobbelt",
    )
    assert rate.figure.value == 20


@pytest.mark.parametrize(
    ("oest", "reports", "missing"),
    [
        ({"reports": 30, "per_1000": 10}, 80, MissingReason.NO_WEIGHTS),
        ({"per_1000": 10}, None, MissingReason.PARTS_MISSING),
        (None, None, MissingReason.PARTS_MISSING),
    ],
    ids=["no population", "no count", "nothing"],
)
def test_without_all_parts_there_is_no_rate_but_a_reason(oest: dict | None, reports: int | None, missing):
    nord = {"reports": 50, "per_1000": 50, "population_source_id": "kommunen"}
    rate, count = observed(nord, *([oest | {"area_id": "oest"}] if oest else []), place_id="lu-dobbelt")
    assert (rate.figure, rate.missing) == (None, missing)
    assert (count.figure.value if count.figure else None) == reports


def test_rates_alone_do_not_make_a_rate_of_the_whole():
    rate, count = observed({"per_1000": 50}, {"per_1000": 10, "area_id": "oest"}, place_id="lu-dobbelt")
    assert (rate.figure, rate.missing, count) == (None, MissingReason.PARTS_MISSING, None)
    assert rate.sources == (SOURCES["kommunen"],)


def test_the_order_of_rows_does_not_matter_even_where_one_source_speaks_twice():
    rows = [{"reports": 51}, {"reports": 50}, {"per_1000": 50}, {"per_1000": 51}]
    assert observed(*rows) == observed(*rows[::-1])
