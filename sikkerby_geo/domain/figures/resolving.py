"""From tables to the observations of one indicator: its claims, the best of them, and what follows up the levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from sikkerby_geo.domain.figures.claims import Claim, claims_from
from sikkerby_geo.domain.figures.levels import observation_of_place, rate_per_1000, weights_near
from sikkerby_geo.domain.figures.observations import (
    Caveat,
    Figure,
    MissingReason,
    Observation,
    answers_in,
    count_figure,
    observation_from,
    range_of_parts,
    rate_figure,
    register_figure,
    share_figure,
)
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Gazetteer, Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, Aggregation, Indicator, Kind
from sikkerby_geo.facts.sources import Source

Key = tuple[str, int]
"""A place id and a year."""


@dataclass(frozen=True)
class Record:
    """What an indicator is worked out from: tables by name, places, sources, and the survey's answers by year.

    ``population`` has the columns date, area_id, population and source_id.
    """

    tables: Callable[[str], pd.DataFrame]
    places: Gazetteer
    sources: Mapping[str, Source]
    population: pd.DataFrame
    totals: Mapping[int, int]
    spreads: dict[int, Mapping[str, float]] = field(default_factory=dict)
    claims: dict[str, dict[Key, list[Claim]]] = field(default_factory=dict)

    def spread(self, year: int) -> Mapping[str, float]:
        """Each survey area's share of the residents near the start of a year; empty where no date has all areas."""
        if year not in self.spreads:
            areas = tuple(area.place_id for area in self.places.at(Level.SURVEY_AREA))
            near = weights_near(date(year, 1, 1), areas, self.population) if areas else None
            self.spreads[year] = near.shares(areas) if near else {}
        return self.spreads[year]

    @cached_property
    def printed(self) -> Mapping[tuple[str, str], list[tuple[date, int]]]:
        """The residents at each date, by area and the source that prints them."""
        found: dict[tuple[str, str], list[tuple[date, int]]] = {}
        rows = self.population
        for area, source, iso, count in zip(rows.area_id, rows.source_id, rows.date, rows.population, strict=True):
            found.setdefault((area, source), []).append((date.fromisoformat(iso), int(count)))
        return found


def observations_of(indicator: Indicator, record: Record) -> dict[Key, Observation]:
    """Every observation of an indicator in the years any source speaks of: as published, and up the levels.

    A claim about a larger place than the indicator's own level is shown for that place alone: it is never split on
    the areas below, and no rule judges it.
    """
    other = claims_of(INDICATOR[indicator.counterpart], record) if indicator.counterpart else {}
    found = {
        key: _published(indicator, claims, other.get(key, []), record)
        for key, claims in claims_of(indicator, record).items()
    }
    counts = found
    if indicator.aggregation is Aggregation.RATIO:
        rates = claims_of(indicator, record)
        counter = INDICATOR[indicator.counterpart]
        counts = {key: _published(counter, claims, rates.get(key, []), record) for key, claims in other.items()}
    areas = [area.place_id for area in record.places.at(Level.SURVEY_AREA)]
    for year in sorted({year for _, year in (*found, *counts)}):
        members = {area: counts[area, year] for area in areas if (area, year) in counts}
        own = {area: found[area, year] for area in areas if (area, year) in found}
        for place in (*record.places.at(Level.LOKALUDVALG), *record.places.at(Level.BYDEL)):
            if (place.place_id, year) in found:
                continue
            if len(place.members) == 1 and place.members[0] in own:
                made = replace(own[place.members[0]], place_id=place.place_id)
            elif len(place.members) == 1:
                continue
            else:
                made = observation_of_place(place, members, indicator, year, record.population)
                if made.missing is MissingReason.NOT_FOUND and own.keys() & set(place.members):
                    made = _partly_rated(made, place, own)
            found[place.place_id, year] = made
    return found


def _partly_rated(made: Observation, place: Place, rates: Mapping[str, Observation]) -> Observation:
    """A place whose areas have rates without the counts to add them by: its sources are named all the same."""
    told = [rates[member] for member in place.members if member in rates]
    sources = tuple(dict.fromkeys(source for rate in told for source in rate.sources))
    return replace(made, missing=MissingReason.PARTS_MISSING, missing_detail=place.members, flag_sources=sources)


def claims_of(indicator: Indicator, record: Record) -> dict[Key, list[Claim]]:
    """The claims of an indicator by place and year; counts know the residents printed in the same report.

    They are gathered once, though a rate and its count ask for each other's.
    """
    if indicator.indicator_id in record.claims:
        return record.claims[indicator.indicator_id]
    table = record.tables(indicator.column.table)
    if "population_source_id" in table.columns:
        table = table.assign(residents=_printed_residents(table, record.printed))
    grouped: dict[Key, list[Claim]] = {}
    for claim in claims_from(table, indicator, record.sources):
        grouped.setdefault((claim.area_id, claim.year), []).append(claim)
    record.claims[indicator.indicator_id] = grouped
    return grouped


def _printed_residents(table: pd.DataFrame, printed: Mapping[tuple[str, str], list[tuple[date, int]]]) -> pd.Series:
    """The residents the source named in ``population_source_id`` prints, at its date nearest to the end of the year."""

    def of(row) -> int | None:
        end = date(int(row.year) + 1, 1, 1)
        dated = printed.get((row.area_id, row.population_source_id), ())
        return min(((abs((day - end).days), day, count) for day, count in dated), default=(0, end, None))[2]

    return pd.Series([of(row) for row in table.itertuples()], index=table.index, dtype=object)


def _published(indicator: Indicator, claims: list[Claim], other: list[Claim], record: Record) -> Observation:
    """What is known of one place and year from the claims about it; ``other`` are those on its counterpart."""
    place_id, year = claims[0].area_id, claims[0].year
    if any(claim.part for claim in claims):
        return range_of_parts(claims)
    if indicator.kind is Kind.SAMPLE_SHARE:
        answers, spread = answers_in(place_id, year, record.totals), record.spread(year)
        by_population = answers.count * len(spread) * spread[place_id] if place_id in spread else None
        found = observation_from(claims, lambda best: share_figure(best, answers, by_population))
    elif indicator.kind is Kind.COUNT:
        found = observation_from(claims, count_figure)
        if contradicted(found.figure, _rate(other), (place_id, year), record.population):
            found = replace(found, figure=None, flag_range=None, missing=MissingReason.CONTRADICTED)
    elif indicator.kind is Kind.RATE:
        count = observation_from(other, count_figure).figure if other else None
        against = contradicted(count, _rate(claims), (place_id, year), record.population)
        found = observation_from(claims, lambda best: rate_figure(best, count, contradictory=against))
        found = replace(found, caveats=(*found.caveats, Caveat.CONTRADICTORY)) if against else found
    else:
        found = observation_from(claims, register_figure)
    place = record.places.get(place_id)
    if place is None or not place.level.above(indicator.native_level):
        return found
    return replace(found, judged=False, caveats=(*found.caveats, Caveat.WHOLE_PLACE))


def _rate(claims: list[Claim]) -> Figure | None:
    return observation_from(claims, rate_figure).figure if claims else None


def contradicted(count: Figure | None, rate: Figure | None, where: Key, population: pd.DataFrame) -> bool:
    """Whether a count and a published rate differ by more than rounding, so that they cannot both be right.

    Where the report prints its residents the rate must follow from them; else the population nearest to the middle of
    the year is used, within the tolerance of the thresholds.
    """
    if count is None or rate is None:
        return False
    place_id, year = where
    if count.residents is not None:
        return abs(rate_per_1000(count.value, count.residents) - rate.value) > rate.slack
    near = weights_near(date(year, 7, 1), (place_id,), population)
    if near is None:
        return False
    made = rate_per_1000(count.value, near.population[place_id])
    return abs(made - rate.value) > thresholds.RATE_TOLERANCE.value * rate.value + rate.slack
