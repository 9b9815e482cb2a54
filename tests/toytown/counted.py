"""Counted tables of the toy city, as the police and the administrations deliver them and as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from sikkerby_geo import build
from sikkerby_geo.build.counted import hide_small_counts
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.counted import (
    BUSIEST_PLACES,
    CHARGES_BY_AGE,
    CHARGES_UNDER_18,
    CLOSURES,
    COMMONEST_TYPES,
    COUNTED_KIND,
    SSP_CASES,
    STAFF_INCIDENTS,
    UNREST,
)
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.store.deliveries import Delivery
from sikkerby_geo.store.history import Store
from tests.toytown.city_record import city_atlas

POLICE = OwnSource("Politiets nøgletal", "Politiet", first_hand=True)
QUARTERS = ((2024, 1), (2025, 1))
AGES = {"0-14": 3, "15-17": 40, "18-25": 200, "": 243}
RISEN = "18-25"
"""Clearly more in 2025 than in 2024."""


def rows() -> Iterator[dict[str, str]]:
    """True numbers of every table but one (reports by type), as a file tells them."""
    areas = [place.place_id for place in city_atlas().places.at(Level.SURVEY_AREA)]
    for year, quarter in QUARTERS:
        when = {"year": str(year), "quarter": str(quarter)}
        more = 100 if year == 2025 else 0
        for category, count in AGES.items():
            count += more if category in (RISEN, "") else 0
            yield _row(CHARGES_BY_AGE.series_id, CITY_ID, count, category, **when)
        for category, count in {"Vold": 12, "Butikstyveri": 25, "Brand": 1}.items():
            yield _row(CHARGES_UNDER_18.series_id, CITY_ID, count, category, **when)
        for number in range(1, 27):
            yield _row(BUSIEST_PLACES.series_id, CITY_ID, 400 - 10 * number, f"Plads {number}", **when)
            yield _row(COMMONEST_TYPES.series_id, CITY_ID, 900 - 30 * number, f"Type {number}", **when)
        for at, area in enumerate(areas):
            yield _row(UNREST.series_id, area, 2 if at == 0 else 5 + at, grade="urolig" if at % 2 else "", **when)
            yield _row(STAFF_INCIDENTS.series_id, area, at, **when)
            for level in range(1, 5):
                yield _row(SSP_CASES.series_id, area, 3 * level + at - 4, f"level-{level}", **when)
        yield _row(CLOSURES.series_id, CITY_ID, int(year == 2024), **when)


def _row(series: str, area: str, count: int, category: str = "", **more: str) -> dict[str, str]:
    told = {"series": series, "area_id": area, "count": str(max(count, 0)), "category": category, **more}
    return {name: text for name, text in told.items() if text}


_made: dict[str, tuple[Atlas | None, Atlas | None]] = {}
"""The last atlas that was asked for with the tables, and what was made of it."""
NO_STORE = Store(Path("no-such-folder"))
"""Where nothing was ever told."""


def delivered(listed: Iterable[dict[str, str]] = (), published: str = "") -> Delivery:
    """Rows as one delivery, as they are told: all of them, or some."""
    return Delivery(COUNTED_KIND, [*(listed or rows())], POLICE, published, "noegletal.xlsx")


@cache
def kept(published: str = "") -> Delivery:
    """The rows as one delivery, small numbers hidden."""
    (found,) = hide_small_counts(NO_STORE, city_atlas().places, [delivered(published=published)]).deliveries
    return found


def with_counted(atlas: Atlas, published: str = "") -> Atlas:
    """An atlas where the counted tables stand beside what it has."""
    of, made = _made.get(published, (None, None))
    if of is not atlas or made is None:
        would = build.preview(atlas, NO_STORE, kept(published)).atlas
        made = replace(would, snapshot=replace(would.snapshot, reports=atlas.snapshot.reports))
        _made[published] = (atlas, made)
    return made


def kept_frame() -> pd.DataFrame:
    """The table of kept rows."""
    return with_counted(city_atlas()).snapshot.table(COUNTED_KIND)
