"""From claims to observations: several sources may speak of one figure; one is shown, all are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from sikkerby_geo.domain.figures.claims import Claim
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, Interval, poisson, rounding, wilson
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, VISITED, Indicator, Kind
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import OWN, TRANSCRIPT, Source


class MissingReason(StrEnum):
    """Why a figure is not there; each is told apart on screen."""

    NOT_FOUND = "not_found"
    NOT_ASKED = "not_asked"
    SUPPRESSED = "suppressed"
    ONLY_BOUND = "only_bound"
    NO_WEIGHTS = "no_weights"
    PARTS_MISSING = "parts_missing"
    CONTRADICTED = "contradicted"
    OTHER_LEVEL = "other_level"
    ONLY_PARTS = "only_parts"
    UNREADABLE = "unreadable"


class Caveat(StrEnum):
    """What must be said wherever the figure is shown."""

    TRANSCRIPT = "transcript"
    MISPRINT = "misprint"
    UNPUBLISHED = "unpublished"
    COMPUTED = "computed"
    CONTRADICTORY = "contradictory"
    VISITORS = "visitors"
    WHOLE_PLACE = "whole_place"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True)
class Figure:
    """A published or computed figure in its ``unit``, with how sure it is where it can be unsure.

    ``slack`` is the rounding of the printed figure, up or down. ``interval`` is the 95 % interval, None for what a
    register says of everyone. ``answers`` stand behind a share of a sample; a rate is made of ``count`` reports and
    ``residents``. ``computed`` = worked out from several survey areas. ``by_population`` are the answers the interval
    would be computed with, had the survey's answers been spread over the areas as its residents are. ``doubted`` = it
    may be a misprint.
    """

    value: float
    unit: str
    decimals: int
    slack: float
    series: str
    sources: tuple[Source, ...]
    interval: Interval | None = None
    answers: Answers | None = None
    computed: bool = False
    effective_answers: float | None = None
    by_population: float | None = None
    doubted: bool = False
    count: int | None = None
    residents: int | None = None
    note: str = ""

    @property
    def reach(self) -> Interval:
        """The interval, or the figure alone where it has none: what a scale must have room for."""
        return self.interval or Interval(self.value, self.value)

    @property
    def asked(self) -> Answers:
        """The answers behind a share of a sample."""
        if self.answers is None:
            raise ValueError(f"nobody was asked: a figure in {self.unit} from {self.series}")
        return self.answers

    @property
    def interval_answers(self) -> float:
        """Answers the interval is computed with: those of a simple random sample that would be as sure."""
        return self.effective_answers or self.asked.count

    @property
    def read_in_transcript(self) -> bool:
        return any(source.kind == TRANSCRIPT for source in self.sources)

    @property
    def unpublished(self) -> bool:
        """Whether it rests on figures this installation has added and nobody has published."""
        return unpublished(self.sources)


@dataclass(frozen=True)
class Observation:
    """Everything known of one indicator in one place and year.

    ``figure`` follows the exact claims only; ``flag_range`` is what decides a rule: the best claim,
    bounds included (several claims where a place has several areas). ``missing`` says why there is no figure.
    ``caveats`` go with the figure into every output. ``judged`` is False where no rule may count it: a figure
    published for a larger place than the indicator's own level.
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
    caveats: tuple[Caveat, ...] = ()
    judged: bool = True

    @property
    def indicator(self) -> Indicator:
        return INDICATOR[self.indicator_id]

    @property
    def of_the_index(self) -> bool:
        """Whether it is of the survey before 2015, which had other areas and is never compared with the present one."""
        return self.indicator.surveyed and self.year < SURVEY_FROM

    @property
    def as_printed(self) -> Observation:
        """The same with a figure nobody takes for a misprint; what it would say is then never called clear."""
        return replace(self, figure=replace(self.figure, doubted=False)) if self.figure is not None else self

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


def share_figure(claim: Claim, answers: Answers, by_population: float | None = None) -> Figure:
    """A share of a sample as published; ``answers`` stand behind it where the claim does not state its own.

    ``by_population`` are the answers there would be behind it, had they been spread as the residents are.
    """
    if claim.respondents:
        answers, by_population = Answers(claim.respondents, AnswersBasis.KNOWN), None
    interval = wilson(claim.value, answers.count)
    return replace(_figure(claim), interval=interval, answers=answers, by_population=by_population)


def count_figure(claim: Claim) -> Figure:
    """A published count with its Poisson interval, and the residents it is counted among where they are printed."""
    count = round(claim.value)
    return replace(_figure(claim), interval=poisson(count), count=count, residents=claim.residents)


def rate_figure(claim: Claim, count: Figure | None = None, *, contradictory: bool = False) -> Figure:
    """A published rate; with the count it was made from it has a Poisson interval, without it none can be given.

    A ``contradictory`` count is named with its source and set aside.
    """
    if count is None:
        return _figure(claim)
    sources = tuple(dict.fromkeys((*count.sources, claim.source)))
    told = replace(_figure(claim), sources=sources, note=count.note or claim.note)
    if contradictory:
        return told
    reports = round(count.value)
    thousands = count.residents / 1000 if count.residents else reports / claim.value if claim.value else None
    interval = poisson(reports, per=thousands) if thousands else None
    return replace(told, interval=interval, count=reports, residents=count.residents)


def register_figure(claim: Claim) -> Figure:
    """What a register says of everyone: no sample, so no interval; written with the decimals it is published with."""
    decimals = max(claim.decimals, INDICATOR[claim.indicator_id].decimals)
    return replace(_figure(claim), decimals=decimals, slack=rounding(decimals))


def _figure(claim: Claim) -> Figure:
    """What a claim states, with nothing said yet of how sure it is."""
    return Figure(
        value=claim.value,
        unit=INDICATOR[claim.indicator_id].unit,
        decimals=claim.decimals,
        slack=rounding(claim.decimals),
        series=claim.series,
        sources=(claim.source,),
        note=claim.note,
        doubted=claim.doubted,
    )


def observation_from(claims: Iterable[Claim], figure_of: Callable[[Claim], Figure]) -> Observation:
    """Resolve the claims on one (place, indicator, year) into a figure and a range that decides flags.

    ``figure_of`` makes the figure of the best exact claim. The order of the claims does not matter.
    """
    ranked = tuple(sorted(claims, key=lambda claim: claim.rank))
    first = ranked[0]
    exact = [claim for claim in ranked if claim.exact]
    telling = [claim for claim in ranked if claim.range is not None]
    figure = figure_of(exact[0]) if exact else None
    flag_sources = (telling[0].source,) if telling else ()
    missing = None
    if figure is None:
        missing = MissingReason.ONLY_BOUND if telling else MissingReason(first.missing_reason)
    return Observation(
        place_id=first.area_id,
        indicator_id=first.indicator_id,
        year=first.year,
        figure=figure,
        flag_range=telling[0].range if telling else None,
        flag_sources=flag_sources,
        missing=missing,
        claims=ranked,
        verdict=next((claim.change_significant for claim in ranked if claim.change_significant), ""),
        caveats=caveats_of((first.area_id,), INDICATOR[first.indicator_id], figure, flag_sources),
    )


def range_of_parts(claims: Iterable[Claim]) -> Observation:
    """What is known of a place from figures of its smaller parts: the lowest and the highest, never a mean.

    Only exact claims of the newest best source count; ``missing_detail`` names the parts.
    """
    ranked = tuple(sorted((claim for claim in claims if claim.exact), key=lambda claim: claim.rank))
    best = [claim for claim in ranked if claim.source == ranked[0].source]
    values = [claim.value for claim in best]
    return Observation(
        place_id=best[0].area_id,
        indicator_id=best[0].indicator_id,
        year=best[0].year,
        flag_range=Range(min(values), max(values), spans_parts=True),
        flag_sources=(best[0].source,),
        missing=MissingReason.ONLY_PARTS,
        missing_detail=tuple(sorted({claim.part for claim in best})),
        claims=ranked,
        caveats=caveats_of((best[0].area_id,), INDICATOR[best[0].indicator_id], None, (best[0].source,)),
        judged=False,
    )


def unpublished(sources: Iterable[Source]) -> bool:
    """Whether one of the sources has not been published."""
    return any(source.kind == OWN for source in sources)


def caveats_of(
    members: Iterable[str], indicator: Indicator, figure: Figure | None, flag_sources: Iterable[Source] = ()
) -> tuple[Caveat, ...]:
    """What must be said of a figure of a place made of ``members``, in the order it is said.

    Of a place without a figure there is only what is to be said of the bound that decides its flag.
    """
    own = unpublished((*(figure.sources if figure else ()), *flag_sources))
    found = {
        Caveat.TRANSCRIPT: figure is not None and figure.read_in_transcript,
        Caveat.MISPRINT: figure is not None and figure.doubted,
        Caveat.UNPUBLISHED: own,
        Caveat.COMPUTED: figure is not None and figure.computed,
        Caveat.VISITORS: figure is not None and indicator.kind is Kind.RATE and bool(set(members) & set(VISITED)),
    }
    return tuple(caveat for caveat, applies in found.items() if applies)
