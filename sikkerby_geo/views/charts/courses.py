"""Courses: one measure in one place over the years, what may be joined by a line, and where nothing is known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import Figure, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.text import t

FEWEST_YEARS = 5
"""An axis of fewer years would look like a course where there is none."""


@dataclass(frozen=True)
class Course:
    """One place's cells by year."""

    place: Place
    cells: Mapping[int, Observation]

    def within(self, years: Sequence[int]) -> Course:
        """The same course over some of its years."""
        return Course(self.place, {year: self.cells[year] for year in years})

    def figures(self) -> dict[int, Figure]:
        """The figures by year."""
        return {year: cell.figure for year, cell in self.cells.items() if cell.figure is not None}

    def bounds(self) -> dict[int, Range]:
        """The shares of which only limits are known, by year."""
        only_limits = {year: cell.flag_range for year, cell in self.cells.items() if cell.figure is None}
        return {year: share for year, share in only_limits.items() if share is not None}

    def steps(self) -> list[tuple[int, int]]:
        """Pairs a line may join: neighbouring years of one series on one side of the break, both with a figure."""
        known = self.figures()
        return [
            (a, b)
            for a, b in itertools.pairwise(known)
            if b - a == 1 and self.cells[a].indicator.comparable(a, b) and known[a].series == known[b].series
        ]


def course_of(atlas: Atlas, indicator_id: str, place: Place, years: Sequence[int]) -> Course:
    return Course(place, {year: atlas.observation(indicator_id, place.place_id, year) for year in years})


def gaps(courses: Sequence[Course], years: Sequence[int]) -> list[tuple[int, int, str]]:
    """Runs of years in which no place has a figure or a bound: first year, last year and the reason in a few words.

    A run ends where the reason changes, and at the break.
    """
    found: list[tuple[int, int, str]] = []
    for year in years:
        cells = [course.cells[year] for course in courses]
        if any(cell.figure is not None or cell.flag_range is not None for cell in cells):
            continue
        reasons = {t(f"missing_short.{cell.missing}") for cell in cells}
        reason = reasons.pop() if len(reasons) == 1 else t("chart.mixed_gap")
        if (
            found
            and found[-1][1] == year - 1
            and found[-1][2] == reason
            and all(cell.indicator.comparable(year - 1, year) for cell in cells)
        ):
            found[-1] = (found[-1][0], year, reason)
        else:
            found.append((year, year, reason))
    return found


def known_from(courses: Sequence[Course]) -> tuple[int, ...]:
    """The years from the first in which something is known; all of them where nothing is."""
    years = tuple(courses[0].cells)
    known = {year for course in courses for year in (*course.figures(), *course.bounds())}
    first = min(known, default=years[0])
    return tuple(year for year in years if year >= min(first, years[-1] - FEWEST_YEARS + 1))


def span_words(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
