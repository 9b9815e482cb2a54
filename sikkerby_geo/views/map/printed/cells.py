"""Cells of the 1 km grid on the printed map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.facts.datasets import GRID_LAYER
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.map.message import CellState, look_in
from sikkerby_geo.views.map.printed.geometry import MARGIN, in_metres, path
from sikkerby_geo.views.map.printed.labels import Words
from sikkerby_geo.views.map.printed.sizes import Canvas


@dataclass(frozen=True)
class DrawnCell:
    """One cell: its id, its path in pixels, its look, and its figure where it has one."""

    cell_id: str
    d: str
    look: Look
    words: Words | None


def drawn_cells(atlas: Atlas, cells: Mapping[str, CellState], canvas: Canvas) -> list[DrawnCell]:
    """The cells of a map that lie in its window, those over a limit last, so that their outline is whole."""
    shapes = {cell_id: shape for cell_id, shape in shapes_of(atlas, GRID_LAYER).items() if cell_id in cells}
    frame, size = canvas.frame, canvas.size
    drawn = []
    for cell_id, metric in zip(shapes, in_metres(shapes.values()) if shapes else (), strict=True):
        shape = frame.pixels(shapely.clip_by_rect(metric, *frame.land(MARGIN)))
        look, figure = look_in(cells[cell_id]), cells[cell_id]["figure"]
        if shape.is_empty:
            continue
        middle = frame.pixels(metric).centroid
        words = Words(figure, middle.x, middle.y + 0.34 * size.small, size.small, 700, canvas.inks.ink)
        drawn.append(DrawnCell(cell_id, path(shape), look, words if figure else None))
    return sorted(drawn, key=lambda cell: cell.look.outline != "plain")
