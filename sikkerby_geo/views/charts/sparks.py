"""Small pictures beside the text: a figure on its scale with the limit, and its course over the years."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.pooled import pooled_of, pooled_words
from sikkerby_geo.views.charts.axes import counted
from sikkerby_geo.views.charts.courses import Course
from sikkerby_geo.views.charts.pooled_marks import pooled_years

LEFT, RIGHT = 8.0, 292.0
POOLED_ASIDE = 9.0
"""Pixels right of a figure's own mark in a trend."""
TREND_LEFT, TREND_RIGHT, TREND_TOP, TREND_BOTTOM = 34.0, 286.0, 8.0, 100.0


@dataclass(frozen=True)
class Point:
    """A figure in a trend, in pixels; ``now`` = the chosen year."""

    year: int
    x: float
    y: float
    low: float
    high: float
    now: bool


def interval_chart(atlas: Atlas, choice: Choice, place: Place) -> Markup:
    """A place's figure with its 95 % interval, the city's behind it, and the limit; empty without a figure."""
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    if cell.figure is None:
        return Markup()
    city = atlas.observation(choice.indicator_id, CITY.place_id, choice.year).figure
    limit = choice.scale.limit
    reach, city_reach = cell.figure.reach, city.reach if city else None
    ends = [reach.low, reach.high, *([limit] if limit else [])]
    ends += [city_reach.low, city_reach.high] if city_reach else []
    pooled = pooled_of(atlas, choice).get(place.place_id)
    ends += [pooled.interval.low, pooled.interval.high] if pooled else []
    low, high, step = _interval_axis(choice, ends)

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT), 1)

    ticks = sorted({*_grid(low, high, step), *([int(limit)] if limit else [])})
    if limit and limit % 10:
        ticks = [tick for tick in ticks if tick == limit or abs(tick - limit) > 6]
    key = "panel.strip_note" if city else "panel.strip_note_alone"
    return Markup(
        render(
            "interval.html",
            label=t("panel.chart_interval", name=place.name, year=choice.year)
            + ": "
            + figures.full(cell)
            + (f"; {t('pooled.value').lower()} {pooled_words(pooled)}" if pooled else ""),
            low=x(reach.low),
            high=x(reach.high),
            at=x(cell.figure.value),
            city=(x(city_reach.low), x(city_reach.high)) if city_reach else None,
            limit=x(limit) if limit else None,
            ticks=[(x(tick), number(tick), tick == limit) for tick in ticks],
            pooled=tuple(map(x, (pooled.interval.low, pooled.value, pooled.interval.high))) if pooled else None,
            note=" ".join((t(key, name=place.name), *((t("pooled.mark"),) if pooled else ()))),
        )
    )


def trend_chart(atlas: Atlas, choice: Choice, place: Place) -> Markup:
    """The course of a measure in a place since 2015: gaps stay gaps, bounds are arrows from their limit."""
    years = [year for year in atlas.years if year >= SURVEY_FROM]
    cells = {year: atlas.observation(choice.indicator_id, place.place_id, year) for year in years}
    drawn = [cell.figure for cell in cells.values() if cell.figure is not None]
    bounded = _bounded(cells)
    if len(years) < 2 or not (drawn or bounded):
        return Markup()
    limit = choice.scale.limit
    values = [end for figure in drawn for end in (figure.reach.low, figure.reach.high)]
    pooled = pooled_years(atlas, Course(place, cells))
    values += [end for each in pooled.values() for end in (each.interval.low, each.interval.high)]
    values += [limit] if limit else []
    values += [share.high if share.low == 0 else share.low for share in bounded.values()]
    every, low, high = _trend_axis(choice, values)
    step = (TREND_RIGHT - TREND_LEFT) / (len(years) - 1)

    def x(year: int) -> float:
        return round(TREND_LEFT + (year - years[0]) * step, 1)

    def y(value: float) -> float:
        return round(TREND_BOTTOM - (value - low) / (high - low) * (TREND_BOTTOM - TREND_TOP), 1)

    points = [
        Point(
            year,
            x(year),
            y(cell.figure.value),
            y(cell.figure.reach.low),
            y(cell.figure.reach.high),
            year == choice.year,
        )
        for year, cell in cells.items()
        if cell.figure is not None
    ]
    measure = t(f"indicator.{choice.indicator_id}.inline")
    return Markup(
        render(
            "trend.html",
            label=t("panel.chart_trend", name=place.name, measure=measure, first=years[0], last=years[-1]),
            gaps=_gaps(cells, years, x, step),
            y_ticks=[(y(tick), number(tick)) for tick in _grid(low, high, every) if tick != limit],
            limit=(y(limit), number(limit)) if limit else None,
            lines=[(a, b) for a, b in itertools.pairwise(points) if b.year - a.year == 1],
            bounds=[_arrow(share, choice.indicator.unit, x(year), y) for year, share in bounded.items()],
            points=points,
            pooled=[
                (x(year) + POOLED_ASIDE, *map(y, (each.interval.low, each.value, each.interval.high)))
                for year, each in pooled.items()
            ],
            mark=t("pooled.mark") if pooled else "",
            x_ticks=[(x(year), f"{year}", year == choice.year) for year in _year_ticks(years, choice.year)],
        )
    )


def _interval_axis(choice: Choice, ends: list[float]) -> tuple[float, float, float]:
    """Low and high end and distance of the figures: shares of a sample on tens, everything else from 0."""
    if not choice.indicator.surveyed:
        return counted(ends)
    if choice.indicator.worse_high:
        return 0, max(10 * -int(-max(ends) // 10), 30), 10
    return min(10 * int(min(ends) // 10), 60), 100, 10


def _trend_axis(choice: Choice, values: list[float]) -> tuple[float, float, float]:
    """Distance of the figures, low and high end: shares of a sample on tens, everything else from 0."""
    if not choice.indicator.surveyed:
        low, high, step = counted(values)
        return step, low, high
    top = min(100, 10 * -int(-max(values) // 10) + (10 if max(values) % 10 > 6 else 0))
    low, high = (0, max(top, 20)) if choice.indicator.worse_high else (10 * int(min(values) // 10), 100)
    return 10 if high - low <= 30 else 20, low, high


def _grid(low: float, high: float, step: float) -> list[float]:
    return [low + step * count for count in range(int((high - low) / step + 1e-9) + 1)]


def _bounded(cells: dict[int, Observation]) -> dict[int, Range]:
    """The values of which only one limit is known, by year."""
    found = {year: cell.flag_range for year, cell in cells.items() if cell.figure is None}
    return {year: known for year, known in found.items() if known and not known.spans_parts and known.one_sided}


def _arrow(share: Range, unit: str, x: float, y: Callable[[float], float]) -> tuple[str, float, float, str]:
    """An arrow from the limit to the known side: its path, and where its words stand."""
    upwards = share.low > 0
    start = y(share.low if upwards else share.high)
    tip = start - 16 if upwards else start + 16
    back = 4 if upwards else -4
    path = f"M{x} {start}V{tip}M{x - 3} {tip + back}L{x} {tip}L{x + 3} {tip + back}"
    words = figures.range_words(share, unit, sign=True).replace("\u00a0%", "")
    return path, x, tip - 4 if upwards else tip + 12, words


def _gaps(cells: dict[int, Observation], years: list[int], x, step: float) -> list[tuple[float, float]]:
    """Runs of years without a figure or bound, from edge to edge in pixels."""
    runs: list[list[int]] = []
    for year in years:
        if cells[year].figure is None and cells[year].flag_range is None:
            if runs and runs[-1][-1] == year - 1:
                runs[-1].append(year)
            else:
                runs.append([year])
    return [
        (round(max(x(run[0]) - step / 2, TREND_LEFT - 8), 1), round(min(x(run[-1]) + step / 2, TREND_RIGHT + 8), 1))
        for run in runs
    ]


def _year_ticks(years: list[int], chosen: int) -> list[int]:
    """Every third year, and the chosen one in place of a neighbour that it would touch."""
    ticks = [year for year in years if (year - years[0]) % 3 == 0 and abs(year - chosen) > 1]
    return sorted({*ticks, *([chosen] if chosen in years else [])})
