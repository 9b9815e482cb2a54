"""The registry of measures and crime series."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.indicators import CRIME_SERIES, INDICATOR, SURVEY_FROM, SURVEY_INDICATORS, Indicator, comparable


def test_ids_and_addresses_are_ascii_and_unique():
    for names in (
        [m.indicator_id for m in SURVEY_INDICATORS],
        [m.address for m in SURVEY_INDICATORS],
        [c.series_id for c in CRIME_SERIES],
    ):
        assert len(set(names)) == len(names)
        assert all(name.isascii() for name in names)


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=list(INDICATOR))
def test_classes_run_from_low_to_high_need(measure: Indicator):
    assert list(measure.classes) == sorted(set(measure.classes), reverse=not measure.worse_high)
    assert measure.closed_top is measure.worse_high


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=list(INDICATOR))
def test_the_limit_is_the_break_between_the_second_and_the_third_class(measure: Indicator):
    assert measure.class_limit in (None, measure.classes[1])


@pytest.mark.parametrize("about", ["neighbourhood", "evening"])
def test_more_insecurity_and_less_safety_mean_more_need(about: str):
    assert INDICATOR[f"insecure_{about}"].worse_high
    assert not INDICATOR[f"safe_{about}"].worse_high


def test_2015_is_the_break():
    assert SURVEY_FROM == 2015
    assert comparable(2015, 2021)
    assert comparable(2009, 2014)
    assert not comparable(2014, 2015)
    assert not comparable(2020, 2013)
