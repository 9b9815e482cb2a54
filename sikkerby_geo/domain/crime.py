"""Reported crime: counts (extensive) and rates per 1,000 residents (intensive), series never chained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sikkerby_geo.domain.levels import weights_near
from sikkerby_geo.domain.observations import MissingReason
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class CrimeCell:
    """Reported crime of one series in one place and calendar year.

    ``reports`` counts, ``per_1000`` is the published rate, ``population`` the denominator printed in the same
    report. ``contradictory``: count and rate cannot both be right, so the count is set aside.
    """

    place_id: str
    series: str
    year: int
    reports: int | None
    per_1000: float | None
    decimals: int
    population: int | None
    sources: tuple[Source, ...]
    computed: bool = False
    contradictory: bool = False
    note: str = ""
    missing: MissingReason | None = None

    @property
    def rate(self) -> float:
        """The rate per 1,000 of a cell that has one."""
        if self.per_1000 is None:
            raise ValueError(f"no rate of {self.series} in {self.place_id} {self.year}")
        return self.per_1000


def rate_per_1000(reports: float, population: float) -> float:
    """Reports (extensive) per 1,000 residents: a rate (intensive)."""
    return 1000 * reports / population


def crime_cells(
    crime: pd.DataFrame, population: pd.DataFrame, sources: Mapping[str, Source]
) -> dict[tuple[str, str, int], CrimeCell]:
    """Resolve the rows of table ``crime`` into one cell per (series, place, calendar year).

    Count and rate are resolved separately: best trust, more decimals, newest, source id.
    """
    cells = {}
    for (series, place_id, year), rows in crime.groupby(["series", "area_id", "year"]):
        counts = _ranked(rows[rows.reports.notna()], "reports", sources)
        rates = _ranked(rows[rows.per_1000.notna()], "per_1000", sources)
        reports = int(counts[0].reports) if counts else None
        rate = float(rates[0].per_1000) if rates else None
        printed_in = counts[0].population_source_id if counts else ""
        denominator = _population_of_source(place_id, printed_in, int(year), population)
        contradictory = _contradict(reports, rate, denominator, place_id, int(year), population)
        used = (*counts[:1], *rates[:1])
        cells[series, place_id, int(year)] = CrimeCell(
            place_id=place_id,
            series=series,
            year=int(year),
            reports=None if contradictory else reports,
            per_1000=rate,
            decimals=_decimals(rate),
            population=denominator,
            sources=tuple(dict.fromkeys(sources[row.source_id] for row in used)),
            contradictory=contradictory,
            note=next((row.note_da for row in used if row.note_da), ""),
        )
    return cells


def _decimals(rate: float | None) -> int:
    return 0 if rate is None or rate == int(rate) else len(f"{rate:g}".split(".")[1])


def _ranked(rows: pd.DataFrame, column: str, sources: Mapping[str, Source]) -> list:
    def rank(row) -> tuple[int, int, int, str, float]:
        source = sources[row.source_id]
        value = float(getattr(row, column))
        return (source.trust, -_decimals(value), -source.published_year, source.source_id, value)

    return sorted(rows.itertuples(), key=rank)


def _population_of_source(place_id: str, source_id: str, year: int, population: pd.DataFrame) -> int | None:
    """The residents a source prints for a place, at its date nearest to the end of ``year``; of two, the earlier."""
    rows = population[(population.area_id == place_id) & (population.source_id == source_id)]
    end = date(year + 1, 1, 1)
    nearest = [(abs((date.fromisoformat(row.date) - end).days), row.date, row.population) for row in rows.itertuples()]
    return int(min(nearest)[2]) if nearest else None


def _contradict(
    reports: int | None,
    rate: float | None,
    denominator: int | None,
    place_id: str,
    year: int,
    population: pd.DataFrame,
) -> bool:
    """Whether a count and a rate differ by more than rounding, or than the tolerance on a population near by."""
    if reports is None or rate is None:
        return False
    if denominator is not None:
        return abs(rate_per_1000(reports, denominator) - rate) > 0.5 * 10 ** -_decimals(rate)
    near = weights_near(date(year, 7, 1), (place_id,), population)
    if near is None:
        return False
    recomputed = rate_per_1000(reports, near.population[place_id])
    return abs(recomputed - rate) > thresholds.RATE_TOLERANCE.value * rate + 0.5 * 10 ** -_decimals(rate)


def crime_of_place(place: Place, series: str, year: int, parts: Sequence[CrimeCell | None]) -> CrimeCell:
    """Crime of a place made of several survey areas: reports and populations add, the rate is computed anew.

    No rate where a part has no count or no population of the same report: rates themselves are never averaged.
    """
    known = [part for part in parts if part is not None]
    sources = tuple(dict.fromkeys(source for part in known for source in part.sources))
    if not known:
        return CrimeCell(place.place_id, series, year, None, None, 0, None, (), missing=MissingReason.NOT_FOUND)
    counts = [part.reports for part in known if part.reports is not None]
    populations = [part.population for part in known if part.population is not None]
    reports = sum(counts) if len(counts) == len(place.members) else None
    if reports is None or len(populations) < len(known):
        missing = MissingReason.PARTS_MISSING if reports is None else MissingReason.NO_WEIGHTS
        return CrimeCell(place.place_id, series, year, reports, None, 0, None, sources, True, missing=missing)
    population = sum(populations)
    rate = rate_per_1000(reports, population)
    return CrimeCell(place.place_id, series, year, reports, rate, 0, population, sources, True)
