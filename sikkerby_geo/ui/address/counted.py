"""The counted tables' part of the address: which quarter of them is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.address.codec import Asked, One
from sikkerby_geo.views.base.report_words import period_words

PERIOD = "optaltkvartal"


def _declared(quarters: Sequence[str]) -> One[str]:
    newest = quarters[0]
    return One(PERIOD, {quarter: quarter for quarter in quarters}, newest, shown=period_words(newest))


def parse(query: Mapping[str, str], quarters: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The quarter an address asks for, and a message where it is set aside; blank where there is none at all."""
    if not quarters:
        return "", ()
    asked = Asked(query)
    return _declared(quarters).read(asked), tuple(asked.messages)


def write(quarters: Sequence[str], period: str) -> dict[str, str]:
    """The parameter of a quarter; ``parse`` of it gives it back."""
    return {PERIOD: _declared(quarters).write(period)}


def read(quarters: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The quarter the browser's address asks for."""
    return parse(browser.query(), quarters)


def change(quarters: Sequence[str], period: str) -> None:
    """Show another quarter; for the callback of the control."""
    browser.catch_up()
    browser.put(write(quarters, period))
