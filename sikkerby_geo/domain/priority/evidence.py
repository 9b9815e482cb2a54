"""What a priority is worked out from: the raw parts of each area in one family of measures and one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import coverage, last_documented_year
from sikkerby_geo.domain.efforts.record import effort_record
from sikkerby_geo.domain.figures.changes import Change, Verdict
from sikkerby_geo.domain.figures.observations import Figure
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.domain.priority.worsening import expected_worsenings
from sikkerby_geo.facts import priority as registry
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.priority import Family
from sikkerby_geo.facts.thresholds import USUAL, Assumptions


@dataclass(frozen=True)
class Evidence:
    """What is known of one survey area: raw values of the parts (None = missing) and what is behind them.

    ``raw`` holds level and evening (per cent), worsening (percentage points to be expected, 0 = none), crime (reports
    per 1,000) and uncovered (per cent of the land), all rates (intensive); and known (efforts of one kind
    that are known of, a count, extensive; None where no kind is chosen). ``verdict`` is what can be said of the change
    since the year before.
    """

    place_id: str
    raw: Mapping[str, float | None]
    level: Figure
    evening: Figure | None = None
    before: Figure | None = None
    crime: Figure | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Basis:
    """The evidence of all areas for one family and year, with the year each part is from.

    ``used`` are the parts that enter the score: those known for enough areas; the others are shown, not scored.
    ``kind`` is the kind of efforts that ``known`` counts. Answers are counted under the assumptions ``assumed``.
    """

    family: Family
    year: int
    years: Mapping[str, int | None]
    evidence: tuple[Evidence, ...]
    used: tuple[str, ...]
    kind: EffortKind | None = None
    assumed: Assumptions = USUAL

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts there are to show: all, but for the count of a kind nobody has chosen."""
        return tuple(part for part in registry.PART_IDS if part != "known" or self.kind is not None)

    def known(self, part_id: str) -> int:
        """In how many areas a part is known."""
        return sum(item.raw[part_id] is not None for item in self.evidence)


def offered(atlas: Atlas) -> tuple[tuple[Family, int], ...]:
    """Families and years in which at least ten areas have the main figure, newest first."""
    areas = [area.place_id for area in atlas.places.at(Level.SURVEY_AREA)]
    return tuple(
        (family, year)
        for year in sorted(atlas.years, reverse=True)
        for family in registry.FAMILIES
        if _known(atlas, family.main_id, areas, year) >= registry.LEAST_AREAS.value
    )


def _known(atlas: Atlas, indicator_id: str, areas: Sequence[str], year: int) -> int:
    return sum(atlas.observation(indicator_id, place_id, year).figure is not None for place_id in areas)


def basis(atlas: Atlas, family: Family, year: int, kind: EffortKind | None = None) -> Basis:
    """Gather the evidence of a family and year; areas without the main figure are left out.

    The evening figure is of the same year where enough areas have it, else of the newest earlier year that has.
    Reported crime is of the calendar year before; coverage and the known efforts of a kind are of the record's last
    year.
    """
    areas = [area.place_id for area in atlas.places.at(Level.SURVEY_AREA)]
    evening_year = _year_with_enough(atlas, family.evening_id, areas, year)
    covered_year = last_documented_year(atlas)
    covered = coverage(atlas, covered_year) if covered_year is not None else None
    changes = atlas.changes_between(family.main_id, Level.SURVEY_AREA, year - 1, year)
    evidence = []
    for place_id in sorted(areas):
        main = atlas.observation(family.main_id, place_id, year)
        if main.figure is None:
            continue
        evening = atlas.observation(family.evening_id, place_id, evening_year).figure if evening_year else None
        crime = atlas.observation(registry.CRIME_SERIES_ID, place_id, year - 1).figure
        raw = {
            "level": main.figure.value,
            "evening": evening.value if evening else None,
            "worsening": _worsening(changes[place_id], family, atlas.assumed),
            "crime": crime.value if crime else None,
            "uncovered": 100 * (1 - covered[place_id]) if covered and place_id in covered else None,
            "known": _known_of(atlas, place_id, covered_year, kind),
        }
        moved = changes[place_id]
        evidence.append(Evidence(place_id, raw, main.figure, evening, moved.before.figure, crime, moved.verdict))
    used = tuple(
        part
        for part in registry.PART_IDS
        if sum(item.raw[part] is not None for item in evidence) >= registry.LEAST_AREAS.value
    )
    years = {
        "level": year,
        "evening": evening_year,
        "worsening": year,
        "crime": year - 1,
        "uncovered": covered_year if covered else None,
        "known": covered_year,
    }
    return Basis(family, year, years, tuple(evidence), used, kind, atlas.assumed)


def _known_of(atlas: Atlas, place_id: str, year: int | None, kind: EffortKind | None) -> float | None:
    """The known efforts of a kind that name an area; None where no kind is chosen or the record has no last year."""
    if kind is None or year is None:
        return None
    return float(effort_record(atlas, atlas.places[place_id], year).known_of(kind))


def _year_with_enough(atlas: Atlas, indicator_id: str, areas: Sequence[str], year: int) -> int | None:
    comparable = [when for when in atlas.years if when <= year and INDICATOR[indicator_id].comparable(when, year)]
    for when in reversed(comparable):
        if _known(atlas, indicator_id, areas, when) >= registry.LEAST_AREAS.value:
            return when
    return None


def _worsening(moved: Change, family: Family, under: Assumptions) -> float | None:
    """The expected worsening since the year before; None where the two figures cannot be held against each other.

    From a figure that may be a misprint no worsening is concluded, and the list says so.
    """
    if moved.doubted:
        return 0.0
    if moved.verdict is Verdict.NOT_TESTABLE:
        return None
    pair = (moved.before.known, moved.after.known)
    shares = (np.array([figure.value]) for figure in pair)
    return float(expected_worsenings([pair], *shares, worse_high=family.main.worse_high, under=under)[0])


def worsenings(found: Basis, before: Floats, after: Floats, answers: float = 1.0) -> Floats:
    """The expected worsening of every area, had the shares been others; NaN where no change can be told.

    ``before`` and ``after`` hold shares (per cent), areas along the last axis in the order of the evidence; ``answers``
    scales every number of answers.
    """
    told = np.array([item.before is not None and item.raw["worsening"] is not None for item in found.evidence])
    pairs = [(item.before or item.level, item.level) for item in found.evidence]
    worse_high, under = found.family.main.worse_high, found.assumed
    worse = expected_worsenings(pairs, before, after, worse_high=worse_high, under=under, answers=answers)
    return np.where(told, worse, np.nan)


def worsening_if(found: Basis, place_id: str, percent: float) -> float | None:
    """The worsening there would be if the main share of one area had been ``percent``."""
    item = next(item for item in found.evidence if item.place_id == place_id)
    before, after = np.array([(item.before or item.level).value]), np.array([percent])
    points = float(worsenings(replace(found, evidence=(item,)), before, after)[0])
    return None if np.isnan(points) else points
