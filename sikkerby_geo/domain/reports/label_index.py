"""Which area and which cell of the grid a point lies in: a raster of labels, and an exact test beside borders alone.

The rule for a point (all in EPSG:25832, metres, 64-bit floats):

* its *area* is the first, in the order the areas are given, whose closed polygon holds it. A point on an edge or a
  vertex that several share is the first one's; a point on the outer border is in. GEOS decides it, with its robust
  orientation test, for each point by itself: neither the order nor the partition of the points plays a part;
* its *cell* of Det Danske Kvadratnet is ``floor(x / 1000)``, ``floor(y / 1000)``: the south and west edges belong.
  These floors are exact in 64-bit floats: no quotient is rounded up to a whole number, since a step between floats
  divided by 1000 is more than half a step at the quotient. The same holds for 25, the side of a cell of the raster.

The raster has two steps. Cells of 25 m that no border touches have one label. Those that a border touches are cut into
8 × 8 parts; the parts no border touches have one label too, and only points in the others (3 m wide, about one
per cent of the city) are tested one by one. Cells that touch each other with no border between have the same label, so
that one point of each such group is tested when the raster is made (H. Samet, *Foundations of Multidimensional and
Metric Data Structures*, 2006: region quadtrees, and the labelling of connected components).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.reports.border_cells import BorderCells, border_cells
from sikkerby_geo.facts.report_counts import MOST_ZONES, Zone

CELL = 25
"""Side of a cell of the raster, in metres: a whole number of them makes a cell of the grid."""
PARTS = 8
"""Into how many parts the side of a cell with a border is cut."""
GRID = 1000
"""Side of a cell of Det Danske Kvadratnet, in metres."""
NOWHERE = 0
"""The zone of a point in no area."""
_BORDER = -1
_BLOCK = 1 << 15
"""Points placed at a time: what is worked on stays in the processor's own memory."""


@dataclass(frozen=True)
class _Scratch:
    """Arrays that one block after another is worked out in: new ones would cost as much as the work."""

    column: np.ndarray
    row: np.ndarray
    at: np.ndarray

    @classmethod
    def of(cls, points: int) -> _Scratch:
        many = min(points, _BLOCK)
        return cls(np.empty(many, np.int32), np.empty(many, np.int32), np.empty(many, np.intp))


class LabelIndex:
    """The raster of labels of some areas.

    ``areas`` are polygons by id in EPSG:25832; where two overlap, the first has the point. ``zones[n]`` is the zone
    with the number n, ``zones[0]`` is nowhere. It may be used from several threads, and is copied by pickling.
    """

    def __init__(self, areas: Mapping[str, BaseGeometry]) -> None:
        self.area_ids = tuple(areas)
        self._shapes = np.array([*areas.values()], dtype=object)
        shapely.prepare(self._shapes)
        west, south, east, north = shapely.total_bounds(self._shapes)
        self._corner = (int(west // GRID - 1) * GRID, int(south // GRID - 1) * GRID)
        squares = (int(east // GRID + 2) - self._corner[0] // GRID, int(north // GRID + 2) - self._corner[1] // GRID)
        self._squares = squares
        self._wide, self._high = (side * GRID // CELL for side in squares)
        self._fill(border_cells(self._shapes, self._corner, CELL / PARTS))

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        shapely.prepare(self._shapes)

    def _fill(self, border: BorderCells) -> None:
        """Label both steps of the raster, and number the zones that are met."""
        at = (border.row // PARTS) * self._wide + border.column // PARTS
        cells, block = np.unique(at, return_inverse=True)
        part = (border.row % PARTS) * PARTS + border.column % PARTS
        free = np.ones((len(cells), PARTS * PARTS), dtype=bool)
        free[block, part] = False
        whole = np.ones(self._high * self._wide, dtype=bool)
        whole[cells] = False
        label, _, _ = self._labels(whole.reshape(1, self._high, self._wide), CELL, np.zeros(1, dtype=np.int64))
        fine, group_block, group_area = self._labels(free.reshape(-1, PARTS, PARTS), CELL / PARTS, cells)
        label, fine = label.ravel(), fine.reshape(free.shape)
        fine[~free] = _BORDER

        square = self._square(np.arange(len(whole)))
        met = np.zeros((len(cells), len(self.area_ids) + 1), dtype=bool)
        met[block, border.owner + 1] = True
        met[group_block, group_area] = True
        near_block, near_area = np.nonzero(met[:, 1:])
        zone = np.zeros((len(self.area_ids) + 1, self._squares[0] * self._squares[1]), dtype=np.int32)
        zone[near_area + 1, square[cells[near_block]]] = 1
        zone[label, square] = 1
        zone[NOWHERE] = 0
        areas, squares = np.nonzero(zone)
        zone[areas, squares] = np.arange(1, len(areas) + 1)
        if len(areas) >= MOST_ZONES:
            raise ValueError("more zones than a key holds")
        met_there = zip(areas - 1, squares, strict=True)
        self.zones = (Zone(), *(Zone(self.area_ids[area], self._cell_id(int(at))) for area, at in met_there))

        self._zone = zone
        self._raster = zone[label, square].astype(np.int16 if len(self.zones) < 1 << 15 else np.int32)
        self._raster[cells] = _BORDER
        self._block = np.full(len(whole), -1, dtype=np.int32)
        self._block[cells] = np.arange(len(cells))
        there = zone[:, square[cells]].T.astype(self._raster.dtype)
        self._parts = np.take_along_axis(there, np.maximum(fine, NOWHERE).astype(np.int64), axis=1)
        self._parts[~free] = _BORDER
        self._near_area = near_area
        self._near_from = np.searchsorted(near_block, np.arange(len(cells) + 1))

    def _labels(self, free: np.ndarray, size: float, corners: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The area of each free cell in a stack of rasters, counted from 1; 0 in none and where it is not free. And the
        raster and the area of each group of connected cells.

        ``corners`` are the 25 m cells the rasters begin at. Connected free cells are one group: one of them is tested.
        """
        joined = np.zeros((3, 3, 3), dtype=bool)
        joined[1] = ndimage.generate_binary_structure(2, 1)
        groups, many = ndimage.label(free, joined)
        one = np.zeros(many + 1, dtype=np.int32)
        one[groups.ravel()] = np.arange(groups.size, dtype=np.int32)
        stack, row, column = np.unravel_index(one[1:], free.shape)
        x = self._corner[0] + (corners[stack] % self._wide) * CELL + (column + 0.5) * size
        y = self._corner[1] + (corners[stack] // self._wide) * CELL + (row + 0.5) * size
        labels = np.zeros(many + 1, dtype=np.int16 if len(self.area_ids) < 1 << 15 else np.int32)
        points, areas = shapely.STRtree(self._shapes).query(shapely.points(x, y), predicate="intersects")
        for area in np.unique(areas)[::-1]:
            labels[1 + points[areas == area]] = area + 1
        return labels.take(groups), stack, labels[1:]

    def _square(self, at: np.ndarray) -> np.ndarray:
        """The cell of the grid that a cell of the raster lies in, by its place among all of them."""
        return (at // self._wide * CELL // GRID) * self._squares[0] + at % self._wide * CELL // GRID

    def _cell_id(self, square: int) -> str:
        north, east = divmod(square, self._squares[0])
        return f"{GRID // 1000}km_{self._corner[1] // GRID + north}_{self._corner[0] // GRID + east}"

    def zones_of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The number of the zone of each point (int16, or int32 where there are many); 0 in no area, or no number.

        ``x``, ``y``: east and north in EPSG:25832, float64 of the same length n.
        """
        zones = np.empty(len(x), dtype=self._raster.dtype)
        cells = _Scratch.of(len(x))
        beside = []
        for start in range(0, len(x), _BLOCK):
            part = slice(start, start + _BLOCK)
            at, here = self._cell_at(x[part], y[part], cells), zones[part]
            self._raster.take(at, out=here, mode="clip")
            near = np.flatnonzero(here == _BORDER)
            beside.append((near + start, at[near]))
        if beside:
            border, at = (np.concatenate([one[side] for one in beside]) for side in (0, 1))
            zones[border] = self._beside_borders(x[border], y[border], at)
        return zones

    def _cell_at(self, x: np.ndarray, y: np.ndarray, cells: _Scratch) -> np.ndarray:
        """The cell of the raster that each point lies in, until ``cells`` are used again.

        What is far off or no number gets a cell of the outermost ring, which is nowhere. Whole metres are cut off
        exactly: the corner is a whole number, and no difference of a point from it is rounded within the raster.
        """
        column, row, at = cells.column[: len(x)], cells.row[: len(x)], cells.at[: len(x)]
        with np.errstate(invalid="ignore"):
            for line, corner, side, many in (
                (column, self._corner[0], x, self._wide),
                (row, self._corner[1], y, self._high),
            ):
                np.subtract(side, corner, out=line, casting="unsafe")
                np.floor_divide(line, CELL, out=line)
                np.clip(line, 0, many - 1, out=line)
        np.multiply(row, self._wide, out=at)
        at += column
        return at

    def _beside_borders(self, x: np.ndarray, y: np.ndarray, at: np.ndarray) -> np.ndarray:
        """The zones of points in the 25 m cells ``at``, each of which a border touches."""
        block = self._block[at]
        size = CELL / PARTS
        column = ((x - self._corner[0] - (at % self._wide) * CELL) / size).astype(np.int32)
        row = ((y - self._corner[1] - (at // self._wide) * CELL) / size).astype(np.int32)
        part = np.minimum(row, PARTS - 1) * PARTS + np.minimum(column, PARTS - 1)
        zones = self._parts[block, part].astype(np.int32)
        tested = np.flatnonzero(zones == _BORDER)
        if len(tested):
            areas = self._tested(x[tested], y[tested], block[tested])
            zones[tested] = self._zone[areas, self._square(at[tested])]
        return zones

    def _tested(self, x: np.ndarray, y: np.ndarray, block: np.ndarray) -> np.ndarray:
        """The first area that holds each point, from 1, among those near its cell (by ``block``); 0 where none does."""
        many = self._near_from[block + 1] - self._near_from[block]
        point = np.repeat(np.arange(len(x)), many)
        within = np.arange(len(point)) - np.repeat(np.cumsum(many) - many, many)
        area = self._near_area[self._near_from[block][point] + within]
        found = np.zeros(len(x), dtype=np.int32)
        for one in np.unique(area)[::-1]:
            asked = point[area == one]
            found[asked[shapely.intersects_xy(self._shapes[one], x[asked], y[asked])]] = one + 1
        return found
