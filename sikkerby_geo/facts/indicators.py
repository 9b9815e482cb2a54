"""Registry of indicators: what is counted or asked, in which unit and at which level, and how it goes up the levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf

from sikkerby_geo.facts.areas import Level

SURVEY_FROM = 2015
"""First year of Tryghedsundersøgelsen with 13 areas; 2009–2014 is Tryghedsindekset with 12."""


class Kind(StrEnum):
    """What sort of number an indicator is; it decides the uncertainty that goes with it.

    A share of a sample has a Wilson interval, a count and the rate made from it have a Poisson interval; what a
    register says of everyone (a share or an amount) has none.
    """

    SAMPLE_SHARE = "sample_share"
    COUNT = "count"
    RATE = "rate"
    REGISTER_SHARE = "register_share"
    AMOUNT = "amount"


class Aggregation(StrEnum):
    """How an indicator goes up the levels; it never goes down.

    ``WEIGHTED_MEAN`` of shares by population; ``SUM`` of counts; ``RATIO``: counts and residents add, and the rate is
    worked out anew; ``SPAN``: only the lowest and the highest of the parts are known; ``NONE``: not at all.
    """

    WEIGHTED_MEAN = "weighted_mean"
    SUM = "sum"
    RATIO = "ratio"
    SPAN = "span"
    NONE = "none"


class Use(StrEnum):
    """What an indicator is for: part of the assessment, or only background that stands beside it."""

    ASSESSMENT = "assessment"
    CONTEXT = "context"


Classes = tuple[float, float, float, float]
"""The inner limits of five value classes."""


@dataclass(frozen=True)
class Column:
    """Where an indicator's claims stand: the table, the column that holds the value, and the rows that are its own."""

    table: str
    value: str
    key: str
    own: str


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    ``unit`` names the words figures are written with, ``decimals`` how many its publishers print.
    ``classes`` are the inner limits of the five value classes, from low to high need, the same in every year;
    ``worse_high`` says which end is the dark one: True where more means more need. ``native_level`` is the level its
    figures are published at. ``breaks`` are the first years after a break; nothing is compared across one.
    ``counterpart`` names a rate's counts, and the rate that counts make.
    """

    indicator_id: str
    address: str
    kind: Kind
    unit: str
    column: Column
    worse_high: bool
    classes: Classes
    native_level: Level
    aggregation: Aggregation
    use: Use
    decimals: int = 0
    breaks: tuple[int, ...] = ()
    counterpart: str = ""

    @property
    def closed_top(self) -> bool:
        """Whether a class holds its upper limit (insecure: 10 % is not over 10 %) instead of its lower one."""
        return self.worse_high

    @property
    def top(self) -> float:
        """The largest value it can have: 100 for a share, no limit for anything else."""
        return 100 if self.kind in (Kind.SAMPLE_SHARE, Kind.REGISTER_SHARE) else inf

    @property
    def surveyed(self) -> bool:
        """Whether residents were asked, so that every figure rests on a number of answers."""
        return self.kind is Kind.SAMPLE_SHARE

    def comparable(self, year_a: int, year_b: int) -> bool:
        """Whether two years lie on the same side of every break of the series."""
        return all((year_a >= year) == (year_b >= year) for year in self.breaks)


def _survey(indicator_id: str, address: str, worse_high: bool, classes: Classes) -> Indicator:
    return Indicator(
        indicator_id,
        address,
        Kind.SAMPLE_SHARE,
        "percent",
        Column("survey", "percent", "measure", indicator_id),
        worse_high,
        classes,
        Level.SURVEY_AREA,
        Aggregation.WEIGHTED_MEAN,
        Use.ASSESSMENT,
        breaks=(SURVEY_FROM,),
    )


def _rate(series: str, address: str, classes: Classes, decimals: int = 0) -> Indicator:
    return Indicator(
        series,
        address,
        Kind.RATE,
        "per_1000",
        Column("crime", "per_1000", "series", series),
        True,
        classes,
        Level.SURVEY_AREA,
        Aggregation.RATIO,
        Use.ASSESSMENT,
        decimals,
        counterpart=f"{series}_reports",
    )


def _reports(series: str, address: str, classes: Classes) -> Indicator:
    return Indicator(
        f"{series}_reports",
        address,
        Kind.COUNT,
        "reports",
        Column("crime", "reports", "series", series),
        True,
        classes,
        Level.SURVEY_AREA,
        Aggregation.SUM,
        Use.ASSESSMENT,
        counterpart=series,
    )


def _context(
    indicator_id: str,
    address: str,
    kind: Kind,
    unit: str,
    worse_high: bool,
    classes: Classes,
    native_level: Level = Level.SURVEY_AREA,
    decimals: int = 0,
) -> Indicator:
    return Indicator(
        indicator_id,
        address,
        kind,
        unit,
        Column("context", "value", "indicator", indicator_id),
        worse_high,
        classes,
        native_level,
        Aggregation.NONE if native_level is Level.BYDEL else Aggregation.SPAN,
        Use.CONTEXT,
        decimals,
    )


SURVEY_INDICATORS = (
    _survey("insecure_neighbourhood", "utryg-nabolag", True, (5, 10, 15, 20)),
    _survey("insecure_evening", "utryg-aften", True, (15, 20, 25, 30)),
    _survey("safe_neighbourhood", "tryg-nabolag", False, (90, 85, 80, 75)),
    _survey("safe_evening", "tryg-aften", False, (85, 75, 70, 65)),
)
CRIME_RATES = (
    _rate("straffelov", "anmeldelser", (40, 50, 75, 100)),
    _rate("borgervendt", "borgervendt", (20, 30, 40, 50), decimals=1),
    _rate("violence", "vold", (2, 3, 4, 6)),
    _rate("burglary", "indbrud", (1, 2, 3, 4)),
    _rate("pickpocketing", "lommetyveri", (5, 10, 20, 40), decimals=1),
    _rate("vehicle_theft", "koeretoejer", (1, 2, 3, 4), decimals=1),
)
"""Reported crime per 1,000 residents and calendar year; two series are never chained."""
CRIME_COUNTS = (
    _reports("straffelov", "anmeldelser-antal", (1500, 2500, 5000, 10000)),
    _reports("borgervendt", "borgervendt-antal", (1000, 1500, 2000, 3000)),
    _reports("violence", "vold-antal", (50, 100, 200, 400)),
    _reports("burglary", "indbrud-antal", (25, 50, 100, 200)),
    _reports("pickpocketing", "lommetyveri-antal", (100, 500, 1000, 2000)),
    _reports("vehicle_theft", "koeretoejer-antal", (25, 50, 100, 200)),
)
MAIN_SERIES = ("straffelov", "borgervendt")
"""The rates that count all reported crime of their kind, the one published now first; the others are parts."""

CONTEXT_INDICATORS = (
    _context("unemployed", "ledige", Kind.REGISTER_SHARE, "percent", True, (1.5, 2, 2.5, 3), Level.BYDEL, 2),
    _context("median_income", "indkomst", Kind.AMOUNT, "kroner", False, (350_000, 300_000, 250_000, 200_000)),
    _context("higher_education", "uddannelse", Kind.REGISTER_SHARE, "percent", False, (60, 50, 40, 30)),
    _context("social_housing", "almene-boliger", Kind.REGISTER_SHARE, "percent", True, (10, 20, 40, 60)),
)
"""Background that stands beside the assessment and never enters it; all but unemployment is known of quarters only."""

INDICATORS = (*SURVEY_INDICATORS, *CRIME_RATES, *CRIME_COUNTS, *CONTEXT_INDICATORS)
INDICATOR = {indicator.indicator_id: indicator for indicator in INDICATORS}

CENTRE = "indre-by"
VISITED = (CENTRE, "vesterbro")
"""Survey areas where many visitors are not residents, so that a rate per resident misleads."""


def own_rows(table: str) -> tuple[str, ...]:
    """What the key column of a table may hold: one word for each indicator (a rate and its counts share one)."""
    return tuple(dict.fromkeys(each.column.own for each in INDICATORS if each.column.table == table))
