"""Geometry of the printed map: from EPSG:4326 through EPSG:25832 to pixels, simplified to what a pixel can show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import shapely
from shapely import Geometry, MultiPolygon, Point, Polygon

from sikkerby_geo.facts.geography import DEGREES, METRES

DETAIL = 0.4
"""Tolerance of simplification, in pixels."""
MARGIN = 40.0
"""How far outside its window a shape is cut, in pixels: more than any outline is wide."""
ISLET_KM2 = 0.15
NECK_M = 80.0
"""Parts smaller than the one, or hanging on by less than the other, get no flag outline: it would fill them."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels, or west, south, east, north in metres."""


@dataclass(frozen=True)
class Frame:
    """The window of the map: its place in the picture (pixels) and what it shows (metres, EPSG:25832)."""

    left: float
    top: float
    width: float
    height: float
    west: float
    north: float
    metres: float

    @property
    def box(self) -> Box:
        """The window in pixels."""
        return (self.left, self.top, self.left + self.width, self.top + self.height)

    def land(self, margin: float) -> Box:
        """The window in metres, grown by ``margin`` pixels on every side."""
        grown = margin * self.metres
        east, south = self.west + self.width * self.metres, self.north - self.height * self.metres
        return (self.west - grown, south - grown, east + grown, self.north + grown)

    def pixels(self, geometry: Geometry) -> Geometry:
        """A geometry in metres as one in pixels of the picture."""

        def moved(points: np.ndarray) -> np.ndarray:
            x = self.left + (points[:, 0] - self.west) / self.metres
            y = self.top + (self.north - points[:, 1]) / self.metres
            return np.column_stack((x, y))

        return shapely.transform(geometry, moved)

    def many(self, geometries: Iterable[Geometry]) -> list[Geometry]:
        """Geometries in metres as ones in pixels."""
        return [self.pixels(geometry) for geometry in geometries]


def frame_around(bounds: Box, left: float, top: float, width: float, height: float) -> Frame:
    """The frame of a window that shows all of ``bounds`` (metres), centred."""
    west, south, east, north = bounds
    metres = max((east - west) / width, (north - south) / height)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(left, top, width, height, middle_x - metres * width / 2, middle_y + metres * height / 2, metres)


def in_metres(shapes: Iterable[Geometry]) -> list[Geometry]:
    """Shapes in EPSG:4326 as shapes in EPSG:25832."""
    return list(gpd.GeoSeries(list(shapes), crs=DEGREES).to_crs(METRES))


def north_tilt(lon: float, lat: float) -> float:
    """How far true north lies to the right of the grid's north, in degrees (negative: to the left)."""
    here, there = in_metres([Point(lon, lat), Point(lon, lat + 0.01)])
    return math.degrees(math.atan2(there.x - here.x, there.y - here.y))


def simple_coverage(shapes: Sequence[Geometry], frame: Frame) -> list[Geometry]:
    """Areas that share their borders (metres), simplified so that they still share them, in pixels.

    They are cut well outside the window, so that no outline follows its edge.
    """
    simple = shapely.coverage_simplify(np.array(shapes), 2 * DETAIL * frame.metres)
    return [frame.pixels(shape) for shape in shapely.clip_by_rect(simple, *frame.land(MARGIN))]


def simple_shape(shapes: Iterable[Geometry], frame: Frame) -> Geometry:
    """Shapes of one kind (metres) as one, cut outside the window and simplified, in pixels."""
    cut = shapely.clip_by_rect(np.array(list(shapes), dtype=object), *frame.land(MARGIN))
    return frame.pixels(shapely.union_all(cut).simplify(DETAIL * frame.metres))


def path(geometry: Geometry) -> str:
    """The ``d`` of an SVG path for polygons or lines in pixels, with one decimal; points and scraps are left out."""
    parts = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            parts += [_run(ring.coords[:-1]) + "Z" for ring in (part.exterior, *part.interiors) if ring.length > 1]
        elif part.geom_type in ("LineString", "LinearRing"):
            parts.append(_run(part.coords))
        elif part.geom_type in ("MultiPolygon", "MultiLineString", "GeometryCollection"):
            parts.append(path(part))
    return "".join(parts)


def _run(points: Iterable[tuple[float, ...]]) -> str:
    words = [f"{round(x, 1):g} {round(y, 1):g}" for x, y, *_ in points]
    kept = [word for number, word in enumerate(words) if number == 0 or word != words[number - 1]]
    return "M" + "L".join(kept)


def outlined(shape: Geometry, frame: Frame, lines: float) -> Geometry:
    """The parts of an area (metres) that carry its flag outline: without islets and without moles on a narrow neck.

    What is small is judged by what the outline would fill at this scale, and is never more than on the screen's map.
    """
    small = min(ISLET_KM2 * 1e6, (30 * lines * frame.metres) ** 2)
    neck = min(NECK_M, 6.4 * lines * frame.metres)
    polygons = [part for part in shapely.get_parts(shape) if part.area >= small] or list(shapely.get_parts(shape))
    return MultiPolygon([_without_slivers(polygon, neck, small) for polygon in polygons])


def _without_slivers(polygon: Polygon, neck: float, small: float) -> Polygon:
    """A polygon without what hangs on by a neck: where two points of its ring nearly meet, the loop between is cut."""
    ring = polygon.exterior.coords[:-1]
    turn = 1 if polygon.exterior.is_ccw else -1
    kept, i = [], 0
    while i < len(ring):
        kept.append(ring[i])
        i = next(
            (
                j
                for j in range(min(i + 150, len(ring) - 2), i + 3, -1)
                if math.dist(ring[i], ring[j]) <= neck and 5000 <= turn * _signed_area(ring[i : j + 1]) <= small
            ),
            i + 1,
        )
    cut = Polygon(kept, [hole.coords for hole in polygon.interiors])
    return cut if cut.is_valid else polygon


def _signed_area(ring: Sequence[tuple[float, ...]]) -> float:
    """Area of a ring in square metres, positive where it runs against the clock (shoelace formula)."""
    x, y = np.array(ring).T[:2]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@dataclass(frozen=True)
class Spot:
    """A symbol, or several in one, at a place in pixels; ``room`` is the diameter it needs."""

    x: float
    y: float
    room: float
    members: tuple[int, ...]


def arrange(points: Sequence[tuple[float, float]], gap: float, boxes: Sequence[Box]) -> list[Spot]:
    """Where symbols go: pushed apart and off the labels; more than three in one place become one with a count.

    ``gap`` is the room of one symbol and ``boxes`` the labels, in pixels; ``members`` index ``points``. The same
    order of points gives the same places. As the screen's map does it.
    """
    free = [Spot(x, y, gap, (number,)) for number, (x, y) in enumerate(points)]
    clusters = []
    while free:
        groups = [[b for b in free if math.dist((a.x, a.y), (b.x, b.y)) < 1.3 * gap] for a in free]
        most = max(groups, key=len)
        if len(most) <= 3:
            break
        free = [spot for spot in free if spot not in most]
        x, y = ((min(values) + max(values)) / 2 for values in zip(*((s.x, s.y) for s in most), strict=True))
        clusters.append(Spot(x, y, gap * 1.5, tuple(member for spot in most for member in spot.members)))
    spots = [*clusters, *free]
    for _round in range(40):
        pushed = _off_boxes(_apart(spots), boxes, gap)
        if pushed == spots:
            break
        spots = pushed
    return spots


def _apart(spots: list[Spot]) -> list[Spot]:
    spots = list(spots)
    for i in range(len(spots)):
        for j in range(i + 1, len(spots)):
            a, b = spots[i], spots[j]
            need, apart = (a.room + b.room) / 2, math.dist((a.x, a.y), (b.x, b.y))
            if apart >= need - 0.1:
                continue
            # Two in the very same place part in a direction that depends on their order only.
            turn = i + 2 * j
            dx, dy = ((b.x - a.x) / apart, (b.y - a.y) / apart) if apart > 0.5 else (math.cos(turn), math.sin(turn))
            held = len(a.members) > 1 and len(b.members) == 1
            push = need - apart
            if not held:
                spots[i] = replace(a, x=a.x - dx * push / 2, y=a.y - dy * push / 2)
            back = push if held else push / 2
            spots[j] = replace(b, x=b.x + dx * back, y=b.y + dy * back)
    return spots


def _off_boxes(spots: list[Spot], boxes: Sequence[Box], gap: float) -> list[Spot]:
    moved = []
    for spot in spots:
        for left, top, right, bottom in boxes:
            half = spot.room / 2
            if not (left - half < spot.x < right + half and top - half < spot.y < bottom + half):
                continue
            ways = [(left - half - spot.x, 0.0), (right + half - spot.x, 0.0)]
            ways += [(0.0, top - half - spot.y), (0.0, bottom + half - spot.y)]
            dx, dy = min(ways, key=lambda way: math.hypot(*way))
            if math.hypot(dx, dy) <= 3 * gap:  # further away it would stand for another place
                spot = replace(spot, x=spot.x + dx, y=spot.y + dy)
        moved.append(spot)
    return moved
