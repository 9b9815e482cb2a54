"""Events under a trend: numbered marks on the same years, the same told in words, and what lies across a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Change
from sikkerby_geo.domain.programme.events import Event, between, events_on
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import INDICATOR, Indicator
from sikkerby_geo.text import names, period, t
from sikkerby_geo.views.base.palette import INK, MUTED
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, rules, symbols

LANE = 15.0
"""Height of a row of marks under the years, in pixels."""
_FIRST_LANE = 32.0
_ROOM = 31.0
"""Pixels a mark takes with its number."""


@dataclass(frozen=True)
class EventMark:
    """An event on an axis of years, with the number it has in the words below, in a row counted from 0."""

    number: int
    first: float
    last: float
    lane: int


def event_marks(events: Sequence[Event], indicator: Indicator, years: Sequence[int], width: float) -> list[EventMark]:
    """The marks of the events that lie within the years, each in the highest row with room for it.

    A mark's number is its event's place among all ``events``, so that a picture of fewer years has the same numbers.
    """
    low, high = years[0] - 0.5, years[-1] + 0.5
    pitch = width / (high - low)
    taken: list[float] = []
    marks = []
    inside = within(events, indicator, years)
    for number, event in enumerate(events, start=1):
        if event not in inside:
            continue
        begins, ends = (min(max(at, low), high) for at in event.span(indicator))
        at = (begins - low) * pitch
        lane = next((row for row, end in enumerate(taken) if at >= end), len(taken))
        end = max((ends - low) * pitch, at) + _ROOM
        taken[lane : lane + 1] = [end]
        marks.append(EventMark(number, begins, ends, lane))
    return marks


def within(events: Sequence[Event], indicator: Indicator, years: Sequence[int]) -> tuple[Event, ...]:
    """The events that lie within an axis of years, as they stand on it; their place in that is their number, from 1."""
    low, high = years[0] - 0.5, years[-1] + 0.5
    inside = [one for one in events if one.span(indicator)[1] >= low and one.span(indicator)[0] <= high]
    return tuple(sorted(inside, key=lambda one: one.span(indicator)))


def room_for(marks: Sequence[EventMark]) -> float:
    """Pixels the marks take under the years."""
    return LANE * (1 + max((one.lane for one in marks), default=-1)) + (6 if marks else 0)


def draw(plane: Plane, labels: Labels, marks: Sequence[EventMark], size: float) -> list[Layer]:
    """A line over each event's time with a diamond at its beginning and its number after it."""
    spans: list[Row] = []
    guides: list[Row] = []
    starts: list[Row] = []
    for one in marks:
        y = plane.y_at(plane.height + _FIRST_LANE + LANE * one.lane)
        spans.append({"x": one.first, "x2": max(one.last, one.first), "y": y, "y2": y})
        starts.append({"x": one.first, "y": y})
        guides.append({"x": one.first, "x2": one.first, "y": plane.low, "y2": plane.y_at(plane.height + 4)})
        at = max(plane.px(one.last), plane.px(one.first)) + 8
        across = "left" if at + 14 < plane.width + plane.right else "right"
        beside = at if across == "left" else plane.px(one.first) - 8
        labels.put(Word(beside, plane.py(y), str(one.number), across, size, True, INK))
    return [
        *rules("event-guides", guides, color=MUTED, strokeWidth=1),
        *rules("event-spans", spans, color=MUTED, strokeWidth=3),
        *symbols("event-starts", starts, shape="diamond", size=58, fill=INK, strokeWidth=0),
    ]


def when_words(event: Event) -> str:
    """When it happened, as exactly as its source says: omtrent juni 2017 – november 2017, 2015."""
    ends = dict.fromkeys(filter(None, (event.since, event.until)))
    if event.precision == "year":
        ends = dict.fromkeys(end[:4] for end in ends)
    when = period("/".join(ends))
    return t("event.about", when=when) if event.precision == "season" else when


def event_lines(events: Sequence[Event]) -> tuple[str, ...]:
    """The marks in words, by their numbers."""
    return tuple(
        t("event.line", number=number, title=one.title, when=when_words(one))
        for number, one in enumerate(events, start=1)
    )


def between_titles(events: Sequence[Event], indicator: Indicator, before: int, after: int) -> str:
    """The events between the figures of two years, by their titles; blank where there is none."""
    return names(one.title for one in between(events, indicator, before, after))


def between_words(events: Sequence[Event], indicator: Indicator, before: int, after: int) -> str:
    """What lay between two figures, in a sentence that explains nothing; blank where nothing did."""
    titles = between_titles(events, indicator, before, after)
    return t("event.between", before=before, after=after, titles=titles) if titles else ""


def since_last_words(atlas: Atlas, indicator_id: str, place: Place, year: int, shown: EventsShown) -> tuple[str, ...]:
    """What lay across a clear or possible change to a year, and that it does not explain; empty where nothing did."""
    moved = atlas.latest_change(indicator_id, place.place_id, year)
    if moved is None or not (moved.verdict in CLEAR or moved.verdict.possible):
        return ()
    indicator = INDICATOR[indicator_id]
    events = events_on(atlas, indicator, [place], shown)
    said = between_words(events, indicator, moved.before.year, moved.after.year)
    return (said, t("event.no_cause")) if said else ()


def across_changes(events: Sequence[Event], indicator: Indicator, changes: Sequence[Change]) -> tuple[str, ...]:
    """What lay across each clear change, each pair of years once, and that it does not explain the change."""
    pairs = dict.fromkeys((one.before.year, one.after.year) for one in changes if one.verdict in CLEAR)
    told = [said for before, after in sorted(pairs) if (said := between_words(events, indicator, before, after))]
    return (*told, t("event.no_cause")) if told else ()
