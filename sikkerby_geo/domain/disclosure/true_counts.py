"""Counts by month, type and zone added up to the numbers that are published, before any of them is hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import numpy as np

from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.domain.disclosure.relations import UNPUBLISHED, ByGroup, Relations
from sikkerby_geo.facts.published_counts import (
    ALL,
    BY_AREA,
    BY_CELL,
    BY_CELL_AND_GROUP,
    CountKey,
    of_group,
    of_type,
    quarter_of,
    type_in,
    year_of,
)
from sikkerby_geo.facts.report_groups import OTHER_TYPE, REPORT_GROUPS, group_of

_MONTHS = 3
"""Of a quarter."""
MonthlyRow = tuple[int, str, str, str, int]
"""Month (12 × year + month − 1), type, area, cell, and the number of reports."""


class MonthlyCounts(Protocol):
    """Counts by month, type and zone, in any order; a zone without an area or a cell has none."""

    def rows(self) -> Iterator[MonthlyRow]: ...


TruthOfQuarter = Counter[tuple[str, str, str]]
"""Reports of a quarter by type, area and cell."""


def quarters_within(rows: Iterable[MonthlyRow], first: int, last: int) -> dict[str, TruthOfQuarter]:
    """The quarters that lie whole within two months, both among them; others are not published."""
    whole = Counter(quarter_of(month) for month in range(first, last + 1))
    found = {quarter: TruthOfQuarter() for quarter, months in sorted(whole.items()) if months == _MONTHS}
    for month, one, area, cell, reports in rows:
        if area and cell and (quarter := quarter_of(month)) in found and first <= month <= last:
            found[quarter][one, area, cell] += reports
    return found


def with_rows(
    reports: TruthOfQuarter, threshold: int, earlier: Iterable[CountKey] = (), groups: ByGroup = REPORT_GROUPS
) -> ByGroup:
    """The types of a quarter that have a row: those of the registry, and any other that the whole city has enough of.

    A rare word would else tell by its mere row that there is a report of it. Where the quarter has been published
    (``earlier`` are its numbers) the types are those of then.
    """
    before = {named for key in earlier if (named := type_in(key.what)) is not None}
    city = Counter[str]()
    for (one, _, _), many in reports.items():
        city[one] += many
    known = {one for types in groups.values() for one in types}
    types = before or known | {one for one, many in city.items() if many >= threshold}
    return {group: tuple(sorted(one for one in types if group_of(one) == group)) for group in groups}


def true_numbers(
    quarters: Mapping[str, TruthOfQuarter], types: Mapping[str, ByGroup], relations: Relations, geography: Geography
) -> np.ndarray:
    """All numbers of one year (int64) in the order of ``relations``; raises ValueError where they do not add up."""
    above = defaultdict(list)
    for place, members in geography.members.items():
        for area in members:
            above[area].append(place)
    found = Counter[CountKey]()
    for quarter, reports in quarters.items():
        group = {one: name for name, listed in types[quarter].items() for one in listed}
        for (told, area, cell), many in reports.items():
            one = told if told in group else OTHER_TYPE
            whats = (of_type(one), of_group(group[one]), ALL)
            for place in above[area]:
                for what in whats:
                    found[CountKey(BY_AREA.table_id, quarter, what, place)] += many
            found[CountKey(BY_CELL.table_id, quarter, ALL, cell)] += many
            for what in whats[1:]:
                found[CountKey(UNPUBLISHED, quarter, what, f"{area}/{cell}")] += many
                found[CountKey(BY_CELL_AND_GROUP.table_id, year_of(quarter), what, cell)] += many
    numbers = np.array([found[key] for key in relations.keys], dtype=np.int64)
    if (relations.matrix @ numbers).any():
        raise ValueError("numbers do not add up")
    return numbers
