"""The registry of indicators: named once, drawn in order, and going up the levels as their kind allows."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.indicators import (
    CONTEXT_INDICATORS,
    INDICATOR,
    INDICATORS,
    SURVEY_FROM,
    Aggregation,
    Indicator,
    Kind,
    Use,
)
from sikkerby_geo.facts.priority import CRIME_SERIES_ID, FAMILIES

EACH = pytest.mark.parametrize("indicator", INDICATORS, ids=list(INDICATOR))


def test_ids_and_addresses_are_ascii_and_unique():
    for names in ([one.indicator_id for one in INDICATORS], [one.address for one in INDICATORS]):
        assert len(set(names)) == len(names)
        assert all(name.isascii() for name in names)


@EACH
def test_classes_run_from_low_to_high_need(indicator: Indicator):
    assert list(indicator.classes) == sorted(set(indicator.classes), reverse=not indicator.worse_high)
    assert indicator.closed_top is indicator.worse_high


@EACH
def test_its_rows_are_found_in_columns_its_table_has(indicator: Indicator):
    column = indicator.column
    assert {column.value, column.key, "area_id", "year", "source_id"} <= set(TABLES[column.table].columns)
    assert column.own in TABLES[column.table].columns[column.key].choices


@EACH
def test_it_goes_up_the_levels_as_its_kind_allows(indicator: Indicator):
    allowed = {
        Kind.SAMPLE_SHARE: {Aggregation.WEIGHTED_MEAN},
        Kind.COUNT: {Aggregation.SUM},
        Kind.RATE: {Aggregation.RATIO},
        Kind.REGISTER_SHARE: {Aggregation.SPAN, Aggregation.NONE},
        Kind.AMOUNT: {Aggregation.SPAN, Aggregation.NONE},
    }
    assert indicator.aggregation in allowed[indicator.kind]


@EACH
def test_a_rate_and_its_counts_name_each_other(indicator: Indicator):
    assert bool(indicator.counterpart) is (indicator.kind in (Kind.RATE, Kind.COUNT))
    if indicator.counterpart:
        other = INDICATOR[indicator.counterpart]
        assert other.counterpart == indicator.indicator_id
        assert {indicator.kind, other.kind} == {Kind.RATE, Kind.COUNT}
        assert other.column.own == indicator.column.own


def test_background_never_enters_the_score():
    scored = {CRIME_SERIES_ID, *(name for family in FAMILIES for name in (family.main_id, family.evening_id))}
    assert {INDICATOR[name].use for name in scored} == {Use.ASSESSMENT}
    assert {one.use for one in CONTEXT_INDICATORS} == {Use.CONTEXT}


@pytest.mark.parametrize("about", ["neighbourhood", "evening"])
def test_more_insecurity_and_less_safety_mean_more_need(about: str):
    assert INDICATOR[f"insecure_{about}"].worse_high
    assert not INDICATOR[f"safe_{about}"].worse_high


def test_2015_is_the_break_of_the_survey_and_of_nothing_else():
    survey, crime = INDICATOR["safe_evening"], INDICATOR["straffelov"]
    assert SURVEY_FROM == 2015
    assert survey.comparable(2015, 2024)
    assert survey.comparable(2009, 2014)
    assert not survey.comparable(2014, 2015)
    assert not survey.comparable(2020, 2013)
    assert crime.comparable(2014, 2015)


def test_levels_lie_over_each_other_in_one_order():
    assert Level.BYDEL.above(Level.LOKALUDVALG)
    assert Level.LOKALUDVALG.above(Level.SURVEY_AREA)
    assert not Level.SURVEY_AREA.above(Level.BYDEL)
    assert not Level.BYDEL.above(Level.BYDEL)
