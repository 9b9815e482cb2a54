"""Inks of everything printed: the colours of the screen, or black and grey."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.views.base.palette import ACCENT, BOUND, CLASS_COLOURS, HAIRLINE, INK, MISSING, MUTED


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
