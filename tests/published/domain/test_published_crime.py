"""Reported crime of the record: 2025 to the last report, and the years the series change."""

from __future__ import annotations

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.crime import rate_per_1000
from sikkerby_geo.domain.observations import MissingReason
from sikkerby_geo.facts.areas import Level


@pytest.mark.parametrize(
    "area_id",
    [
        *("amager-vest", "amager-oest", "bispebjerg", "broenshoej-husum", "christianshavn", "indre-by"),
        *("indre-noerrebro", "kgs-enghave", "valby", "vanloese", "vesterbro", "ydre-noerrebro", "oesterbro"),
    ],
)
def test_the_rates_of_2025_follow_from_reports_and_the_reports_own_population(atlas: Atlas, area_id: str):
    tables = atlas.library
    crime, people = tables.table("crime"), tables.table("population")
    (row,) = crime[(crime.year == 2025) & (crime.series == "straffelov") & (crime.area_id == area_id)].itertuples()
    (count,) = people[(people.source_id == row.population_source_id) & (people.area_id == area_id)].population
    assert round(1000 * row.reports / count) == row.per_1000
    found = atlas.crime_in("straffelov", atlas.places[area_id], 2025)
    assert (found.reports, found.per_1000, found.population) == (row.reports, row.per_1000, count)
    assert round(rate_per_1000(found.reports, found.population)) == found.per_1000


def test_4242_reports_of_2025_belong_to_no_district(atlas: Atlas):
    areas = [atlas.crime_in("straffelov", place, 2025).reports for place in atlas.places.at(Level.SURVEY_AREA)]
    assert atlas.crime_in("straffelov", CITY, 2025).reports - sum(areas) == 4242


@pytest.mark.parametrize("level", Level)
def test_reports_and_populations_add_up_the_levels(atlas: Atlas, level: Level):
    found = [atlas.crime_in("straffelov", place, 2025) for place in atlas.places.at(level)]
    assert sum(one.reports for one in found) == 50337 - 4242
    assert sum(one.population for one in found) == sum(
        atlas.crime_in("straffelov", place, 2025).population for place in atlas.places.at(Level.SURVEY_AREA)
    )


def test_noerrebro_2025_is_recomputed_and_lies_between_its_halves(atlas: Atlas):
    whole = atlas.crime_in("straffelov", atlas.places["lu-noerrebro"], 2025)
    assert whole.reports == 1642 + 2184
    assert whole.per_1000 == pytest.approx(1000 * whole.reports / whole.population)
    assert whole.computed


def test_broenshoej_husum_2019_contradicts_itself_so_the_count_is_set_aside(atlas: Atlas):
    found = atlas.crime_in("borgervendt", atlas.places["broenshoej-husum"], 2019)
    assert found.contradictory
    assert (found.reports, found.per_1000) == (None, 22.9)
    others = [key for key, one in atlas.crime.items() if one.contradictory and one.year <= 2025]
    assert others == [("borgervendt", "broenshoej-husum", 2019)]


def test_a_series_never_stands_in_for_another(atlas: Atlas):
    assert atlas.crime_in("borgervendt", CITY, 2023).per_1000 == 39
    assert atlas.crime_in("straffelov", CITY, 2023).missing is MissingReason.NOT_FOUND
    assert atlas.crime_in("straffelov", CITY, 2024).per_1000 == 73
    assert atlas.crime_in("borgervendt", CITY, 2024).missing is MissingReason.NOT_FOUND
    years = {
        series: {year for found, _, year in atlas.crime if found == series} for series in ("borgervendt", "straffelov")
    }
    assert max(years["borgervendt"]) < min(years["straffelov"])


def test_a_missing_value_is_never_nought(atlas: Atlas):
    for found in atlas.crime.values():
        assert found.reports is None or found.reports > 0
        assert found.per_1000 is None or found.per_1000 > 0
    table = atlas.library.table("crime")
    assert pd.isna(table[table.area_id == "oesterbro"].query("year == 2017").per_1000).all()
    assert atlas.crime_in("borgervendt", atlas.places["oesterbro"], 2017).per_1000 is None
