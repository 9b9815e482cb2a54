"""From claims to cells: several sources may speak of one figure; one is shown, all are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from sikkerby_geo.domain.intervals import Answers, AnswersBasis, Interval, rounding, wilson
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import TRANSCRIPT, Source


class MissingReason(StrEnum):
    """Why a figure is not there; each is told apart on screen."""

    NOT_FOUND = "not_found"
    NOT_ASKED = "not_asked"
    SUPPRESSED = "suppressed"
    ONLY_BOUND = "only_bound"
    NO_WEIGHTS = "no_weights"
    PARTS_MISSING = "parts_missing"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Claim:
    """What one source says of one share: exact (``bound`` blank), a bound, or why it is withheld."""

    year: int
    area_id: str
    indicator_id: str
    percent: float | None
    bound: str
    decimals: int
    missing_reason: str
    change_significant: str
    series: str
    source: Source
    note: str
    respondents: int | None = None

    @property
    def value(self) -> float:
        """The percentage, exact or the limit of a bound, of a claim that is not withheld."""
        if self.value is None:
            raise ValueError(f"{self.source.source_id} withholds {self.indicator_id} in {self.area_id} {self.year}")
        return self.value

    @property
    def share(self) -> Range | None:
        if self.value is None:
            return None
        return Range.bounded(self.bound, self.value) if self.bound else Range.exactly(self.value)

    @property
    def rank(self) -> tuple:
        """Sort key, best first: trust, more decimals, newer year of publication, source id.

        What is left is one source that speaks twice: its bound decides before its rounded figure, and the rest
        only makes the order the same whatever the order of the rows.
        """
        source = self.source
        best = (source.trust, -self.decimals, -source.published_year, source.source_id)
        return (*best, not self.bound, self.bound, self.value is None, self.value or 0.0, self.series, self.note)


@dataclass(frozen=True)
class Figure:
    """A published or computed share in per cent (intensive), with the answers behind it and its 95 % interval.

    ``slack`` is the rounding of the printed figure, in points up or down; ``computed`` = combined from
    several survey areas with population weights.
    """

    percent: float
    decimals: int
    slack: float
    answers: Answers
    interval: Interval
    series: str
    sources: tuple[Source, ...]
    computed: bool = False
    effective_answers: float | None = None
    note: str = ""

    @property
    def interval_answers(self) -> float:
        """Answers the interval is computed with: those of a simple random sample that would be as sure."""
        return self.effective_answers or self.answers.count

    @property
    def read_in_transcript(self) -> bool:
        return any(source.kind == TRANSCRIPT for source in self.sources)


@dataclass(frozen=True)
class Observation:
    """Everything known of one measure in one place and year.

    ``figure`` follows the exact claims only; ``flag_range`` is what decides a rule: the best claim,
    bounds included (several claims where a place has several areas). ``missing`` says why there is no figure.
    """

    place_id: str
    indicator_id: str
    year: int
    figure: Figure | None = None
    flag_range: Range | None = None
    flag_sources: tuple[Source, ...] = ()
    missing: MissingReason | None = None
    missing_detail: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdict: str = ""

    @property
    def known(self) -> Figure:
        """The figure of a cell that has one."""
        if self.figure is None:
            raise ValueError(f"no figure of {self.indicator_id} in {self.place_id} {self.year}")
        return self.figure

    @property
    def sources(self) -> tuple[Source, ...]:
        both = (*(self.figure.sources if self.figure else ()), *self.flag_sources)
        return tuple(dict.fromkeys(both))


def claims_from(survey: pd.DataFrame, sources: Mapping[str, Source]) -> tuple[Claim, ...]:
    """The rows of table ``survey`` as claims (columns as in its contract)."""
    claims = []
    for row in survey.itertuples():
        percent = None if pd.isna(row.percent) else float(row.percent)
        claims.append(
            Claim(
                year=int(row.year),
                area_id=row.area_id,
                indicator_id=row.measure,
                percent=percent,
                bound=row.bound,
                decimals=_decimals(percent),
                missing_reason=row.missing_reason,
                change_significant=row.change_significant,
                series=row.series,
                source=sources[row.source_id],
                note=row.note_da,
                respondents=None if pd.isna(row.respondents) else int(row.respondents),
            )
        )
    return tuple(claims)


def _decimals(percent: float | None) -> int:
    if percent is None or percent == int(percent):
        return 0
    return len(f"{percent:g}".split(".")[1])


def totals_by_year(survey: pd.DataFrame) -> dict[int, int]:
    """Known number of answers in the whole survey, by year (the largest stated for the city)."""
    city = survey[(survey.area_id == CITY_ID) & survey.respondents.notna()]
    return {int(year): int(rows.respondents.max()) for year, rows in city.groupby("year")}


def answers_in(place_id: str, year: int, totals: Mapping[int, int]) -> Answers:
    """Answers behind a share whose own number is not known: the survey's total shared equally, else assumed.

    The total is divided by 13 areas, or 12 before 2015; where no total is known the lowest known one is used.
    """
    areas = thresholds.SURVEY_AREAS if year >= SURVEY_FROM else thresholds.INDEX_AREAS
    shared_by = 1 if place_id == CITY_ID else areas.value
    if year in totals:
        basis = AnswersBasis.KNOWN if place_id == CITY_ID else AnswersBasis.ESTIMATED
        return Answers(totals[year] / shared_by, basis)
    return Answers(thresholds.ASSUMED_ANSWERS.value / shared_by, AnswersBasis.ASSUMED)


def observation_from(claims: Iterable[Claim], answers: Answers) -> Observation:
    """Resolve the claims on one (place, measure, year) into a figure and a share that decides flags.

    ``answers`` stand behind a figure whose claim does not state its own number of answers. The order of the
    claims does not matter.
    """
    ranked = tuple(sorted(claims, key=lambda claim: claim.rank))
    first = ranked[0]
    exact = [claim for claim in ranked if claim.value is not None and not claim.bound]
    telling = [claim for claim in ranked if claim.share is not None]
    figure = None
    if exact:
        best = exact[0]
        if best.respondents:
            answers = Answers(best.respondents, AnswersBasis.KNOWN)
        figure = Figure(
            value=best.value,
            decimals=best.decimals,
            slack=rounding(best.decimals),
            answers=answers,
            interval=wilson(best.value, answers.count),
            series=best.series,
            sources=(best.source,),
            note=best.note,
        )
    missing = None
    if figure is None:
        missing = MissingReason.ONLY_BOUND if telling else MissingReason(first.missing_reason)
    return Observation(
        place_id=first.area_id,
        indicator_id=first.indicator_id,
        year=first.year,
        figure=figure,
        flag_range=telling[0].share if telling else None,
        flag_sources=(telling[0].source,) if telling else (),
        missing=missing,
        claims=ranked,
        verdict=next((claim.change_significant for claim in ranked if claim.change_significant), ""),
    )
