"""Words on the printed map: labels with figure and state, call-outs, and quiet names for orientation."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from shapely import Geometry, Point

from sikkerby_geo.views.base.svg_text import text_width
from sikkerby_geo.views.map.message import AreaState
from sikkerby_geo.views.map.printed.geometry import Box
from sikkerby_geo.views.map.printed.sizes import Canvas

LINE = 1.1
"""Line height of labels, in font sizes."""
INLINE_FROM = 24.0
"""Metres per pixel of single size from which a label outside its area has name and figure on one line."""


@dataclass(frozen=True)
class Words:
    """One line of text; x and y (its baseline) in pixels."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    fill: str
    anchor: str = "middle"
    italic: bool = False


@dataclass(frozen=True)
class Label:
    """The label of an area: its lines, the box they fill, and what belongs to it.

    ``plate`` = on ink, being selected; ``mark`` = the box of the frame that says "whole district",
    ``group`` what is known of the efforts it stands for;
    ``leader`` = from the label to a dot in the area, for a label that stands outside.
    """

    lines: tuple[Words, ...]
    box: Box
    plate: bool = False
    mark: Box | None = None
    leader: tuple[float, float, float, float] | None = None
    group: str = ""


@dataclass(frozen=True)
class _Run:
    """A piece of a label's line before it has a place."""

    text: str
    size: float
    weight: int
    fill: str

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.weight)


def label(
    state: AreaState,
    word: str,
    at: Point,
    canvas: Canvas,
    *,
    selected: bool,
    zoomed: bool = False,
    foot: Point | None = None,
) -> Label:
    """The label of an area from its state on the map; with ``foot`` it stands outside, beside ``at``."""
    rows = _runs(state, word, canvas, inline=foot is not None and canvas.scale >= INLINE_FROM)
    space = 0.28 * canvas.size.name
    widths = [sum(run.width for run in row) + space * (len(row) - 1) for row in rows]
    heights = [LINE * max(run.size for run in row) for row in rows]
    width, height = max(widths), sum(heights)
    shift, left, top = 0.5, at.x - width / 2, at.y - height / 2
    if foot is not None:
        away = 5 * canvas.size.unit
        shift, left = (1.0, at.x - away - width) if at.x < foot.x else (0.0, at.x + away)
    lines, y, x = [], top, left
    for row, row_width, row_height in zip(rows, widths, heights, strict=True):
        x = left + (width - row_width) * shift
        for run in row:
            fill = "#FFFFFF" if selected else run.fill
            lines.append(Words(run.text, x + run.width / 2, y + 0.81 * row_height, run.size, run.weight, fill))
            x += run.width + space
        y += row_height
    side, above = (0.8 * canvas.size.name, 0.35 * canvas.size.name) if selected else (0.0, 0.0)
    box = (left - side, top - above, left + width + side, top + height + above)
    mark = None
    if state["whole_area"]:
        # Beside a first line of two pieces there is no room; the last line, a single word, leaves some.
        last = len(rows[0]) > 1 and len(rows) > 1
        beside = (left + (width - widths[-1]) * shift, y - heights[-1]) if last else (box[0], top)
        mark = _whole_area_mark(box, beside, canvas, above=zoomed)
    leader = (at.x, at.y, foot.x, foot.y) if foot is not None else None
    return Label(tuple(lines), box, selected, mark, leader, state["whole_area"])


def _runs(state: AreaState, word: str, canvas: Canvas, *, inline: bool) -> list[list[_Run]]:
    """The lines of a label: name, figure, word; what is empty is left out, ``inline`` = name and figure on one."""
    size, inks = canvas.size, canvas.inks
    quiet = state["ground"] != "value"
    text = state["short"] if size.short_names else state["name"]
    name = _Run(text, size.name, 600, inks.ink_2 if quiet else inks.ink)
    figure = (
        _Run(state["figure"], size.name, 400, inks.muted)
        if quiet
        else _Run(state["figure"], size.figure, 700, inks.ink)
    )
    last = _Run(word, size.small, 400, inks.ink_2)
    rows = [[name, figure], [last]] if inline else [[name], [figure], [last]]
    filled = [[run for run in row if run.text] for row in rows]
    return [row for row in filled if row]


def _whole_area_mark(box: Box, beside: tuple[float, float], canvas: Canvas, *, above: bool) -> Box:
    """The frame that says "whole district": above the label, or left of the line that begins at ``beside``."""
    wide, high = 8 * canvas.size.lines, 5.5 * canvas.size.lines
    if above:
        x, y = (box[0] + box[2]) / 2, box[1] - high - 4 * canvas.size.lines
    else:
        x, y = beside[0] - wide - 6 * canvas.size.lines, beside[1] + 0.6 * canvas.size.name
    return (x - wide, y - high, x + wide, y + high)


def apart(labels: Sequence[Label], gap: float) -> list[Label]:
    """Labels pushed ``gap`` off each other, the shortest way and half each.

    Those outside their area stand still; what they hinder gives way sideways.
    """
    labels = list(labels)
    for _round in range(12):
        calm = True
        for i, j in itertools.combinations(range(len(labels)), 2):
            a, b = labels[i].box, labels[j].box
            over_x = min(a[2], b[2]) - max(a[0], b[0]) + gap
            over_y = min(a[3], b[3]) - max(a[1], b[1])
            free = [index for index in (i, j) if labels[index].leader is None]
            if over_x <= 0.5 or over_y <= 0.5 or not free:
                continue
            calm = False
            sideways = over_x < over_y or len(free) == 1
            away = 1 if (b[0] + b[2] > a[0] + a[2] if sideways else b[1] + b[3] > a[1] + a[3]) else -1
            for index in free:
                step = away * (over_x if sideways else over_y) / len(free) * (-1 if index == i else 1)
                labels[index] = moved(labels[index], step if sideways else 0, 0 if sideways else step)
        if calm:
            break
    return labels


def hindrances(labels: Sequence[Label], canvas: Canvas) -> list[Box]:
    """What symbols and names keep clear of: labels, their marks, and the feet of their leaders."""
    room, air = 4 * canvas.size.lines, 2 * canvas.size.lines
    boxes = []
    for item in labels:
        if item.mark and item.mark[3] < item.box[1]:  # above: nothing fits between the two
            boxes.append((item.box[0], item.mark[1], item.box[2], item.box[3]))
        else:
            boxes += [box for box in (item.box, item.mark) if box]
    grown = [(left - air, top, right + air, bottom) for left, top, right, bottom in boxes]
    feet = [item.leader[2:] for item in labels if item.leader]
    return grown + [(x - room, y - room, x + room, y + room) for x, y in feet]


def quiet_name(
    name: str,
    shape: Geometry,
    prefer: Point | None,
    taken: Geometry,
    canvas: Canvas,
    *,
    water: bool = False,
) -> Words | None:
    """The name of what is there for orientation, where it lies inside its shape and off what is taken (pixels).

    It stands at ``prefer`` where it fits there, else in the middle of the largest free room; None where it fits
    nowhere.
    """
    font = canvas.size.name * 0.96
    wide, high = text_width(name, font) / 2, font * LINE / 2
    window = shapely.box(*canvas.frame.box).buffer(-4, join_style="mitre")
    room = shape.intersection(window).difference(taken)
    parts = [part for part in shapely.get_parts(room) if part.geom_type == "Polygon" and part.area > 1]
    places = [prefer] if prefer is not None else []
    places += [roomiest(parts, wide / high)[0]] if parts else []
    for at in places:
        own = shapely.box(at.x - wide, at.y - high, at.x + wide, at.y + high)
        if window.contains(own) and not own.intersects(taken) and own.intersection(shape).area > 0.75 * own.area:
            fill = canvas.inks.sea_text if water else canvas.inks.muted
            return Words(name, at.x, at.y + 0.34 * font, font, 400, fill, italic=water)
    return None


def roomiest(shapes: Sequence[Geometry], breadth: float) -> tuple[Point, float]:
    """The middle of the largest room for something ``breadth`` times as wide as high, and half the height it has.

    The centre of the largest circle, after the polygons are made as narrow as the thing is wide.
    """
    circles = [
        shapely.maximum_inscribed_circle(shapely.transform(shape, lambda points: points / (breadth, 1)), tolerance=1)
        for shape in shapes
    ]
    largest = max(circles, key=lambda circle: circle.length)
    x, y = largest.coords[0]
    return Point(x * breadth, y), largest.length


def moved(item: Label, dx: float, dy: float) -> Label:
    """A label without a leader, moved."""

    def shifted(box: Box) -> Box:
        left, top, right, bottom = box
        return left + dx, top + dy, right + dx, bottom + dy

    return replace(
        item,
        lines=tuple(replace(line, x=line.x + dx, y=line.y + dy) for line in item.lines),
        box=shifted(item.box),
        mark=item.mark and shifted(item.mark),
    )


def centred(item: Label, shape: Geometry, avoid: Geometry, canvas: Canvas) -> Label:
    """A label moved to where its area (pixels) has most room for it and its mark.

    It keeps within the window and clear of the outline, and off ``avoid`` where there is room enough besides.
    """
    boxes = [box for box in (item.box, item.mark) if box]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    half_x, half_y = (right - left) / 2, (bottom - top) / 2
    inner = shape.intersection(shapely.box(*canvas.frame.box)).buffer(-5 * canvas.size.lines)
    for room, enough in ((inner.difference(avoid), 0.75 * half_y), (inner, 0)):
        parts = [part for part in shapely.get_parts(room) if part.geom_type == "Polygon" and part.area > 1]
        if parts:
            at, radius = roomiest(parts, half_x / half_y)
            if radius >= enough:
                return moved(item, at.x - (left + right) / 2, at.y - (top + bottom) / 2)
    return item


def words_box(words: Words) -> Box:
    """The box a line of text fills, in pixels."""
    wide = text_width(words.text, words.size, words.weight)
    left = words.x - {"middle": wide / 2, "end": wide, "start": 0}[words.anchor]
    return (left, words.y - 0.89 * words.size, left + wide, words.y + 0.21 * words.size)
