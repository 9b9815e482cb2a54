"""The picture of a trend: every gap, break and bound drawn as what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.figures.pooling import Pooled
from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.views.base.palette import CITY_LINE, GAP, HAIRLINE, INK, scale_of
from sikkerby_geo.views.charts import trend_words
from sikkerby_geo.views.charts.axes import counted
from sikkerby_geo.views.charts.courses import Course, gaps
from sikkerby_geo.views.charts.event_marks import EventMark, draw, room_for
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, areas, rules, symbols
from sikkerby_geo.views.charts.pooled_marks import pooled_layers
from sikkerby_geo.views.charts.room import Box, segment_boxes

ARROW = 24
"""Length of a bound's arrow in pixels; it says a direction, not a distance."""


@dataclass(frozen=True)
class Format:
    """How large a trend is drawn: sizes in pixels, ``shift`` the step sideways from one place to the next."""

    width: float
    height: float
    font: float
    dot: float
    cap: float
    shift: float
    left: float
    top: float
    full_names: bool
    every_figure: bool = False
    """Several places: each figure is written at its dot, not the last ones alone."""
    right: float = 12
    pooled: bool = False
    """Of one place: its pooled share stands beside each figure; whoever shows the picture says what it is."""


WIDE = Format(width=704, height=262, font=12.5, dot=11, cap=5, shift=8, left=44, top=24, full_names=True, pooled=True)
NARROW = Format(
    width=308, height=250, font=12, dot=8.5, cap=3, shift=3.4, left=40, top=38, full_names=False, pooled=True
)
SLIDE = Format(
    width=452,
    height=152,
    font=14.5,
    dot=11,
    cap=5,
    shift=8,
    left=48,
    top=14,
    full_names=True,
    every_figure=True,
    right=154,
)
"""For a slide of 1920 × 1080, shown at 2.76 times its size (type of 40); names stand right of the last year."""
SLIDE_ALONE = replace(SLIDE, width=560, right=46)
"""The same for one place, whose last figure alone stands right of the last year."""
SLIDE_ACROSS = replace(SLIDE, width=594, right=12)
"""The same where no course reaches the last years, so that names find room within."""


@dataclass(frozen=True)
class Hand:
    """How one place's course is drawn: colour of marks and of words, symbol, filled or open, dashes of its line."""

    colour: str
    ink: str
    shape: str
    filled: bool
    dash: tuple[int, ...] = ()


HANDS = (
    Hand("#8E5AA0", "#6E3F80", "circle", True),
    Hand("#9A7B2B", "#7A5F1C", "square", False),
    Hand("#36424E", "#36424E", "triangle-up", True, (6, 3)),
    Hand("#36424E", "#36424E", "diamond", False, (2, 3)),
    Hand("#36424E", "#36424E", "triangle-down", True, (9, 3, 2, 3)),
)


@dataclass(frozen=True)
class Track:
    """One course on the plane: its hand, and its shift sideways in years, so that whiskers do not hide each other."""

    course: Course
    hand: Hand
    name: str
    shift: float


def trend_spec(
    indicator_id: str,
    courses: Sequence[Course],
    city: Course | None,
    years: Sequence[int],
    size: Format,
    pooled: Mapping[int, Pooled] | None = None,
    events: Sequence[EventMark] = (),
) -> dict:
    """The picture of one or more courses on one scale over ``years``, the city behind them, events under the years.

    ``pooled`` are the pooled shares by year of the one place there is, for a size that draws them.
    """
    measure = INDICATOR[indicator_id]
    courses = tuple(course.within(years) for course in courses)
    city = city.within(years) if city else None
    beside = {year: each for year, each in (pooled or {}).items() if size.pooled and year in years}
    more = [end for each in beside.values() for end in (each.interval.low, each.interval.high)]
    plane = plane_of(measure, [*courses, *([city] if city else [])], years, size, more)
    plane = replace(plane, bottom=plane.bottom + room_for(events))
    step = size.shift / plane.width * (plane.last - plane.first)
    tracks = [
        Track(course, HANDS[index], f"place-{index}", (index - (len(courses) - 1) / 2) * step)
        for index, course in enumerate(courses)
    ]
    fields = gaps(courses, years)
    labels = Labels(plane)
    layers = [
        *_gap_fields(plane, fields),
        *_grid(plane, measure),
        *_break(plane, measure),
        *draw(plane, labels, events, size.font),
        *_limit(plane, measure, labels),
        *(_city(city, labels) if city else []),
    ]
    layers += pooled_layers(beside, labels, size.dot)
    for track in tracks:
        layers += [*_bounds(track, labels, size), *_figures(track, labels, size)]
    trend_words.say_axes(labels, measure, courses, years, size.font)
    trend_words.say_bounds(labels, _bound_marks(plane, tracks), size.font)
    ends = [(track.course, track.shift, track.hand.ink) for track in tracks]
    how = {"full_names": size.full_names, "every": size.every_figure}
    trend_words.say_figures(labels, ends, size.font, away=size.dot / 2 + 4, **how)
    trend_words.say_city(labels, city, size.font)
    trend_words.say_limit(labels, measure, size.font)
    for first, last, reason in fields:
        words = trend_words.gap_words(first, last, reason)
        labels.fill(words, plane.px(first - 0.5), plane.px(last + 0.5), size.font)
    return plane.spec([*layers, *labels.layers()])


def plane_of(
    measure: Indicator, shown: Sequence[Course], years: Sequence[int], size: Format, more: Sequence[float] = ()
) -> Plane:
    """One scale for all: insecure measures from 0, safe ones up to 100, both ends at a round ten.

    A share known only between two limits may run off the scale, so that it does not press the figures flat; its
    words tell both limits. ``more`` are other figures that must lie on the scale.
    """
    ends = [*more, *([limit] if (limit := scale_of(measure).limit) is not None else [])]
    for course in shown:
        for figure in course.figures().values():
            ends += [figure.reach.low, figure.reach.high]
        for share in course.bounds().values():
            ends += [] if _between(share) else [share.low if share.high >= 100 else share.high]
    low, high = min(ends, default=0), max(ends, default=30)
    if not measure.surveyed:
        low, high, _ = counted(ends)
    elif measure.worse_high:
        low, high = 0, min(100, max(20, 10 * -int(-(high + 3) // 10)))
    else:
        low, high = max(0, min(60, 10 * int((low - 3) // 10))), 100
    first, last = years[0] - 0.5, years[-1] + 0.5
    return Plane(size.width, size.height, first, last, low, high, left=size.left, right=size.right, top=size.top)


def _gap_fields(plane: Plane, fields: Sequence[tuple[int, int, str]]) -> list[Layer]:
    rows: list[Row] = [
        {"x": first - 0.5, "x2": last + 0.5, "y": plane.low, "y2": plane.high} for first, last, _ in fields
    ]
    return areas("gaps", rows, color=GAP)


def _grid(plane: Plane, measure: Indicator) -> list[Layer]:
    rows: list[Row] = [
        {"x": plane.first, "x2": plane.last, "y": tick, "y2": tick}
        for tick in trend_words.ticks(plane, measure)
        if tick != scale_of(measure).limit
    ]
    return rules("grid", rows, color=HAIRLINE, strokeWidth=1)


def _break(plane: Plane, measure: Indicator) -> list[Layer]:
    """Where the series break: never crossed by a line."""
    inside = [year - 0.5 for year in measure.breaks if plane.first < year - 0.5 < plane.last]
    rows: list[Row] = [{"x": at, "x2": at, "y": plane.low, "y2": plane.y_at(4 - plane.top)} for at in inside]
    return rules("break", rows, color=INK, strokeWidth=1.4, strokeDash=[1.5, 3.5])


def _limit(plane: Plane, measure: Indicator, labels: Labels) -> list[Layer]:
    limit = scale_of(measure).limit
    if limit is None:
        return []
    labels.take(Box(0, plane.py(limit) - 1.5, plane.width, plane.py(limit) + 1.5))
    rows: list[Row] = [{"x": plane.first, "x2": plane.last, "y": limit, "y2": limit}]
    return rules("limit", rows, color=INK, strokeWidth=1.8)


def _city(city: Course, labels: Labels) -> list[Layer]:
    lines, dots = _path(city, 0.0, labels, dot=5)
    return [
        *rules("city-line", lines, color=CITY_LINE, strokeWidth=1.8),
        *symbols("city-dots", dots, shape="circle", size=22, fill=CITY_LINE, strokeWidth=0),
    ]


def _path(course: Course, shift: float, labels: Labels, dot: float) -> tuple[list[Row], list[Row]]:
    """Lines and points of a course in figures; words keep away from them."""
    plane, known = labels.plane, course.figures()
    at = {year: (year + shift, figure.value) for year, figure in known.items()}
    lines: list[Row] = []
    for (x, y), (x2, y2) in ((at[a], at[b]) for a, b in course.steps()):
        lines.append({"x": x, "x2": x2, "y": y, "y2": y2})
        labels.take(*segment_boxes(plane.px(x), plane.py(y), plane.px(x2), plane.py(y2)))
    dots: list[Row] = []
    for x, y in at.values():
        dots.append({"x": x, "y": y})
        middle, level = plane.px(x), plane.py(y)
        labels.take(Box(middle - dot / 2, level - dot / 2, middle + dot / 2, level + dot / 2))
    return lines, dots


def _figures(track: Track, labels: Labels, size: Format) -> list[Layer]:
    """A place's figures: whiskers over the whole 95 % interval, a symbol at the figure, lines where they may be."""
    plane, hand, name = labels.plane, track.hand, track.name
    lines, dots = _path(track.course, track.shift, labels, size.dot)
    stems: list[Row] = []
    caps: list[Row] = []
    half = size.cap / plane.width * (plane.last - plane.first)
    for year, figure in track.course.figures().items():
        x, ends = year + track.shift, figure.reach
        stems.append({"x": x, "x2": x, "y": ends.low, "y2": ends.high})
        caps += [{"x": x - half, "x2": x + half, "y": end, "y2": end} for end in (ends.low, ends.high)]
        at = plane.px(x)
        labels.take(Box(at - size.cap, plane.py(ends.high) - 1, at + size.cap, plane.py(ends.low) + 1))
    line = {"color": hand.colour, "strokeWidth": 2.2} | ({"strokeDash": list(hand.dash)} if hand.dash else {})
    if hand.filled:
        look = {"fill": hand.colour, "stroke": "#FFFFFF", "strokeWidth": 1.5}
    else:
        look = {"fill": "#FFFFFF", "stroke": hand.colour, "strokeWidth": 2.2}
    return [
        *rules(f"{name}-line", lines, **line),
        *rules(f"{name}-whiskers", stems, color=hand.colour, strokeWidth=1.6),
        *rules(f"{name}-caps", caps, color=hand.colour, strokeWidth=1.6),
        *symbols(f"{name}-dots", dots, shape=hand.shape, size=size.dot**2, **look),
    ]


def _between(share: Range) -> bool:
    return share.spans_parts or (share.low > 0 and share.high < 100)


def _reach(plane: Plane, share: Range) -> tuple[float, float]:
    """Top and bottom of a bound's mark, in pixels."""
    if _between(share):
        return plane.py(min(share.high, plane.high)), plane.py(max(share.low, plane.low))
    if share.high >= 100:
        return plane.py(share.low) - ARROW, plane.py(share.low)
    return plane.py(share.high), plane.py(share.high) + ARROW


def _bound_marks(plane: Plane, tracks: Sequence[Track]) -> Iterator[tuple[int, Range, float, float, float]]:
    """Year, share, x, top and bottom (pixels) of every bound's mark."""
    for track in tracks:
        for year, share in track.course.bounds().items():
            yield year, share, plane.px(year + track.shift), *_reach(plane, share)


def _bounds(track: Track, labels: Labels, size: Format) -> list[Layer]:
    """A bound: an arrow from its limit to the known side, never a point; between two limits, a dotted span."""
    plane, hand, name = labels.plane, track.hand, track.name
    stems: list[Row] = []
    spans: list[Row] = []
    heads: dict[str, list[Row]] = {"up": [], "down": []}
    for year, share in track.course.bounds().items():
        x = year + track.shift
        top, bottom = _reach(plane, share)
        labels.take(Box(plane.px(x) - 4, top, plane.px(x) + 4, bottom))
        if _between(share):
            spans.append({"x": x, "x2": x, "y": plane.y_at(bottom), "y2": plane.y_at(top)})
            continue
        up = share.high >= 100
        start, tip = (share.low, plane.y_at(top)) if up else (share.high, plane.y_at(bottom))
        stems.append({"x": x, "x2": x, "y": start, "y2": tip})
        heads["up" if up else "down"].append({"x": x, "y": tip})
    look = {"stroke": hand.colour, "strokeWidth": 1.8, "filled": False, "size": 5.5 * size.dot}
    return [
        *rules(f"{name}-bounds", stems, color=hand.colour, strokeWidth=1.8),
        *rules(f"{name}-ranges", spans, color=hand.colour, strokeWidth=1.8, strokeDash=[2, 3]),
        *symbols(f"{name}-up", heads["up"], shape="M-1 1L0 0L1 1", **look),
        *symbols(f"{name}-down", heads["down"], shape="M-1 -1L0 0L1 -1", **look),
    ]
