"""Counts by month, type and zone to what may be published of them, beside everything published before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sikkerby_geo.domain.disclosure.before import before
from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.domain.disclosure.protecting import Protecting
from sikkerby_geo.domain.disclosure.relations import ByGroup, relations_of
from sikkerby_geo.domain.disclosure.true_counts import (
    MonthlyCounts,
    TruthOfQuarter,
    quarters_within,
    true_numbers,
    with_rows,
)
from sikkerby_geo.facts.published_counts import (
    BY_AREA,
    PUBLISHED_TABLES,
    CountKey,
    Period,
    Publication,
    PublishedCount,
    year_of,
)
from sikkerby_geo.facts.report_groups import REPORT_GROUPS

_YEARLY = {table.table_id for table in PUBLISHED_TABLES if table.period is Period.YEAR}


class PartOfYearError(ValueError):
    """A year whose whole has been published is told again in part: ``year``."""

    def __init__(self, year: str) -> None:
        super().__init__(year)
        self.year = year


def publication_of(
    counts: MonthlyCounts,
    months: tuple[int, int],
    geography: Geography,
    threshold: int,
    earlier: Sequence[Publication] = (),
    groups: ByGroup = REPORT_GROUPS,
) -> dict[CountKey, PublishedCount]:
    """What may be published of counts that cover ``months`` (first and last), beside ``earlier`` publications.

    Only whole quarters, and a year where all its quarters are there. Of what was published before, a number that is
    the same is shown again, and one that was hidden stays hidden.

    Raises
    ------
    PartOfYearError
        A year has been published whole, and these counts have a part of it.
    UnprotectableError
        Earlier deliveries have published too much to hide a number of these.
    """
    by_year: dict[str, dict[str, TruthOfQuarter]] = {}
    for quarter, reports in quarters_within(counts.rows(), *months).items():
        by_year.setdefault(year_of(quarter), {})[quarter] = reports
    found: dict[CountKey, PublishedCount] = {}
    for year, quarters in by_year.items():
        found |= _of_year(year, quarters, geography, threshold, earlier, groups)
    return found


def _of_year(
    year: str,
    quarters: dict[str, TruthOfQuarter],
    geography: Geography,
    threshold: int,
    earlier: Sequence[Publication],
    groups: ByGroup,
) -> Publication:
    types = {
        quarter: with_rows(reports, threshold, _rows_of(quarter, earlier), groups)
        for quarter, reports in quarters.items()
    }
    relations = relations_of(types, geography)
    listed = set(relations.keys)
    if any(key.table in _YEARLY and key.period == year and key not in listed for before in earlier for key in before):
        raise PartOfYearError(year)
    truth = true_numbers(quarters, types, relations, geography)
    protecting = Protecting(relations, truth, threshold, before(relations, truth, earlier))
    protecting.protect()
    return protecting.publication()


def _rows_of(quarter: str, earlier: Iterable[Publication]) -> set[CountKey]:
    return {key for one in earlier for key in one if key.table == BY_AREA.table_id and key.period == quarter}
