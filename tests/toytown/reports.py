"""Invented reports of the toy city: true counts by quarter, type, area and cell, and what is published of them.

What hides small counts for real is proven elsewhere; here a number under five is told as 0–4, and where just one of a
sum is hidden another is told as five or more, so that both forms of a hidden number are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.published_counts import (
    ALL,
    BY_AREA,
    BY_CELL,
    BY_CELL_AND_GROUP,
    CountKey,
    PublishedCount,
    of_group,
    of_type,
    year_of,
)
from sikkerby_geo.facts.report_groups import group_of
from sikkerby_geo.facts.report_records import PublishedReports, ReportDelivery, tables_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.report_deliveries import deliver_reports
from tests.toytown.city import AREAS, CORNER, SIDE
from tests.toytown.city_record import city_atlas

TYPES = {"butikstyveri": 14.0, "vold": 5.0, "haervaerk": 9.0, "brand": 0.6, "roeveri": 1.2}
"""Reports of a type in a quarter and a cell, in the mean."""
QUARTERS = tuple(f"{year}-K{number}" for year in (2023, 2024, 2025) for number in (1, 2, 3, 4))[:-1]
SEASON = {"1": 0.8, "2": 1.1, "3": 1.3, "4": 0.9}
RISING, FALLING = "moellehoej", "dalum"
"""In 2025 one has twice as many reports as before, one half as many."""
BUSY = "bakken"
"""Has ten times as many as others, so that its cells are over the limit."""


def _cells(area_id: str) -> list[str]:
    """The cells that begin in the square of an area, four of them."""
    (x, y), (east, north) = AREAS[area_id][4], CORNER
    corner = int((east + x * SIDE) // 1000) + 1, int((north + y * SIDE) // 1000) + 1
    return [f"1km_{corner[1] + up}_{corner[0] + right}" for up in (0, 1) for right in (0, 1)]


@cache
def true_counts(seed: int = 1) -> Mapping[CountKey, int]:
    """Every number of the published tables before any is hidden."""
    rng = np.random.default_rng(seed)
    places = city_atlas().places
    found: Counter[CountKey] = Counter()
    for quarter in QUARTERS:
        for area_id in AREAS:
            times = SEASON[quarter[-1]] * (10.0 if area_id == BUSY else 1.0)
            if year_of(quarter) == "2025":
                times *= {RISING: 2.0, FALLING: 0.5}.get(area_id, 1.0)
            above = {CITY_ID, area_id} | {
                place.place_id
                for level in (Level.LOKALUDVALG, Level.BYDEL)
                for place in places.at(level)
                if area_id in place.members and len(place.members) > 1
            }
            for cell in _cells(area_id):
                for type_id, mean in TYPES.items():
                    many = int(rng.poisson(mean * times))
                    group = of_group(group_of(type_id))
                    for what in (of_type(type_id), group, ALL):
                        for place_id in above:
                            found[CountKey(BY_AREA.table_id, quarter, what, place_id)] += many
                    found[CountKey(BY_CELL.table_id, quarter, ALL, cell)] += many
                    if year_of(quarter) != QUARTERS[-1][:4]:
                        found[CountKey(BY_CELL_AND_GROUP.table_id, year_of(quarter), group, cell)] += many
    return dict(found)


def published(true: Mapping[CountKey, int], *, synthetic: bool = True) -> PublishedReports:
    """What is published of true counts."""
    told = {}
    for number, (key, many) in enumerate(sorted(true.items())):
        if many < 5:
            told[key] = PublishedCount(None, 0, 4)
        elif number % 17 == 0 and key.what != ALL:
            told[key] = PublishedCount(None, 5)
        else:
            told[key] = PublishedCount(many)
    source = "Anmeldelser fra prøvelaboratoriet" if synthetic else "Anmeldelser fra politiet"
    months = (12 * 2023, 12 * 2025 + 8)
    delivery = ReportDelivery(source, months, "legeby", 5, synthetic, (), None, {})
    tables = {(table.table, table.period): table for table in tables_of(told, delivery)}
    return PublishedReports(tables, {delivery.record_id: delivery})


def with_reports(atlas: Atlas, *, synthetic: bool = True) -> Atlas:
    """An atlas where a delivery of reports stands."""
    reports = published(true_counts(), synthetic=synthetic)
    return replace(atlas, snapshot=replace(atlas.snapshot, reports=reports))


def deliver(folder: Path) -> None:
    """Put the invented reports into the store of a folder, as they are published."""
    reports = published(true_counts())
    (delivery,) = reports.deliveries.values()
    told = {key: count for table in reports.tables.values() for key, count in table.counts.items()}
    deliver_reports(Store(folder), delivery, told, lambda *_: (), who="anna", why="kvartalet", seen=0)
