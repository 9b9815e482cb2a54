"""The cells of a raster that the borders of polygons touch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

_NEAR = 1e-6
"""How near a border may be to a cell, in metres, to touch it: far above the rounding of a coordinate (1e-9 m)."""


@dataclass(frozen=True)
class BorderCells:
    """Cells as ``row`` and ``column`` from the south-west corner; ``owner`` is the number of the polygon.

    A cell that two polygons touch is there for each of them.
    """

    row: np.ndarray
    column: np.ndarray
    owner: np.ndarray


def border_cells(shapes: np.ndarray, corner: tuple[float, float], size: float) -> BorderCells:
    """The cells of a raster with this south-west corner and side (metres) that any ring of the polygons touches.

    Each edge is cut into the strips of its rows; in each strip it spans the columns between its ends there.
    """
    start, end, owner = _edges(shapes)
    start, end = (start - corner) / size, (end - corner) / size
    near = _NEAR / size
    low = np.floor(np.minimum(start[:, 1], end[:, 1]) - near).astype(np.int64)
    high = np.floor(np.maximum(start[:, 1], end[:, 1]) + near).astype(np.int64)
    edge, row = _spans(low, high)
    (x, y), run, rise = start[edge].T, (end - start)[edge, 0], (end - start)[edge, 1]
    level = np.abs(rise) < near
    slope = np.where(level, 1.0, rise)
    first, last = ((row - near - y) / slope, (row + 1 + near - y) / slope)
    first, last = np.where(level, 0.0, np.minimum(first, last)), np.where(level, 1.0, np.maximum(first, last))
    one, other = x + np.clip(first, 0, 1) * run, x + np.clip(last, 0, 1) * run
    left = np.floor(np.minimum(one, other) - near).astype(np.int64)
    right = np.floor(np.maximum(one, other) + near).astype(np.int64)
    strip, column = _spans(left, right)
    west, many = int(column.min()), len(shapes)
    wide = int(column.max()) - west + 1
    found = np.sort((row[strip] * wide + column - west) * many + owner[edge[strip]])
    found = found[np.append(True, found[1:] != found[:-1])]
    return BorderCells(found // many // wide, found // many % wide + west, found % many)


def _edges(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both ends of every edge of every ring (n × 2 each), and the number of its polygon."""
    polygons, shape = shapely.get_parts(shapes, return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return points[:-1][same], points[1:][same], shape[polygon[ring[1:][same]]]


def _spans(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every whole number from ``low`` to ``high``, with the place of the pair it belongs to."""
    many = high - low + 1
    place = np.repeat(np.arange(len(low)), many)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(many) - many, many) + low[place]
