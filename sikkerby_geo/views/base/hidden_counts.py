"""The words of a published count of reports: shown, hidden or not delivered, which are three different things."""

from __future__ import annotations

from sikkerby_geo.facts.published_counts import PublishedCount
from sikkerby_geo.facts.report_records import PublishedReports
from sikkerby_geo.text import number, t


def short(count: PublishedCount | None) -> str:
    """In a cell or on a map: the number, what is told of a hidden one, or that there is none."""
    if count is None:
        return t("hidden.not_delivered")
    if count.value is not None:
        return number(count.value)
    if count.high is not None:
        return t("hidden.range", low=number(count.low), high=number(count.high))
    return t("hidden.at_least", low=number(count.low)) if count.low else t("hidden.short")


def reason(count: PublishedCount | None) -> str:
    """Why a number is hidden; blank where it is not."""
    return t("hidden.reason") if count is not None and count.hidden else ""


def caveat(reports: PublishedReports) -> str:
    """What must stand wherever reports are shown that are invented; blank where none is."""
    return t("hidden.synthetic") if reports.synthetic else ""
