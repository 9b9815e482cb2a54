"""Labels of widgets with data in them: labels are Markdown, and what the data hold is never read as such."""

from __future__ import annotations

import re

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
"""Every sign that can mean anything in Markdown: a line's first, an address's dot, a picture's bracket."""


def plain(text: str) -> str:
    """A widget's label with data in it, on one line: every sign of Markdown is escaped and shown."""
    return _SIGN.sub(r"\\\g<0>", " ".join(text.split()))
