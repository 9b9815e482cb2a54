"""Efforts on the printed map: areas, streets, and symbols that keep clear of each other and of the labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely import Geometry, Point

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.efforts import Dashes, Role
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.symbols import GROUP_LOOKS
from sikkerby_geo.views.map.printed.areas import Subject
from sikkerby_geo.views.map.printed.geometry import Box, arrange, in_metres, path, simple_shape
from sikkerby_geo.views.map.printed.labels import Words, words_box
from sikkerby_geo.views.map.printed.sizes import Canvas
from sikkerby_geo.views.map.state import effort_state

ROOM = 17.0
"""Room for one symbol with its casing, in units of the size."""
LANDMARK_NAMES_TO = 10.8
"""Metres per pixel of single size up to which landmarks are named."""


@dataclass(frozen=True)
class Shown:
    """An effort on the map: its shape in metres, and what is known of it."""

    effort: Effort
    shape: Geometry
    group: str


@dataclass(frozen=True)
class Mark:
    """An effort with an extent, an area or a street; its line in units of the size."""

    effort_id: str
    d: str
    area: bool
    width: float
    casing: float = 0
    dashes: tuple[float, ...] = ()
    filled: bool = False


@dataclass(frozen=True)
class Symbol:
    """An effort's symbol at a place in pixels, or the count of several; ``home`` = its place, if it had to move far."""

    x: float
    y: float
    symbol: str
    group: str
    count: int
    home: tuple[float, float] | None = None


def shown_in(atlas: Atlas, choice: Choice, subject: Subject) -> list[Shown]:
    """The efforts a choice draws, with their shapes; on a zoomed map only those of the areas in view."""
    shapes = atlas.effort_shapes
    drawn = [
        effort for effort in effort_words.shown(atlas, choice) if effort.effort_id in shapes and not effort.whole_area
    ]
    members = {member for place in subject.places.values() for member in place.members}
    found = []
    for effort, shape in zip(drawn, in_metres(shapes[effort.effort_id] for effort in drawn), strict=True):
        if not subject.zoomed or members & set(effort.area_ids):
            found.append(Shown(effort, shape, effort_state(effort, choice, atlas)["group"]))
    return found


_AREAS: Mapping[Role, Mark] = {
    Role.SURFACE: Mark("", "", True, 1, filled=True),
    Role.BOUNDARY: Mark("", "", True, 1.2),
    Role.OUTLINE: Mark("", "", True, 2.6, casing=5.5),
    Role.SYMBOL: Mark("", "", True, 1.4, casing=3),
}
_STREET = Mark("", "", False, 2.2, casing=4.2)
_DASHES: Mapping[Dashes, tuple[float, ...]] = {
    Dashes.NONE: (),
    Dashes.LONG: (10, 5),
    Dashes.DASH_DOT: (8, 3, 2, 3),
}
_PROXY = (5.0, 4.0)
"""The edge of an area that stands in for one that was not found."""
_ORDER = tuple(Role)


def _with_roles(shown: Sequence[Shown]) -> list[tuple[Role, Shown]]:
    return [(item.effort.overlay.role, item) for item in shown if item.effort.overlay.role is not None]


def marks(shown: Sequence[Shown], canvas: Canvas) -> list[Mark]:
    """Areas and streets in the order of the roles: what is thin lies on top."""
    drawn = []
    for role, item in sorted(_with_roles(shown), key=lambda pair: _ORDER.index(pair[0])):
        if item.shape.geom_type.endswith("Point"):
            continue
        area = item.shape.geom_type.endswith("Polygon")
        look, mark = GROUP_LOOKS[item.group], _AREAS[role] if area else _STREET
        proxy = area and item.effort.precision == "proxy"
        dashes = look.dashes or (_PROXY if proxy else _DASHES[item.effort.kind.dashes])
        mark = replace(
            mark, width=mark.width * look.width, dashes=dashes, filled=mark.filled and look.tinted and not proxy
        )
        d = path(simple_shape([item.shape], canvas.frame))
        if d:
            drawn.append(replace(mark, effort_id=item.effort.effort_id, d=d))
    return drawn


def symbols(shown: Sequence[Shown], canvas: Canvas, taken: Sequence[Box]) -> list[Symbol]:
    """The symbols, apart from each other and off what is taken; more than three become a count."""
    frame = canvas.frame
    window = shapely.box(*frame.box)
    placed = []
    for role, item in _with_roles(shown):
        at = frame.pixels(_middle(item.shape))
        if role is Role.SYMBOL and window.contains(at):
            placed.append((at, item))
    spots = arrange([(at.x, at.y) for at, _item in placed], ROOM * canvas.size.lines, taken)
    drawn = []
    for spot in spots:
        at, first = placed[spot.members[0]]
        far = len(spot.members) == 1 and at.distance(Point(spot.x, spot.y)) > 1.2 * spot.room
        home = (at.x, at.y) if far else None
        drawn.append(Symbol(spot.x, spot.y, first.effort.kind.symbol, first.group, len(spot.members), home))
    return drawn


def reach(shown: Sequence[Shown], canvas: Canvas) -> Geometry:
    """What the efforts cover in pixels, symbols with their room included; outlines of larger areas do not count."""
    covered = []
    for role, item in _with_roles(shown):
        shape = canvas.frame.pixels(item.shape)
        if role is Role.SURFACE and GROUP_LOOKS[item.group].tinted:
            covered.append(shape)
        if role in (Role.LINE, Role.SYMBOL):
            covered.append(shape.buffer(3 * canvas.size.lines))
        if role is Role.SYMBOL:
            covered.append(_middle(shape).buffer(ROOM / 2 * canvas.size.lines))
    return shapely.union_all(covered)


def _middle(shape: Geometry) -> Point:
    """Where a symbol stands: the point itself, half way along a street's longest part, or the middle of an area."""
    if shape.geom_type.endswith("LineString"):
        return max(shapely.get_parts(shape), key=lambda part: part.length).interpolate(0.5, normalized=True)
    return shape if shape.geom_type == "Point" else shape.centroid


def landmarks(
    shown: Sequence[Shown], canvas: Canvas, taken: Sequence[Box]
) -> tuple[list[tuple[float, float]], list[Words]]:
    """Landmarks as points in pixels, and the names that find room where the map is near enough."""
    frame, size = canvas.frame, canvas.size
    window = shapely.box(*frame.box)
    points, names, boxes = [], [], list(taken)
    for role, item in _with_roles(shown):
        at = frame.pixels(item.shape.centroid)
        if role is not Role.LANDMARK or not window.contains(at):
            continue
        points.append((at.x, at.y))
        name = Words(
            item.effort.name,
            at.x + 6 * size.lines,
            at.y + 0.34 * size.small,
            size.small,
            400,
            canvas.inks.ink_2,
            "start",
        )
        box = words_box(name)
        free = not any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in boxes)
        if canvas.scale <= LANDMARK_NAMES_TO and free and box[2] < frame.box[2]:
            names.append(name)
            boxes.append(box)
    return points, names
