"""Sizes of everything printed: on a screen, a slide or paper; and the canvas a drawing is made on."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.views.base.inks import Inks
from sikkerby_geo.views.map.printed.geometry import Frame


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
SLIDE = Size(lines=1.9, name=42, figure=84, small=40, title=58, second=40)
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
