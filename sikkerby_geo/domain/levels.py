"""Going up the levels: shares are weighted with population, counts add, bounds combine to a range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from sikkerby_geo.domain.intervals import Answers, AnswersBasis, standard_error, wilson
from sikkerby_geo.domain.observations import Figure, MissingReason, Observation
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import Range

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
    best: tuple[int, str, str] | None = None
    for (iso, source_id), group in rows.groupby(["date", "source_id"]):
        if set(group.area_id) != set(members):
            continue
        distance = abs((date.fromisoformat(iso) - day).days)
        if distance <= thresholds.WEIGHT_DAYS.value and (best is None or (distance, iso, source_id) < best):
            best = (distance, iso, source_id)
    if best is None:
        return None
    _, iso, source_id = best
    chosen = rows[(rows.date == iso) & (rows.source_id == source_id)]
    counts = {area: int(count) for area, count in zip(chosen.area_id, chosen.population, strict=True)}
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
    """Weighted mean of figures, with the interval of a Wilson score at the effective number of answers.

    Effective answers = p(1 − p) / Σ w²·p(1 − p)/n, from the variance of a weighted sum of independent shares
    (Cochran 1977, stratified sampling).
    """
    percent = _mean({member: figure.value for member, figure in parts.items()}, weights)
    variance = sum(
        (weights[member] * standard_error(figure.value, figure.answers.count)) ** 2 for member, figure in parts.items()
    )
    total = sum(figure.answers.count for figure in parts.values())
    effective = percent * (100 - percent) / variance if variance else total
    basis = max((figure.answers.basis for figure in parts.values()), key=_BASIS_ORDER.index)
    sources = tuple(dict.fromkeys(source for figure in parts.values() for source in figure.sources))
    return Figure(
        percent=percent,
        decimals=0,
        slack=sum(weights[member] * figure.slack for member, figure in parts.items()),
        answers=Answers(total, basis),
        interval=wilson(percent, effective),
        series=next(iter(parts.values())).series,
        sources=sources,
        computed=True,
        effective_answers=effective,
    )


def observation_of_place(
    place: Place, cells: Mapping[str, Observation], indicator_id: str, year: int, population: pd.DataFrame
) -> Observation:
    """The cell of a place made of several survey areas, from its members' cells.

    No figure where a member has none, where no weights are near, or before 2015 (other areas).
    """
    members = place.members
    if len(members) == 1:
        return replace(cells[members[0]], place_id=place.place_id)
    bounds = {member: share for member in members if (share := cells[member].flag_range) is not None}
    known = {member: cells[member] for member in bounds}
    if not known:
        reasons = {cells[member].missing for member in members}
        reason = reasons.pop() if len(reasons) == 1 else MissingReason.NOT_FOUND
        return Observation(place.place_id, indicator_id, year, missing=reason)
    if len(known) < len(members) or year < SURVEY_FROM:
        absent = tuple(member for member in members if member not in known)
        return Observation(
            place.place_id, indicator_id, year, missing=MissingReason.PARTS_MISSING, missing_detail=absent
        )
    weights = weights_near(date(year, 1, 1), members, population)
    if weights is None:
        return Observation(place.place_id, indicator_id, year, missing=MissingReason.NO_WEIGHTS)
    shares = weights.shares(members)
    figures = {member: cell.figure for member, cell in known.items() if cell.figure is not None}
    figure = combine_figures(figures, shares) if len(figures) == len(members) else None
    flag_range = combine_ranges(bounds, shares)
    if figure and all(bounds[member].allows(part.percent) for member, part in figures.items()):
        flag_range = Range.exactly(figure.value)
    claims = tuple(claim for cell in known.values() for claim in cell.claims)
    sources = tuple(dict.fromkeys(source for cell in known.values() for source in cell.flag_sources))
    return Observation(
        place_id=place.place_id,
        indicator_id=indicator_id,
        year=year,
        figure=figure,
        flag_range=flag_range,
        flag_sources=sources,
        missing=None if figure else MissingReason.ONLY_BOUND,
        claims=claims,
    )
