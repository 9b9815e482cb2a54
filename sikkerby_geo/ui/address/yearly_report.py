"""The yearly report's part of the address: the year, or the quarter of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.yearly_report import QUARTERS, Period
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.address.codec import Asked, One

NAME = "rapport"


def years_of(atlas: Atlas) -> tuple[int, ...]:
    """The years there can be a report of: those of the present survey, the newest first."""
    return tuple(reversed(atlas.survey_years or atlas.years))


def _declared(atlas: Atlas) -> One[Period]:
    years = years_of(atlas)
    periods = [Period(year, quarter) for year in years for quarter in (None, *QUARTERS)]
    return One(NAME, {period.period_id.lower(): period for period in periods}, str(years[0]))


def parse(query: Mapping[str, str], atlas: Atlas) -> tuple[Period, tuple[str, ...]]:
    """The report an address asks for, and a message for a value that is set aside; the newest year first."""
    asked = Asked(query)
    return _declared(atlas).read(asked), tuple(asked.messages)


def write(atlas: Atlas, period: Period) -> dict[str, str]:
    """The parameter of a report; ``parse`` of it gives the report back."""
    return {NAME: _declared(atlas).write(period)}


def read(atlas: Atlas) -> tuple[Period, tuple[str, ...]]:
    """The report in the browser's address."""
    return parse(browser.query(), atlas)


def change(atlas: Atlas, alter: Callable[[Period], Period]) -> None:
    """Alter the report of the address; for the callbacks of controls."""
    browser.catch_up()
    browser.put(write(atlas, alter(read(atlas)[0])))
