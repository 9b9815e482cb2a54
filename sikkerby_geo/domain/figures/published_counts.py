"""How many districts the municipality itself counted on the wrong side of a goal, year by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.sources import Source

Table = Callable[[str], pd.DataFrame]
"""Gives a table by its name; an unreadable one is empty."""


def published_counts(table: Table, sources: Mapping[str, Source]) -> dict[tuple[str, int], tuple[int, Source]]:
    """How many districts the municipality itself counted on the wrong side, by (measure, year).

    Best trust wins, then the newest, then source id.
    """
    goals = table("goals")
    measures = {row.goal_id: row.measure for row in goals.itertuples() if row.scope == "every_district"}
    counts: dict[tuple[str, int], tuple[int, Source]] = {}

    def rank(count: int, source: Source) -> tuple[int, int, str, int]:
        return (source.trust, -source.published_year, source.source_id, count)

    for row in table("goal_results").itertuples():
        if row.goal_id not in measures or pd.isna(row.value) or measures[row.goal_id] not in INDICATOR:
            continue
        key = (measures[row.goal_id], int(row.year))
        found = (int(row.value), sources[row.source_id])
        if key not in counts or rank(*found) < rank(*counts[key]):
            counts[key] = found
    return counts
