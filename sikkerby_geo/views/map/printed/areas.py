"""Areas on the printed map: the places in view and their neighbours, their labels, the backdrop and the scale bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely import Geometry, Point

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.geography.shapes import backdrop_of, label_points, shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level, Place
from sikkerby_geo.facts.geography import SEA_NAME, VIEW
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import NO_BREAK_SPACE, t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.map.message import AreaState, look_in
from sikkerby_geo.views.map.printed.geometry import (
    DETAIL,
    MARGIN,
    Box,
    Frame,
    in_metres,
    outlined,
    path,
    simple_coverage,
    simple_shape,
)
from sikkerby_geo.views.map.printed.labels import Label, Words, apart, centred, label, quiet_name, words_box
from sikkerby_geo.views.map.printed.sizes import Canvas
from sikkerby_geo.views.map.state import area_state

CALLOUT_FROM = 7.6
"""Metres per pixel of single size from which a label that has a call-out stands outside its area."""
ROADS = ("road_distributor", "road_regional")
BACKDROP = ("sea", "municipality", "park", "lake", *ROADS)
"""Kinds of the backdrop that are drawn; rail is left out, since it would compete with the hatch."""


@dataclass(frozen=True)
class Area:
    """One area; ``ref`` and ``main`` name its path and that of its outline; ``quiet`` = a muted neighbour."""

    place_id: str
    ref: str
    d: str
    main: str
    main_d: str
    look: Look
    quiet: bool


@dataclass(frozen=True)
class ScaleBar:
    """The scale bar: its left end, its length in pixels and its words."""

    x: float
    y: float
    length: float
    words: Words


@dataclass(frozen=True)
class Subject:
    """What a map is of: places in view by id with their states, the shapes of the whole level (metres)."""

    places: Mapping[str, Place]
    states: Mapping[str, AreaState]
    shapes: Mapping[str, Geometry]
    zoomed: bool

    @property
    def ground(self) -> Geometry:
        """The land of the places in view, in metres."""
        return shapely.union_all([self.shapes[place_id] for place_id in self.places if place_id in self.shapes])

    @property
    def bounds(self) -> Box:
        """What the window must show, in metres: the city without its far forts, or the places with some air."""
        land = self.ground
        if self.zoomed:
            parts = shapely.get_parts(land)
            bounds = shapely.MultiPolygon([part for part in parts if part.area > 0.03 * land.area]).bounds
            air = 0.07 * max(bounds[2] - bounds[0], bounds[3] - bounds[1])
        else:
            (view,) = in_metres([shapely.box(*VIEW)])
            bounds, air = land.intersection(view).bounds, 250.0
        return (bounds[0] - air, bounds[1] - air, bounds[2] + air, bounds[3] + air)


def subject_of(atlas: Atlas, choice: Choice, extent: str | Sequence[str] | None) -> Subject:
    """The places an extent means at the choice's level: all, or those that share survey areas with it.

    Raises
    ------
    SikkerByError
        The layer of the level cannot be read, so there is nothing to draw.
    """
    name = LEVEL_LAYER[choice.level]
    shapes = shapes_of(atlas, name)
    everywhere = atlas.places.at(choice.level)
    if not shapes or not everywhere:
        raise SikkerByError("map.no_shapes", file=atlas.origin("areas" if shapes else name))
    wanted = (extent,) if isinstance(extent, str) else extent
    members = {member for place_id in wanted or () for member in atlas.places[place_id].members}
    places = {place.place_id: place for place in everywhere if extent is None or members & set(place.members)}
    whole = effort_words.whole_area(atlas, choice)
    return Subject(
        places=places,
        states={place_id: area_state(atlas, choice, place, whole) for place_id, place in places.items()},
        shapes=dict(zip(shapes, in_metres(shapes.values()), strict=True)),
        zoomed=extent is not None,
    )


def areas(subject: Subject, canvas: Canvas, prefix: str, selected: str | None) -> list[Area]:
    """The areas in the window, those in view with their look; ``prefix`` begins every id."""
    frame = canvas.frame
    drawn = []
    for number, (place_id, shape) in enumerate(zip(subject.shapes, pixel_shapes(subject, frame).values(), strict=True)):
        d = path(shape)
        if not d:
            continue
        state = subject.states.get(place_id)
        look = look_in(state) if state else Look("")
        ref, main_d = f"{prefix}-a{number}", ""
        if state and (look.outline != "plain" or place_id == selected):
            main = outlined(subject.shapes[place_id], frame, canvas.size.lines)
            main_d = path(frame.pixels(shapely.clip_by_rect(main.simplify(DETAIL * frame.metres), *frame.land(MARGIN))))
        drawn.append(Area(place_id, ref, d, f"{ref}m" if main_d else ref, main_d, look, quiet=state is None))
    return drawn


def pixel_shapes(subject: Subject, frame: Frame) -> dict[str, Geometry]:
    """The shapes of the level in pixels."""
    return dict(zip(subject.shapes, simple_coverage(list(subject.shapes.values()), frame), strict=True))


def backdrop(atlas: Atlas, frame: Frame) -> dict[str, Geometry]:
    """The backdrop by kind, in pixels; empty shapes where it cannot be read."""
    ground = backdrop_of(atlas)
    drawn = dict.fromkeys(BACKDROP, shapely.MultiPolygon())
    if not ground:
        return drawn
    for kind in BACKDROP:
        shapes = [one.shape for one in ground if one.kind == kind]
        drawn[kind] = simple_shape(in_metres(map(shapely.make_valid, shapes)), frame)
    return drawn


def _points(atlas: Atlas, level: Level, frame: Frame) -> tuple[dict[str, Point], dict[str, Point]]:
    """Label points and call-out points of a level, in pixels."""
    points = [point for point in label_points(atlas) if point.level is level]
    inside = {point.place_id: point.inside for point in points}
    outside = {point.place_id: point.callout for point in points if point.callout}
    return _in_pixels(inside, frame), _in_pixels(outside, frame)


def _in_pixels(points: Mapping[str, Point], frame: Frame) -> dict[str, Point]:
    return dict(zip(points, frame.many(in_metres(points.values())), strict=True))


def area_labels(atlas: Atlas, choice: Choice, subject: Subject, canvas: Canvas, efforts_there: Geometry) -> list[Label]:
    """The labels of the places in view, the selected one last; zoomed in, off the efforts (pixels) where they can."""
    inside, away = _points(atlas, choice.level, canvas.frame)
    shapes = pixel_shapes(subject, canvas.frame)
    labels = []
    for place_id, state in sorted(subject.states.items(), key=lambda item: item[0] == choice.place_id):
        at = inside.get(place_id) or shapes[place_id].representative_point()
        outside = away.get(place_id) if canvas.scale > CALLOUT_FROM and not subject.zoomed else None
        word = state["word"]
        if subject.zoomed and choice.rule and _sure(atlas.flag(choice.rule, place_id, choice.year)):
            word = t("state.label.sure")
        selected = place_id == choice.place_id
        foot = at if outside else None
        drawn = label(state, word, outside or at, canvas, selected=selected, zoomed=subject.zoomed, foot=foot)
        labels.append(centred(drawn, shapes[place_id], efforts_there, canvas) if subject.zoomed else drawn)
    return apart(labels, 0.2 * canvas.size.name)


def _sure(flag: Flag) -> bool:
    return flag.state in (FlagState.FLAGGED_SURE, FlagState.CLEAR_SURE)


def orientation_names(
    atlas: Atlas, choice: Choice, subject: Subject, canvas: Canvas, ground: Mapping[str, Geometry], taken: Sequence[Box]
) -> list[Words]:
    """The names of neighbours, of the municipality within the city, and of the sea, where they find room.

    ``ground`` is the backdrop in pixels and ``taken`` what the names must keep clear of.
    """
    frame, names = canvas.frame, []
    gap = 0.35 * canvas.size.name
    blocked = shapely.union_all([shapely.box(*box).buffer(gap, join_style="mitre") for box in taken])
    if subject.zoomed:
        blocked = blocked.union(frame.pixels(subject.ground).buffer(2 * canvas.size.lines))
    inside, _away = _points(atlas, choice.level, frame)
    wanted = [
        (atlas.places[place_id].name, shape, inside.get(place_id), False)
        for place_id, shape in pixel_shapes(subject, frame).items()
        if place_id not in subject.places
    ]
    municipalities = [one for one in backdrop_of(atlas) if one.kind == "municipality"]
    for one, shape in zip(municipalities, in_metres(one.shape for one in municipalities), strict=True):
        wanted.append((one.name, simple_shape([shape], frame), None, False))
    (sea_name,) = frame.many(in_metres([Point(SEA_NAME.at)]))
    wanted.append((t(f"map.name.{SEA_NAME.name_id}"), ground["sea"], sea_name, True))
    for name, shape, prefer, water in wanted:
        words = quiet_name(name, shape, prefer, blocked, canvas, water=water)
        if words is not None:
            names.append(words)
            blocked = blocked.union(shapely.box(*words_box(words)).buffer(gap, join_style="mitre"))
    return names


def scale_bar(canvas: Canvas) -> ScaleBar:
    """A scale bar of a round length, at most a fifth of the window."""
    frame, size = canvas.frame, canvas.size
    longest = 0.2 * frame.width * frame.metres
    metres = max(length for length in (50, 100, 200, 500, 1000, 2000, 5000) if length <= max(longest, 50))
    length = metres / frame.metres
    left, _top, _right, bottom = frame.box
    x, y = left + 16 * size.unit, bottom - 14 * size.unit
    text = f"{metres // 1000}{NO_BREAK_SPACE}km" if metres >= 1000 else f"{metres}{NO_BREAK_SPACE}m"
    return ScaleBar(x, y, length, Words(text, x + length / 2, y - 7 * size.unit, size.small, 400, canvas.inks.ink))
