"""Reported crime of the record: 2025 to the last report, and the years the series change."""

from __future__ import annotations

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.levels import rate_per_1000
from sikkerby_geo.domain.figures.observations import Caveat, Figure, MissingReason
from sikkerby_geo.domain.figures.yardstick import Standing, yardstick
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_COUNTS, CRIME_RATES, VISITED


def reports_of_2025(atlas: Atlas, place_id: str) -> Figure:
    return atlas.observation("straffelov_reports", place_id, 2025).known


@pytest.mark.parametrize(
    "area_id",
    [
        *("amager-vest", "amager-oest", "bispebjerg", "broenshoej-husum", "christianshavn", "indre-by"),
        *("indre-noerrebro", "kgs-enghave", "valby", "vanloese", "vesterbro", "ydre-noerrebro", "oesterbro"),
    ],
)
def test_the_rates_of_2025_follow_from_reports_and_the_reports_own_population(atlas: Atlas, area_id: str):
    tables = atlas.snapshot
    crime, people = tables.table("crime"), tables.table("population")
    (row,) = crime[(crime.year == 2025) & (crime.series == "straffelov") & (crime.area_id == area_id)].itertuples()
    (count,) = people[(people.source_id == row.population_source_id) & (people.area_id == area_id)].population
    assert round(1000 * row.reports / count) == row.per_1000
    found = atlas.observation("straffelov", area_id, 2025).figure
    assert (found.count, found.value, found.residents) == (row.reports, row.per_1000, count)
    assert round(rate_per_1000(found.count, found.residents)) == found.value
    assert found.interval.low < found.value < found.interval.high


def test_4242_reports_of_2025_belong_to_no_district(atlas: Atlas):
    areas = [reports_of_2025(atlas, place.place_id).value for place in atlas.places.at(Level.SURVEY_AREA)]
    assert reports_of_2025(atlas, CITY.place_id).value - sum(areas) == 4242


@pytest.mark.parametrize("level", Level)
def test_reports_and_populations_add_up_the_levels(atlas: Atlas, level: Level):
    found = [reports_of_2025(atlas, place.place_id) for place in atlas.places.at(level)]
    assert sum(one.value for one in found) == 50337 - 4242
    assert sum(one.residents for one in found) == sum(
        reports_of_2025(atlas, place.place_id).residents for place in atlas.places.at(Level.SURVEY_AREA)
    )


def test_noerrebro_2025_is_recomputed_and_lies_between_its_halves(atlas: Atlas):
    whole = atlas.observation("straffelov", "lu-noerrebro", 2025).figure
    assert whole.count == 1642 + 2184
    assert whole.value == pytest.approx(1000 * whole.count / whole.residents)
    assert whole.computed


def test_broenshoej_husum_2019_contradicts_itself_so_the_count_is_set_aside(atlas: Atlas):
    found = atlas.observation("borgervendt", "broenshoej-husum", 2019)
    assert found.figure.value == 22.9
    assert (found.figure.count, found.figure.interval) == (None, None)
    count = atlas.observation("borgervendt_reports", "broenshoej-husum", 2019)
    assert (count.figure, count.missing) == (None, MissingReason.CONTRADICTED)
    contradictory = [
        key for key, one in atlas.observations.items() if Caveat.CONTRADICTORY in one.caveats and one.year <= 2025
    ]
    areas = {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
    assert [key for key in contradictory if key[1] in areas] == [("borgervendt", "broenshoej-husum", 2019)]


def test_the_middle_area_of_2025_is_the_yardstick_and_the_city_without_its_centre_is_near_it(atlas: Atlas):
    found = yardstick(atlas, "straffelov", 2025)
    assert (found.median, found.decimals, found.areas) == (48, 0, 13)
    assert found.without_centre == pytest.approx(55.4, abs=0.05)
    rates = {place: atlas.observation("straffelov", place, 2025).known.value for place in VISITED}
    assert {found.standing(rate) for rate in rates.values()} == {Standing.MORE}
    level = ("bispebjerg", "broenshoej-husum", "valby")
    assert {found.standing(atlas.observation("straffelov", place, 2025).known.value) for place in level} == {
        Standing.LEVEL
    }


def test_a_series_never_stands_in_for_another(atlas: Atlas):
    assert atlas.observation("borgervendt", CITY.place_id, 2023).figure.value == 39
    assert atlas.observation("straffelov", CITY.place_id, 2023).missing is MissingReason.NOT_FOUND
    assert atlas.observation("straffelov", CITY.place_id, 2024).figure.value == 73
    assert atlas.observation("borgervendt", CITY.place_id, 2024).missing is MissingReason.NOT_FOUND
    assert max(atlas.known_years("borgervendt")) < min(atlas.known_years("straffelov"))


def test_a_missing_value_is_never_nought(atlas: Atlas):
    for found in atlas.observations.values():
        if found.indicator in (*CRIME_RATES, *CRIME_COUNTS):
            assert found.figure is None or found.figure.value > 0
    table = atlas.snapshot.table("crime")
    assert pd.isna(table[table.area_id == "oesterbro"].query("year == 2017").per_1000).all()
    assert atlas.observation("borgervendt", "oesterbro", 2017).figure is None
