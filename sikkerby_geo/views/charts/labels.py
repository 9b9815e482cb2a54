"""Words that keep clear of the marks: each label takes the freest of its possible spots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sikkerby_geo.views.base.palette import GAP, MUTED
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.charts.marks import Layer, Plane, Word, word_box, words
from sikkerby_geo.views.charts.room import Box, freest


class Labels:
    """The words of one chart and the boxes already taken, in pixels of its plane."""

    def __init__(self, plane: Plane) -> None:
        self.plane = plane
        self.frame = Box(0, -4, plane.width + plane.right, plane.height)
        self._taken: list[Box] = []
        self._words: list[Word] = []

    def take(self, *boxes: Box) -> None:
        """Keep words away from these boxes."""
        self._taken += boxes

    def put(self, *texts: Word) -> None:
        """Words with a place of their own, outside the plane or where nothing else can be."""
        self._words += texts

    def say(self, word: Word, spots: Iterable[tuple[float, float, str]], *, air: float = 0) -> None:
        """Put a word at the freest of its spots (x, y, side it is aligned to); the first wins a tie.

        ``air`` keeps later words so far from its sides.
        """
        options = [replace(word, x=x, y=y, align=align) for x, y, align in spots]
        boxes = [word_box(option) for option in options]
        index = freest(boxes, self._taken, self.frame)
        box = boxes[index]
        self._taken.append(replace(box, left=box.left - air, right=box.right + air))
        self._words.append(options[index])

    def fill(self, text: str, left: float, right: float, size: float) -> None:
        """The words of a grey field from ``left`` to ``right``: level where they fit, else upright."""
        height, middle = self.plane.height, (left + right) / 2
        lines = wrap(text, right - left - 8, size)
        level = Word(0, 0, "\n".join(lines), "center", size, colour=MUTED, halo=GAP)
        box = word_box(level)
        if box.right - box.left <= right - left - 4 and len(lines) <= 4:
            self.say(level, [(middle, height * share, "center") for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)])
            return
        upright = replace(level, text=text, angle=270)
        box = word_box(upright)
        half = (box.bottom - box.top) / 2
        reach = [min(max(height * share, half + 4), height - half - 4) for share in (0.5, 0.35, 0.65, 0.2, 0.8)]
        self.say(upright, [(middle, y, "center") for y in reach])

    def layers(self) -> list[Layer]:
        return words(self.plane, "words", self._words)


def around(x: float, y: float, away: float) -> Sequence[tuple[float, float, str]]:
    """Spots beside a point: right of it first, then left, a little up or down."""
    right = [(x + away, y + down, "left") for down in (-9, 9, 0, -16, 16, -26, 26)]
    return [*right, *((x - away, y + down, "right") for down in (-9, 9, -16, 16))]
