"""A partnership's goals and activities with the status it was given in 2018."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.goals.partnerships import Dated, Partnership, PartnershipGoal, partnerships
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.text import first_upper, names, period, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.goals.goal_words import value_words
from sikkerby_geo.views.goals.verdicts import VerdictLines

_MARKS = {"yes": "reached", "no": "not_reached"}


@dataclass(frozen=True)
class PartnershipReport:
    """A partnership: a sentence, the verdicts of its goals, goals and activities as tables, and where it is written."""

    heading: str
    verdicts: tuple[VerdictLines, ...]
    goals: Sheet
    activities: Sheet
    sources: str


def partnership_reports(atlas: Atlas) -> tuple[PartnershipReport, ...]:
    """Every partnership that has goals or activities in the tables."""
    return tuple(_report(atlas, found) for found in partnerships(atlas))


def _report(atlas: Atlas, found: Partnership) -> PartnershipReport:
    told: dict[str, set[str]] = {}
    for goal in found.goals:
        if goal.fulfilled:
            told.setdefault(goal.number, set()).add(goal.fulfilled)
    fulfilled = sum(answers == {"yes"} for answers in told.values())
    counts = {"fulfilled": fulfilled, "count": len(told), "activities": len(found.activities)}
    return PartnershipReport(
        heading=t("partnership.title", name=found.name, **counts),
        verdicts=tuple(_verdict(atlas, found, goal) for goal in found.goals if goal.fulfilled),
        goals=_goals(atlas, found),
        activities=_activities(atlas, found),
        sources=t("source_line.text", sources=figures.titles(found.sources)),
    )


def _verdict(atlas: Atlas, found: Partnership, goal: PartnershipGoal) -> VerdictLines:
    """One measured goal in three lines, with the status the partners gave it themselves."""
    baseline, result = _dated(goal.unit, goal.baseline), _dated(goal.unit, goal.result)
    measured = t("partnership.line_result", baseline=baseline, result=result) if baseline and result else result
    return VerdictLines(
        goal=t("partnership.line_goal", number=goal.number, indicator=goal.indicator),
        target=_where(atlas, goal.area_ids, goal.scope),
        result=measured or baseline,
        mark=_MARKS.get(goal.fulfilled, ""),
        verdict=first_upper(t(f"partnership.verdict.{goal.fulfilled}")),
        why=goal.note,
        more=tuple(_also(found, goal)),
    )


def _also(found: Partnership, goal: PartnershipGoal) -> Iterator[str]:
    """What else the report counted of a goal, of the same kind and in the same period, without judging it."""
    for other in found.goals:
        about = [(one.number, one.result.period, one.scope, one.unit) for one in (other, goal)]
        if about[0] == about[1] and not other.fulfilled and other.result.value is not None:
            result = _dated(other.unit, other.result)
            yield t("partnership.line_also", indicator=other.indicator, result=result, note=other.note).strip()


def _goals(atlas: Atlas, found: Partnership) -> Sheet:
    rows = tuple(
        {
            "indicator": Entry(goal.indicator, quiet=t("partnership.goal", number=goal.number, goal=goal.goal)),
            "where": Entry(_where(atlas, goal.area_ids, goal.scope)),
            "baseline": Entry(_dated(goal.unit, goal.baseline)),
            "result": Entry(_dated(goal.unit, goal.result)),
            "status": Entry(
                t(f"partnership.status.{goal.fulfilled or 'comparison'}"),
                mark=_MARKS.get(goal.fulfilled, ""),
            ),
            "note": Entry(goal.note),
        }
        for goal in found.goals
    )
    return _sheet(
        f"maal-{found.partnership_id}", "goals", rows, ("indicator", "where", "baseline", "result", "status", "note")
    )


def _activities(atlas: Atlas, found: Partnership) -> Sheet:
    rows = tuple(
        {
            "activity": Entry(activity.name, quiet=t("partnership.activity", number=activity.number)),
            "kind": Entry(t(f"partnership.kind.{activity.kind}")),
            "where": Entry("; ".join(activity.places) or _where(atlas, activity.area_ids, "")),
            "years": Entry(_years(activity.start_year, activity.end_year)),
            "summary": Entry(activity.summary),
        }
        for activity in found.activities
    )
    columns = ("activity", "kind", "where", "years", "summary")
    return _sheet(f"aktiviteter-{found.partnership_id}", "activities", rows, columns)


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


def _dated(unit: str, stated: Dated) -> str:
    if stated.value is None:
        return period(stated.period) if stated.period else ""
    return t("goal.dated", value=value_words(unit, stated.value), year=period(stated.period))


def _years(start: int | None, end: int | None) -> str:
    if start is None or end is None:
        return "" if start is None else str(start)
    return t("method.years", first=start, last=end)
