"""What is known and what is missing, counted."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.figures.gaps import Known, crime_years, known_areas, known_in_all, known_rates
from sikkerby_geo.facts.indicators import CRIME_RATES, SURVEY_FROM, SURVEY_INDICATORS
from tests import toytown


def test_every_area_is_counted_once_each_year(atlas: Atlas):
    for year in atlas.years:
        for measure in SURVEY_INDICATORS:
            assert known_areas(atlas, measure.indicator_id, year).total == 13
    for year in crime_years(atlas):
        for series in CRIME_RATES:
            assert known_rates(atlas, series.indicator_id, year).total == 13


def test_all_adds_up_to_measures_times_areas_times_years(atlas: Atlas):
    years = [year for year in atlas.years if year >= SURVEY_FROM]
    assert known_in_all(atlas).total == len(SURVEY_INDICATORS) * 13 * len(years)


def test_a_count_without_a_rate_is_told_apart(atlas: Atlas):
    assert known_rates(atlas, "borgervendt", 2017) == Known(2, 1, 10)


def test_toytown_by_hand():
    town = build_atlas(toytown.snapshot(), "toy")
    assert known_areas(town, "insecure_neighbourhood", 2020) == Known(2, 1, 1)
    assert known_areas(town, "safe_evening", 2020) == Known(0, 0, 4)
    assert known_in_all(town) == Known(3, 1, 2 * 4 * 4 - 4)
