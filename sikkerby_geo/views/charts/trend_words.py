"""The words in a trend: axes, figures, bounds, the city, the limit and the reasons of its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.figures import value_words
from sikkerby_geo.views.base.palette import INK, MUTED, scale_of
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.charts.axes import round_up
from sikkerby_geo.views.charts.courses import Course, span_words
from sikkerby_geo.views.charts.labels import Labels, around
from sikkerby_geo.views.charts.marks import Plane, Word, year_words


def ticks(plane: Plane, measure: Indicator) -> list[float]:
    """The figures of the grid: of shares every ten, on a tall scale every twenty; else the steps of the axis."""
    if not measure.surveyed:
        step = round_up(plane.high)[1]
        return [step * count for count in range(int(plane.high / step + 1e-9) + 1)]
    every = 10 if plane.high - plane.low <= 50 else 20
    return list(range(int(plane.low), int(plane.high) + 1, every))


def say_axes(labels: Labels, measure: Indicator, courses: Sequence[Course], years: Sequence[int], size: float) -> None:
    """Figures of the grid, the limit's own in bold, the years (with something known in ink), and the break's reason."""
    plane, limit = labels.plane, scale_of(measure).limit
    grid = ticks(plane, measure)
    for tick in grid:
        if limit is None or abs(plane.py(tick) - plane.py(limit)) > size:
            text = value_words(tick, measure.unit) if tick == grid[-1] else number(tick)
            labels.put(Word(-7, plane.py(tick), text, "right", size))
    if limit is not None:
        labels.put(Word(-7, plane.py(limit), number(limit), "right", size + 0.5, True, INK))
    known = {year for course in courses for year in (*course.figures(), *course.bounds())}
    labels.put(*year_words(plane, years, size=size, strong=known))
    for year in measure.breaks:
        if plane.first < year - 0.5 < plane.last:
            text = t("chart.break", year=year)
            labels.put(Word(plane.px(year - 0.5) + 5, 1 - plane.top / 2, text, size=size, colour=INK))


def say_figures(
    labels: Labels,
    ends: Sequence[tuple[Course, float, str]],
    size: float,
    *,
    away: float,
    full_names: bool,
    every: bool = False,
) -> None:
    """One place: its figure at each dot. Several: each one's name and last figure where its course ends.

    ``ends`` holds each course with its shift sideways (years) and the colour of its words; with ``every`` the
    earlier figures of several places are written too.
    """
    plane, alone = labels.plane, len(ends) == 1
    for course, shift, colour in ends:
        figures = list(course.figures().items())
        for year, figure in figures if alone or every else figures[-1:]:
            text = number(figure.value, figure.decimals)
            if not alone and year == figures[-1][0]:
                text = f"{course.place.name if full_names else course.place.short_name} {text}"
            look = (size + 1.5, True, INK) if alone else (size + 0.5, True, colour)
            spots = around(plane.px(year + shift), plane.py(figure.value), away)
            labels.say(Word(0, 0, text, "left", *look, halo="#FFFFFF"), spots)


def say_bounds(labels: Labels, marks: Iterable[tuple[int, Range, float, float, float]], size: float) -> None:
    """The words of each run of equal bounds, once, beyond the tips of its arrows.

    ``marks`` holds year, share, x, top and bottom (pixels) of each bound's mark.
    """
    runs: list[list[tuple[int, Range, float, float, float]]] = []
    for mark in sorted(marks, key=lambda mark: (str(mark[1]), mark[0], mark[2])):
        same = runs and runs[-1][-1][1] == mark[1] and mark[0] - runs[-1][-1][0] <= 1
        runs[-1].append(mark) if same else runs.append([mark])
    for run in runs:
        _, share, _, top, bottom = run[0]
        left, right = run[0][2], run[-1][2]
        text = "\n".join(wrap(bound_words(share), right - left + 48, size))
        high = size * 0.62 * len(text.split("\n")) + 3
        across = [(left + right) / 2, left, right]
        upwards = share.high >= 100
        spots = [
            (x, top - high - more if upwards else bottom + high + more, "center") for more in (0, 7, 14) for x in across
        ]
        labels.say(Word(0, 0, text, "center", size, colour=INK, halo="#FFFFFF"), spots)


def bound_words(share: Range) -> str:
    """A bound in the words of a chart, without the per cent sign its axis has: over 10, højst 10, 8–12."""
    low, high = number(share.low), number(share.high)
    if share.spans_parts:
        return t("chart.bound_between", low=low, high=high)
    if share.low <= 0:
        return t("chart.bound_under" if share.high_open else "chart.bound_at_most", limit=high)
    if share.high >= 100:
        return t("chart.bound_over" if share.low_open else "chart.bound_at_least", limit=low)
    return t("chart.bound_between", low=low, high=high)


def say_city(labels: Labels, city: Course | None, size: float) -> None:
    """The name of the grey line, wherever along it there is room, from its newest year back."""
    spots = []
    for year, figure in reversed(city.figures().items() if city else ()):
        x, y = labels.plane.px(year), labels.plane.py(figure.value)
        spots += [(x, y + down, "center") for down in (12, -12, 20, -20)]
    if spots:
        labels.say(Word(0, 0, t("chart.city"), "center", size, colour=MUTED, halo="#FFFFFF"), spots)


def say_limit(labels: Labels, measure: Indicator, size: float) -> None:
    """The limit's name at the end of its line, or further in where something stands there."""
    limit, plane = scale_of(measure).limit, labels.plane
    if limit is None:
        return
    y, text = plane.py(limit), t("chart.limit", limit=value_words(limit, measure.unit))
    back = range(0, int(plane.width * 0.7), 24)
    spots = [(plane.width - 2 - step, y + down, "right") for step in back for down in (-10, 10)]
    labels.say(Word(0, 0, text, "right", size, True, INK, "#FFFFFF"), spots)


def gap_words(first: int, last: int, reason: str) -> str:
    return t("chart.gap", years=span_words(first, last), reason=reason)
