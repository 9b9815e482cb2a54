"""Reports per 1,000 residents, with the interval of the count, beside the middle area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from statistics import median

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import Interval, poisson
from sikkerby_geo.domain.figures.levels import rate_per_1000, weights_near
from sikkerby_geo.domain.figures.yardstick import Standing, Yardstick
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import VISITED
from sikkerby_geo.facts.published_counts import year_of
from sikkerby_geo.facts.thresholds import CRIME_AREAS

DECIMALS = 1


@dataclass(frozen=True)
class Rate:
    """Reports per 1,000 residents in the period (not a year), from ``low`` to ``high``; None: no upper end is known.

    ``interval`` is exact (Garwood) at both ends of the count's range, and without an upper end where that has none.
    """

    low: float
    high: float | None
    interval: Interval
    residents: int
    visited: bool

    @property
    def exact(self) -> float | None:
        return self.low if self.low == self.high else None

    def standing(self, yardstick: Yardstick) -> Standing | None:
        """Where it lies beside the middle area; None where a hidden count leaves it open."""
        if self.high is None:
            return Standing.MORE if yardstick.standing(self.low) is Standing.MORE else None
        ends = {yardstick.standing(self.low), yardstick.standing(self.high)}
        return ends.pop() if len(ends) == 1 else None


def rate_of(atlas: Atlas, count: CountRange, place_id: str, year: int) -> Rate | None:
    """The rate of a place; None where no population near the year is known for all of its areas."""
    place = atlas.places.get(place_id)
    members = place.members if place else tuple(one.place_id for one in atlas.places.at(Level.SURVEY_AREA))
    weights = weights_near(date(year, 1, 1), members, atlas.snapshot.table("population"))
    if weights is None:
        return None
    residents = sum(weights.population.values())
    top = inf if count.high is None else poisson(count.high, residents / 1000).high
    return Rate(
        rate_per_1000(count.low, residents),
        None if count.high is None else rate_per_1000(count.high, residents),
        Interval(poisson(count.low, residents / 1000).low, top),
        residents,
        visited=bool(set(members) & set(VISITED)),
    )


def rates(atlas: Atlas, reports: Reports, period: str, what: str, level: Level) -> dict[str, Rate]:
    """The rate of every place of a level that has one, by its id."""
    found = {}
    for place in atlas.places.at(level):
        count = reports.count(period, what, place.place_id)
        rate = rate_of(atlas, count, place.place_id, int(year_of(period))) if count is not None else None
        if rate is not None:
            found[place.place_id] = rate
    return found


def middle(by_place: Mapping[str, Rate]) -> Yardstick | None:
    """The median of the survey areas' rates; None where too few have one.

    Hidden counts make it a range: where its ends, rounded, are not the same number, there is no yardstick.
    """
    found = list(by_place.values())
    if len(found) < CRIME_AREAS.value:
        return None
    low, high = median(rate.low for rate in found), median(inf if rate.high is None else rate.high for rate in found)
    if round(low, DECIMALS) != round(high, DECIMALS):
        return None
    return Yardstick((low + high) / 2, DECIMALS, len(found), None)
