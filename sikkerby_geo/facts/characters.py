"""Which characters a text may hold: the one decision, asked wherever a text comes in."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Controls but for tab and line ends: NUL ends the process that draws our pictures."""
_LINE_ENDS = "\u2028\u2029"
"""Line ends no editor shows."""
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""They turn the text around them the other way, so that it says what it does not."""
_HALVES = "\ud800-\udfff"
"""Halves of a character: no file, page or address can hold one alone."""
_PLANES = range(0, 0x110000, 0x10000)
_NEVER = "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
"""Code points that are set aside for good and are no characters."""
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""How a cell begins that some spreadsheet works out; blanks before the sign do not stop it."""
_REFUSED = re.compile(f"[{_CONTROLS}{_LINE_ENDS}{_TURNING}{_HALVES}{_NEVER}]")


def refused(text: str) -> tuple[str, ...]:
    """The characters of a text that are not let in, as ``U+202E``, each once in the order they stand."""
    return tuple(dict.fromkeys(_name(found.group()) for found in _REFUSED.finditer(text)))


def shown(text: str) -> str:
    """A text to quote in a message: what is not let in stands as its number (``[U+202E]``)."""
    return _REFUSED.sub(lambda found: f"[{_name(found.group())}]", text)


def quoted(text: str, longest: int = 40) -> str:
    """The beginning of a text from outside, to quote in a message."""
    return shown(text)[:longest]


def without(text: str) -> str:
    """A text without what is not let in."""
    return _REFUSED.sub("", text)


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X}"
