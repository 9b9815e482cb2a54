"""Words of the reports: counts with what is hidden of them, periods, kinds, movements and rates."""

from __future__ import annotations

from sikkerby_geo.domain.reports.cells import GridLimit, ReportCell
from sikkerby_geo.domain.reports.comparing import Comparison, same_period_before
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.rates import DECIMALS, Rate
from sikkerby_geo.facts.published_counts import ALL, type_in
from sikkerby_geo.facts.thresholds import SMALL_COUNT
from sikkerby_geo.text import EN_DASH, has, number, t
from sikkerby_geo.views.base.hidden_counts import reason, short


def what_words(what: str) -> str:
    """What is counted: Alle anmeldelser, Tyveri (gruppe), Butikstyveri; a type we do not know as it is told."""
    if what == ALL:
        return t("reports.all")
    type_id = type_in(what)
    if type_id is None:
        return t(f"reports.group.{_key(what.partition('/')[2])}")
    key = f"reports.type.{_key(type_id)}"
    return t(key) if has(key) else type_id


def _key(told: str) -> str:
    return told.replace("-", "_")


def period_words(period: str) -> str:
    """A quarter or a year: 3. kvartal 2025, 2025."""
    year, _, quarter = period.partition("-K")
    return t("reports.quarter", number=quarter, year=year) if quarter else year


def before_words(period: str) -> str:
    """The same period the year before, in words."""
    return period_words(same_period_before(period))


def count_words(count: CountRange | None) -> str:
    """The number, or what may be known of it: 0–4, 5 eller flere, skjult; that it is not delivered."""
    return short(count.told if count else None)


def hidden_words(count: CountRange | None) -> str:
    """Why a count is not told as a number; empty where it is."""
    return reason(count.missing) if count else ""


def movement_words(compared: Comparison) -> str:
    """What a period says beside the same period the year before: klart flere, ingen klar ændring …"""
    return t(f"reports.movement.{compared.movement}")


def rate_words(rate: Rate) -> str:
    """Per 1,000 residents: 12,3 or a range of it."""
    if rate.exact is not None:
        return number(rate.exact, DECIMALS)
    if rate.high is None:
        return t("hidden.at_least", low=number(rate.low, DECIMALS)) if rate.low else t("hidden.short")
    return f"{number(rate.low, DECIMALS)}{EN_DASH}{number(rate.high, DECIMALS)}"


def interval_words(rate: Rate) -> str:
    """The interval of a rate; empty where it has no upper end."""
    if rate.high is None:
        return ""
    return f"{number(rate.interval.low, DECIMALS)}{EN_DASH}{number(rate.interval.high, DECIMALS)}"


def over_words(cell: ReportCell, limit: GridLimit) -> str:
    """On which side of the limit a cell is."""
    side = {True: "over", False: "within", None: "open"}[cell.over]
    return t(f"reports.cell.{side}", limit=number(limit.limit))


def hidden_note() -> str:
    """What is hidden of all counts, and how it is told."""
    small = SMALL_COUNT.value
    return t("reports.note.hidden", small=number(small), top=number(small - 1))
