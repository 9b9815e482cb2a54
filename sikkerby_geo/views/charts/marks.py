"""The marks of our charts: one plane in figures and pixels, and rules, areas, symbols and words on it.

Layers are written in Vega-Lite, the language Altair speaks, as plain dictionaries: building the same chart through
Altair's classes copies and checks it at every step, which took a second where this takes a hundredth. A test reads
every kind of chart back with Altair, so that a spec it would not have made fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sikkerby_geo.views.base.palette import INK, MUTED
from sikkerby_geo.views.charts.card import FONT, VEGA_LITE
from sikkerby_geo.views.charts.room import Box, text_box

Row = dict[str, Any]
Layer = dict[str, Any]
LINE = 1.15
"""Height of a line of words, in font sizes."""


@dataclass(frozen=True)
class Plane:
    """The area figures are drawn in: its size and margins in pixels, and the ends of both scales.

    y pixels count downwards from the top of the area; ``low`` and ``high`` are the figures at bottom and top.
    """

    width: float
    height: float
    first: float
    last: float
    low: float
    high: float
    left: float = 40
    right: float = 12
    top: float = 24
    bottom: float = 24

    def px(self, x: float) -> float:
        return (x - self.first) / (self.last - self.first) * self.width

    def py(self, y: float) -> float:
        return (self.high - y) / (self.high - self.low) * self.height

    def x_at(self, px: float) -> float:
        return self.first + px / self.width * (self.last - self.first)

    def y_at(self, py: float) -> float:
        return self.high - py / self.height * (self.high - self.low)

    def spec(self, layers: Sequence[Layer]) -> dict:
        """The layers, lowest first, as one Vega-Lite spec of exactly this size; the ends of both scales are fixed."""
        axes = {
            "x": {
                "field": "x",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [self.first, self.last], "nice": False, "zero": False},
            },
            "y": {
                "field": "y",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [self.low, self.high], "nice": False, "zero": False},
            },
        }
        return {
            "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.json",
            "width": self.width,
            "height": self.height,
            "padding": {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom},
            "autosize": {"type": "none"},
            "config": {"aria": False, "font": FONT, "view": {"stroke": None}},
            "layer": [{**layer, "encoding": {**axes, **layer["encoding"]}} for layer in layers],
        }


def _layer(name: str, mark: str, rows: Iterable[Row], style: Row, **encoding: object) -> Layer:
    return {"name": name, "data": {"values": list(rows)}, "mark": {"type": mark, **style}, "encoding": encoding}


_SECOND = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


def rules(name: str, rows: Sequence[Row], **style: object) -> list[Layer]:
    """Straight lines from (x, y) to (x2, y2), in figures; nothing for no rows."""
    return [_layer(name, "rule", rows, style, **_SECOND)] if rows else []


def areas(name: str, rows: Sequence[Row], **style: object) -> list[Layer]:
    """Rectangles between (x, y) and (x2, y2), in figures."""
    return [_layer(name, "rect", rows, style, **_SECOND)] if rows else []


def symbols(name: str, rows: Sequence[Row], **style: object) -> list[Layer]:
    """Symbols at (x, y); ``shape`` may be a path in the square from −1 to 1, ``size`` is its area in pixels."""
    return [_layer(name, "point", rows, {"opacity": 1, **style})] if rows else []


@dataclass(frozen=True)
class Word:
    """A text at a pixel of the plane, its middle height at ``y``; ``halo`` is the colour behind it, if any."""

    x: float
    y: float
    text: str
    align: str = "left"
    size: float = 12.5
    bold: bool = False
    colour: str = MUTED
    halo: str = ""
    angle: int = 0

    @property
    def style(self) -> tuple:
        return (self.align, self.size, self.bold, self.colour, self.halo, self.angle)


def word_box(word: Word) -> Box:
    """The box of a text of one or more lines (joined by line breaks), or of an upright one that is centred."""
    lines = word.text.split("\n")
    boxes = [text_box(word.x, word.y, line, word.size, word.align, word.bold) for line in lines]
    more = (len(lines) - 1) / 2 * word.size * LINE
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    if word.angle:
        half, tall = (right - left) / 2, boxes[0].bottom - boxes[0].top
        return Box(word.x - tall / 2, word.y - half, word.x + tall / 2, word.y + half)
    return Box(left, boxes[0].top - more, right, boxes[0].bottom + more)


def lines_of(word: Word) -> list[Word]:
    """A text of several lines as one text a line, the block's middle height staying where it is."""
    lines = word.text.split("\n")
    first = word.y - (len(lines) - 1) / 2 * word.size * LINE
    return [replace(word, text=line, y=first + index * word.size * LINE) for index, line in enumerate(lines)]


def words(plane: Plane, name: str, texts: Iterable[Word]) -> list[Layer]:
    """Texts, those of one style together; a halo is the same text drawn broader underneath."""
    layers = []
    ordered = sorted((line for text in texts for line in lines_of(text)), key=lambda word: word.style)
    for number, (style, group) in enumerate(groupby(ordered, key=lambda word: word.style)):
        align, size, bold, colour, halo, angle = style
        rows = [{"x": plane.x_at(word.x), "y": plane.y_at(word.y), "text": word.text} for word in group]
        look = {
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            "fontWeight": 700 if bold else 400,
            "angle": angle,
            "color": colour,
        }
        under = {**look, "color": halo, "stroke": halo, "strokeWidth": 4, "strokeJoin": "round"}
        for suffix, shown in (("-halo", under if halo else None), ("", look)):
            if shown:
                text = {"field": "text", "type": "nominal"}
                layers.append(_layer(f"{name}-{number}{suffix}", "text", rows, shown, text=text))
    return layers


def year_words(plane: Plane, years: Sequence[int], *, size: float, strong: Iterable[int] = ()) -> list[Word]:
    """Years under the plane, every one where there is room, else every third; those in ``strong`` in ink."""
    pitch = plane.width / max(plane.last - plane.first, 1)
    step = 1 if pitch > 2.4 * size else 2 if pitch > 1.3 * size else 3
    strong = frozenset(strong)
    shown = [year for year in years if (year - years[0]) % step == 0]
    return [
        Word(plane.px(year), plane.height + 14, str(year), "center", size, colour=INK if year in strong else MUTED)
        for year in shown
    ]
