"""Going up the levels: shares are weighted with population, counts add, bounds combine to a range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, poisson, standard_error, wilson
from sikkerby_geo.domain.figures.observations import Figure, MissingReason, Observation, caveats_of
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM, Aggregation, Indicator
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import Source

_BASIS_ORDER = (AnswersBasis.KNOWN, AnswersBasis.ESTIMATED, AnswersBasis.ASSUMED)


@dataclass(frozen=True)
class Weights:
    """Population of the parts of a place at one date from one source (extensive), and that source's id."""

    day: date
    population: Mapping[str, int]
    source_id: str

    def shares(self, members: tuple[str, ...]) -> dict[str, float]:
        """Each member's share of the population of ``members``; sums to 1."""
        total = sum(self.population[member] for member in members)
        return {member: self.population[member] / total for member in members}


def weights_near(day: date, members: tuple[str, ...], population: pd.DataFrame) -> Weights | None:
    """The populations of all ``members`` at the date nearest to ``day`` (same date, same source).

    ``population`` has columns date (ISO text), area_id, population, source_id. None when no date within
    the threshold holds every member.
    """
    rows = population[population.area_id.isin(members)]
    dated: dict[tuple[str, str], dict[str, int]] = {}
    for iso, source_id, area, count in zip(rows.date, rows.source_id, rows.area_id, rows.population, strict=True):
        dated.setdefault((iso, source_id), {})[area] = count
    whole = [
        (abs((date.fromisoformat(iso) - day).days), iso, source_id)
        for (iso, source_id), counts in dated.items()
        if counts.keys() == set(members)
    ]
    distance, iso, source_id = min(whole, default=(math.inf, "", ""))
    if distance > thresholds.WEIGHT_DAYS.value:
        return None
    counts = {area: int(count) for area, count in dated[iso, source_id].items()}
    return Weights(date.fromisoformat(iso), counts, source_id)


def _mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted mean, kept within the values' range: 10 and 10 make 10, whatever binary fractions make of it."""
    mean = sum(weights[member] * value for member, value in values.items())
    return min(max(mean, min(values.values())), max(values.values()))


def combine_ranges(parts: Mapping[str, Range], weights: Mapping[str, float]) -> Range:
    """Weighted mean of shares (intensive) known exactly or within limits; never outside its parts' range."""
    return Range(
        _mean({member: share.low for member, share in parts.items()}, weights),
        _mean({member: share.high for member, share in parts.items()}, weights),
        any(share.low_open for share in parts.values()),
        any(share.high_open for share in parts.values()),
    )


def combine_figures(parts: Mapping[str, Figure], weights: Mapping[str, float]) -> Figure:
    """Weighted mean of figures; where residents were asked, with the interval of the answers behind all parts.

    What a register says of everyone has no interval before and none after; it keeps the decimals its parts share.
    """
    first = next(iter(parts.values()))
    made = Figure(
        value=_mean({member: figure.value for member, figure in parts.items()}, weights),
        unit=first.unit,
        decimals=0,
        slack=sum(weights[member] * figure.slack for member, figure in parts.items()),
        series=first.series,
        sources=tuple(dict.fromkeys(source for figure in parts.values() for source in figure.sources)),
        computed=True,
        doubted=any(figure.doubted for figure in parts.values()),
    )
    if all(figure.answers is None for figure in parts.values()):
        return replace(made, decimals=min(figure.decimals for figure in parts.values()))
    return _asked(made, parts, weights)


def _asked(made: Figure, parts: Mapping[str, Figure], weights: Mapping[str, float]) -> Figure:
    """A weighted mean of shares with its answers and interval: a Wilson score at the effective number of answers.

    Effective answers = p(1 − p) / Σ w²·p(1 − p)/n, from the variance of a weighted sum of independent shares
    (Cochran 1977, stratified sampling).
    """
    equally = {member: figure.asked.count for member, figure in parts.items()}
    effective = _effective(made, parts, weights, equally)
    by_population = None
    if any(figure.by_population is not None for figure in parts.values()):
        as_residents = {member: figure.by_population or figure.asked.count for member, figure in parts.items()}
        by_population = _effective(made, parts, weights, as_residents)
    total = sum(equally.values())
    basis = max((figure.asked.basis for figure in parts.values()), key=_BASIS_ORDER.index)
    interval = wilson(made.value, effective)
    return replace(
        made,
        answers=Answers(total, basis),
        interval=interval,
        effective_answers=effective,
        by_population=by_population,
    )


def _effective(
    made: Figure, parts: Mapping[str, Figure], weights: Mapping[str, float], answers: Mapping[str, float]
) -> float:
    """Answers of a simple random sample that would be as sure as ``answers`` behind the parts of a weighted mean."""
    variance = sum(
        (weights[member] * standard_error(figure.value, answers[member])) ** 2 for member, figure in parts.items()
    )
    return made.value * (100 - made.value) / variance if variance else sum(answers.values())


def rate_per_1000(count: float, residents: float) -> float:
    """A count (extensive) per 1,000 residents: a rate (intensive)."""
    return 1000 * count / residents


def observation_of_place(
    place: Place, parts: Mapping[str, Observation], indicator: Indicator, year: int, population: pd.DataFrame
) -> Observation:
    """What follows for a place made of several survey areas, by its indicator's rule of aggregation.

    ``parts`` are the observations of its areas as far as there are any: of the indicator itself, of its counts where
    it is a rate. No figure where a part is missing.
    """
    blank = Observation(place.place_id, indicator.indicator_id, year)
    known = {member: parts[member] for member in place.members if member in parts and parts[member].flag_range}
    if indicator.aggregation is Aggregation.NONE:
        return replace(blank, missing=MissingReason.OTHER_LEVEL)
    if not known:
        reasons = {parts[member].missing if member in parts else MissingReason.NOT_FOUND for member in place.members}
        return replace(blank, missing=reasons.pop() if len(reasons) == 1 else MissingReason.NOT_FOUND)
    absent = tuple(member for member in place.members if member not in known)
    if absent or (indicator.surveyed and year < SURVEY_FROM):
        sources = _sources(known) if indicator.aggregation is Aggregation.RATIO else ()
        return replace(blank, missing=MissingReason.PARTS_MISSING, missing_detail=absent, flag_sources=sources)
    made = _UP[indicator.aggregation](place, known, blank, population)
    return replace(made, caveats=caveats_of(place.members, indicator, made.figure, made.flag_sources))


def _sources(known: Mapping[str, Observation]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for part in known.values() for source in part.sources))


def _mean_of_shares(
    place: Place, known: Mapping[str, Observation], blank: Observation, population: pd.DataFrame
) -> Observation:
    weights = weights_near(date(blank.year, 1, 1), place.members, population)
    if weights is None:
        return replace(blank, missing=MissingReason.NO_WEIGHTS)
    shares = weights.shares(place.members)
    figures = {member: part.figure for member, part in known.items() if part.figure is not None}
    ranges = {member: part.flag_range for member, part in known.items() if part.flag_range is not None}
    figure = combine_figures(figures, shares) if len(figures) == len(place.members) else None
    flag_range = combine_ranges(ranges, shares)
    if figure and all(ranges[member].allows(part.value) for member, part in figures.items()):
        flag_range = Range.exactly(figure.value)
    return replace(
        blank,
        figure=figure,
        flag_range=flag_range,
        flag_sources=tuple(dict.fromkeys(source for part in known.values() for source in part.flag_sources)),
        missing=None if figure else MissingReason.ONLY_BOUND,
        claims=tuple(claim for part in known.values() for claim in part.claims),
    )


def _sum_of_counts(
    place: Place, known: Mapping[str, Observation], blank: Observation, population: pd.DataFrame
) -> Observation:
    figures = [part.figure for part in known.values() if part.figure is not None]
    if len(figures) < len(place.members):
        return replace(blank, missing=MissingReason.PARTS_MISSING)
    count = sum(round(figure.value) for figure in figures)
    residents = [figure.residents for figure in figures if figure.residents is not None]
    figure = Figure(
        value=count,
        unit=figures[0].unit,
        decimals=0,
        slack=0.5,
        series=figures[0].series,
        sources=_sources(known),
        interval=poisson(count),
        computed=True,
        count=count,
        residents=sum(residents) if len(residents) == len(figures) else None,
    )
    return replace(blank, figure=figure, flag_range=Range.exactly(count), flag_sources=figure.sources)


def _rate_of_sums(
    place: Place, known: Mapping[str, Observation], blank: Observation, population: pd.DataFrame
) -> Observation:
    """Counts and residents add, the rate is worked out anew: rates themselves are never averaged."""
    counted = _sum_of_counts(place, known, blank, population)
    if counted.figure is None or counted.figure.residents is None:
        missing = counted.missing or MissingReason.NO_WEIGHTS
        return replace(blank, missing=missing, flag_sources=_sources(known))
    count, residents = round(counted.figure.value), counted.figure.residents
    rate = rate_per_1000(count, residents)
    interval = poisson(count, per=residents / 1000)
    figure = replace(counted.figure, value=rate, unit=blank.indicator.unit, interval=interval)
    return replace(counted, figure=figure, flag_range=Range.exactly(rate))


def _span_of_parts(
    place: Place, known: Mapping[str, Observation], blank: Observation, population: pd.DataFrame
) -> Observation:
    ranges = [part.flag_range for part in known.values() if part.flag_range is not None]
    return replace(
        blank,
        flag_range=Range(min(one.low for one in ranges), max(one.high for one in ranges), spans_parts=True),
        flag_sources=_sources(known),
        missing=MissingReason.ONLY_PARTS,
        missing_detail=tuple(part for one in known.values() for part in one.missing_detail),
        claims=tuple(claim for part in known.values() for claim in part.claims),
        judged=False,
    )


_UP = {
    Aggregation.WEIGHTED_MEAN: _mean_of_shares,
    Aggregation.SUM: _sum_of_counts,
    Aggregation.RATIO: _rate_of_sums,
    Aggregation.SPAN: _span_of_parts,
}
