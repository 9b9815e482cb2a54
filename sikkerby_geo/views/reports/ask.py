"""What a reader asks of the reports, and the answer that sentence, map, tables and files are all made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.yardstick import Yardstick
from sikkerby_geo.domain.reports.cells import GridLimit, ReportCell, grid_limit, report_cells
from sikkerby_geo.domain.reports.comparing import Cell, Comparison, comparisons
from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.domain.reports.rates import Rate, middle, rates
from sikkerby_geo.domain.reports.seasons import Season, seasons
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.published_counts import ALL


@dataclass(frozen=True)
class ReportAsk:
    """The quarter (2025-K3), what is counted, and whether the map shows cells of 1 km in the place of areas."""

    period: str
    what: str = ALL
    cells: bool = False


@dataclass(frozen=True)
class ReportAnswer:
    """Everything the page says, worked out when it is first asked for."""

    atlas: Atlas
    reports: Reports
    ask: ReportAsk
    level: Level
    place_id: str | None = None

    @property
    def where(self) -> Place:
        """The chosen place, or the city."""
        return self.atlas.places.get(self.place_id) or CITY

    @property
    def places(self) -> tuple[Place, ...]:
        return self.atlas.places.at(self.level)

    @cached_property
    def comparisons(self) -> Mapping[Cell, Comparison]:
        """Every kind in every place of the level and in the city against the year before, judged as one family."""
        where: Iterable[str] = (CITY.place_id, *(place.place_id for place in self.places))
        return comparisons(self.reports, self.ask.period, self.reports.whats, where)

    @property
    def tested(self) -> int:
        """How many comparisons the family has."""
        return sum(found.p == found.p for found in self.comparisons.values())

    def comparison(self, what: str, place_id: str) -> Comparison:
        return self.comparisons[what, place_id]

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """What is asked for, per 1,000 residents, in every place of the level."""
        return rates(self.atlas, self.reports, self.ask.period, self.ask.what, self.level)

    @cached_property
    def yardstick(self) -> Yardstick | None:
        """The middle one of the survey areas."""
        return middle(rates(self.atlas, self.reports, self.ask.period, self.ask.what, Level.SURVEY_AREA))

    @cached_property
    def cells(self) -> tuple[ReportCell, ...]:
        return report_cells(self.reports, self.ask.period, self.ask.what)

    @property
    def limit(self) -> GridLimit | None:
        return grid_limit(self.reports, self.ask.period, self.ask.what)

    @cached_property
    def seasons(self) -> tuple[Season, ...]:
        return seasons(self.reports, self.ask.period, self.ask.what, self.where.place_id)
