"""A place to take along: one page as PDF, and every figure as CSV and as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.figures.pooling import pooled_shares
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import INDICATORS, Indicator, Kind
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_column
from sikkerby_geo.views.base.measured import Cell, measured, remarks
from sikkerby_geo.views.base.pooled import pooled_columns
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.base.workbook import book_of
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.charts.trend_picture import WIDE
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER

MOST_EFFORTS = 8
MAP_PX = 250
ON_PAPER = replace(WIDE, height=215, font=14.5)
"""Of the trend: set as wide as the sheet its words are 9 points, and they stay legible where a long list takes room."""


def place_pdf(atlas: Atlas, choice: Choice, place: Place, *, printed: date) -> bytes:
    """One A4 page on a place: sentences, map, newest figures, trend, efforts, gaps and sources; a tagged PDF."""
    found = profile(atlas, choice, place)
    trend = trend_card(atlas, choice.indicator_id, [place], atlas.years, size=ON_PAPER)
    drawing = svg_map(atlas, choice, extent=place.place_id, width=MAP_PX, height=MAP_PX, size=PAPER)
    listed = effort_words.grouped_lines(atlas, place, None, proposals=choice.proposals)
    more = [t("effort.more", count=len(listed) - MOST_EFFORTS)] if len(listed) > MOST_EFFORTS else []
    return compile_print(
        "place.typ",
        {
            "kicker": t(f"level.{place.level}.label"),
            "certainty": found.certainty,
            "sentence": found.title,
            "map": picture(drawing, t("profile.print_alt", name=place.name)),
            "figures_title": t("profile.print_figures"),
            "figures": [[figure.subject, figure.full, figure.state] for figure in (*found.figures, *found.older)],
            "head": [t("profile.head_subject"), t("profile.head_full"), t("table.state")],
            "since_title": t("profile.since"),
            "since": [f"{rule}: {words}" for rule, words in found.since],
            "trend_title": trend.title,
            "trend_second": trend.subtitle,
            "trend": picture(str(trend.picture()), trend.label),
            "trend_notes": " ".join(filter(None, (*trend.notes, trend.source, t("chart.attribution")))),
            "efforts_title": t("profile.efforts"),
            "efforts": [*listed[:MOST_EFFORTS], *more] or [t("profile.efforts_none")],
            "gaps_title": t("profile.gaps"),
            "gaps": list(gaps_of(atlas, place)),
            "sources": [t("source_line.text", sources=figures.titles(found.sources)), t("source_line.map")],
        },
        title=f"{place.name}. {found.title}",
        version=atlas.version,
        printed=printed,
    )


def place_rows(atlas: Atlas, place: Place) -> list[dict[str, Cell]]:
    """Every figure, bound and count of a place, one row each; a missing one is a row with its reason.

    Counts stand in the rows of their rates; what stands beside the assessment has rows for the years it is known of.
    """
    rows: list[dict[str, Cell]] = []
    for indicator in INDICATORS:
        if indicator.kind is Kind.RATE:
            counted = (*atlas.known_years(indicator.indicator_id), *atlas.known_years(indicator.counterpart))
            rows += [_rate_row(atlas, place, indicator, year) for year in sorted(set(counted))]
        elif indicator.kind is not Kind.COUNT:
            years = atlas.years if indicator.surveyed else sorted(atlas.known_years(indicator.indicator_id))
            rows += [
                _row(atlas, place, atlas.observation(indicator.indicator_id, place.place_id, year)) for year in years
            ]
    return [{**row, **clear_column(atlas)} for row in rows]


def place_csv(atlas: Atlas, place: Place) -> bytes:
    """The rows of a place for a Danish spreadsheet."""
    return csv_bytes(place_rows(atlas, place))


def place_xlsx(atlas: Atlas, choice: Choice, place: Place) -> bytes:
    """The rows of a place as a workbook, with a sheet of what they say, what is not known, and the sources."""
    found = profile(atlas, choice, place)
    notes = [f"{place.name}. {found.title}", found.certainty, t("workbook.missing"), *gaps_of(atlas, place)]
    notes.append(t("source_line.text", sources=figures.titles(found.sources)))
    notes.append(t("workbook.data", version=atlas.version[:12]))
    return book_of(((t("table.sheet"), place_rows(atlas, place)),), filter(None, notes))


def _rate_row(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> dict[str, Cell]:
    """A rate with its count; a count whose rate is missing stands in the rate's row with the reason."""
    rate = atlas.observation(indicator.indicator_id, place.place_id, year)
    count = atlas.observation(indicator.counterpart, place.place_id, year)
    row = _row(atlas, place, rate)
    row[t("profile.csv_count")] = round(count.figure.value) if count.figure else None
    row[t("csv.source")] = figures.titles((*rate.sources, *count.sources))
    if rate.figure is None:
        said = [*remarks(count), t(f"missing_short.{rate.missing}")] if rate.missing else remarks(count)
        row[t("csv.note")] = "; ".join(said)
    return row


def _row(atlas: Atlas, place: Place, cell: Observation) -> dict[str, Cell]:
    pooled = pooled_shares(atlas, cell.indicator_id, place.level, cell.year)
    rule = rule_of(cell.indicator_id)
    flag = atlas.flag(rule, place.place_id, cell.year) if rule else Flag(FlagState.NO_FIGURE)
    reason = figures.missing(cell, atlas) if cell.figure is None else ""
    said = measured(cell)
    return {
        t("csv.place"): place.name,
        t("csv.measure"): t(f"indicator.{cell.indicator_id}.name"),
        **said,
        t("profile.csv_count"): None,
        **pooled_columns(pooled.get(place.place_id)),
        t("csv.state"): state_words(rule, flag) if rule and flag.state.flagged is not None else "",
        t("csv.source"): figures.titles(cell.sources),
        t("csv.note"): "; ".join(filter(None, [*remarks(cell), reason])),
    }
