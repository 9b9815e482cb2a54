"""A plain map of one survey area and of what a reader has drawn: no figures, only where it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import Geometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.shapes import backdrop_of, label_points, shapes_of
from sikkerby_geo.domain.whatif.drawings import shape_of
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.inks import COLOUR
from sikkerby_geo.views.map.printed.areas import BACKDROP, scale_bar
from sikkerby_geo.views.map.printed.geometry import (
    Box,
    Frame,
    frame_around,
    in_metres,
    path,
    simple_coverage,
    simple_shape,
)
from sikkerby_geo.views.map.printed.labels import Words, quiet_name, words_box
from sikkerby_geo.views.map.printed.sizes import PAPER, Canvas

AIR = 0.06
"""Room round what is shown, as a share of its longer side."""
BADGE = 9.0
"""Radius of the disc with a scenario's letter, in pixels."""


@dataclass(frozen=True)
class Drawn:
    """A scenario on the map: its outline, its letter and where the letter stands (pixels)."""

    letter: str
    d: str
    x: float
    y: float


def scenario_map(
    atlas: Atlas, place_id: str, scenarios: Sequence[Kept], *, alt: str, width: float, height: float
) -> str:
    """An SVG of an area, its neighbours and the scenarios drawn, ``width`` × ``height`` pixels.

    A scenario whose picked area is gone is left out. The same arguments give the same text.

    Raises
    ------
    SikkerByError
        The layer of the areas cannot be read, so there is nothing to draw.
    """
    level = Level.SURVEY_AREA
    shapes = shapes_of(atlas, LEVEL_LAYER[level])
    if place_id not in shapes:
        raise SikkerByError("map.no_shapes", file=atlas.origin(LEVEL_LAYER[level]))
    metric = dict(zip(shapes, in_metres(shapes.values()), strict=True))
    kept = _shapes_of(atlas, scenarios)
    bounds = _bounds([metric[place_id], *(shape for _, shape in kept)])
    frame = frame_around(bounds, 0, 0, width, height)
    canvas = Canvas(frame, PAPER, COLOUR)
    pixels = dict(zip(metric, simple_coverage(list(metric.values()), frame), strict=True))
    drawn = [_drawn(each.letter, shape, frame) for each, shape in kept]
    bar = scale_bar(canvas)
    salt = repr((atlas.version, place_id, tuple(scenarios), alt, width, height))
    return render(
        "print/scenario_map.svg",
        id="s" + hashlib.sha256(salt.encode()).hexdigest()[:6],
        alt=alt,
        width=width,
        height=height,
        inks=canvas.inks,
        size=canvas.size,
        frame=frame,
        backdrop=_backdrop(atlas, frame),
        own=path(pixels[place_id]),
        others=[path(shape) for other, shape in pixels.items() if other != place_id],
        scenarios=drawn,
        radius=BADGE,
        names=_names(atlas, place_id, pixels, drawn, bar.words, canvas),
        bar=bar,
    )


def _shapes_of(atlas: Atlas, scenarios: Sequence[Kept]) -> list[tuple[Kept, Geometry]]:
    """The scenarios with their shapes in metres, those that can still be drawn."""
    found = []
    for each in scenarios:
        try:
            shape = shape_of(atlas, each.drawing)
        except SikkerByError:
            continue
        found.append((each, in_metres([shape])[0]))
    return found


def _bounds(shapes: Sequence[Geometry]) -> Box:
    west, south, east, north = shapely.union_all([shapely.box(*shape.bounds) for shape in shapes]).bounds
    air = AIR * max(east - west, north - south)
    return west - air, south - air, east + air, north + air


def _drawn(letter: str, shape: Geometry, frame: Frame) -> Drawn:
    pixels = simple_shape([shape], frame)
    at = (pixels if not pixels.is_empty else frame.pixels(shape)).representative_point()
    return Drawn(letter, path(pixels), at.x, at.y)


def _backdrop(atlas: Atlas, frame: Frame) -> dict[str, str]:
    """The backdrop by kind as paths; empty where it cannot be read."""
    ground = backdrop_of(atlas)
    drawn = dict.fromkeys(BACKDROP, "")
    for kind in BACKDROP if ground else ():
        shapes = [shapely.make_valid(one.shape) for one in ground if one.kind == kind]
        drawn[kind] = path(simple_shape(in_metres(shapes), frame)) if shapes else ""
    return drawn


def _names(
    atlas: Atlas, place_id: str, pixels: dict[str, Geometry], drawn: Sequence[Drawn], taken: Words, canvas: Canvas
) -> list[Words]:
    """The names of the areas that find room, the chosen one first, off the letters and the scale bar."""
    inside = {point.place_id: point.inside for point in label_points(atlas) if point.level is Level.SURVEY_AREA}
    places = dict(zip(inside, canvas.frame.many(in_metres(inside.values())), strict=True))
    blocked = shapely.union_all(
        [
            shapely.box(*words_box(taken)).buffer(BADGE),
            *(shapely.Point(each.x, each.y).buffer(1.4 * BADGE) for each in drawn),
        ]
    )
    names = []
    for other in (place_id, *(known for known in pixels if known != place_id)):
        words = quiet_name(atlas.places[other].name, pixels[other], places.get(other), blocked, canvas)
        if words is not None:
            names.append(words)
            blocked = blocked.union(shapely.box(*words_box(words)).buffer(4))
    return names
