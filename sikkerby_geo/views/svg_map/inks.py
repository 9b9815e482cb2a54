"""Inks and sizes of everything printed: the colours of the screen or black and grey, on a screen, a slide or paper."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.views.palette import ACCENT, BOUND, CLASS_COLOURS, HAIRLINE, INK, MISSING, MUTED
from sikkerby_geo.views.svg_map.geometry import Frame


@dataclass(frozen=True)
class Inks:
    """One set of inks; ``classes`` are the five value classes from lowest to highest need."""

    ink: str
    ink_2: str
    muted: str
    accent: str
    tint: str
    sea: str
    sea_text: str
    land: str
    municipality: str
    park: str
    neutral: str
    dot: str
    hairline: str
    quiet: str
    quiet_line: str
    classes: tuple[str, ...]

    def fill(self, fill: str) -> str:
        """The ink for the fill of a ``Look``: a class colour, ``bound`` or ``missing``."""
        plain = {BOUND: self.neutral, MISSING: "#FFFFFF"}
        return plain.get(fill) or self.classes[CLASS_COLOURS.index(fill)]


COLOUR = Inks(
    ink=INK,
    ink_2="#36424E",
    muted=MUTED,
    accent=ACCENT,
    tint="#D5E8EA",
    sea="#E4EDF2",
    sea_text="#4E6676",
    land="#F8F7F5",
    municipality="#E1E1DE",
    park="#5B7A4A",
    neutral="#ECECEA",
    dot="#7C848C",
    hairline=HAIRLINE,
    quiet="#F1F1EF",
    quiet_line="#A9B0B6",
    classes=CLASS_COLOURS,
)
GREY = Inks(
    ink="#1F1F1F",
    ink_2="#404040",
    muted="#5E5E5E",
    accent="#4A4A4A",
    tint="#E6E6E6",
    sea="#EAEAEA",
    sea_text="#636363",
    land="#F9F9F9",
    municipality="#E6E6E6",
    park="#707070",
    neutral="#ECECEC",
    dot="#7C7C7C",
    hairline="#D4D4D4",
    quiet="#F2F2F2",
    quiet_line="#A8A8A8",
    classes=("#F3F3F3", "#CFCFCF", "#B0B0B0", "#828282", "#565656"),
)
"""Greys rather than the colours' own: toner darkens, and white hatch must stay open on the two darkest classes."""


@dataclass(frozen=True)
class Size:
    """Sizes in pixels of the picture; ``lines`` multiplies patterns, outlines and symbols.

    ``row`` is the height of a row of the legend in units; ``short_names`` = the short forms of the names.
    """

    lines: float
    name: float
    figure: float
    small: float
    title: float
    second: float
    row: float = 22
    short_names: bool = False

    @property
    def unit(self) -> float:
        """What one pixel of spacing at screen size becomes."""
        return self.small / 12


SCREEN = Size(lines=1, name=13, figure=17, small=12, title=23, second=15)
SLIDE = Size(lines=1.9, name=32, figure=68, small=28, title=58, second=29)
"""For a slide of 1920 × 1080 zoomed to a few areas."""
SLIDE_CITY = Size(lines=1.6, name=28, figure=34, small=28, title=58, second=29, short_names=True)
"""For a slide of 1920 × 1080 with the whole city."""
PAPER = Size(lines=0.75, name=11.4, figure=14.7, small=11.4, title=25, second=13.4, row=15.5)
"""For paper at 96 pixels to the inch, the whole city: names of 8.5 pt, figures of 11 pt."""
PAPER_ZOOM = Size(lines=0.75, name=12, figure=21.4, small=11.4, title=25, second=13.4, row=15.5)
"""For paper, zoomed to a few areas: names of 9 pt, figures of 16 pt."""


@dataclass(frozen=True)
class Canvas:
    """Where and how to draw: the map's window, the sizes and the inks."""

    frame: Frame
    size: Size
    inks: Inks

    @property
    def scale(self) -> float:
        """Metres per pixel of single size: how far in the reader is, whatever the picture's size."""
        return self.frame.metres * self.size.name / SCREEN.name
