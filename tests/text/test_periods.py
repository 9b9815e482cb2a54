"""Dates in Danish, and the names under a section."""

from __future__ import annotations

import pytest

from sikkerby_geo.text import keys, period, t


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-03-31", "31.03.2018"),
        ("2017-07", "juli 2017"),
        ("2017", "2017"),
        ("2017-07/2018-06", "juli 2017 – juni 2018"),
        ("2014–2025", "2014–2025"),
        ("", ""),
    ],
)
def test_dates_months_and_periods_are_read_in_danish(written, read):
    assert period(written) == read


def test_names_under_a_section_are_listed_and_lead_to_texts():
    assert "interval" in keys("glossary")
    assert all(t(f"glossary.{name}.term") for name in keys("glossary"))


def test_a_section_that_is_not_there_has_no_names():
    assert keys("glossary.no_such") == ()
    assert keys("no.such.section") == ()
    assert keys("app.name") == ()
