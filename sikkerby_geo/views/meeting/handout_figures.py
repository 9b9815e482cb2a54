"""The figures of a hand-out: the chosen share and reported crime, each with interval, answers, year and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import INDICATOR, MAIN_SERIES, VISITED
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.crime_words import crime_words, main_crime
from sikkerby_geo.views.base.state_words import state_words


@dataclass(frozen=True)
class Stated:
    """A figure as the table states it: large, then interval, answers and year, then its side of the limit."""

    figure: str
    words: str
    state: str = ""


@dataclass(frozen=True)
class Row:
    """A figure: its subject with the year, and a statement for each column's place."""

    subject: str
    cells: tuple[Stated, ...]


@dataclass(frozen=True)
class Crime:
    """The row of reported crime and where its rates come from."""

    row: Row
    sources: tuple[Source, ...]


def survey_row(atlas: Atlas, indicator_id: str, year: int, columns: Sequence[Place]) -> Row:
    cells = tuple(stated(atlas, atlas.observation(indicator_id, place.place_id, year)) for place in columns)
    return Row(t("handout.subject", measure=t(f"indicator.{indicator_id}.name"), year=year), cells)


def stated(atlas: Atlas, cell: Observation) -> Stated:
    rule = rule_of(cell.indicator_id)
    flag = atlas.flag(rule, cell.place_id, cell.year) if rule else Flag(FlagState.NO_FIGURE)
    state = state_words(rule, flag) if rule and flag.state.flagged is not None else ""
    if cell.figure is None:
        return Stated("", figures.full(cell) or t(f"missing_short.{cell.missing}"), state)
    figure = figures.short(cell)
    return Stated(figure, figures.full(cell).removeprefix(figure).strip(), state)


def crime_row(atlas: Atlas, areas: Sequence[Place], columns: Sequence[Place]) -> Crime:
    """Reported crime in the newest calendar year any of the areas has a rate for, in one series for all columns."""
    for year in sorted({year for series in MAIN_SERIES for year in atlas.known_years(series)}, reverse=True):
        rates = [cell for area in areas if (cell := main_crime(atlas, area, year))]
        if not rates:
            continue
        series = rates[0].indicator_id
        found = [atlas.observation(series, place.place_id, year) for place in columns]
        counts = [atlas.observation(INDICATOR[series].counterpart, place.place_id, year) for place in columns]
        cells = tuple(map(_reported, found, counts))
        sources = tuple(source for cell in (*found, *counts) for source in cell.sources)
        return Crime(Row(t("crime.heading", year=year), cells), sources)
    nothing = tuple(Stated("", t("missing_short.not_found")) for _ in columns)
    return Crime(Row(t("handout.crime"), nothing), ())


def _reported(rate: Observation, count: Observation) -> Stated:
    """A rate with its count beside it; where there is no rate, the count alone or why there is nothing."""
    if rate.figure is None:
        return Stated("", crime_words(rate, count) if count.figure else t(f"missing_short.{rate.missing}"))
    words = [t("handout.rate", series=t(f"crime.series.{rate.indicator_id}"))]
    if count.figure is not None:
        words.append(t("crime.count_alone", reports=number(count.figure.value)))
    if Caveat.CONTRADICTORY in rate.caveats:
        words.append(t("crime.contradictory"))
    return Stated(figures.short(rate), ", ".join(words))


def rows_note(areas: Sequence[Place], *, survey: bool, crime: bool) -> str:
    """How the table is read: what stands in brackets, that safe is no remainder, whose year it is, and visitors."""
    notes = [t("handout.brackets"), t("handout.not_the_rest")] if survey else []
    notes += [t("profile.crime_year")] if crime else []
    if crime and {area.place_id for area in areas} & set(VISITED):
        notes.append(t("crime.visitors"))
    return " ".join(notes)
