"""The rule year by year: a cell for each place and year in the look of its flag, with the figure and the word."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.clear_words import clear_column, clear_notes
from sikkerby_geo.views.base.palette import GAP, INK, MUTED, Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.courses import Course, course_of, gaps, span_words
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.looks import LookCell, ink_on, look_layers
from sikkerby_geo.views.charts.marks import Plane, Row, Word, areas

NAMES, COLUMN, NARROW_COLUMN, ROW = 150.0, 104.0, 38.0, 42.0
"""Widths of the names, of a year and of a year without any answer, and height of a place, in pixels."""


def rule_matrix_card(atlas: Atlas, rule: Rule, level: Level) -> ChartCard:
    """All places of a level under a rule, in every year it can be computed for."""
    places = atlas.places.at(level)
    years = [year for year in atlas.years if rule.computed_in(year)]
    courses = [course_of(atlas, rule.indicator_id, place, years) for place in places]
    sources = {source for course in courses for cell in course.cells.values() for source in cell.sources}
    ordered = sorted(sources, key=lambda source: (source.trust, source.source_id))
    decided = [year for year in years if atlas.decided(rule, level, year)]
    return ChartCard(
        card_id=f"regel-{rule.address}-{level}",
        title=_title(atlas, rule, level, decided),
        subtitle=t("matrix.subtitle", measure=t(f"indicator.{rule.indicator_id}.name")),
        spec=_spec(atlas, rule, courses, years),
        narrow=None,
        table=_twin(atlas, rule, courses),
        source=t("chart.source", sources=figures.titles(ordered)) if ordered else "",
        years=tuple(decided),
        notes=(*_notes(atlas, rule, courses), *clear_notes(atlas)),
    )


def counts(atlas: Atlas, rule: Rule, place: Place, years: Sequence[int]) -> tuple[int, int]:
    """In how many years a place was on the flagged side, and in how many the rule is decided for it."""
    sides = [atlas.flag(rule, place.place_id, year).state.flagged for year in years]
    return sum(bool(side) for side in sides), sum(side is not None for side in sides)


def _title(atlas: Atlas, rule: Rule, level: Level, decided: Sequence[int]) -> str:
    side = t(f"rule.{rule.rule_id}.flagged")
    if not decided:
        return t("matrix.none_decided", side=side)
    found = {place: counts(atlas, rule, place, decided) for place in atlas.places.at(level)}
    always = [tight(place.name) for place, (flagged, known) in found.items() if flagged and flagged == known]
    never = [place for place, (flagged, known) in found.items() if known and not flagged]
    values = {"side": side, "total": len(found), "noun": t(f"level.{level}.many"), "never": len(never)}
    if len(never) == sum(known > 0 for _, known in found.values()):
        return t("matrix.never", **values)
    if len(always) == len(found):
        return t("matrix.everywhere", **values)
    key = "matrix.always" if always else "matrix.some"
    return t(key, names=names(always, most=5), ever=len(found) - len(never), **values)


def _notes(atlas: Atlas, rule: Rule, courses: Sequence[Course]) -> tuple[str, ...]:
    notes = []
    for course in courses:
        for year, cell in course.cells.items():
            if atlas.flag(rule, course.place.place_id, year).disputed:
                side = t(f"rule.{rule.rule_id}.flagged")
                name, figure = tight(course.place.name), figures.short(cell)
                notes.append(t("figure.disputed", name=name, year=year, figure=figure, side=side))
    shown = [(year, figure) for course in courses for year, figure in course.figures().items()]
    read = {year for year, figure in shown if figure.read_in_transcript}
    if read:
        notes.append(t("chart.transcript", years=names(str(year) for year in sorted(read))))
    if any(figure.computed for _, figure in shown):
        notes.append(t("chart.computed"))
    return tuple(notes)


def look_at(rule: Rule, cell: Observation, flag: Flag) -> Look:
    index = class_index(scale_of(rule.indicator, rule), cell.figure.value) if cell.figure else None
    return look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)


def cell_words(rule: Rule, cell: Observation, flag: Flag) -> tuple[str, str]:
    """The two lines in a cell: figure or bound, then side and certainty, or that there is no figure."""
    if flag.state is FlagState.NO_FIGURE:
        if cell.flag_range is None:
            return "", t("matrix.no_answer")
        return figures.range_words(cell.flag_range, sign=True), t("matrix.undecided")
    if cell.figure is None and cell.flag_range is not None:
        first, _, rest = figures.range_words(cell.flag_range).partition(" ")
        return first, rest
    side = t(f"matrix.{rule.comparison}_{'flagged' if flag.state.flagged else 'clear'}")
    sure = t("state.label.unsure" if flag.state.unsure else "state.label.sure")
    return f"{figures.short(cell)} {side}", sure


def _spec(atlas: Atlas, rule: Rule, courses: Sequence[Course], years: Sequence[int]) -> dict:
    fields = gaps(courses, years)
    unknown = {year for first, last, _ in fields for year in range(first, last + 1)}
    runs = {first: (last, reason) for first, last, reason in fields}
    lefts: dict[int, float] = {}
    x = NAMES
    for year in years:
        lefts[year] = x
        if year in runs:
            x += _field_width(year, runs[year][0])
        elif year not in unknown:
            x += COLUMN
    width, height = x, max(len(courses), 1) * ROW
    plane = Plane(width, height, 0, width, 0, height, left=0, right=2, top=24, bottom=4)
    labels = Labels(plane)
    grey: list[Row] = []
    for first, (last, reason) in runs.items():
        left, right = lefts[first], lefts[first] + _field_width(first, last)
        grey.append({"x": left + 2, "x2": right - 2, "y": 0, "y2": height})
        labels.fill(reason, left, right, 12.5)
        labels.put(Word((left + right) / 2, -12, span_words(first, last), "center", 12.5))
    cells: list[LookCell] = []
    for number, course in enumerate(courses):
        top = number * ROW
        name = "\n".join(wrap(course.place.name.replace("/", "/ "), NAMES - 10, 13, 700))
        labels.put(Word(0, top + ROW / 2, name, size=13, bold=True, colour=INK))
        for year in years:
            if year in unknown:
                continue
            cell, flag = course.cells[year], atlas.flag(rule, course.place.place_id, year)
            look = look_at(rule, cell, flag)
            cells.append(LookCell(lefts[year] + 2, top + 2, COLUMN - 4, ROW - 4, look, course.place.name))
            labels.put(*_in_cell(cell_words(rule, cell, flag), look, lefts[year] + COLUMN / 2, top + ROW / 2))
    for year in years:
        if year not in unknown:
            labels.put(Word(lefts[year] + COLUMN / 2, -12, str(year), "center", 12.5, True, INK))
    return plane.spec([*areas("gaps", grey, color=GAP), *look_layers(plane, "cells", cells), *labels.layers()])


def _field_width(first: int, last: int) -> float:
    """Width of a run of years without an answer: room for its years and its words, no more."""
    return NARROW_COLUMN if first == last else 2.6 * NARROW_COLUMN


def _in_cell(lines: tuple[str, str], look: Look, x: float, y: float) -> list[Word]:
    ink, halo = ink_on(look)
    if not lines[0]:
        return [Word(x, y, lines[1], "center", 12, colour=MUTED)]
    return [
        Word(x, y - 7, lines[0], "center", 12.5, True, ink, halo),
        Word(x, y + 8, lines[1], "center", 12, colour=ink, halo=halo),
    ]


def _twin(atlas: Atlas, rule: Rule, courses: Sequence[Course]) -> pd.DataFrame:
    rows = []
    for course in courses:
        for year, cell in course.cells.items():
            flag = atlas.flag(rule, course.place.place_id, year)
            figure = cell.figure
            rows.append(
                {
                    t("twin.place"): course.place.name,
                    t("twin.year"): year,
                    t("twin.rule"): t(f"rule.{rule.rule_id}.name"),
                    t("twin.state"): state_words(rule, flag),
                    t("twin.figure"): figures.short(cell),
                    t("twin.low"): figures.numbers(figure).low,
                    t("twin.high"): figures.numbers(figure).high,
                    t("twin.note"): "; ".join(figures.marks(cell)) if figure else figures.missing(cell, atlas),
                    t("twin.source"): figures.titles(cell.sources),
                    **clear_column(atlas),
                }
            )
    return pd.DataFrame(rows)
