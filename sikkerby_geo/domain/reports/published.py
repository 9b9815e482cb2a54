"""Published reports, asked for by period, kind and place: the one way the counts are read."""

from __future__ import annotations

from functools import cached_property

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import Caveat
from sikkerby_geo.domain.reports.count_range import CountRange
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, Place
from sikkerby_geo.facts.published_counts import (
    ALL,
    BY_AREA,
    BY_CELL,
    BY_CELL_AND_GROUP,
    CountKey,
    of_group,
    type_in,
    year_of,
)
from sikkerby_geo.facts.report_groups import REPORT_GROUPS, group_of
from sikkerby_geo.facts.report_records import PublishedReports, ReportTable


class Reports:
    """The counts of one publication for the places of one gazetteer."""

    def __init__(self, published: PublishedReports, places: Gazetteer) -> None:
        self.published = published
        self.places = places

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What goes with each of these counts into every output."""
        return caveats_of(self.published)

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """The quarters that are published, the newest first."""
        return tuple(sorted((table.period for table in self._of_areas), reverse=True))

    @cached_property
    def years_of_cells(self) -> frozenset[str]:
        """The years in which cells are told apart by group."""
        return frozenset(period for table_id, period in self.published.tables if table_id == BY_CELL_AND_GROUP.table_id)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """What is counted as a type in any quarter, in the order of their groups and then by name."""
        found = {what for table in self._of_areas for what in table.told if type_in(what) is not None}
        order = {of_group(group): at for at, group in enumerate(REPORT_GROUPS)}
        return tuple(sorted(found, key=lambda what: (order[self.group_around(what)], what)))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """What is counted as a group in any quarter, in the order of the registry."""
        found = {what for table in self._of_areas for what in table.told}
        return tuple(of_group(group) for group in REPORT_GROUPS if of_group(group) in found)

    @property
    def whats(self) -> tuple[str, ...]:
        """Everything a reader may ask for: all reports, the groups, the types."""
        return (ALL, *self.groups, *self.types)

    @cached_property
    def _of_areas(self) -> tuple[ReportTable, ...]:
        return tuple(one for (table_id, _), one in self.published.tables.items() if table_id == BY_AREA.table_id)

    def group_around(self, what: str) -> str:
        """The group a type is in; a group or all reports as it is."""
        type_id = type_in(what)
        return what if type_id is None else of_group(group_of(type_id))

    def count(self, period: str, what: str, place_id: str) -> CountRange | None:
        """The count of a place in a quarter; None where it is not published."""
        return self._told(BY_AREA.table_id, period, what, self._published_id(place_id))

    def cell_period(self, quarter: str, what: str) -> str | None:
        """For which period cells are published nearest to what is asked: the quarter for all reports, else its year."""
        if what == ALL:
            return quarter
        return year_of(quarter) if year_of(quarter) in self.years_of_cells else None

    def cells(self, quarter: str, what: str) -> dict[str, CountRange]:
        """The cells with what is known of them, of all reports in the quarter or of the group in its year.

        Types are not told apart in cells: a type gives its group. Empty where nothing is published.
        """
        table_id = (BY_CELL if what == ALL else BY_CELL_AND_GROUP).table_id
        table = self.published.tables.get((table_id, self.cell_period(quarter, what) or ""))
        wanted = self.group_around(what)
        counts = {} if table is None else table.counts
        return {key.where: CountRange.of(count) for key, count in counts.items() if key.what == wanted}

    def _told(self, table: str, period: str, what: str, where: str) -> CountRange | None:
        count = self.published.get(CountKey(table, period, what, where))
        return None if count is None else CountRange.of(count)

    @cached_property
    def _same(self) -> dict[frozenset[str], str]:
        """The id under which places of the same survey areas are published."""
        found: dict[frozenset[str], str] = {}
        for level in Level:
            for place in sorted(self.places.at(level), key=lambda one: one.place_id):
                found.setdefault(frozenset(place.members), place.place_id)
        return found

    def _published_id(self, place_id: str) -> str:
        place: Place | None = self.places.get(place_id)
        if place is None:
            members = frozenset(area.place_id for area in self.places.at(Level.SURVEY_AREA))
            return self._same.get(members, CITY_ID)
        return self._same[frozenset(place.members)]


def caveats_of(published: PublishedReports) -> tuple[Caveat, ...]:
    """What goes with all counts of a publication into every output."""
    return (Caveat.SYNTHETIC,) if published.synthetic else ()


def reports_of(atlas: Atlas) -> Reports | None:
    """The published reports; None where no delivery stands, or what stands has no whole quarter."""
    reports = Reports(atlas.snapshot.reports, atlas.places)
    return reports if reports.quarters else None
