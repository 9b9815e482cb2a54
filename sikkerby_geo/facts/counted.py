"""Registry of counted tables: what the police and the administrations count themselves, by quarter.

The police's own tables of the key figures, urolige områder, SSP cases by level, and what concerns staff. Nobody can
work these out from reports as points; they come in as own figures and are shown as they are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Circle(StrEnum):
    """Where on the page of reports a table stands: with the police's, with the quiet of areas, or with the staff's."""

    POLICE = "police"
    UNREST = "unrest"
    STAFF = "staff"


@dataclass(frozen=True)
class Category:
    """One row of a table with rows of its own: its id and what files call it."""

    category_id: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class CountedSeries:
    """One counted table.

    ``words`` are what files call it, first its template's. ``categories`` are its rows where these are given, ``named``
    = each file names its own (types, places), and with neither it counts one thing. ``graded``: an area may have a word
    in the place of a number. ``told_sums``: categories whose sum other tables tell. ``of_reports``: it counts reports,
    which are published from points as well. ``city_only``: a number of an area would name somebody or some place, so
    that there is one of the city alone, and it is told whole. ``most``: how many rows are shown. ``target``: the goal.
    """

    series_id: str
    circle: Circle
    words: tuple[str, ...]
    categories: tuple[Category, ...] = ()
    named: bool = False
    graded: bool = False
    told_sums: tuple[tuple[str, ...], ...] = ()
    of_reports: bool = False
    city_only: bool = False
    most: int = 0
    target: int | None = None

    @property
    def has_rows(self) -> bool:
        """Whether it tells several things apart."""
        return self.named or bool(self.categories)


def _ages(first: str, last: str, *more: str) -> Category:
    return Category(f"{first}-{last}", (*(f"{first}-{last}{end}" for end in (" år", "", "-årige", " årige")), *more))


def _level(number: int, *more: str) -> Category:
    return Category(
        f"level-{number}",
        (f"Niveau {number}", str(number), f"niveau-{number}", f"SSP niveau {number}", f"SSP-niveau {number}", *more),
    )


MOST_NAMED = 25
"""How many places and types the key figures list."""

POLICE_REPORTS = CountedSeries(
    "police_reports",
    Circle.POLICE,
    (
        "Anmeldelser efter type",
        "anmeldelser efter område og type",
        "anmeldelser pr. kvartal",
        "anmeldte lovovertrædelser",
    ),
    named=True,
    of_reports=True,
)
CHARGES_BY_AGE = CountedSeries(
    "charges_by_age",
    Circle.POLICE,
    ("Sigtelser efter alder", "sigtelser efter alder 0-25", "sigtelser 0-25 år", "sigtede efter alder"),
    categories=(
        _ages("0", "14", "10-14 år", "10-14", "10-14-årige", "Under 15 år", "under 15"),
        _ages("15", "17"),
        _ages("18", "25"),
    ),
    told_sums=(("0-14", "15-17"),),
)
CHARGES_UNDER_18 = CountedSeries(
    "charges_under_18",
    Circle.POLICE,
    ("Sigtelser under 18 år efter type", "sigtelser under 18 år", "sigtelser under 18", "sigtede under 18 år"),
    named=True,
)
BUSIEST_PLACES = CountedSeries(
    "busiest_places",
    Circle.POLICE,
    ("Steder med flest", "de 25 steder med flest", "25 steder", "steder med flest anmeldelser"),
    named=True,
    of_reports=True,
    most=MOST_NAMED,
)
COMMONEST_TYPES = CountedSeries(
    "commonest_types",
    Circle.POLICE,
    ("Typer med flest", "de 25 typer med flest", "25 typer", "typer med flest anmeldelser"),
    named=True,
    of_reports=True,
    most=MOST_NAMED,
)
UNREST = CountedSeries(
    "unrest",
    Circle.UNREST,
    ("Urolige områder", "uro", "urolige steder", "antal urolige områder"),
    graded=True,
)
SSP_CASES = CountedSeries(
    "ssp_cases",
    Circle.UNREST,
    ("SSP-sager efter niveau", "SSP-sager", "SSP sager", "SSP enkeltsager", "SSP-enkeltsager"),
    categories=(
        _level(1),
        _level(2),
        _level(3, "Alvorlig", "alvorlig kriminalitet", "niveau 3 (alvorlig)"),
        _level(4, "Personfarlig", "personfarlig kriminalitet", "niveau 4 (personfarlig)"),
    ),
)
STAFF_INCIDENTS = CountedSeries(
    "staff_incidents",
    Circle.STAFF,
    ("Hændelser mod ansatte", "vold og trusler mod ansatte", "episoder mod ansatte"),
)
CLOSURES = CountedSeries(
    "closures",
    Circle.STAFF,
    ("Lukninger af institutioner", "lukkede institutioner", "lukninger"),
    city_only=True,
    target=0,
)

COUNTED = (
    POLICE_REPORTS,
    CHARGES_BY_AGE,
    CHARGES_UNDER_18,
    BUSIEST_PLACES,
    COMMONEST_TYPES,
    UNREST,
    SSP_CASES,
    STAFF_INCIDENTS,
    CLOSURES,
)
COUNTED_SERIES = {one.series_id: one for one in COUNTED}

COUNTED_KIND = "counted"
"""Record kind, kind of delivery and table of the numbers of counted tables."""
ALL_TOGETHER = ""
"""The category of a number that tells nothing apart."""
TOTAL_WORDS = ("i alt", "ialt", "total", "samlet", "alle", "alle aldre", "alle typer", "alle niveauer", "tilsammen")
"""What files call all categories together."""

HIDDEN = "hidden"
"""Why a number is not told: we hide it, small or beside a small one."""
SUPPRESSED = "suppressed"
"""Why a number is not told: its source hides it."""


def quarter_word(year: str | int, quarter: str | int) -> str:
    """A quarter in one word: 2026-K1."""
    return f"{int(year):04d}-K{int(quarter)}"
