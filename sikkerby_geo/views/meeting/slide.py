"""A slide as data: one message as its title, how sure it is, figures, lists and a picture, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.base.svg_text import text_width

FOOT_WIDTH, FOOT_SIZE = 1800.0, 28.0
"""The one line at the foot of a slide, in pixels of 1920 × 1080: sources that do not fit are counted."""


@dataclass(frozen=True)
class Fact:
    """One figure in large type: whose or of what it is, how sure, and on which side of the limit.

    ``missing`` stands in place of a figure and says why there is none; ``look`` is the area's on the map.
    """

    name: str
    figure: str
    detail: str
    state: str = ""
    missing: str = ""
    look: Look | None = None


@dataclass(frozen=True)
class Line:
    """One line of a list; ``symbol`` and ``group`` name the effort's mark."""

    text: str
    symbol: str = ""
    group: str = ""


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
    """One slide; ``trouble`` is the sentence that stands in place of the body where a data file cannot be read.

    ``number`` counts from 1 where an id gives several slides, ``heading`` stands in small type above the title.
    """

    slide_id: str
    title: str
    number: int = 0
    heading: str = ""
    certainty: str = ""
    facts: tuple[Fact, ...] = ()
    picture: Picture | None = None
    known: KnownYears | None = None
    listings: tuple[Listing, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    trouble: str = ""

    @property
    def anchor(self) -> str:
        """The slide's name in the document, its own among all."""
        return f"{self.slide_id}-{self.number}" if self.number else self.slide_id


def sources_line(sources: Iterable[Source], *, of_map: bool = False) -> str:
    """Sources as one line, the most trusted first; ``of_map`` adds whose map it is. Empty without any source."""
    ordered = sorted(set(sources), key=lambda source: (source.trust, source.source_id))
    told = list(dict.fromkeys(figures.titles([source]) for source in ordered))
    owner = t("slide.map_owner") if of_map else ""

    def line(kept: list[str]) -> str:
        rest = [more("more_sources", len(told) - len(kept))] if len(kept) < len(told) else []
        return " ".join(filter(None, (t("source_line.text", sources="; ".join([*kept, *rest])), owner)))

    for kept in range(len(told), 0, -1):
        if text_width(line(told[:kept]), FOOT_SIZE) <= FOOT_WIDTH:
            return line(told[:kept])
    return line([ordered[0].title]) if ordered else owner  # without its publisher, where there is no room for that


def more(key: str, count: int) -> str:
    """How many are left out, in the words of ``key``; nothing where none is."""
    return t(f"slide.{key}", count=count) if count else ""


def first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]
