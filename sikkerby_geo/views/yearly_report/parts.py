"""What a yearly report is made of: sections of prose, tables, maps, verdicts and texts written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.yearly_report import Author, Period
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.goals.verdicts import VerdictLines


@dataclass(frozen=True)
class MapOf:
    """The map of a choice; each output draws it at its own size."""

    choice: Choice


@dataclass(frozen=True)
class Verdicts:
    """Goals with their verdicts, told as the page Mål tells them."""

    caption: str
    lines: tuple[VerdictLines, ...]


@dataclass(frozen=True)
class Hand:
    """A text written by hand, or that there is none; ``status`` says how far it is, who brought it there and when."""

    author: Author
    heading: str
    paragraphs: tuple[str, ...]
    status: tuple[str, ...]


Block = Prose | Sheet | MapOf | Verdicts | Hand


@dataclass(frozen=True)
class Section:
    """A section: what it says first, and its blocks.

    ``absent`` = what belongs here and is not there, a sentence each; ``says`` = what of it stands in the summary;
    ``sources`` are those its figures rest on.
    """

    section_id: str
    lead: str
    blocks: tuple[Block, ...]
    absent: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        """Its heading, and what a list of contents calls it."""
        return t(f"yearly.section.{self.section_id}")


@dataclass(frozen=True)
class Report:
    """A report: its title, the sentence under it, and its sections in order."""

    period: Period
    title: str
    sentence: str
    sections: tuple[Section, ...]
    absent: int
    approved: bool
    notes: tuple[str, ...] = ()


def missing_block(absent: Iterable[str]) -> tuple[Prose, ...]:
    """What a section lacks, said in its place; nothing where it lacks nothing."""
    told = tuple(absent)
    return (Prose(points=told, heading=t("yearly.missing_here")),) if told else ()


def ordered(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources each once, best trust first."""
    return tuple(sorted(dict.fromkeys(sources), key=lambda source: (source.trust, source.source_id)))


def period_words(period: Period) -> str:
    """2026, 1. kvartal 2026."""
    if period.quarter is None:
        return str(period.year)
    return t("reports.quarter", number=period.quarter, year=period.year)
