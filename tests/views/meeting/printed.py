"""A hand-out's PDF as a test reads it: its words without spaces, its structure, and where each line stands."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from pypdf import PdfReader


def opened(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def plain(text: str) -> str:
    """Text without regard to spaces, line ends and the kind of hyphen: a PDF has its own."""
    return re.sub(r"[\s\u200b\u00ad]", "", text.replace("\u2011", "-"))


@lru_cache(maxsize=32)
def _read(document: bytes) -> tuple[str, tuple[tuple[float, str], ...]]:
    """The words of all pages without spaces, and every piece of text of the first with its height; read once."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], within: list[float], *_: object) -> None:
        if text.strip():
            found.append((matrix[5] * within[3] + within[5] if within[3] else matrix[5], text))

    first, *others = opened(document).pages
    words = first.extract_text(visitor_text=note) + "".join(page.extract_text() for page in others)
    return plain(words), tuple(sorted(found, key=lambda each: -abs(each[0])))


def words_of(document: bytes) -> str:
    return _read(document)[0]


def elements(reader: PdfReader) -> list[dict]:
    """Every element of the structure tree."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        found += [node] if "/S" in node else []
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting += [child.get_object() for child in children if hasattr(child.get_object(), "get")]
    return found


def heights(document: bytes) -> tuple[tuple[float, str], ...]:
    """Every piece of text of the first page with its height above the foot, from the top down."""
    return _read(document)[1]


def room_above_the_sources(document: bytes) -> float:
    """Points between the lowest line of the page's own words and the line of its sources."""
    lines = heights(document)
    sources = next(number for number, (_, line) in enumerate(lines) if line.lstrip().startswith("Kilder:"))
    return abs(lines[sources - 1][0]) - abs(lines[sources][0])


def lines_below_the_sources(document: bytes) -> list[str]:
    """The lines from that of the sources on, down to the foot of the page."""
    lines = [line for _, line in heights(document)]
    return lines[next(number for number, line in enumerate(lines) if line.lstrip().startswith("Kilder:")) :]
