"""Outlines as people draw them: what lies inside by non-zero winding, and the work it takes counted beforehand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely import GeometryCollection, LineString, MultiPolygon, Polygon, get_coordinates, point_on_surface, union_all
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS, MOST_CROSSINGS

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""
Outline = Sequence[Corner]
"""Corners in order; the first need not be repeated at the end."""
Part = Sequence[Outline]
"""An outer outline, then the outlines of its holes."""


def inside(parts: Sequence[Part]) -> BaseGeometry:
    """The area of some parts: each is what its outer outline goes round at least once, less its holes; all together.

    Parts that lie in or over each other count once, a hole outside its part takes nothing away, and an outline that
    crosses itself encloses every piece it goes round.

    Raises
    ------
    SikkerByError
        Too many corners, or outlines that cross themselves or each other too often; told before any work is done.
    """
    corners = sum(len(outline) - (outline[0] == outline[-1]) for part in parts for outline in part if outline)
    if corners > MOST_CORNERS.value:
        raise SikkerByError("drawing.too_many_corners", count=corners, most=MOST_CORNERS.value)
    whole = MultiPolygon([_polygon(part) for part in parts if len(_ring(part[0])) >= 3])
    if whole.is_valid:
        return whole
    crossings = crossings_of([_ring(outline) for part in parts for outline in part])
    if crossings > MOST_CROSSINGS.value:
        raise SikkerByError("drawing.too_many_crossings", count=crossings, most=MOST_CROSSINGS.value)
    return union_all([_land(part) for part in parts])


def crossings_of(rings: Sequence[np.ndarray]) -> int:
    """How often the sides of closed outlines (corners × 2) cross each other; a touch is no crossing."""
    starts = np.concatenate(rings)
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    first, second = np.triu_indices(len(starts), k=1)

    def parted(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Whether both ends of the sides ``other`` lie strictly on opposite sides of the sides ``one``."""
        from_start = _turn(starts[one], ends[one], starts[other])
        return from_start * _turn(starts[one], ends[one], ends[other]) < 0

    return int(np.count_nonzero(parted(first, second) & parted(second, first)))


def winding(ring: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How many times a closed outline (corners × 2) goes round each point (points × 2), against the clock."""
    start, end = ring[None, :, :], np.roll(ring, -1, axis=0)[None, :, :]
    at = points[:, None, :]
    left = _turn(start, end, at)
    upwards = (start[..., 1] <= at[..., 1]) & (end[..., 1] > at[..., 1]) & (left > 0)
    downwards = (start[..., 1] > at[..., 1]) & (end[..., 1] <= at[..., 1]) & (left < 0)
    return upwards.sum(axis=1) - downwards.sum(axis=1)


def _turn(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Above 0 where a point lies to the left of the way from start to end."""
    way, aside = end - start, point - start
    return way[..., 0] * aside[..., 1] - way[..., 1] * aside[..., 0]


def _ring(outline: Outline) -> np.ndarray:
    """The corners of an outline, none repeated at once, nor the first at the end."""
    corners = np.asarray(outline, dtype=float).reshape(-1, 2)
    return corners[(corners != np.roll(corners, 1, axis=0)).any(axis=1)]


def _polygon(part: Part) -> Polygon:
    outer, *holes = (_ring(outline) for outline in part)
    return Polygon(outer, [hole for hole in holes if len(hole) >= 3])


def _land(part: Part) -> BaseGeometry:
    outer, *holes = (_enclosed(_ring(outline)) for outline in part)
    return outer.difference(union_all(holes)) if holes else outer


def _enclosed(ring: np.ndarray) -> BaseGeometry:
    """What one outline goes round, a different number of times in one direction than in the other."""
    if len(ring) < 3:
        return GeometryCollection()
    plain = Polygon(ring)
    if plain.is_valid:
        return plain
    pieces = list(polygonize(union_all(LineString([*ring, ring[0]]))))
    turns = winding(ring, get_coordinates(point_on_surface(pieces)))
    return union_all([piece for piece, turn in zip(pieces, turns, strict=True) if turn])
