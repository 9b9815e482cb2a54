"""Cells of the 1 km grid beside the limit of the key figures to the Økonomiudvalg."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts.published_counts import ALL
from sikkerby_geo.facts.thresholds import GRID_LIMIT, GRID_LIMIT_ALL

QUARTERS_OF_YEAR = 4


@dataclass(frozen=True)
class GridLimit:
    """Over how many reports a cell is marked: ``limit`` in the period, ``by_quarter`` as the key figures had it."""

    limit: float
    by_quarter: float
    period: str

    @property
    def yearly(self) -> bool:
        return self.limit != self.by_quarter


def grid_limit(reports: Reports, quarter: str, what: str) -> GridLimit | None:
    """The limit of what is shown in cells: of all reports in a quarter, or of a group in its year.

    The key figures had limits for a quarter: a year has four times as much. None where no cells are published.
    """
    period = reports.cell_period(quarter, what)
    if period is None:
        return None
    by_quarter = (GRID_LIMIT_ALL if what == ALL else GRID_LIMIT).value
    return GridLimit(by_quarter * (1 if period == quarter else QUARTERS_OF_YEAR), by_quarter, period)


@dataclass(frozen=True)
class ReportCell:
    """One cell: what is known of its count, and whether it is over the limit (None: it may be either)."""

    cell_id: str
    count: CountRange
    over: bool | None


def report_cells(reports: Reports, quarter: str, what: str) -> tuple[ReportCell, ...]:
    """Every published cell, those with most first, then by id; empty where none are published."""
    limit = grid_limit(reports, quarter, what)
    if limit is None:
        return ()
    found = [
        ReportCell(cell_id, count, count.over(limit.limit)) for cell_id, count in reports.cells(quarter, what).items()
    ]
    return tuple(sorted(found, key=lambda cell: (-cell.count.low, -(cell.count.high or 0), cell.cell_id)))
