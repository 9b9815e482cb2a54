"""Reported crime: the newest calendar year there is a rate for, and the quarters the police have delivered."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.gaps import crime_years, known_rates
from sikkerby_geo.domain.reports.published import Reports, reports_of
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import CRIME_RATES, INDICATOR
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.yearly_report import Period
from sikkerby_geo.text import first_upper, names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import since_words
from sikkerby_geo.views.base.crime_words import beside_words
from sikkerby_geo.views.base.measured import remarks
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.charts.crime_strip import crime_strip_card
from sikkerby_geo.views.reports.ask import ReportAnswer, ReportAsk
from sikkerby_geo.views.reports.report_headline import (
    delivery_words,
    report_headline,
    report_notes,
    report_title,
)
from sikkerby_geo.views.reports.report_tables import areas_sheet, types_sheet
from sikkerby_geo.views.yearly_report.counted import counted_part
from sikkerby_geo.views.yearly_report.parts import Block, Section, missing_block, ordered, period_words


def crime_section(atlas: Atlas, period: Period) -> Section:
    """The rates of a calendar year and, where delivered, reports by quarter; of a quarter those alone."""
    blocks: list[Block] = []
    absent: list[str] = []
    says: list[str] = []
    sources: list[Source] = []
    if period.quarter is None:
        blocks, absent, says, sources = _rates(atlas, period.year)
    delivered = reports_of(atlas)
    quarter = quarter_of(delivered, period) if delivered else None
    if delivered is None or quarter is None:
        key = "none" if delivered is None else "not_this"
        absent.append(t(f"yearly.crime.quarters_{key}", period=period_words(period)))
    else:
        answer = ReportAnswer(atlas, delivered, ReportAsk(quarter), Level.SURVEY_AREA)
        blocks += _delivered(answer)
        says.append(report_title(answer))
        told = [atlas.sources.get(one.source) for one in delivered.published.deliveries.values()]
        sources += [source for source in told if source is not None]
    counted = counted_part(atlas, period)
    blocks += counted.blocks
    absent += counted.absent
    sources += counted.sources
    if not atlas.readable("crime"):
        absent.append(t("method.unread", file=atlas.origin("crime")))
    return Section(
        "kriminalitet",
        _lead(atlas, period, quarter, counted.when),
        (*blocks, *missing_block(absent)),
        tuple(absent),
        says=tuple(says),
        sources=ordered(sources),
    )


def _lead(atlas: Atlas, period: Period, quarter: str | None, counted: str) -> str:
    """From when the figures are."""
    newest = crime_year(atlas, period.year) if period.quarter is None else None
    told = [str(newest)] if newest is not None else []
    if quarter is not None:
        told.append(period_words(Period(int(quarter[:4]), int(quarter[-1]))))
    told = [*dict.fromkeys(filter(None, (*told, counted)))]
    return t("yearly.crime.lead", when=names(told)) if told else t("yearly.crime.none", period=period_words(period))


def crime_year(atlas: Atlas, year: int) -> int | None:
    """The newest calendar year up to a year in which any survey area has a rate; None where there is none."""
    known = (one for one in reversed(crime_years(atlas)) if one <= year and _series(atlas, one))
    return next(known, None)


def _series(atlas: Atlas, year: int) -> list[str]:
    """The series with a rate of any survey area that year, those known of most areas first."""
    found = {one.indicator_id: known_rates(atlas, one.indicator_id, year).figures for one in CRIME_RATES}
    return [name for name in sorted(found, key=lambda name: -found[name]) if found[name]]


def _rates(atlas: Atlas, year: int) -> tuple[list[Block], list[str], list[str], list[Source]]:
    """Every series of the newest calendar year: the sentence of its picture, the table, and what is compared with."""
    newest = crime_year(atlas, year)
    if newest is None:
        return [], [t("yearly.crime.no_rates", year=year)], [], []
    absent = [t("yearly.crime.older", year=year, newest=newest)] if newest < year else []
    blocks: list[Block] = []
    says: list[str] = []
    sources: list[Source] = []
    listed = _series(atlas, newest)
    for series in listed:
        card = crime_strip_card(atlas, series, newest, Level.SURVEY_AREA)
        if card is None:
            continue
        says.append(card.title)
        beside = beside_words(atlas, series, newest)
        name = first_upper(t(f"crime.series.{series}"))
        blocks.append(Prose((f"{card.title}.", *map(first_upper, beside)), heading=name))
        blocks.append(rates_sheet(atlas, series, newest))
        blocks.append(Prose((*card.notes, card.source)))
        for place in (*atlas.places.at(Level.SURVEY_AREA), CITY):
            sources += atlas.observation(series, place.place_id, newest).sources
    lacking = [one.indicator_id for one in CRIME_RATES if one.indicator_id not in listed]
    absent += [t("yearly.crime.no_series", series=t(f"crime.series.{name}"), year=newest) for name in lacking]
    return blocks, absent, says[:1], sources


def rates_sheet(atlas: Atlas, series: str, year: int) -> Sheet:
    """The places with rate, interval, reports, residents and change; the city last."""
    forms = {"reports": "number", "residents": "number", "note": "note"}
    keys = ("place", "rate", "reports", "residents", "change", "note")
    columns = tuple(Column(key, t(f"yearly.crime.column.{key}"), forms.get(key, "text")) for key in keys)
    rows = tuple(_rate_row(atlas, series, place, year) for place in atlas.places.at(Level.SURVEY_AREA))
    caption = t("yearly.crime.caption", series=t(f"crime.series.{series}"), year=year)
    return Sheet(f"aarsrapport-{series}", caption, columns, rows, feet=(_rate_row(atlas, series, CITY, year),))


def _rate_row(atlas: Atlas, series: str, place: Place, year: int) -> dict[str, Entry]:
    cell = atlas.observation(series, place.place_id, year)
    count = atlas.observation(INDICATOR[series].counterpart, place.place_id, year).figure
    notes = remarks(cell)
    if cell.figure is None:
        notes.append(figures.missing(cell, atlas))
    residents = count.residents if count is not None else None
    return {
        "place": Entry(place.name),
        "rate": Entry(
            figures.with_interval(cell.figure) if cell.figure is not None else t(f"missing_short.{cell.missing}")
        ),
        "reports": Entry(number(count.value) if count is not None else t("missing_short.not_found")),
        "residents": Entry(number(residents) if residents is not None else t("missing_short.not_found")),
        "change": Entry(since_words(atlas.latest_change(series, place.place_id, year))),
        "note": Entry("; ".join(filter(None, notes))),
    }


def quarter_of(delivered: Reports, period: Period) -> str | None:
    """The quarter a report tells of: its own, or the newest of its year that is delivered."""
    if period.quarter is not None:
        return period.period_id if period.period_id in delivered.quarters else None
    return next((one for one in delivered.quarters if one.startswith(f"{period.year}-")), None)


def _delivered(answer: ReportAnswer) -> list[Block]:
    """A quarter of reports as the page Anmeldelser tells it."""
    told = report_headline(answer)
    asked = Period(int(answer.ask.period[:4]), int(answer.ask.period[-1]))
    heading = t("reports.page.title", period=period_words(asked))
    return [
        Prose((told.title, told.certainty), heading=heading),
        types_sheet(answer),
        areas_sheet(answer),
        Prose((*report_notes(answer), delivery_words(answer))),
    ]
