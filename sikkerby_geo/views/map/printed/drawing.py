"""The one map for print, slides and download: an SVG of a choice, whole city or zoomed, in colour or in grey."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.inks import COLOUR, GREY, Inks
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.base.symbols import WHOLE_AREA
from sikkerby_geo.views.map.legend import Legend
from sikkerby_geo.views.map.legend import legend as legend_of
from sikkerby_geo.views.map.message import CellState, look_in
from sikkerby_geo.views.map.printed.areas import (
    Subject,
    area_labels,
    areas,
    backdrop,
    orientation_names,
    pixel_shapes,
    scale_bar,
    subject_of,
)
from sikkerby_geo.views.map.printed.cells import drawn_cells
from sikkerby_geo.views.map.printed.efforts import Shown, landmarks, marks, reach, shown_in, symbols
from sikkerby_geo.views.map.printed.geometry import frame_around, north_tilt, path
from sikkerby_geo.views.map.printed.labels import Words, hindrances, words_box
from sikkerby_geo.views.map.printed.legend import Row, legend_rows, only_shown
from sikkerby_geo.views.map.printed.sizes import SCREEN, Canvas, Size
from sikkerby_geo.views.map.report_layer import layer_cells
from sikkerby_geo.views.map.source_lines import source_lines

Extent = str | Sequence[str] | None
LEGEND_WIDTH = 214.0
"""Width of the legend, in units of the size."""
SHAPE = 0.99
"""Height of a map without a given height, in widths: that of the city."""


@dataclass(frozen=True)
class Caption:
    """What a picture says by itself: its sentence, how sure, and where it comes from."""

    title: str
    certainty: str = ""
    sources: tuple[str, ...] = ()


def caption_of(atlas: Atlas, choice: Choice) -> Caption:
    """The sentence of a choice, how sure it is, and its sources with the map's attribution."""
    says = headline(atlas, choice)
    return Caption(says.title, says.certainty, tuple(source_lines(atlas, choice)))


def alt_text(atlas: Atlas, choice: Choice) -> str:
    """What the map says, in words, for those who do not see it."""
    says = headline(atlas, choice)
    return t("print.alt", says=f"{says.title} {says.certainty}".strip())


def svg_map(
    atlas: Atlas,
    choice: Choice,
    *,
    extent: Extent = None,
    width: float = 664,
    height: float | None = None,
    size: Size = SCREEN,
    grey: bool = False,
    legend: bool = False,
    caption: Caption | None = None,
    key: str = "",
) -> str:
    """The map of a choice as an SVG, ``width`` × ``height`` pixels (without ``height``: as high as it needs).

    ``extent`` names a place or several, at any level: the map shows them, and their neighbours muted. With
    ``caption`` and ``legend`` the picture explains itself; without a caption the legend leaves its notes to the
    page around it. ``key`` sets the ids apart where the very same map stands twice in one page. The same arguments
    give the same text.

    Raises
    ------
    SikkerByError
        The layer of the choice's level cannot be read, so there is nothing to draw.
    """
    salt = repr((atlas.version, choice, extent, width, height, size, grey, legend, caption, key))
    subject = subject_of(atlas, choice, extent)
    shown = shown_in(atlas, choice, subject)
    key_of_map = _legend(atlas, choice, subject, shown, noted=caption is not None) if legend else None
    picture = Picture(alt_text(atlas, choice), width, height, size, grey, key_of_map, caption)
    return drawn_map(atlas, choice, subject, shown, picture, cells=layer_cells(atlas, choice), salt=salt)


@dataclass(frozen=True)
class Picture:
    """How a map is set: words for those who do not see it, its size, and what stands around it."""

    alt: str
    width: float
    height: float | None
    size: Size
    grey: bool
    legend: Legend | None
    caption: Caption | None


def drawn_map(
    atlas: Atlas,
    choice: Choice,
    subject: Subject,
    shown: list[Shown],
    picture: Picture,
    *,
    cells: Mapping[str, CellState] | None = None,
    salt: str,
) -> str:
    """Any subject as the printed map: areas, ``shown`` efforts, ``cells`` of the grid; ``salt`` sets its ids apart."""
    inks = GREY if picture.grey else COLOUR
    prefix = "m" + hashlib.sha256(salt.encode()).hexdigest()[:6]
    size, width, key_of_map = picture.size, picture.width, picture.legend
    page = _page(width, picture.height, size, inks, picture.caption, key_of_map, counted=not subject.zoomed)
    left, top, right, bottom = page.window
    frame = frame_around(subject.bounds, left, top, right - left, bottom - top)
    canvas = Canvas(frame, size, inks)
    drawn = areas(subject, canvas, prefix, choice.place_id)
    ground = backdrop(atlas, frame)
    labels = area_labels(atlas, choice, subject, canvas, reach(shown, canvas))
    bar = scale_bar(canvas)
    u = size.unit
    corner = (bar.x - 8 * u, bar.y - 58 * u, bar.x + bar.length + 8 * u, frame.box[3])
    taken = [*hindrances(labels, canvas), corner]
    names = orientation_names(atlas, choice, subject, canvas, ground, taken)
    taken += [words_box(name) for name in names]
    landmark_points, landmark_names = landmarks(shown, canvas, taken)
    west, south, east, north = VIEW
    return render(
        "print/map.svg",
        id=prefix,
        alt=picture.alt,
        width=width,
        height=page.height,
        captioned=picture.caption is not None,
        words_box=words_box,
        caption=page.words,
        rows=page.rows,
        size=size,
        inks=inks,
        frame=frame,
        backdrop={kind: path(shape) for kind, shape in ground.items()},
        areas=drawn,
        chosen=next((area for area in drawn if area.place_id == choice.place_id and not area.quiet), None),
        cells=drawn_cells(atlas, cells or {}, canvas),
        marks=marks(shown, canvas),
        landmarks=landmark_points,
        spots=symbols(shown, canvas, taken),
        names=[*names, *landmark_names],
        labels=labels,
        bar=bar,
        north=Words("N", bar.x + 7 * u, bar.y - 24 * u, size.small, 600, inks.ink),
        tilt=north_tilt((west + east) / 2, (south + north) / 2),
    )


def _legend(atlas: Atlas, choice: Choice, subject: Subject, shown: list[Shown], *, noted: bool) -> Legend:
    """The legend with its counts, or for a map of a few areas what occurs there; ``noted`` = with its notes."""
    whole = legend_of(atlas, choice)
    whole = whole if noted else replace(whole, notes=())
    if not subject.zoomed:
        return whole
    looks = [look_in(state) for state in subject.states.values()]
    kinds = [(item.effort.kind.symbol, item.group) for item in shown]
    kinds += [(WHOLE_AREA, state["whole_area"]) for state in subject.states.values() if state["whole_area"]]
    return only_shown(whole, looks, kinds)


@dataclass(frozen=True)
class _Page:
    """The picture around the map: its height, margin, the map's window, the words above and below, the legend."""

    height: float
    pad: float
    window: tuple[float, float, float, float]
    words: tuple[Words, ...]
    rows: tuple[Row, ...]


def _page(
    width: float,
    height: float | None,
    size: Size,
    inks: Inks,
    caption: Caption | None,
    legend: Legend | None,
    *,
    counted: bool,
) -> _Page:
    """Lay the picture out, in pixels: sentence, second line, map with the legend at its right, sources."""
    u = size.unit
    pad = 24 * u if caption else 0.0
    wide = width - 2 * pad
    words, y = [], pad
    for text, font, weight, fill, leading in (
        (caption.title if caption else "", size.title, 600, inks.ink, 1.22),
        (caption.certainty if caption else "", size.second, 400, inks.ink_2, 1.35),
    ):
        for line in wrap(text, wide, font, weight) if text else ():
            words.append(Words(line, pad, y + 0.85 * font, font, weight, fill, "start"))
            y += leading * font
    top = y + 12 * u if words else y
    right = width - pad - ((LEGEND_WIDTH + 20) * u if legend else 0)
    rows = legend_rows(legend, (right + 20 * u, top), LEGEND_WIDTH * u, size, inks, counted=counted) if legend else ()
    sources = [line for text in (caption.sources if caption else ()) for line in wrap(text, wide, size.small)]
    below = len(sources) * 1.35 * size.small + (10 * u if sources else 0) + pad
    if height is None:
        legend_end = max((row.y + 14 * u for row in rows), default=0)
        height = max(top + (right - pad) * SHAPE, legend_end) + below
    bottom = height - below
    for number, line in enumerate(sources):
        baseline = bottom + 10 * u + (number * 1.35 + 0.95) * size.small
        words.append(Words(line, pad, baseline, size.small, 400, inks.muted, "start"))
    return _Page(height, pad, (pad, top, right, bottom), tuple(words), rows)


def locator(atlas: Atlas, place: Place, *, width: float = 100, grey: bool = False) -> str:
    """The tiny map that shows where in the city a place lies: every survey area, the place's own in ink."""
    inks = GREY if grey else COLOUR
    subject = subject_of(atlas, replace(opening(atlas), level=Level.SURVEY_AREA, overlays=()), None)
    frame = frame_around(subject.bounds, 0, 0, width, width)
    parts: dict[bool, list[str]] = {True: [], False: []}
    for area_id, shape in pixel_shapes(subject, frame).items():
        parts[area_id in place.members].append(path(shape))
    return render(
        "print/locator.svg",
        width=width,
        inks=inks,
        own="".join(parts[True]),
        others="".join(parts[False]),
        alt=t("print.locator", name=place.name),
    )
