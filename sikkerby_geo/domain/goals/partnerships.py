"""What a partnership set out to reach, what became of it, and what was done: the rows of its own report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class Dated:
    """A value and the period it is of, as written; either may be missing."""

    value: float | None
    period: str


@dataclass(frozen=True)
class PartnershipGoal:
    """One indicator of a goal; ``fulfilled`` is yes, no or blank, ``area_ids`` are empty where a ``scope`` is named."""

    number: str
    goal: str
    indicator: str
    area_ids: tuple[str, ...]
    scope: str
    unit: str
    baseline: Dated
    result: Dated
    fulfilled: str
    note: str
    source: Source


@dataclass(frozen=True)
class PartnershipActivity:
    """One activity: its kind, where and when, and how its report sums it up."""

    number: str
    name: str
    kind: str
    places: tuple[str, ...]
    area_ids: tuple[str, ...]
    start_year: int | None
    end_year: int | None
    summary: str
    source: Source


@dataclass(frozen=True)
class Partnership:
    """A partnership with the goals and activities of its report; the name is its id where no table names it."""

    partnership_id: str
    name: str
    goals: tuple[PartnershipGoal, ...]
    activities: tuple[PartnershipActivity, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        said = [goal.source for goal in self.goals] + [activity.source for activity in self.activities]
        return tuple(dict.fromkeys(said))


def partnerships(atlas: Atlas) -> tuple[Partnership, ...]:
    """Every partnership that has goals or activities, in the order of the tables."""
    goals = atlas.snapshot.table("partnership_goals")
    activities = atlas.snapshot.table("partnership_activities")
    named = {row.partnership_id: row.name for row in atlas.snapshot.table("partnerships").itertuples()}
    return tuple(
        Partnership(
            partnership_id,
            named.get(partnership_id, partnership_id),
            tuple(_goal(atlas, row) for row in goals.itertuples() if row.partnership_id == partnership_id),
            tuple(_activity(atlas, row) for row in activities.itertuples() if row.partnership_id == partnership_id),
        )
        for partnership_id in dict.fromkeys([*goals.partnership_id, *activities.partnership_id])
    )


def _goal(atlas: Atlas, row: Any) -> PartnershipGoal:
    return PartnershipGoal(
        number=str(row.goal_no),
        goal=row.goal_da,
        indicator=row.indicator_da,
        area_ids=row.area_ids,
        scope=row.scope,
        unit=row.unit,
        baseline=Dated(_number(row.baseline_value), row.baseline_period),
        result=Dated(_number(row.result_value), row.result_period),
        fulfilled=row.fulfilled_2018,
        note=row.note_da,
        source=atlas.sources[row.source_id],
    )


def _activity(atlas: Atlas, row: Any) -> PartnershipActivity:
    return PartnershipActivity(
        number=str(row.activity_no),
        name=row.name_da,
        kind=row.kind,
        places=row.places,
        area_ids=row.area_ids,
        start_year=_year(row.start_year),
        end_year=_year(row.end_year),
        summary=row.status_summary_da,
        source=atlas.sources[row.source_id],
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _year(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
