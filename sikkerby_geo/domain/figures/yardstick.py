"""What an area's reported crime is held up against: the middle area, not the city's own rate.

The city's printed rate counts the reports of the centre, where few live and many visit, and those that name no
district, so most areas lie below it without having little crime.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.levels import rate_per_1000
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CENTRE, INDICATOR
from sikkerby_geo.facts.thresholds import CRIME_AREAS, CRIME_DISTANCE


class Standing(StrEnum):
    """Where a rate lies beside the middle area's."""

    FEWER = "fewer"
    LEVEL = "level"
    MORE = "more"


@dataclass(frozen=True)
class Yardstick:
    """The median rate per 1,000 residents over the ``areas`` survey areas that have one, as written in the source.

    ``without_centre`` is the rate of the areas outside the centre taken together, without the reports that name no
    district; None where a count is not known.
    """

    median: float
    decimals: int
    areas: int
    without_centre: float | None

    def standing(self, rate: float) -> Standing:
        """Fewer or more only where the distance is at least ``CRIME_DISTANCE`` of the median."""
        if abs(rate - self.median) < CRIME_DISTANCE.value * self.median:
            return Standing.LEVEL
        return Standing.MORE if rate > self.median else Standing.FEWER


def yardstick(atlas: Atlas, series_id: str, year: int) -> Yardstick | None:
    """The yardstick of a crime series in a calendar year; None where fewer than ``CRIME_AREAS`` areas have a rate."""
    places = atlas.places.at(Level.SURVEY_AREA)
    rates = [figure for place in places if (figure := atlas.observation(series_id, place.place_id, year).figure)]
    if len(rates) < CRIME_AREAS.value:
        return None
    middle = median(figure.value for figure in rates)
    decimals = max(figure.decimals for figure in rates)
    return Yardstick(
        median=middle,
        decimals=decimals if round(middle, decimals) == middle else decimals + 1,
        areas=len(rates),
        without_centre=_without_centre(atlas, series_id, year),
    )


def _without_centre(atlas: Atlas, series_id: str, year: int) -> float | None:
    counts, residents = 0, 0
    for place in atlas.places.at(Level.SURVEY_AREA):
        if place.place_id == CENTRE:
            continue
        figure = atlas.observation(INDICATOR[series_id].counterpart, place.place_id, year).figure
        if figure is None or figure.count is None or figure.residents is None:
            return None
        counts, residents = counts + figure.count, residents + figure.residents
    return rate_per_1000(counts, residents) if residents else None
