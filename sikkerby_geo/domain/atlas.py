"""The atlas: everything known and everything that follows, built once for a data version and then only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.carried_over import efforts_stand, indicator_stands
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.rows import efforts_from, offers_told, records_from
from sikkerby_geo.domain.figures.changes import Change, Pair, change, changes_among
from sikkerby_geo.domain.figures.flags import Flag, FlagState, flags_of
from sikkerby_geo.domain.figures.history import FlaggedSince, flagged_since
from sikkerby_geo.domain.figures.observations import MissingReason, Observation, totals_by_year
from sikkerby_geo.domain.figures.published_counts import published_counts
from sikkerby_geo.domain.figures.resolving import Record, observations_of
from sikkerby_geo.domain.register.current import current_efforts, current_shapes, register_rows
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, Place, gazetteer_from
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS, SURVEY_FROM, SURVEY_INDICATORS, Kind, Use
from sikkerby_geo.facts.problems import DataError
from sikkerby_geo.facts.register_entry import RegisterRow
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import Source, sources_from
from sikkerby_geo.facts.thresholds import USUAL, Assumptions

CITY = Place(CITY_ID, Level.BYDEL, "Hele byen", "Hele byen", ())
"""The city as a whole; it belongs to no level and is never flagged."""


@dataclass(frozen=True)
class Atlas:
    """Places, observations, flags and efforts of one data version.

    ``observations`` by (indicator, place, year) hold what any source speaks of, ``flags`` by (rule, place, year) the
    known years; ``documented_to`` is the last year a table of efforts covers. ``published`` are all efforts of the
    public record as they were published; ``efforts`` those that belong on the map as they stand, ``records`` those that
    the register alone holds: with what this installation has added, edited and withdrawn. What is called clear holds
    under the assumptions ``assumed``. All sessions share one atlas: its mappings are read-only.
    """

    version: str
    places: Gazetteer
    years: tuple[int, ...]
    observations: Mapping[tuple[str, str, int], Observation]
    flags: Mapping[tuple[str, str, int], Flag]
    published: tuple[Effort, ...]
    efforts: tuple[Effort, ...]
    records: tuple[Effort, ...]
    sources: Mapping[str, Source]
    documented_to: Mapping[str, int]
    totals: Mapping[int, int]
    published_counts: Mapping[tuple[str, int], tuple[int, Source]]
    snapshot: Snapshot
    assumed: Assumptions = USUAL
    _otherwise: dict[Assumptions, Atlas] = field(default_factory=dict, repr=False, compare=False)

    @property
    def key(self) -> str:
        """Names the facts and what is called clear of them; ``version`` names the facts alone."""
        return ".".join((self.version, *self.assumed))

    def under(self, assumed: Assumptions) -> Atlas:
        """The same facts with another idea of what is clear, worked out once; read-only like this one."""
        if assumed == self.assumed:
            return self
        if assumed not in self._otherwise:
            flags = MappingProxyType(flags_of(self.observations, self.places, assumed))
            self._otherwise[assumed] = replace(self, flags=flags, assumed=assumed, _otherwise={self.assumed: self})
        return self._otherwise[assumed]

    @property
    def survey_years(self) -> tuple[int, ...]:
        """The years of the present survey, from the first to the last that any source speaks of."""
        known = [
            year for each in SURVEY_INDICATORS for year in self.known_years(each.indicator_id) if year >= SURVEY_FROM
        ]
        return tuple(year for year in self.years if known and min(known) <= year <= max(known))

    @property
    def troubles(self) -> tuple[DataError, ...]:
        return self.snapshot.troubles

    @property
    def altered(self) -> tuple[str, ...]:
        """What is read though it is not what the manifest states."""
        return self.snapshot.altered

    def readable(self, name: str) -> bool:
        """Whether a table or layer can be read."""
        return self.snapshot.readable(name)

    def origin(self, name: str) -> str:
        """Where a table or layer comes from, as readers are told it: data/survey.csv."""
        return self.snapshot.origin.get(name, name)

    def observation(self, indicator_id: str, place_id: str, year: int) -> Observation:
        """What is known, or an observation that says why there is no figure: none found, or not at this level."""
        found = self.observations.get((indicator_id, place_id, year))
        return found or Observation(place_id, indicator_id, year, missing=self._absence(indicator_id, place_id))

    def newest(self, indicator_id: str, place_id: str) -> Observation | None:
        """The newest observation of a place that has a figure, in the years that can be compared with the newest."""
        years = [year for year in self.years if INDICATOR[indicator_id].comparable(year, self.years[-1])]
        newest_first = (self.observation(indicator_id, place_id, year) for year in reversed(years))
        return next((cell for cell in newest_first if cell.figure is not None), None)

    def known_years(self, indicator_id: str) -> tuple[int, ...]:
        """The years in which any source speaks of an indicator, oldest first."""
        return tuple(sorted({year for name, _, year in self.observations if name == indicator_id}))

    def _absence(self, indicator_id: str, place_id: str) -> MissingReason:
        """Why nothing is said: its file cannot be read, it is published for larger places only, or we found nothing."""
        indicator, place = INDICATOR[indicator_id], self.places.get(place_id)
        if not self.snapshot.readable(indicator.column.table):
            return MissingReason.UNREADABLE
        if place is not None and indicator.native_level.above(place.level):
            return MissingReason.OTHER_LEVEL
        return MissingReason.NOT_FOUND

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
        after = self.observation(indicator_id, place_id, year)
        if after.figure is None:
            return None
        comparable = [when for when in self.years if when < year and after.indicator.comparable(when, year)]
        for earlier in reversed(comparable):
            if self.observation(indicator_id, place_id, earlier).figure is not None:
                return self.change_between(indicator_id, place_id, earlier, year)
        return None

    def change_between(self, indicator_id: str, place_id: str, before: int, after: int) -> Change:
        """The change of one place between two years, judged as one of all places of its level; the city's alone."""
        return change(
            *self._pair(indicator_id, place_id, before, after),
            self._others(indicator_id, place_id, before, after),
            self.assumed,
        )

    def change_as_printed(self, moved: Change) -> Change:
        """A change as it would be judged, were none of its two figures taken for a misprint."""
        before, after = moved.before, moved.after
        others = self._others(after.indicator_id, after.place_id, before.year, after.year)
        return change(before.as_printed, after.as_printed, others, self.assumed)

    def _others(self, indicator_id: str, place_id: str, before: int, after: int) -> list[Pair]:
        """The other places of a place's level, each in two years; the city has none."""
        place = self.places.get(place_id)
        others = [other.place_id for other in self.places.at(place.level)] if place else []
        return [self._pair(indicator_id, other, before, after) for other in others if other != place_id]

    def changes_between(self, indicator_id: str, level: Level, before: int, after: int) -> dict[str, Change]:
        """The changes of all places of a level between two years, in Danish alphabetical order."""
        ids = [place.place_id for place in self.places.at(level)]
        found = changes_among([self._pair(indicator_id, place_id, before, after) for place_id in ids], self.assumed)
        return dict(zip(ids, found, strict=True))

    def _pair(self, indicator_id: str, place_id: str, before: int, after: int) -> Pair:
        return (
            self.observation(indicator_id, place_id, before),
            self.observation(indicator_id, place_id, after),
        )

    def efforts_in(self, place: Place) -> tuple[Effort, ...]:
        """The efforts that name one of the place's survey areas (orientation layers and offers left out)."""
        members = set(place.members)
        return tuple(effort for effort in self.efforts if members & set(effort.area_ids) and effort.done)

    def known_to(self, effort: Effort) -> int | None:
        """The last year an effort is spoken of: when it was written here, or the last year its table covers."""
        return effort.known_to if effort.known_to is not None else self.documented_to.get(effort.overlay.table)

    @cached_property
    def published_shapes(self) -> Mapping[str, BaseGeometry]:
        """The geometry of every published effort that has one, by its id, in EPSG:4326; unreadable layers give none."""
        hidden = {effort.effort_id for effort in self.published if effort.kind.hidden}
        shapes: dict[str, BaseGeometry] = {}
        for name in dict.fromkeys(layer for overlay in OVERLAYS for layer in overlay.layers):
            frame = self.layer(name)
            if frame is not None:
                shapes |= zip(frame[LAYERS[name].id_column], frame.geometry, strict=True)
        return MappingProxyType({one: shape for one, shape in shapes.items() if one not in hidden})

    @cached_property
    def effort_shapes(self) -> Mapping[str, BaseGeometry]:
        """The geometry of every effort that has one as it stands, by its id, in EPSG:4326."""
        return MappingProxyType(current_shapes(self.published_shapes, self.snapshot.register))

    @cached_property
    def effort_shapes_in_metres(self) -> Mapping[str, BaseGeometry]:
        """The same in EPSG:25832."""
        series = gpd.GeoSeries(list(self.effort_shapes.values()), crs=DEGREES).to_crs(METRES)
        return MappingProxyType(dict(zip(self.effort_shapes, series, strict=True)))

    @cached_property
    def register(self) -> Mapping[str, RegisterRow]:
        """Every row of the register by the id of its effort, withdrawn ones too."""
        own = self.snapshot.register
        return MappingProxyType(register_rows(self.published_of_register, self.published_shapes, own))

    @property
    def kept_ids(self) -> frozenset[str]:
        """The ids of the efforts this installation says anything of."""
        return frozenset(self.snapshot.register)

    @property
    def published_of_register(self) -> tuple[Effort, ...]:
        """The published efforts without what the map has for orientation and what only repeats another one."""
        return tuple(effort for effort in self.published if effort.overlay.in_register and not effort.same_as)

    def layer(self, name: str) -> gpd.GeoDataFrame | None:
        """A layer in EPSG:4326, or None where its file cannot be read."""
        return self.snapshot.layers.get(name)


def build_atlas(snapshot: Snapshot, version: str, earlier: Atlas | None = None) -> Atlas:
    """Work out everything from a snapshot.

    An indicator whose tables are the very same as those of an ``earlier`` atlas is taken from it.
    """
    sources = sources_from(snapshot.table("sources"))
    places = gazetteer_from(snapshot.table("areas"))
    survey = snapshot.table("survey")
    totals = totals_by_year(survey)
    population = snapshot.table("population").astype(object)  # row by row, Python's own values are read sooner
    record = Record(snapshot.table, places, sources, population, totals)
    standing = {one.indicator_id for one in INDICATORS if earlier and indicator_stands(one, snapshot, sources, earlier)}
    observations = {
        key: found for key, found in (earlier.observations if earlier else {}).items() if key[0] in standing
    }
    observations |= {
        (indicator.indicator_id, place_id, year): found
        for indicator in INDICATORS
        if indicator.indicator_id not in standing
        for (place_id, year), found in observations_of(indicator, record).items()
    }
    published = _published(snapshot, sources, earlier)
    same = earlier if earlier is not None and published is earlier.published else None
    before = (same.snapshot.register, (*same.efforts, *same.records)) if same else ()
    stand = current_efforts(published, snapshot.register, *before)
    manifest = snapshot.table("manifest")
    documented = manifest[manifest.documented_to.notna()]
    return Atlas(
        version=version,
        places=places,
        years=_years(observations),
        observations=MappingProxyType(observations),
        flags=MappingProxyType(flags_of(observations, places, USUAL)),
        published=published,
        efforts=tuple(effort for effort in stand if effort.overlay.role is not None),
        records=tuple(effort for effort in stand if effort.overlay.role is None),
        sources=MappingProxyType(sources),
        documented_to=MappingProxyType({row.dataset: int(row.documented_to) for row in documented.itertuples()}),
        totals=MappingProxyType(totals),
        published_counts=MappingProxyType(published_counts(snapshot.table, sources)),
        snapshot=snapshot,
    )


def _published(snapshot: Snapshot, sources: Mapping[str, Source], earlier: Atlas | None) -> tuple[Effort, ...]:
    """Every effort of the tables; those of an ``earlier`` atlas where its tables and their sources are the same."""
    if earlier is not None and efforts_stand(snapshot, sources, earlier):
        return earlier.published
    return offers_told((*efforts_from(snapshot.table, sources), *records_from(snapshot.table, sources)))


def _years(observations: Mapping[tuple[str, str, int], Observation]) -> tuple[int, ...]:
    """The years any source speaks of, without holes; reported crime is shown beside the survey of the year after."""
    found = {year for name, _, year in observations if INDICATOR[name].surveyed}
    if not found:
        found = {year + 1 for name, _, year in observations if INDICATOR[name].kind is Kind.RATE}
    found |= {year for name, _, year in observations if INDICATOR[name].use is Use.ASSESSMENT}
    return tuple(range(min(found), max(found) + 1)) if found else (SURVEY_FROM,)
