"""A place to take along: one page as PDF, and every figure as CSV."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, grouped
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import INDICATORS, Indicator, Kind
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.prints import compile_print, picture
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER

MOST_EFFORTS = 8
MAP_PX = 250


def place_pdf(atlas: Atlas, choice: Choice, place: Place, trend: ChartCard, *, printed: date) -> bytes:
    """One A4 page on a place: sentences, map, newest figures, trend, efforts, gaps and sources; a tagged PDF."""
    found = profile(atlas, choice, place)
    drawing = svg_map(atlas, choice, extent=place.place_id, width=MAP_PX, height=MAP_PX, size=PAPER)
    listed = _efforts(atlas, choice, place)
    more = [t("effort.more", count=len(listed) - MOST_EFFORTS)] if len(listed) > MOST_EFFORTS else []
    return compile_print(
        "place.typ",
        {
            "kicker": found.kicker,
            "certainty": found.certainty,
            "sentence": found.title,
            "map": picture(drawing, t("profile.print_alt", name=place.name)),
            "figures_title": t("profile.print_figures"),
            "figures": [[figure.subject, figure.full, figure.state] for figure in found.figures],
            "head": [t("profile.head_subject"), t("profile.head_full"), t("table.state")],
            "since_title": t("profile.since"),
            "since": [f"{rule}: {words}" for rule, words in found.since],
            "trend": picture(trend.standalone(), f"{trend.title}. {trend.subtitle}"),
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


def _efforts(atlas: Atlas, choice: Choice, place: Place) -> list[str]:
    """The efforts of a place as the record last knows them, each with its group, first what is in progress."""
    groups = grouped(atlas, atlas.efforts_in(place), None)
    shown = tuple(StatusGroup) if choice.proposals else SHOWN_GROUPS
    listed = [
        f"{effort_words.line(effort, group)}: {effort_words.group_name(group)}"
        for group in shown
        for effort in groups[group]
    ]
    if not listed or groups[StatusGroup.IN_PROGRESS]:
        return listed
    return [effort_words.none_in_progress(atlas, None), *listed]


def place_csv(atlas: Atlas, place: Place) -> bytes:
    """Every figure, bound and count of a place, one row each; a missing one is a row with its reason.

    Counts stand in the rows of their rates; what stands beside the assessment has rows for the years it is known of.
    """
    rows = []
    for indicator in INDICATORS:
        if indicator.kind is Kind.RATE:
            counted = (*atlas.known_years(indicator.indicator_id), *atlas.known_years(indicator.counterpart))
            rows += [_rate_row(atlas, place, indicator, year) for year in sorted(set(counted))]
        elif indicator.kind is not Kind.COUNT:
            years = atlas.years if indicator.surveyed else sorted(atlas.known_years(indicator.indicator_id))
            rows += [_share_row(atlas, place, indicator.indicator_id, year) for year in years]
    return csv_bytes(rows)


def _rate_row(atlas: Atlas, place: Place, indicator: Indicator, year: int) -> dict[str, object]:
    rate = atlas.observation(indicator.indicator_id, place.place_id, year)
    count = atlas.observation(indicator.counterpart, place.place_id, year)
    shown = rate.figure or count.figure
    return _row(
        place,
        t("profile.crime_subject", series=t(f"crime.series.{indicator.indicator_id}")),
        year,
        figure=number(rate.figure.value, rate.figure.decimals) if rate.figure else "",
        count=round(count.figure.value) if count.figure else "",
        source=figures.titles((*rate.sources, *count.sources)),
        note=(shown.note if shown else "") or (t(f"missing_short.{rate.missing}") if rate.missing else ""),
    )


def _share_row(atlas: Atlas, place: Place, indicator_id: str, year: int) -> dict[str, object]:
    cell = atlas.observation(indicator_id, place.place_id, year)
    rule = rule_of(indicator_id)
    state = atlas.flag(rule, place.place_id, year).state if rule else FlagState.NO_FIGURE
    figure = cell.figure
    return _row(
        place,
        t(f"indicator.{indicator_id}.name"),
        year,
        figure=number(figure.value, figure.decimals) if figure else "",
        bound=figures.short(cell) if figure is None else "",
        interval=figures.interval(figure) if figure else "",
        count=figures.numbers(figure).answers if figure else "",
        basis=figures.numbers(figure).basis,
        state=state_words(rule, state) if rule and state.flagged is not None else "",
        source=figures.titles(cell.sources),
        note="; ".join([*figures.marks(cell), figures.missing(cell, atlas)] if figure is None else figures.marks(cell)),
    )


def _row(place: Place, subject: str, year: int, **values: object) -> dict[str, object]:
    names = ("figure", "bound", "interval", "count", "basis", "state", "source", "note")
    head = {t("csv.place"): place.name, t("csv.measure"): subject, t("csv.year"): year}
    return head | {t(f"profile.csv_{name}"): values.get(name, "") for name in names}
