"""The strip of one crime series: every place a mark on one line, equal values stacked, the chosen one purple."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, hypot

import pandas as pd

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, VISITED
from sikkerby_geo.text import names, number, small, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.palette import CITY_LINE, HAIRLINE, INK, MUTED
from sikkerby_geo.views.charts.axes import round_up
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, Word, rules, symbols
from sikkerby_geo.views.charts.room import Box
from sikkerby_geo.views.charts.trend_picture import HANDS

WIDTH, DOT, CHOSEN_DOT, ROW = 300.0, 7.0, 11.0, 15.0
"""Width of the line, sizes of the marks and height of a row of names, in pixels."""
SLIDE_WIDTH = 506.0
"""Width of the line for a slide of 1920 × 1080, where it is shown at three and a third times its size: type of 40."""
PURPLE = HANDS[0].colour
MOST = 2 / 3
"""Share of the places whose closest range the title tells."""
FEWEST = 6
"""With fewer known places a range of most of them says nothing."""


@dataclass(frozen=True)
class Mark:
    """One place's rate on the strip: its middle above the line and its size, in pixels."""

    place: Place
    cell: Observation
    x: float
    y: float
    size: float

    def touches(self, other: Mark) -> bool:
        return hypot(self.x - other.x, self.y - other.y) < (self.size + other.size) / 2 + 0.4


def crime_strip_card(
    atlas: Atlas, series_id: str, year: int, level: Level, place: Place | None = None, *, width: float = WIDTH
) -> ChartCard | None:
    """All places of a level on one series in a calendar year; None where nobody has a rate.

    ``place`` is drawn in purple and told in the title; ``width`` is that of the line.
    """
    places = atlas.places.at(level)
    cells = {other.place_id: atlas.observation(series_id, other.place_id, year) for other in places}
    known = [other for other in places if cells[other.place_id].figure is not None]
    if not known:
        return None
    city = atlas.observation(series_id, CITY.place_id, year)
    counter = INDICATOR[series_id].counterpart
    counts = {other.place_id: atlas.observation(counter, other.place_id, year) for other in (*places, CITY)}
    sources = {source for cell in (*cells.values(), city) for source in cell.sources}
    return ChartCard(
        card_id=f"anmeldelser-{series_id}-{year}" + (f"-{place.place_id}" if place else ""),
        title=_title(series_id, year, level, places, cells, place),
        subtitle=_subtitle(level, place if place in known else None, len(known), len(places)),
        spec=_spec(known, cells, city, place, width),
        narrow=None if width == WIDTH else _spec(known, cells, city, place, WIDTH),
        table=_twin([*places, CITY], {**cells, CITY.place_id: city}, counts, year, series_id),
        source=t("chart.source", sources=figures.titles(sorted(sources, key=lambda s: (s.trust, s.source_id)))),
        years=(year,),
        notes=_notes(series_id, places, known, cells),
    )


def _title(
    series_id: str,
    year: int,
    level: Level,
    places: Sequence[Place],
    cells: dict[str, Observation],
    place: Place | None,
) -> str:
    series = t(f"crime.series.{series_id}")
    parts = []
    if place is not None:
        cell = cells.get(place.place_id)
        rate = "" if cell is None or cell.figure is None else figures.short(cell)
        key = "strip.place" if rate else "strip.place_unknown"
        parts.append(t(key, name=tight(place.name), rate=rate, year=year, series=series))
    found = sorted((cell.figure.value, cell.figure.decimals) for cell in cells.values() if cell.figure is not None)
    noun = t(f"level.{level}.many")
    if len(found) < FEWEST:
        parts.append(t("strip.few", known=len(found), total=len(places), noun=noun))
    else:
        count, low, high = closest(found)
        key = "strip.most" if low != high else "strip.same"
        known_noun = noun if len(found) == len(places) else t("strip.with_figure", noun=noun)
        parts.append(t(key, count=small(count), total=len(found), noun=known_noun, low=low, high=high))
    said = "; ".join(parts)
    return said if place is not None else t("strip.alone", year=year, series=series, said=said)


def closest(found: Sequence[tuple[float, int]]) -> tuple[int, str, str]:
    """The narrowest range that holds two thirds of the rates (sorted, with decimals), and how many lie in it."""
    need = ceil(MOST * len(found))
    start = min(range(len(found) - need + 1), key=lambda at: found[at + need - 1][0] - found[at][0])
    (low, low_decimals), (high, high_decimals) = found[start], found[start + need - 1]
    inside = sum(low <= rate <= high for rate, _ in found)
    return inside, number(low, low_decimals), number(high, high_decimals)


def _subtitle(level: Level, place: Place | None, known: int, total: int) -> str:
    noun = t(f"level.{level}.many")
    key = "strip.marks" if known == total else "strip.marks_known"
    parts = [t(key, known=known, total=total, noun=noun)]
    if place is not None:
        parts.append(t("strip.chosen", name=place.name))
    return " ".join(parts)


def _notes(
    series_id: str, places: Sequence[Place], known: Sequence[Place], cells: dict[str, Observation]
) -> tuple[str, ...]:
    notes = []
    if not INDICATOR[series_id].decimals:
        notes.append(t("strip.whole"))
    visited = [place for place in known if set(place.members) & set(VISITED)]
    if visited:
        notes.append(t("strip.visitors", names=names(place.name for place in visited)))
    absent = [place.name for place in places if place not in known]
    if absent:
        notes.append(t("strip.absent", names=names(absent)))
    if any(cells[place.place_id].known.computed for place in known):
        notes.append(t("strip.computed"))
    return tuple(notes)


def stacked(
    known: Sequence[Place], cells: dict[str, Observation], chosen: Place | None, high: float, width: float = WIDTH
) -> list[Mark]:
    """A mark for each place at its rate, stacked as high as it takes to touch no other; the chosen one lies lowest."""
    marks: list[Mark] = []

    def order(place: Place) -> tuple[bool, float]:
        return (place is not chosen, cells[place.place_id].known.value)

    for place in sorted(known, key=order):
        cell = cells[place.place_id]
        size = CHOSEN_DOT if place is chosen else DOT
        mark = Mark(place, cell, cell.known.value / high * width, size / 2 + 1, size)
        while any(mark.touches(other) for other in marks):
            mark = replace(mark, y=mark.y + 0.5)
        marks.append(mark)
    return marks


def _spec(
    known: Sequence[Place], cells: dict[str, Observation], city: Observation, chosen: Place | None, width: float
) -> dict:
    rates = [cells[place.place_id].known.value for place in known]
    high, step = round_up(max([*rates, city.figure.value if city.figure else 0]))
    marks = stacked(known, cells, chosen, high, width)
    tall = max(max(mark.y for mark in marks) + CHOSEN_DOT / 2, 24)
    height = tall + 2 * ROW
    plane = Plane(width, height, 0, high, 0, height, left=14, right=22, top=8, bottom=26)
    labels = Labels(plane)
    layers: list[Layer] = list(rules("axis", [{"x": 0, "x2": high, "y": 0, "y2": 0}], color=HAIRLINE, strokeWidth=1.5))
    if city.figure is not None:
        x = plane.px(city.figure.value)
        at: Row = {"x": city.figure.value, "x2": city.figure.value, "y": 0, "y2": tall}
        layers += rules("city", [at], color=CITY_LINE, strokeWidth=2)
        labels.take(Box(x - 1, height - tall, x + 1, height))
    own = [mark for mark in marks if mark.place is chosen]
    others = [mark for mark in marks if mark.place is not chosen]
    layers += symbols("places", _points(others), shape="circle", size=DOT**2, fill=MUTED, strokeWidth=0)
    layers += symbols("chosen", _points(own), shape="circle", size=CHOSEN_DOT**2, fill=PURPLE, stroke="#FFFFFF")
    for mark in marks:
        half = mark.size / 2
        labels.take(Box(mark.x - half, height - mark.y - half, mark.x + half, height - mark.y + half))
    for mark in own:
        _name(labels, mark, marks, Word(0, 0, _named(mark), size=13, bold=True, colour=INK))
    for mark in others:
        if set(mark.place.members) & set(VISITED):
            _name(labels, mark, marks, Word(0, 0, _named(mark), size=12, colour=MUTED))
    if city.figure is not None:
        word = Word(0, 0, f"{t('chart.city')} {figures.short(city)}", size=12, colour=MUTED)
        top = height - tall
        spots = [(x + 4, top + 6, "left"), (x - 4, top + 6, "right"), (x, top - 8, "center")]
        labels.say(word, [*spots, (x, top - 8 - ROW, "center")])
    value = 0.0
    while value <= high + 1e-9:
        labels.put(Word(plane.px(value), height + 13, number(value), "center", 12))
        value += step
    return plane.spec([*layers, *labels.layers()])


def _points(marks: Sequence[Mark]) -> list[Row]:
    return [{"x": mark.cell.known.value, "y": mark.y, "place": mark.place.name} for mark in marks]


def _named(mark: Mark) -> str:
    return f"{mark.place.name} {figures.short(mark.cell)}"


def _name(labels: Labels, mark: Mark, marks: Sequence[Mark], word: Word) -> None:
    """The name of a mark above its stack, or beside it where another name stands."""
    plane = labels.plane
    stack = max(other.y + other.size / 2 for other in marks if abs(other.x - mark.x) < 2 * DOT)
    above = plane.height - stack - 9
    spots = [(mark.x, above - up, side) for up in (0, ROW, 2 * ROW) for side in ("center", "left", "right")]
    beside = [(mark.x + DOT, plane.height - DOT, "left"), (mark.x - DOT, plane.height - DOT, "right")]
    labels.say(word, [*spots, *beside], air=6)


def _twin(
    places: Sequence[Place], cells: dict[str, Observation], counts: dict[str, Observation], year: int, series_id: str
) -> pd.DataFrame:
    rows = []
    for place in places:
        cell = cells[place.place_id]
        figure, count = cell.figure, counts[place.place_id].figure
        notes = [figure.note] if figure and figure.note else []
        if figure is None:
            notes.append(t(f"missing_short.{cell.missing}"))
        if Caveat.CONTRADICTORY in cell.caveats:
            notes.append(t("crime.contradictory"))
        if figure and figure.computed:
            notes.append(t("crime.computed"))
        rows.append(
            {
                t("twin.place"): place.name,
                t("twin.year"): year,
                t("twin.series"): t(f"crime.series.{series_id}"),
                t("twin.rate"): round(figure.value, figure.decimals) if figure else None,
                t("twin.reports"): count.count if count else None,
                t("twin.population"): count.residents if count else None,
                t("twin.note"): "; ".join(notes),
                t("twin.source"): figures.titles((*cell.sources, *counts[place.place_id].sources)),
            }
        )
    return pd.DataFrame(rows)
