"""The atlas: everything known and everything that follows, built once for a data version and then only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import geopandas as gpd
import pandas as pd

from sikkerby_geo.domain.changes import Change, change
from sikkerby_geo.domain.crime import CrimeCell, crime_cells, crime_of_place
from sikkerby_geo.domain.efforts import Effort, efforts_from
from sikkerby_geo.domain.flags import Flag, FlagState, flag
from sikkerby_geo.domain.history import FlaggedSince, flagged_since
from sikkerby_geo.domain.levels import observation_of_place
from sikkerby_geo.domain.observations import (
    Claim,
    MissingReason,
    Observation,
    answers_in,
    claims_from,
    observation_from,
    totals_by_year,
)
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, Place, gazetteer_from
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, SURVEY_INDICATORS, comparable
from sikkerby_geo.facts.library import Library
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.facts.rules import RULES, Rule
from sikkerby_geo.facts.sources import Source, sources_from

CITY = Place(CITY_ID, Level.BYDEL, "Hele byen", "Hele byen", ())
"""The city as a whole; it belongs to no level and is never flagged."""


@dataclass(frozen=True)
class Atlas:
    """Places, cells, flags, crime and efforts of one data version.

    ``cells`` by (measure, place, year) and ``flags`` by (rule, place, year) hold every combination of the
    known years; ``documented_to`` is the last year a table of efforts covers. All sessions share one atlas:
    its mappings are read-only.
    """

    version: str
    places: Gazetteer
    years: tuple[int, ...]
    cells: Mapping[tuple[str, str, int], Observation]
    flags: Mapping[tuple[str, str, int], Flag]
    crime: Mapping[tuple[str, str, int], CrimeCell]
    efforts: tuple[Effort, ...]
    sources: Mapping[str, Source]
    documented_to: Mapping[str, int]
    totals: Mapping[int, int]
    published_counts: Mapping[tuple[str, int], tuple[int, Source]]
    library: Library

    @property
    def troubles(self) -> tuple[DataError, ...]:
        return self.library.troubles

    def cell(self, indicator_id: str, place_id: str, year: int) -> Observation:
        """The cell, or one without a figure where the year or place is outside the tables."""
        found = self.cells.get((indicator_id, place_id, year))
        return found or Observation(place_id, indicator_id, year, missing=self._absence("survey"))

    def newest(self, indicator_id: str, place_id: str) -> Observation | None:
        """The newest cell of a place that has a figure, in the years the survey can be compared."""
        years = sorted((year for year in self.years if year >= SURVEY_FROM), reverse=True)
        cells = (self.cell(indicator_id, place_id, year) for year in years)
        return next((cell for cell in cells if cell.figure is not None), None)

    def _absence(self, table: str) -> MissingReason:
        """Why a table says nothing: we found nothing, or its file cannot be read."""
        return MissingReason.NOT_FOUND if self.library.readable(table) else MissingReason.UNREADABLE

    def flag(self, rule: Rule, place_id: str, year: int) -> Flag:
        return self.flags.get((rule.rule_id, place_id, year), Flag(FlagState.NO_FIGURE))

    def states(self, rule: Rule, level: Level, year: int) -> dict[str, FlagState]:
        """Flag state of every place of a level in one year, in Danish alphabetical order."""
        return {place.place_id: self.flag(rule, place.place_id, year).state for place in self.places.at(level)}

    def decided(self, rule: Rule, level: Level, year: int) -> int:
        """In how many places of a level the rule is decided that year."""
        return sum(state.flagged is not None for state in self.states(rule, level, year).values())

    def since(self, rule: Rule, place_id: str, year: int) -> FlaggedSince:
        states = {when: self.flag(rule, place_id, when).state for when in self.years if when >= SURVEY_FROM}
        return flagged_since(states, year)

    def latest_change(self, indicator_id: str, place_id: str, year: int) -> Change | None:
        """The change to ``year`` from the nearest earlier comparable year with a figure, if both have one."""
        after = self.cell(indicator_id, place_id, year)
        if after.figure is None:
            return None
        for earlier in sorted((when for when in self.years if when < year and comparable(when, year)), reverse=True):
            before = self.cell(indicator_id, place_id, earlier)
            if before.figure is not None:
                return change(before, after)
        return None

    def crime_in(self, series: str, place: Place, year: int) -> CrimeCell:
        """Reported crime of a place at any level in a calendar year."""
        if len(place.members) <= 1 or not self.library.readable("crime"):
            place_id = place.members[0] if len(place.members) == 1 else place.place_id
            blank = CrimeCell(place_id, series, year, None, None, 0, None, (), missing=self._absence("crime"))
            return self.crime.get((series, place_id, year), blank)
        parts = [self.crime.get((series, member, year)) for member in place.members]
        return crime_of_place(place, series, year, parts)

    def efforts_in(self, place: Place) -> tuple[Effort, ...]:
        """The efforts that name one of the place's survey areas (orientation layers left out)."""
        members = set(place.members)
        return tuple(
            effort for effort in self.efforts if members & set(effort.area_ids) and not effort.overlay.timeless
        )

    def layer(self, name: str) -> gpd.GeoDataFrame | None:
        """A layer in EPSG:4326, or None where its file cannot be read."""
        return self.library.layers.get(name)


def build_atlas(library: Library, version: str) -> Atlas:
    """Work out everything from a library, once."""
    sources = sources_from(library.table("sources"))
    places = gazetteer_from(library.table("areas"))
    survey = library.table("survey")
    claims = claims_from(survey, sources)
    totals = totals_by_year(survey)
    years = _years(survey, library.table("crime"))
    unread = None if library.readable("survey") else MissingReason.UNREADABLE
    cells = _all_cells(claims, totals, years, places, library.table("population"), unread)
    flags = {
        (rule.rule_id, place.place_id, year): flag(cells[rule.indicator_id, place.place_id, year], rule)
        for rule in RULES
        for place in places.places
        for year in years
    }
    manifest = library.table("manifest")
    documented = manifest[manifest.documented_to.notna()]
    return Atlas(
        version=version,
        places=places,
        years=years,
        cells=MappingProxyType(cells),
        flags=MappingProxyType(flags),
        crime=MappingProxyType(crime_cells(library.table("crime"), library.table("population"), sources)),
        efforts=efforts_from({overlay.table: library.table(overlay.table) for overlay in OVERLAYS}, sources),
        sources=MappingProxyType(sources),
        documented_to=MappingProxyType({row.dataset: int(row.documented_to) for row in documented.itertuples()}),
        totals=MappingProxyType(totals),
        published_counts=MappingProxyType(_published_counts(library, sources)),
        library=library,
    )


def _years(survey: pd.DataFrame, crime: pd.DataFrame) -> tuple[int, ...]:
    """The survey's years without holes; without a readable survey, the years that show reported crime."""
    found = survey.year if len(survey) else crime.year + 1  # a survey year shows the crime of the year before
    return tuple(range(int(found.min()), int(found.max()) + 1)) if len(found) else (SURVEY_FROM,)


def _all_cells(
    claims: Iterable[Claim],
    totals: Mapping[int, int],
    years: Iterable[int],
    places: Gazetteer,
    population: pd.DataFrame,
    unread: MissingReason | None,
) -> dict[tuple[str, str, int], Observation]:
    grouped: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.indicator_id, claim.area_id, claim.year), []).append(claim)
    cells = {}
    lowest = [*places.at(Level.SURVEY_AREA), CITY]
    for year in years:
        for measure in SURVEY_INDICATORS:
            for place in lowest:
                key = (measure.indicator_id, place.place_id, year)
                cells[key] = (
                    observation_from(grouped[key], answers_in(place.place_id, year, totals))
                    if key in grouped
                    else Observation(
                        place.place_id, measure.indicator_id, year, missing=unread or MissingReason.NOT_FOUND
                    )
                )
            members = {place.place_id: cells[measure.indicator_id, place.place_id, year] for place in lowest}
            for place in (*places.at(Level.LOKALUDVALG), *places.at(Level.BYDEL)):
                cell = observation_of_place(place, members, measure.indicator_id, year, population)
                cells[measure.indicator_id, place.place_id, year] = cell
    return cells


def _published_counts(library: Library, sources: Mapping[str, Source]) -> dict[tuple[str, int], tuple[int, Source]]:
    """How many districts the municipality itself counted on the wrong side, by (measure, year).

    Best trust wins, then the newest, then source id.
    """
    goals = library.table("goals")
    measures = {row.goal_id: row.measure for row in goals.itertuples() if row.scope == "every_district"}
    counts: dict[tuple[str, int], tuple[int, Source]] = {}

    def rank(count: int, source: Source) -> tuple[int, int, str, int]:
        return (source.trust, -source.published_year, source.source_id, count)

    for row in library.table("goal_results").itertuples():
        if row.goal_id not in measures or pd.isna(row.value) or measures[row.goal_id] not in INDICATOR:
            continue
        key = (measures[row.goal_id], int(row.year))
        found = (int(row.value), sources[row.source_id])
        if key not in counts or rank(*found) < rank(*counts[key]):
            counts[key] = found
    return counts
