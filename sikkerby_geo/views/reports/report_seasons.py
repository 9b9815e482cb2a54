"""Seasons in words: the quarter of the period beside the mean of the same quarters of earlier years."""

from __future__ import annotations

from functools import partial

from sikkerby_geo.domain.reports.seasons import Season
from sikkerby_geo.text import EN_DASH, number, t
from sikkerby_geo.views.base.report_words import count_words, period_words, what_words
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_headline import where_words


def mean_words(season: Season) -> str:
    """The mean of earlier years, or the range it lies in where counts are hidden."""
    decimal = partial(number, decimals=1)
    if season.exact is not None:
        return decimal(season.exact)
    if season.high is None:
        return t("hidden.at_least", low=decimal(season.low))
    return f"{decimal(season.low)}{EN_DASH}{decimal(season.high)}"


def season_words(answer: ReportAnswer) -> str:
    """What the season says of the chosen quarter; empty without an earlier year."""
    number_of_quarter = int(answer.ask.period[-1])
    found = next((season for season in answer.seasons if season.number == number_of_quarter), None)
    if found is None:
        return ""
    return t(
        "reports.season.sentence",
        quarter=t("reports.season.quarter", number=found.number),
        mean=mean_words(found),
        where=where_words(answer),
        year=answer.ask.period[:4],
        now=count_words(found.now),
    )


def unlike_asked(answer: ReportAnswer) -> str:
    """Why the cells show another kind or period than is asked for; empty where they do not."""
    if not answer.ask.cells:
        return ""
    limit = answer.limit
    if limit is None or not answer.cells:
        return t("reports.cells.none")
    if limit.period == answer.ask.period:
        return ""
    what = answer.reports.group_around(answer.ask.what)
    return t("reports.cells.group", what=what_words(what), period=period_words(limit.period))
