"""The yearly report: the period it is of, the texts written by hand with how far each is, and the figures it held."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.effect_studies import KeptStudies
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.revisions import Payload, Revision
from sikkerby_geo.facts.thresholds import LONGEST_ASSESSMENT

TEXT_KIND = "report_text"
"""Record kind of the texts written by hand."""
FIGURES_KIND = "report_figures"
"""Record kind of the figures a report was made of, kept so that the next one can tell what has changed since."""
QUARTERS = (1, 2, 3, 4)
MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3


@dataclass(frozen=True, order=True)
class Period:
    """A year, or a quarter of one (1–4)."""

    year: int
    quarter: int | None = None

    @property
    def period_id(self) -> str:
        """As published counts call it: 2026, 2026-K1."""
        return str(self.year) if self.quarter is None else f"{self.year}-K{self.quarter}"

    @property
    def before(self) -> Period:
        """The same a year earlier."""
        return Period(self.year - 1, self.quarter)


class Author(StrEnum):
    """Whose assessment a text is, in the order they stand."""

    POLICE = "police"
    SSP = "ssp"
    ADMINISTRATION = "administration"


class Review(StrEnum):
    """How far a text is, in the order it goes."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


NEXT = {Review.DRAFT: Review.REVIEWED, Review.REVIEWED: Review.APPROVED}
"""The only step a text can take without its words being changed; changed words are a draft again."""


@dataclass(frozen=True)
class AssessmentText:
    """What is written for a report: plain paragraphs, a line each."""

    period_id: str
    author: Author
    words: str
    state: Review = Review.DRAFT

    @property
    def record_id(self) -> str:
        return f"{self.period_id}/{self.author}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.words.split("\n") if line.strip())

    def payload(self) -> dict[str, object]:
        return {"period": self.period_id, "author": self.author.value, "words": self.words, "state": self.state.value}


@dataclass(frozen=True)
class Step:
    """That a text came to a state: who brought it there, when (UTC), as which revision."""

    state: Review
    who: str
    at: datetime
    revision: int


@dataclass(frozen=True)
class KeptText:
    """A text as it stands; ``steps`` are those its words have gone through, the first is that they were written."""

    text: AssessmentText
    revision: int
    steps: tuple[Step, ...]

    @property
    def same_hand(self) -> bool:
        """Whether somebody has reviewed or approved words of their own."""
        writers = {step.who for step in self.steps if step.state is Review.DRAFT}
        return any(step.who in writers for step in self.steps if step.state is not Review.DRAFT)


@dataclass(frozen=True)
class HeldFigures:
    """The figures a report was made of: what each said, by what names it, under which data version and revision."""

    period_id: str
    version: str
    figures: Mapping[str, str]
    efforts: Mapping[str, str]
    revision: int = 0
    at: datetime | None = None

    def payload(self) -> dict[str, object]:
        return {
            "period": self.period_id,
            "version": self.version,
            "figures": dict(self.figures),
            "efforts": dict(self.efforts),
        }


@dataclass(frozen=True)
class Kept:
    """What an installation keeps for a report: its texts, the figures the one before held, its own revisions since.

    ``studies`` are those of effect that were kept in the period, and ``figures`` the hash of today's facts, which tells
    whether theirs have changed; ``trouble`` is why there is nothing.
    """

    texts: Mapping[Author, KeptText] = field(default_factory=dict)
    before: HeldFigures | None = None
    held: HeldFigures | None = None
    revisions: tuple[Revision, ...] = ()
    studies: KeptStudies = field(default_factory=KeptStudies)
    figures: str = ""
    trouble: SikkerByError | None = None

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells it from what is kept in the same place at another moment."""
        texts = tuple((author.value, kept.revision) for author, kept in self.texts.items())
        held = tuple(one.revision if one is not None else 0 for one in (self.before, self.held))
        studies = tuple(one.revision for one in self.studies.studies)
        newest = max((one.number for one in self.revisions), default=0)
        return texts, held, studies, newest, self.trouble.key if self.trouble is not None else ""


NOTHING_KEPT = Kept()


class ReportTextError(SikkerByError):
    """A text that cannot be kept, or a step it cannot take."""


def checked_words(words: str) -> str:
    """Words as they are kept: paragraphs with a line each, blank lines and stray blanks taken out.

    Raises
    ------
    ReportTextError
        They are too many, or hold signs that nobody can see.
    """
    lines = (" ".join(line.split()) for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    plain = unicodedata.normalize("NFC", "\n".join(filter(None, lines)))
    if signs := refused(plain):
        raise ReportTextError("yearly.fault.signs", signs=", ".join(signs))
    if len(plain) > LONGEST_ASSESSMENT.value:
        raise ReportTextError("yearly.fault.long", count=len(plain), longest=LONGEST_ASSESSMENT.value)
    return plain


def text_from(payload: Payload) -> AssessmentText:
    """A text as its kept record tells it; raises ValueError or KeyError where it is none."""
    state, author = Review(str(payload["state"])), Author(str(payload["author"]))
    return AssessmentText(str(payload["period"]), author, str(payload["words"]), state)


def held_from(payload: Payload, revision: int, at: datetime | None) -> HeldFigures:
    """Held figures as their kept record tells them; raises ValueError or KeyError where it is none."""
    figures, efforts = payload["figures"], payload["efforts"]
    if not isinstance(figures, Mapping) or not isinstance(efforts, Mapping):
        raise ValueError("no figures by name")
    return HeldFigures(str(payload["period"]), str(payload["version"]), figures, efforts, revision, at)
