"""Registry of measures: what is measured, in which unit, which way is worse, and where a series breaks."""

from __future__ import annotations

from dataclasses import dataclass

SURVEY_FROM = 2015
"""First year of Tryghedsundersøgelsen with 13 areas; 2009–2014 is Tryghedsindekset with 12."""


@dataclass(frozen=True)
class Indicator:
    """A survey measure.

    ``classes`` are the inner limits of the five value classes, from low to high need; ``closed_top``
    says that a class holds its upper limit (insecure: 10 % is not over 10 %) instead of its lower one.
    ``worse_high`` is the direction: True where a higher share means more need.
    """

    indicator_id: str
    address: str
    worse_high: bool
    classes: tuple[float, float, float, float]
    class_limit: float | None
    asked_from: int

    @property
    def closed_top(self) -> bool:
        return self.worse_high


SURVEY_INDICATORS = (
    Indicator("insecure_neighbourhood", "utryg-nabolag", True, (5, 10, 15, 20), 10, 2009),
    Indicator("insecure_evening", "utryg-aften", True, (15, 20, 25, 30), None, 2009),
    Indicator("safe_neighbourhood", "tryg-nabolag", False, (90, 85, 80, 75), 85, 2009),
    Indicator("safe_evening", "tryg-aften", False, (85, 75, 70, 65), 75, 2009),
)
INDICATOR = {measure.indicator_id: measure for measure in SURVEY_INDICATORS}


@dataclass(frozen=True)
class CrimeSeries:
    """A series of reported crime per 1,000 residents; two series are never chained."""

    series_id: str
    whole_numbers: bool


CRIME_SERIES = (
    CrimeSeries("straffelov", True),
    CrimeSeries("borgervendt", False),
    CrimeSeries("violence", True),
    CrimeSeries("burglary", True),
    CrimeSeries("pickpocketing", False),
    CrimeSeries("vehicle_theft", False),
)
MAIN_SERIES = ("straffelov", "borgervendt")
"""The series that count all reported crime of their kind; the others are parts."""


def comparable(year_a: int, year_b: int) -> bool:
    """Whether two survey years lie on the same side of the break of 2015."""
    return (year_a >= SURVEY_FROM) == (year_b >= SURVEY_FROM)
