"""The trend as a card: one measure in one or more places over the years, with its sentence, table and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.changes import Change
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.figures.pooling import Pooled
from sikkerby_geo.domain.programme.events import Event, events_on
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import since_words
from sikkerby_geo.views.base.clear_words import clear_column, clear_notes
from sikkerby_geo.views.base.pooled import pooled_columns
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.change_numbers import difference_numbers
from sikkerby_geo.views.charts.courses import Course, course_of, gaps, known_from, span_words
from sikkerby_geo.views.charts.event_marks import across_changes, between_titles, event_lines, event_marks, within
from sikkerby_geo.views.charts.pooled_marks import pooled_years
from sikkerby_geo.views.charts.sentences import changes_of, course_title, courses_title
from sikkerby_geo.views.charts.trend_picture import HANDS, NARROW, WIDE, Format, trend_spec

MOST_PLACES = len(HANDS)
"""More courses than these on one scale cannot be told apart by shape."""


def trend_card(
    atlas: Atlas,
    indicator_id: str,
    places: Sequence[Place],
    years: Sequence[int] | None = None,
    *,
    size: Format = WIDE,
    events: EventsShown = EventsShown.NONE,
) -> ChartCard:
    """The course of a measure in up to ``MOST_PLACES`` places (none: the city alone).

    ``years`` fixes the axis, so that another chart can stand under it; else it begins at the first known year.
    ``size`` is that of the wide picture: a page's or a slide's. ``events`` are marked under the years and told.
    """
    courses = [course_of(atlas, indicator_id, place, atlas.years) for place in places[:MOST_PLACES]]
    city = course_of(atlas, indicator_id, CITY, atlas.years)
    shown = courses or [city]
    changes = {c.place.place_id: changes_of(atlas, indicator_id, c.place, atlas.years) for c in (*courses, city)}
    if len(shown) == 1:
        only = shown[0]
        title = course_title(indicator_id, only.place, changes[only.place.place_id], list(only.cells.values()))
        second = ""
    else:
        title, second = courses_title(indicator_id, {c.place.name: changes[c.place.place_id] for c in shown})
    behind = city if courses and city.figures() else None
    everything = [*shown, *([behind] if behind else [])]
    pooled = {course.place.place_id: pooled_years(atlas, course) for course in shown}
    alone = pooled[shown[0].place.place_id] if len(shown) == 1 else {}
    marked = any(pooled.values())
    indicator = INDICATOR[indicator_id]
    happened = events_on(atlas, indicator, [course.place for course in shown], events)
    axis, narrow_axis = (tuple(years or known_from(drawn)) for drawn in (everything, shown))
    numbered = within(happened, indicator, axis)
    wide, narrow = (
        event_marks(numbered, indicator, over, form.width) for over, form in ((axis, size), (narrow_axis, NARROW))
    )
    told = [change for course in shown for change in changes[course.place.place_id]]
    return ChartCard(
        card_id=f"udvikling-{INDICATOR[indicator_id].address}-{'-'.join(course.place.place_id for course in shown)}",
        title=title,
        subtitle=" ".join(
            filter(None, (second, _subtitle(indicator_id, shown), t("pooled.mark") if alone and size.pooled else ""))
        ),
        spec=trend_spec(indicator_id, shown, behind, axis, size, alone, wide),
        narrow=trend_spec(indicator_id, shown, behind, narrow_axis, replace(NARROW, pooled=size.pooled), alone, narrow),
        table=_twin(everything, atlas, changes, pooled if marked else None, happened),
        source=_source(everything),
        years=tuple(sorted({year for course in shown for year in course.figures()})),
        answers=_answers(shown),
        notes=(
            *([t("event.marks"), *event_lines(numbered)] if numbered else []),
            *across_changes(happened, indicator, told),
            *_notes(shown, narrow_axis),
            *((t("pooled.in_table"),) if marked and len(shown) > 1 and size.pooled else ()),
            *clear_notes(atlas),
        ),
    )


def axis_of(atlas: Atlas, indicator_id: str, places: Sequence[Place]) -> tuple[int, ...]:
    """The years the wide picture of places goes over where none are asked for."""
    drawn = [course_of(atlas, indicator_id, place, atlas.years) for place in (*places[:MOST_PLACES], CITY)]
    return tuple(known_from([one for one in drawn if one.place is not CITY or one.figures()] or drawn))


def _subtitle(indicator_id: str, shown: Sequence[Course]) -> str:
    parts = [
        t(
            f"chart.trend_subtitle_{INDICATOR[indicator_id].unit}",
            names=names(course.place.name for course in shown),
            measure=t(f"indicator.{indicator_id}.name"),
        )
    ]
    answers = _answers(shown)
    if answers:
        many = sum(len(course.figures()) for course in shown) > 1
        parts.append(t("chart.whiskers_each" if many else "chart.whiskers", answers=answers))
    bounds = [known for course in shown for known in course.bounds().values()]
    if bounds:
        parts.append(t("chart.parts" if bounds[0].spans_parts else "chart.arrows"))
    return " ".join(parts)


def _name(course: Course) -> str:
    return t("chart.city") if course.place is CITY else course.place.name


def _answers(shown: Sequence[Course]) -> str:
    """The answers behind the whiskers, from least to most, by where the number comes from."""
    counts: dict[AnswersBasis, list[float]] = {}
    for course in shown:
        for figure in course.figures().values():
            if figure.answers is not None:
                counts.setdefault(figure.answers.basis, []).append(figure.answers.count)
    parts = [
        t(f"chart.answers_{basis}", count=span_of(min(counts[basis]), max(counts[basis])))
        for basis in AnswersBasis
        if basis in counts
    ]
    return names(parts)


def span_of(low: float, high: float) -> str:
    """A range of whole numbers: 231–375, or the number alone."""
    first, last = number(low), number(high)
    return first if first == last else f"{first}–{last}"


def _notes(shown: Sequence[Course], axis: Sequence[int]) -> tuple[str, ...]:
    """What the picture cannot say: the first figure, holes in one course of several, and how figures came about."""
    told = [(year, figure) for course in shown for year, figure in course.figures().items()]
    read = sorted({year for year, figure in told if figure.read_in_transcript})
    notes = []
    first = min((year for course in shown for year in (*course.figures(), *course.bounds())), default=None)
    if first is not None and first > next(iter(shown[0].cells)):
        notes.append(t("chart.before", year=first, names=names(map(_name, shown))))
    if len(shown) > 1:
        holes = [hole for course in shown if (hole := _holes(course, shown, axis))]
        notes += [t("chart.holes", places="; ".join(holes))] if holes else []
    if read:
        notes.append(t("chart.transcript", years=names(str(year) for year in read)))
    notes += figures.cautions((_name(course), cell) for course in shown for cell in course.cells.values())
    if any(figure.computed for _, figure in told):
        notes.append(t("chart.computed"))
    if len(shown) > 1:
        notes.append(t("chart.shifted"))
    return tuple(notes)


def _holes(course: Course, shown: Sequence[Course], axis: Sequence[int]) -> str:
    """A place and the years it alone lacks; the years all lack are grey in the picture."""
    common = {year for first, last, _ in gaps(shown, axis) for year in range(first, last + 1)}
    runs = [span_words(first, last) for first, last, _ in gaps([course], [y for y in axis if y not in common])]
    return f"{course.place.name} {names(runs)}" if runs else ""


def _source(shown: Iterable[Course]) -> str:
    sources = {source for course in shown for cell in course.cells.values() for source in cell.sources}
    ordered = sorted(sources, key=lambda source: (source.trust, source.source_id))
    return t("chart.source", sources=figures.titles(ordered)) if ordered else ""


def _twin(
    shown: Sequence[Course],
    atlas: Atlas,
    changes: dict[str, tuple[Change, ...]],
    pooled: Mapping[str, Mapping[int, Pooled]] | None,
    events: Sequence[Event],
) -> pd.DataFrame:
    """One row a place and year: the figure with its interval, its bound, or the reason why there is none.

    ``pooled`` shares, by place and year, stand in columns of their own; None = no columns. With ``events`` also what
    lay between a figure and the one before.
    """
    rows = []
    for course in shown:
        verdicts = {change.after.year: change for change in changes[course.place.place_id]}
        mine = [one for one in events if one.happened_in(course.place)]
        for cell in course.cells.values():
            beside = pooled_columns(pooled.get(course.place.place_id, {}).get(cell.year)) if pooled is not None else {}
            change = verdicts.get(cell.year)
            row = _row(course.place, cell, atlas, change, beside)
            if events:
                ends = (change.before.year, change.after.year) if change else None
                row[t("event.twin")] = between_titles(mine, cell.indicator, *ends) if ends else ""
            rows.append(row)
    return pd.DataFrame(rows)


def _row(
    place: Place, cell: Observation, atlas: Atlas, change: Change | None, beside: Mapping[str, object]
) -> dict[str, object]:
    figure, said = cell.figure, figures.numbers(cell.figure)
    bound = figures.range_words(cell.flag_range, cell.indicator.unit) if cell.flag_range and not figure else ""
    notes = figures.marks(cell) if figure else [figures.missing(cell, atlas)]
    if figure and figure.computed:
        notes.append(t("answers.computed"))
    if figure and figure.note:
        notes.append(figure.note)
    return {
        t("twin.place"): place.name,
        t("twin.year"): cell.year,
        t(f"twin.{cell.indicator.unit}"): said.value,
        t("twin.low"): said.low,
        t("twin.high"): said.high,
        t("twin.answers"): said.answers,
        t("twin.basis"): said.basis,
        t("twin.bound"): bound,
        t("twin.change"): since_words(change) if change else "",
        **difference_numbers(cell.indicator, change),
        **beside,
        **clear_column(atlas),
        t("twin.note"): "; ".join(notes),
        t("twin.source"): figures.titles(cell.sources),
    }
