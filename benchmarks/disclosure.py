"""How long it takes to hide the small counts of a year, how many are hidden, and how many of them needlessly.

    PYTHONPATH=. python benchmarks/disclosure.py [reports a year] [quarters]

The reports are invented: 63 types, each rarer than the one before, spread unevenly over the 13 areas and the cells of
1 km. What is needless is measured on small tables, where every choice can be tried.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time

import geopandas as gpd
import numpy as np

from sikkerby_geo.domain.disclosure.audit import audit
from sikkerby_geo.domain.disclosure.before import nothing_before
from sikkerby_geo.domain.disclosure.geography import geography_of
from sikkerby_geo.domain.disclosure.protecting import Protecting
from sikkerby_geo.domain.disclosure.publishing import publication_of
from sikkerby_geo.domain.disclosure.relations import Relations
from sikkerby_geo.domain.disclosure.true_counts import MonthlyRow
from sikkerby_geo.domain.disclosure.whole_numbers import not_proven_whole
from sikkerby_geo.facts.areas import gazetteer_from
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.published_counts import PUBLISHED_TABLES
from sikkerby_geo.facts.report_groups import REPORT_GROUPS
from sikkerby_geo.store.reading import read_snapshot
from tests.domain.hidden_tables import safe, table

_FIRST = 2024 * 12
_SLIVER = 100
"""Square metres under which an area and a cell only touch."""


class Invented:
    """Reports by month, type and zone, the same ones every time."""

    def __init__(self, zones: list[tuple[str, str]], land: np.ndarray, reports: int, quarters: int) -> None:
        chance = np.random.default_rng(3)
        types = [*(one for listed in REPORT_GROUPS.values() for one in listed), *(f"andet {n}" for n in range(45))]
        often = 1 / (1 + np.arange(len(types))) ** 1.2
        dense = chance.lognormal(0, 1.2, len(zones)) * land
        expected = reports / 12 * np.outer(often / often.sum(), dense / dense.sum())
        self._listed: list[MonthlyRow] = []
        for month in range(3 * quarters):
            numbers = chance.poisson(expected)
            self._listed += [
                (_FIRST + month, types[one], *zones[zone], int(numbers[one, zone]))
                for one, zone in zip(*np.nonzero(numbers), strict=True)
            ]

    def rows(self) -> Iterator[MonthlyRow]:
        yield from self._listed


def year(reports: int, quarters: int) -> None:
    """Hide and audit a year, and say how long it took."""
    snapshot = read_snapshot(Path())
    areas = snapshot.layers["survey_areas_layer"].to_crs(METRES)[["area_id", "geometry"]]
    cells = snapshot.layers["grid_1km_layer"].to_crs(METRES)[["cell_id", "geometry"]]
    parts = gpd.overlay(areas, cells, how="intersection", keep_geom_type=True)
    parts = parts[parts.area > _SLIVER]
    zones = list(zip(parts.area_id, parts.cell_id, strict=True))
    geography = geography_of(gazetteer_from(snapshot.table("areas")), zones)
    counts = Invented(zones, parts.area.to_numpy(), reports, quarters)
    began, worked = perf_counter(), process_time()
    found = publication_of(counts, (_FIRST, _FIRST + 3 * quarters - 1), geography, 5)
    print(f"hidden in {perf_counter() - began:.0f} s, {process_time() - worked:.0f} s of processor time")
    began = process_time()
    exposed = audit(found, geography, 5)
    print(f"audited in {process_time() - began:.0f} s of processor time: {len(exposed)} exposed")
    began = process_time()
    left = not_proven_whole(found, geography, 5)
    print(f"in whole numbers: {len(left)} not proven, {process_time() - began:.0f} s of processor time")
    for one in PUBLISHED_TABLES:
        told = [count for key, count in found.items() if key.table == one.table_id]
        small = sum(count.high is not None for count in told)
        hidden = sum(count.hidden for count in told)
        print(f"{one.table_id}: {len(told)} numbers, {hidden} hidden, {small} of them told as 0–4")


def needless(tables: int = 12) -> None:
    """How many are hidden beside the small ones in small tables, against the fewest that would do."""
    chance = np.random.default_rng(8)
    ours = fewest = alike = 0
    for _ in range(tables):
        numbers = np.where(chance.random((3, 3)) < 0.3, chance.integers(0, 5, (3, 3)), chance.integers(5, 40, (3, 3)))
        relations, truth = table(tuple(map(tuple, numbers.tolist())))
        protecting = Protecting(relations, truth, 5, nothing_before(relations))
        protecting.protect()
        small = truth < 5
        beside = int((~protecting.shown & ~small).sum())
        if not small.any() or protecting.loose.any():
            continue
        best = next(many for many in range(beside + 1) if _would_do(relations, truth, small, many))
        ours, fewest, alike = ours + beside, fewest + best, alike + (best == beside)
    print(f"small tables: {ours} hidden beside, {fewest} would do; the fewest in {alike} tables")


def _would_do(relations: Relations, truth: np.ndarray, small: np.ndarray, many: int) -> bool:
    for others in combinations(np.flatnonzero(~small), many):
        hidden = small.copy()
        hidden[list(others)] = True
        if safe(relations, truth, hidden):
            return True
    return False


if __name__ == "__main__":
    needless()
    year(*(int(word) for word in (sys.argv[1:] + ["80000", "4"][len(sys.argv) - 1 :])))
