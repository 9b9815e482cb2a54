"""Text in SVG, which does not wrap by itself: its width in Source Sans 3, and its lines."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts" / "source-sans-3.52"
"""OpenType files of Source Sans 3, for text widths, pictures and PDFs."""
_FACES = {400: "Regular", 600: "Semibold", 700: "Bold"}
_GRAIN = 200
VARIANTS = "\ufe0e\ufe0f"
"""They ask for the plain or the coloured form of the sign before them, and are none themselves."""


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    file = FONTS / f"SourceSans3-{_FACES[weight]}.otf"
    return ImageFont.truetype(str(file), _GRAIN, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(sign: str, weight: int) -> float:
    """How far one sign moves the pen, at the size of the grain; without kerning a text is as wide as their sum."""
    return _face(weight).getlength(sign)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of a text in pixels at a font size in pixels (weights 400, 600 and 700)."""
    return sum(_advance(sign, weight) for sign in text) * size / _GRAIN


def wrap(text: str, width: float, size: float, weight: int = 400) -> list[str]:
    """A text as lines no wider than ``width``; it breaks at plain spaces only, a word too long stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


NO_SIGN = "\U0010ffff"
"""A code point no typeface has a sign for."""
BLANK = "□"
"""What stands in print for signs our typeface does not have."""


@cache
def drawable(sign: str) -> bool:
    """Whether Source Sans 3 has a sign: a PDF/UA-1 may hold no other."""
    face = _face(400)
    return bytes(face.getmask(sign)) != bytes(face.getmask(NO_SIGN))


def printable(text: str) -> str:
    """A text for print: a run of signs our typeface does not have (emoji, say) becomes one empty box."""
    text = re.sub(r"[\t\r]+", " ", text)
    if text.isascii():
        return text
    marks = (sign for sign in text if unicodedata.category(sign) != "Cf" and sign not in VARIANTS)
    drawn = "".join(sign if sign == "\n" or drawable(sign) else BLANK for sign in marks)
    return re.sub(f"{BLANK}+", BLANK, drawn)
