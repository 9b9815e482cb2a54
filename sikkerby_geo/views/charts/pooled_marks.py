"""Pooled shares in a picture over the years: a light ring with a thin stem right of the published figure."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.pooling import Pooled, pooled_shares
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.views.base.palette import POOLED
from sikkerby_geo.views.charts.courses import Course
from sikkerby_geo.views.charts.labels import Labels
from sikkerby_geo.views.charts.marks import Layer, Row, rules, symbols
from sikkerby_geo.views.charts.room import Box

ASIDE = 5
"""Pixels between the dot of a figure and the ring of its pooled share."""


def pooled_years(atlas: Atlas, course: Course) -> dict[int, Pooled]:
    """The pooled shares of a course by year; of the city, and of years with too few figures, none."""
    place: Place = course.place
    if place is CITY:
        return {}
    indicator_id = next(iter(course.cells.values())).indicator_id
    known = {year: pooled_shares(atlas, indicator_id, place.level, year) for year in course.figures()}
    return {year: found[place.place_id] for year, found in known.items() if place.place_id in found}


def pooled_layers(pooled: Mapping[int, Pooled], labels: Labels, dot: float, shift: float = 0.0) -> list[Layer]:
    """The marks of one place: ``dot`` is the size of a figure's own in pixels, ``shift`` its shift in years."""
    plane, ring = labels.plane, 0.65 * dot
    aside = (dot / 2 + ASIDE) / plane.width * (plane.last - plane.first)
    stems: list[Row] = []
    rings: list[Row] = []
    for year, each in pooled.items():
        x = year + shift + aside
        stems.append({"x": x, "x2": x, "y": each.interval.low, "y2": each.interval.high})
        rings.append({"x": x, "y": each.value})
        at = plane.px(x)
        labels.take(Box(at - ring / 2, plane.py(each.interval.high), at + ring / 2, plane.py(each.interval.low)))
    look = {"shape": "circle", "size": ring**2, "fill": "#FFFFFF", "stroke": POOLED, "strokeWidth": 1.5}
    return [
        *rules("pooled-stems", stems, color=POOLED, strokeWidth=1.2),
        *symbols("pooled-rings", rings, **look),
    ]
