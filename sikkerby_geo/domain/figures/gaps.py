"""What is known and what is missing: in how many survey areas there is a figure, only a bound, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import CRIME_COUNTS, CRIME_RATES, INDICATOR, SURVEY_INDICATORS


@dataclass(frozen=True)
class Known:
    """A count of areas: with a figure, with only a bound, and with nothing at all; they add up to all areas."""

    figures: int
    bounds: int
    nothing: int

    @property
    def total(self) -> int:
        return self.figures + self.bounds + self.nothing

    def __add__(self, other: Known) -> Known:
        return Known(self.figures + other.figures, self.bounds + other.bounds, self.nothing + other.nothing)


NONE_KNOWN = Known(0, 0, 0)


def known_areas(atlas: Atlas, indicator_id: str, year: int) -> Known:
    """How much of a survey measure is known of the survey areas in one year."""
    cells = [atlas.observation(indicator_id, place.place_id, year) for place in atlas.places.at(Level.SURVEY_AREA)]
    figures = sum(cell.figure is not None for cell in cells)
    bounds = sum(cell.figure is None and cell.flag_range is not None for cell in cells)
    return Known(figures, bounds, len(cells) - figures - bounds)


def known_in_all(atlas: Atlas) -> Known:
    """All survey measures and all years of the present survey together; not one cell is counted as known by default."""
    return sum(
        (
            known_areas(atlas, measure.indicator_id, year)
            for measure in SURVEY_INDICATORS
            for year in atlas.survey_years
        ),
        NONE_KNOWN,
    )


def known_rates(atlas: Atlas, series: str, year: int) -> Known:
    """How many survey areas have a rate of reported crime, only a count of reports (as a bound), or nothing."""
    areas = atlas.places.at(Level.SURVEY_AREA)
    rated = {area for area in areas if atlas.observation(series, area.place_id, year).figure is not None}
    counts = INDICATOR[series].counterpart
    counted = {area for area in areas if atlas.observation(counts, area.place_id, year).figure is not None}
    return Known(len(rated), len(counted - rated), len(areas) - len(rated | counted))


def crime_years(atlas: Atlas) -> tuple[int, ...]:
    """The calendar years in which any series has a figure for any place, oldest first."""
    reported = (*CRIME_RATES, *CRIME_COUNTS)
    return tuple(sorted({year for each in reported for year in atlas.known_years(each.indicator_id)}))
