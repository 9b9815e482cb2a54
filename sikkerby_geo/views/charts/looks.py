"""Cells in the look of a flag: the value's colour, and the flag's hatch and outline on top, as on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.views.base.palette import BOUND, INK, MISSING, MUTED, Look
from sikkerby_geo.views.charts.marks import Layer, Plane, Row, areas, symbols

FILLS = {BOUND: "#ECECEA", MISSING: "#FFFFFF"}
DOTS = "#7C848C"
HATCH = {"dense": 7.0, "sparse": 14.0}
"""Distance of hatch lines, in pixels."""
PIXELS = 4
"""Size at which Vega draws a symbol's path in its own pixels."""


@dataclass(frozen=True)
class LookCell:
    """A cell at its upper left corner, with width and height, in pixels of the plane."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    name: str = ""


def ink_on(look: Look) -> tuple[str, str]:
    """Colour of words on a look, and of their halo."""
    fill = FILLS.get(look.fill, look.fill)
    return ("#FFFFFF" if look.hatch_ink == "white" else INK), fill


def look_layers(plane: Plane, name: str, cells: Sequence[LookCell]) -> list[Layer]:
    """All cells, those of one look together: fill, dots, hatch, then outline."""
    layers: list[Layer] = []
    for number, look in enumerate(dict.fromkeys(cell.look for cell in cells)):
        mine = [cell for cell in cells if cell.look == look]
        base = f"{name}-{number}"
        layers += areas(f"{base}-fill", [_box(plane, cell, 0) for cell in mine], color=FILLS.get(look.fill, look.fill))
        if look.fill == BOUND:
            layers += _paths(
                plane, f"{base}-dots", mine, dot_path, stroke=DOTS, strokeWidth=2.1, strokeCap="round", filled=False
            )
        if look.hatch:
            white = look.hatch_ink == "white"
            layers += _paths(
                plane,
                f"{base}-hatch",
                mine,
                lambda width, height, step=HATCH[look.hatch]: hatch_path(width, height, step),
                stroke="#FFFFFF" if white else INK,
                strokeOpacity=0.85 if white else 0.62,
                strokeWidth=1.5 if white else 1.25,
                filled=False,
            )
        inset, style = OUTLINES[look.outline]
        layers += areas(f"{base}-outline", [_box(plane, cell, inset) for cell in mine], filled=False, **style)
    return layers


OUTLINES: dict[str, tuple[float, Row]] = {
    "over_sure": (1.6, {"stroke": INK, "strokeWidth": 3.2}),
    "over_unsure": (1.6, {"stroke": INK, "strokeWidth": 3.2, "strokeDash": [9, 4.5]}),
    "under_unsure": (1.0, {"stroke": INK, "strokeWidth": 1.3, "strokeDash": [2, 3]}),
    "plain": (0.4, {"stroke": MUTED, "strokeWidth": 0.8}),
}
"""By outline of a look: how far inside the cell it runs, and its line."""


def _box(plane: Plane, cell: LookCell, inset: float) -> Row:
    return {
        "x": plane.x_at(cell.x + inset),
        "x2": plane.x_at(cell.x + cell.width - inset),
        "y": plane.y_at(cell.y + inset),
        "y2": plane.y_at(cell.y + cell.height - inset),
        "name": cell.name,
    }


def _paths(plane: Plane, name: str, cells: Sequence[LookCell], path, **style: object) -> list[Layer]:
    """One path a cell, drawn from its upper left corner; cells of one size share a layer."""
    layers: list[Layer] = []
    for number, (width, height) in enumerate(dict.fromkeys((cell.width, cell.height) for cell in cells)):
        rows: list[Row] = [
            {"x": plane.x_at(cell.x), "y": plane.y_at(cell.y)}
            for cell in cells
            if (cell.width, cell.height) == (width, height)
        ]
        layers += symbols(f"{name}-{number}", rows, shape=path(width, height), size=PIXELS, **style)
    return layers


def hatch_path(width: float, height: float, step: float) -> str:
    """Lines rising at 45°, ``step`` apart across, cut at the sides of a box."""
    parts = []
    across = step / 2
    while across < width + height:
        x, y = (across, 0.0) if across <= width else (width, across - width)
        x2, y2 = (0.0, across) if across <= height else (across - height, height)
        parts.append(f"M{x:.1f} {y:.1f}L{x2:.1f} {y2:.1f}")
        across += step * 2**0.5
    return "".join(parts)


def dot_path(width: float, height: float) -> str:
    """Dots two in every 8 × 8 pixels, none over the edge: strokes of no length, for a line with round ends."""
    spots = [
        (across + 4 * (row % 2), 4 + 4 * row)
        for row in range(int((height - 8) // 4) + 1)
        for across in range(4, int(width) - 6, 8)
    ]
    return "".join(f"M{x} {y}h.01" for x, y in spots)
