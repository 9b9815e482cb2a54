"""Small pictures beside the text: a figure on its scale with the limit, and its course over the years."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.text import number, t
from sikkerby_geo.views import figures
from sikkerby_geo.views.choice import Choice
from sikkerby_geo.views.html import render

LEFT, RIGHT = 8.0, 292.0
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
    limit = choice.indicator.class_limit
    ends = [cell.figure.interval.low, cell.figure.interval.high, *([limit] if limit else [])]
    ends += [city.interval.low, city.interval.high] if city else []
    low, high = 10 * int(min(ends) // 10), 10 * -int(-max(ends) // 10)
    low, high = (0, max(high, 30)) if choice.indicator.worse_high else (min(low, 60), 100)

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (RIGHT - LEFT), 1)

    ticks = sorted({*range(low, high + 1, 10), *([int(limit)] if limit else [])})
    if limit and limit % 10:
        ticks = [tick for tick in ticks if tick == limit or abs(tick - limit) > 6]
    key = "panel.strip_note" if city else "panel.strip_note_alone"
    return Markup(
        render(
            "interval.html",
            label=t("panel.chart_interval", name=place.name, year=choice.year) + ": " + figures.full(cell),
            low=x(cell.figure.interval.low),
            high=x(cell.figure.interval.high),
            at=x(cell.figure.value),
            city=(x(city.interval.low), x(city.interval.high)) if city else None,
            limit=x(limit) if limit else None,
            ticks=[(x(tick), f"{tick}", tick == limit) for tick in ticks],
            note=t(key, name=place.name),
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
    limit = choice.indicator.class_limit
    values = [end for figure in drawn for end in (figure.interval.low, figure.interval.high)]
    values += [limit] if limit else []
    values += [share.high if share.low == 0 else share.low for share in bounded.values()]
    top = min(100, 10 * -int(-max(values) // 10) + (10 if max(values) % 10 > 6 else 0))
    low, high = (0, max(top, 20)) if choice.indicator.worse_high else (10 * int(min(values) // 10), 100)
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
            y(cell.figure.interval.low),
            y(cell.figure.interval.high),
            year == choice.year,
        )
        for year, cell in cells.items()
        if cell.figure is not None
    ]
    measure = t(f"indicator.{choice.indicator_id}.inline")
    every = 10 if high - low <= 30 else 20
    return Markup(
        render(
            "trend.html",
            label=t("panel.chart_trend", name=place.name, measure=measure, first=years[0], last=years[-1]),
            gaps=_gaps(cells, years, x, step),
            y_ticks=[(y(tick), number(tick)) for tick in range(low, high + 1, every) if tick != limit],
            limit=(y(limit), number(limit)) if limit else None,
            lines=[(a, b) for a, b in itertools.pairwise(points) if b.year - a.year == 1],
            bounds=[_arrow(share, x(year), y) for year, share in bounded.items()],
            points=points,
            x_ticks=[(x(year), f"{year}", year == choice.year) for year in _year_ticks(years, choice.year)],
        )
    )


def _bounded(cells: dict[int, Observation]) -> dict[int, Range]:
    """The shares of which only one limit is known, by year."""
    shares = {year: cell.flag_range for year, cell in cells.items() if cell.figure is None}
    return {year: share for year, share in shares.items() if share and (share.low == 0 or share.high == 100)}


def _arrow(share: Range, x: float, y: Callable[[float], float]) -> tuple[str, float, float, str]:
    """An arrow from the limit to the known side: its path, and where its words stand."""
    upwards = share.high == 100
    start = y(share.low if upwards else share.high)
    tip = start - 16 if upwards else start + 16
    back = 4 if upwards else -4
    path = f"M{x} {start}V{tip}M{x - 3} {tip + back}L{x} {tip}L{x + 3} {tip + back}"
    words = figures.share_words(share, sign=True).replace("\u00a0%", "")
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
