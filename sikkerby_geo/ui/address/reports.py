"""The reports' part of the address: the quarter, what is counted, and whether the map shows cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts.published_counts import ALL, type_in
from sikkerby_geo.ui.address import browser, codec
from sikkerby_geo.ui.address.codec import Asked, Declaration, One
from sikkerby_geo.views.base.report_words import period_words, what_words
from sikkerby_geo.views.reports.ask import ReportAsk

PERIOD, WHAT = "kvartal", "anmeldt"
CELLS = One("anmeldtkort", {"omraader": False, "kvadrater": True}, "omraader")


def _declared(reports: Reports) -> Declaration:
    newest = reports.quarters[0]
    whats = {_word(what): what for what in reports.whats}
    return {
        "period": One(PERIOD, {quarter: quarter for quarter in reports.quarters}, newest, shown=period_words(newest)),
        "what": One(WHAT, whats, _word(ALL), shown=what_words(ALL)),
        "cells": CELLS,
    }


def _word(what: str) -> str:
    """What the address calls a kind: alle, gruppe-tyveri, vold."""
    if what == ALL:
        return "alle"
    return type_in(what) or f"gruppe-{what.partition('/')[2]}"


def parse(query: Mapping[str, str], reports: Reports) -> tuple[ReportAsk, tuple[str, ...]]:
    """What an address asks of the reports, and a message for each value that is set aside; the newest quarter first."""
    asked = Asked(query)
    return ReportAsk(**codec.read(_declared(reports), asked)), tuple(asked.messages)


def write(reports: Reports, ask: ReportAsk) -> dict[str, str]:
    """The parameters of what is asked; ``parse`` of them gives it back."""
    return codec.write(_declared(reports), vars(ask))


def read(reports: Reports) -> tuple[ReportAsk, tuple[str, ...]]:
    """What the browser's address asks of the reports."""
    return parse(browser.query(), reports)


def change(reports: Reports, alter: Callable[[ReportAsk], ReportAsk]) -> None:
    """Alter what is asked; for the callbacks of controls."""
    browser.catch_up()
    browser.put(write(reports, alter(read(reports)[0])))
