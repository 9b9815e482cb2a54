"""The report's part of the address: what is written is read back, and what is no report gives the newest year."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.yearly_report import QUARTERS, Period
from sikkerby_geo.ui.address.yearly_report import parse, write, years_of


def test_every_report_has_an_address_that_gives_it_back(atlas: Atlas) -> None:
    for year in years_of(atlas):
        for quarter in (None, *QUARTERS):
            period = Period(year, quarter)
            assert parse(write(atlas, period), atlas) == (period, ())


@pytest.mark.parametrize("asked", ["1999", "2025-k5", "2025k1", "<b>", "2025" * 900])
def test_what_is_no_report_gives_the_newest_year_and_says_so(atlas: Atlas, asked: str) -> None:
    found, messages = parse({"rapport": asked}, atlas)
    assert found == Period(years_of(atlas)[0])
    assert len(messages) == 1


def test_a_link_with_capitals_is_mended(atlas: Atlas) -> None:
    assert parse({"rapport": "2025-K2"}, atlas) == (Period(2025, 2), ())
