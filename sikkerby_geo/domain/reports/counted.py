"""Counted tables as they stand: the numbers of a quarter beside the same quarter the year before, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.disclosure.counted import Cell
from sikkerby_geo.domain.figures.significance import benjamini_hochberg
from sikkerby_geo.domain.reports.comparing import Comparison, p_of_ranges, same_period_before
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.counted import (
    ALL_TOGETHER,
    COUNTED,
    COUNTED_KIND,
    COUNTED_SERIES,
    HIDDEN,
    CountedSeries,
    quarter_word,
)
from sikkerby_geo.facts.published_counts import ALL, of_type
from sikkerby_geo.facts.report_types import report_type
from sikkerby_geo.facts.sources import OWN


@dataclass(frozen=True)
class CountedFigure:
    """What is told of one number: the count or its range, why it is not told, its word, and where it comes from.

    ``unpublished``: nobody has published it yet.
    """

    count: CountRange | None
    why: str
    grade: str
    source_id: str
    unpublished: bool


@dataclass(frozen=True)
class CountedRow:
    """One number of a table beside that of the same quarter the year before; either may not be delivered."""

    cell: Cell
    now: CountedFigure | None
    before: CountedFigure | None
    compared: Comparison

    @property
    def unpublished(self) -> bool:
        return any(one is not None and one.unpublished for one in (self.now, self.before))


Told = Mapping[Cell, CountedFigure]


class CountedTables:
    """The counted tables of an atlas. A number of reports is not told where the reports themselves hide it."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._reports = Reports(atlas.snapshot.reports, atlas.places)

    @cached_property
    def _told(self) -> Mapping[tuple[str, str], Told]:
        """The numbers by table and quarter."""
        found: dict[tuple[str, str], dict[Cell, CountedFigure]] = {}
        table = self.atlas.snapshot.table(COUNTED_KIND)
        text = table.astype(object).mask(table.isna(), "").astype(str)
        for row in text.to_dict("records"):
            period = quarter_word(row["year"], row["quarter"])
            cell = Cell(row["category"], row["area_id"])
            series = COUNTED_SERIES[row["series"]]
            count, why = _count(row)
            if count is not None and self._hidden_elsewhere(series, period, cell):
                count, why = CountRange(0, None), HIDDEN
            source = row["source_id"]
            own = self.atlas.sources[source].kind == OWN
            found.setdefault((row["series"], period), {})[cell] = CountedFigure(count, why, row["grade"], source, own)
        return found

    def _hidden_elsewhere(self, series: CountedSeries, period: str, cell: Cell) -> bool:
        """Whether the same reports are published from points, and this number of them is hidden there."""
        if not series.of_reports:
            return False
        typed = not series.most or cell.where == CITY_ID
        what = ALL if cell.category == ALL_TOGETHER or not typed else of_type(report_type(cell.category))
        published = self._reports.count(period, what, cell.where)
        return published is not None and published.exact is None

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """The quarters that any table has, the newest first."""
        return tuple(sorted({period for _, period in self._told}, reverse=True))

    @property
    def delivered(self) -> tuple[CountedSeries, ...]:
        """The tables that have been delivered for any quarter, in the order of the registry."""
        there = {series for series, _ in self._told}
        return tuple(one for one in COUNTED if one.series_id in there)

    def newest(self, series: CountedSeries, place_id: str) -> str | None:
        """The newest quarter for which a table has a number of a place."""
        there = [period for one, period in self._told if one == series.series_id]
        return max((period for period in there if self.of_place(series, period, place_id)), default=None)

    def has(self, series: CountedSeries, period: str) -> bool:
        """Whether a table has been delivered for a quarter."""
        return (series.series_id, period) in self._told

    def of_place(self, series: CountedSeries, period: str, place_id: str) -> bool:
        """Whether a table of a quarter has a number of a place."""
        return any(cell.where == place_id for cell in self._told.get((series.series_id, period), {}))

    def rows(self, series: CountedSeries, period: str, places: Iterable[str] | None = None) -> tuple[CountedRow, ...]:
        """The numbers of a table in a quarter, all judged as one family; those of some places, in their order.

        Rows a file names itself come with the most first, and no more of them than the table shows.
        """
        return _in_order(series, self._judged(series, period), places)

    def tested(self, series: CountedSeries, period: str) -> int:
        """How many comparisons the family of a table and a quarter has."""
        return sum(row.compared.p == row.compared.p for row in self._judged(series, period))

    def _judged(self, series: CountedSeries, period: str) -> list[CountedRow]:
        now = self._told.get((series.series_id, period), {})
        earlier = self._told.get((series.series_id, same_period_before(period)), {})
        cells = [*now, *(cell for cell in earlier if cell not in now and not series.most)] if now else []
        counts = [tuple(told[cell].count if cell in told else None for cell in cells) for told in (earlier, now)]
        p = p_of_ranges(*counts)
        q = benjamini_hochberg(p) if len(p) else p
        return [
            CountedRow(cell, now.get(cell), earlier.get(cell), Comparison(old, new, float(one_p), float(one_q)))
            for cell, old, new, one_p, one_q in zip(cells, *counts, p, q, strict=True)
        ]


def _count(row: Mapping[str, str]) -> tuple[CountRange | None, str]:
    if row["count"]:
        return CountRange(int(row["count"]), int(row["count"])), ""
    if row["missing_reason"] == HIDDEN:
        return CountRange(int(row["low"] or 0), int(row["high"]) if row["high"] else None), HIDDEN
    return None, row["missing_reason"]


def _in_order(
    series: CountedSeries, rows: Iterable[CountedRow], places: Iterable[str] | None
) -> tuple[CountedRow, ...]:
    given = [ALL_TOGETHER, *(one.category_id for one in series.categories)]
    listed = [*rows]
    order = {place: at for at, place in enumerate(places if places is not None else _as_told(listed))}

    def key(row: CountedRow) -> tuple[int, int, int, str]:
        known = given.index(row.cell.category) if row.cell.category in given else len(given)
        most = -(row.now.count.low if row.now and row.now.count else 0)
        return order[row.cell.where], known, most if series.named else 0, row.cell.category

    def largest(row: CountedRow) -> tuple[int, str, str]:
        return -(row.now.count.low if row.now and row.now.count else 0), row.cell.category, row.cell.where

    if series.most:
        return tuple(sorted((row for row in listed if row.cell.category), key=largest)[: series.most])
    return tuple(sorted((row for row in listed if row.cell.where in order), key=key))


def _as_told(rows: Iterable[CountedRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.cell.where for row in rows))
