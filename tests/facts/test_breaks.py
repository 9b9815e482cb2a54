"""Breaks: in order, sourced, and where the data says they are."""

from __future__ import annotations

from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM

BY_ID = {one.break_id: one for one in BREAKS}


def test_breaks_are_in_order_and_named_once():
    assert [one.year for one in BREAKS] == sorted(one.year for one in BREAKS)
    assert len(BY_ID) == len(BREAKS)


def test_the_survey_breaks_where_years_stop_being_comparable():
    year = BY_ID["survey"].year
    assert year == SURVEY_FROM
    assert not INDICATOR["safe_evening"].comparable(year - 1, year)
