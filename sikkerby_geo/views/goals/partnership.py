"""A partnership's goals and activities with the status it was given in 2018."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.text import names, period, t
from sikkerby_geo.views import figures
from sikkerby_geo.views.goals.words import value_words
from sikkerby_geo.views.sheet import Column, Entry, Sheet


@dataclass(frozen=True)
class PartnershipReport:
    """A partnership: a sentence, its goals with their indicators, its activities, and where it is written."""

    heading: str
    goals: Sheet
    activities: Sheet
    sources: str


def partnership_reports(atlas: Atlas) -> tuple[PartnershipReport, ...]:
    """Every partnership that has goals or activities in the tables."""
    goals = atlas.library.table("partnership_goals")
    activities = atlas.library.table("partnership_activities")
    ids = dict.fromkeys([*goals.partnership_id, *activities.partnership_id])
    return tuple(
        _report(
            atlas,
            partnership_id,
            goals[goals.partnership_id == partnership_id],
            activities[activities.partnership_id == partnership_id],
        )
        for partnership_id in ids
    )


def _report(atlas: Atlas, partnership_id: str, goals: pd.DataFrame, activities: pd.DataFrame) -> PartnershipReport:
    table = atlas.library.table("partnerships")
    found = table[table.partnership_id == partnership_id]
    name = found.name.iloc[0] if len(found) else partnership_id
    told = goals[goals.fulfilled_2018 != ""]
    fulfilled = sum(set(rows.fulfilled_2018) == {"yes"} for _, rows in told.groupby("goal_no"))
    count = told.goal_no.nunique()
    heading = t("partnership.title", name=name, fulfilled=fulfilled, count=count, activities=len(activities))
    sources = dict.fromkeys([*goals.source_id, *activities.source_id])
    return PartnershipReport(
        heading=heading,
        goals=_goals(atlas, partnership_id, goals),
        activities=_activities(atlas, partnership_id, activities),
        sources=t("source_line.text", sources=figures.titles(atlas.sources[source_id] for source_id in sources)),
    )


def _goals(atlas: Atlas, partnership_id: str, goals: pd.DataFrame) -> Sheet:
    rows = tuple(
        {
            "indicator": Entry(row.indicator_da, quiet=t("partnership.goal", number=row.goal_no, goal=row.goal_da)),
            "where": Entry(_where(atlas, row.area_ids, row.scope)),
            "baseline": Entry(_dated(row.unit, row.baseline_value, row.baseline_period)),
            "result": Entry(_dated(row.unit, row.result_value, row.result_period)),
            "status": Entry(
                t(f"partnership.status.{row.fulfilled_2018 or 'comparison'}"),
                mark={"yes": "reached", "no": "not_reached"}.get(row.fulfilled_2018, ""),
            ),
            "note": Entry(row.note_da),
        }
        for row in goals.itertuples()
    )
    return _sheet(
        f"maal-{partnership_id}", "goals", rows, ("indicator", "where", "baseline", "result", "status", "note")
    )


def _activities(atlas: Atlas, partnership_id: str, activities: pd.DataFrame) -> Sheet:
    rows = tuple(
        {
            "activity": Entry(row.name_da, quiet=t("partnership.activity", number=row.activity_no)),
            "kind": Entry(t(f"partnership.kind.{row.kind}")),
            "where": Entry("; ".join(row.places) or _where(atlas, row.area_ids, "")),
            "years": Entry(_years(row.start_year, row.end_year)),
            "summary": Entry(row.status_summary_da),
        }
        for row in activities.itertuples()
    )
    columns = ("activity", "kind", "where", "years", "summary")
    return _sheet(f"aktiviteter-{partnership_id}", "activities", rows, columns)


def _sheet(sheet_id: str, caption: str, rows: tuple[dict[str, Entry], ...], keys: tuple[str, ...]) -> Sheet:
    forms = {"note": "wide", "summary": "wide"}
    columns = tuple(Column(key, t(f"partnership.column.{key}"), forms.get(key, "text")) for key in keys)
    return Sheet(sheet_id, t(f"partnership.caption.{caption}"), columns, rows)


def _where(atlas: Atlas, area_ids: tuple[str, ...], scope: str) -> str:
    if not area_ids:
        return t(f"partnership.scope.{scope}") if scope else t("partnership.scope.unstated")
    return names(
        CITY.name if area_id == CITY_ID else atlas.places[area_id].name
        for area_id in area_ids
        if area_id == CITY_ID or area_id in atlas.places
    )


def _dated(unit: str, value: float, when: str) -> str:
    if pd.isna(value):
        return period(when) if when else ""
    return t("goal.dated", value=value_words(unit, float(value)), year=period(when))


def _years(start: object, end: object) -> str:
    if pd.isna(start) or pd.isna(end):
        return "" if pd.isna(start) else str(start)
    return t("method.years", first=start, last=end)
