"""A slide as data: one message as its title, how sure it is, figures, lists and a picture, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.base.svg_text import wrap

FOOT_WIDTH, FOOT_SIZE, FOOT_LINES = 1800.0, 28.0, 2
"""The foot of a slide in pixels of 1920 × 1080: sources that do not fit are counted. A map's owner has a line more."""


@dataclass(frozen=True)
class Fact:
    """One figure in large type: whose or of what it is, how sure, on which side of the limit, and its change.

    ``missing`` stands in place of a figure and says why there is none; ``look`` is the area's on the map.
    """

    name: str
    figure: str
    detail: str
    state: str = ""
    change: str = ""
    missing: str = ""
    look: Look | None = None
    picture: Markup | None = None


@dataclass(frozen=True)
class Row:
    """One measure with a fact for each of the committee's areas, in their order."""

    subject: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Line:
    """One line of a list; ``symbol`` and ``stage`` name the effort's mark, ``own`` marks the meeting's own words."""

    text: str
    symbol: str = ""
    stage: str = ""
    own: bool = False


@dataclass(frozen=True)
class Listing:
    """A list under its heading; ``heading`` may be empty where the slide's title is heading enough.

    ``close`` stands under the list; ``narrow_only`` = left out on a slide, where a picture tells the same.
    """

    heading: str
    lines: tuple[Line, ...]
    close: str = ""
    narrow_only: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture for the slide, and the same facts laid out for a phone; both are SVG with words for all."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class KnownYears:
    """What is known of each measure in each year, area by area: ``rows`` hold a word for every year."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    key: str


@dataclass(frozen=True)
class Slide:
    """One slide; ``trouble`` is the sentence that stands in place of the body where a data file cannot be read."""

    slide_id: str
    title: str
    certainty: str = ""
    facts: tuple[Fact, ...] = ()
    areas: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    known: KnownYears | None = None
    listings: tuple[Listing, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    trouble: str = ""


def sources_line(sources: Iterable[Source], *, of_map: bool = False) -> str:
    """Sources as one line, the most trusted first; ``of_map`` adds whose map it is. Empty without any source."""
    ordered = sorted(set(sources), key=lambda source: (source.trust, source.source_id))
    told = list(dict.fromkeys(figures.titles([source]) for source in ordered))
    owner = t("source_line.map") if of_map else ""
    for kept in range(len(told), 0, -1):
        rest = [more("more_sources", len(told) - kept)] if kept < len(told) else []
        line = " ".join(filter(None, (t("source_line.text", sources="; ".join([*told[:kept], *rest])), owner)))
        if kept == 1 or len(wrap(line, FOOT_WIDTH, FOOT_SIZE)) <= FOOT_LINES + bool(owner):
            return line
    return owner


def more(key: str, count: int) -> str:
    """How many are left out, in the words of ``key``; nothing where none is."""
    return t(f"slide.{key}", count=count) if count else ""


def first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def fitted(lines: Sequence[Line], width: float, size: float, most: int) -> tuple[tuple[Line, ...], int]:
    """The first that fit ``most`` lines of type on a slide (pixels of 1920 × 1080), and how many are left over."""
    used = 0
    for number, line in enumerate(lines):
        used += len(wrap(line.text, width, size))
        if used > most:
            return tuple(lines[:number]), len(lines) - number
    return tuple(lines), 0
