"""Room for words in a chart: the boxes of texts and lines, and where a label finds a free spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sikkerby_geo.views.base.svg_text import text_width


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Area shared with another box, in square pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


def text_box(x: float, y: float, text: str, size: float, align: str = "left", bold: bool = False) -> Box:
    """The box of one line of text whose middle height is ``y``."""
    width = text_width(text, size, 700 if bold else 400)
    left = {"left": x, "center": x - width / 2, "right": x - width}[align]
    return Box(left, y - 0.6 * size, left + width, y + 0.6 * size)


def segment_boxes(x: float, y: float, x2: float, y2: float, thick: float = 3.0) -> list[Box]:
    """A line as a row of small boxes, so that a label can keep clear of it."""
    steps = max(1, int(max(abs(x2 - x), abs(y2 - y)) / 8))
    spots = [(x + (x2 - x) * step / steps, y + (y2 - y) * step / steps) for step in range(steps + 1)]
    half = thick / 2
    return [Box(at - half, down - half, at + half, down + half) for at, down in spots]


def freest(candidates: Sequence[Box], taken: Iterable[Box], within: Box) -> int:
    """Index of the first candidate that is free and inside, else of the one that overlaps least."""
    taken = tuple(taken)

    def trouble(box: Box) -> float:
        outside = (box.right - box.left) * (box.bottom - box.top) - box.overlap(within)
        return round(4 * outside + sum(box.overlap(other) for other in taken), 3)

    return min(range(len(candidates)), key=lambda index: trouble(candidates[index]))
