"""Seasons: a quarter beside the mean of the same quarters of earlier years."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.reports.count_range import CountRange, sum_of
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts.published_counts import year_of

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Season:
    """One quarter of the year: the mean of ``years`` of them from ``low`` to ``high`` (None: no upper end is known).

    ``now`` is the count of the same quarter in the chosen year, None where it is not published.
    """

    number: int
    years: tuple[int, ...]
    low: float
    high: float | None
    now: CountRange | None

    @property
    def exact(self) -> float | None:
        return self.low if self.low == self.high else None


def seasons(reports: Reports, period: str, what: str, place_id: str) -> tuple[Season, ...]:
    """The four quarters: the mean of the years before that of ``period``, and the count of its own year.

    A quarter without an earlier year is left out: with nothing to take a mean of there is none.
    """
    year = int(year_of(period))
    found = []
    for number in QUARTERS:
        earlier: dict[int, CountRange] = {}
        for quarter in reports.quarters:
            count = reports.count(quarter, what, place_id)
            if quarter.endswith(f"K{number}") and int(year_of(quarter)) < year and count is not None:
                earlier[int(year_of(quarter))] = count
        if not earlier:
            continue
        total, many = sum_of(earlier.values()), len(earlier)
        now = reports.count(f"{year:04d}-K{number}", what, place_id)
        high = None if total.high is None else total.high / many
        found.append(Season(number, tuple(sorted(earlier)), total.low / many, high, now))
    return tuple(found)
