"""The city's goals by programme: targets, results by year, verdicts, and the page's own sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.programmes import (
    STATUS_REPORT,
    Goal,
    GoalVerdict,
    Result,
    Why,
    goals_of,
    judge,
    results_of,
)
from sikkerby_geo.domain.goals.rule_counts import rule_years
from sikkerby_geo.domain.programme.key_figures import follow_ups, key_figures
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.goals.goal_words import JudgedGoal, baseline_words, reason_words, target_words, value_words
from sikkerby_geo.views.goals.verdicts import VerdictLines, verdict_lines


@dataclass(frozen=True)
class Programme:
    """A programme's goals: a heading with the tally, the verdicts, the goals and every result with its source as
    tables, and status reports."""

    name: str
    heading: str
    verdicts: tuple[VerdictLines, ...]
    goals: Sheet
    results: Sheet
    reports: tuple[str, ...]


def judged_goals(atlas: Atlas) -> tuple[JudgedGoal, ...]:
    """Every goal of the table with its verdict, in the table's order."""
    goals = goals_of(atlas)
    results = [*results_of(atlas)]
    results += computed_results(atlas, goals, results)
    results += followed_results(atlas, goals)
    found = []
    for goal in goals:
        mine = sorted((one for one in results if one.goal_id == goal.goal_id), key=lambda one: (one.year, one.rank))
        found.append(JudgedGoal(goal, tuple(mine), judge(goal, mine)))
    return tuple(found)


def computed_results(atlas: Atlas, goals: Iterable[Goal], published: Iterable[Result]) -> list[Result]:
    """Our own count of districts on the wrong side, for years in which every district is decided and none printed."""
    printed = {(one.goal_id, one.year) for one in published if one.value is not None}
    found = []
    for goal in goals:
        rule = next((rule for rule in RULES if rule.indicator_id == goal.measure and rule.limit == goal.target), None)
        if not goal.counts_districts or rule is None:
            continue
        for year in rule_years(atlas, rule, Level.SURVEY_AREA):
            if year.complete and (goal.goal_id, year.year) not in printed and goal.placed(year.year) == "during":
                count = float(len(year.flagged))
                found.append(Result(goal.goal_id, year.year, count, "districts", None, t("goal.computed"), True))
    return found


def followed_results(atlas: Atlas, goals: Iterable[Goal]) -> list[Result]:
    """The share of people that key figures give a goal: of those followed up in a year, how many did as it wants."""
    figures = key_figures(atlas)
    return [
        Result(
            goal.goal_id,
            one.year,
            round(100 * one.count / one.total, 1),
            goal.unit,
            one.source,
            t("exit.followed_note", count=number(one.count), total=number(one.total)),
            True,
        )
        for goal in goals
        for one in follow_ups(figures, goal.goal_id)
    ]


def headline_words(judged: Iterable[JudgedGoal]) -> tuple[str, str]:
    """The page's sentence, and how the verdicts were reached."""
    goals = [one for one in judged if one.goal.measure != STATUS_REPORT]
    if not goals:
        return t("goal.title_none"), t("goal.subtitle")
    first = min((one.goal.valid_from for one in goals if one.goal.valid_from is not None), default=None)
    tally = tally_words(goals)
    title = t("goal.title", first=first, tally=tally) if first else t("goal.title_undated", tally=tally)
    return title, t("goal.subtitle")


def tally_words(goals: Collection[JudgedGoal]) -> str:
    """How many goals got each verdict: 1 af 6 mål nået, 2 ikke nået, 3 kan vi ikke vurdere, fordi …"""
    tally = Counter(one.judgement.verdict for one in goals)
    lacking = all(one.judgement.why is not Why.SOURCES_DISAGREE for one in goals)
    because = t("goal.tally.not_found") if lacking else ""
    if tally[GoalVerdict.OPEN] == len(goals):
        return t("goal.tally.none" if len(goals) > 1 else "goal.tally.none_one", count=len(goals), because=because)
    found = [verdict for verdict in GoalVerdict if tally[verdict]]
    said = {verdict: t(f"goal.verdict.{verdict}") for verdict in found}
    if GoalVerdict.OPEN in said:
        said[GoalVerdict.OPEN] = t("goal.tally.open", because=because)
    first, *others = found
    words = [t("goal.tally.first", number=tally[first], count=len(goals), verdict=said[first])]
    words += [t("goal.tally.other", number=tally[verdict], verdict=said[verdict]) for verdict in others]
    return ", ".join(words)


def programmes(atlas: Atlas, judged: Iterable[JudgedGoal]) -> tuple[Programme, ...]:
    """The goals gathered by programme, in the table's order."""
    by_name: dict[str, list[JudgedGoal]] = {}
    for one in judged:
        by_name.setdefault(one.goal.programme, []).append(one)
    return tuple(_programme(atlas, name, mine) for name, mine in by_name.items())


def _programme(atlas: Atlas, name: str, judged: list[JudgedGoal]) -> Programme:
    goals = [one for one in judged if one.goal.measure != STATUS_REPORT]
    return Programme(
        name=name,
        heading=t("goal.programme", name=name, tally=tally_words(goals)) if goals else name,
        verdicts=verdict_lines(atlas, goals),
        goals=_goals_sheet(atlas, f"maal-{judged[0].goal.goal_id}", name, goals),
        results=_results_sheet(name, judged),
        reports=tuple(_report(result) for one in judged if one.goal.measure == STATUS_REPORT for result in one.results),
    )


def _report(result: Result) -> str:
    words = value_words(result.unit, result.value)
    note = f"{result.note} " if result.note else ""
    source = figures.titles([result.source] if result.source else ())
    return t("goal.report", year=result.year, value=words, note=note, source=source)


def _goals_sheet(atlas: Atlas, sheet_id: str, name: str, goals: list[JudgedGoal]) -> Sheet:
    forms = {"goal": "text", "target": "text", "results": "text", "verdict": "wide", "source": "note"}
    columns = tuple(
        Column(key, t(f"goal.column.{key}"), forms.get(key, "text"))
        for key in ("goal", "baseline", "target", "results", "verdict", "source")
    )
    rows = tuple(_goal_row(atlas, one) for one in goals)
    plain = tuple(row for one in goals for row in _plain_rows(one))
    return Sheet(sheet_id, t("goal.caption", name=name), columns, rows, csv_rows=plain, titled=True)


def _goal_row(atlas: Atlas, one: JudgedGoal) -> dict[str, Entry]:
    goal = one.goal
    return {
        "goal": Entry(goal.indicator, quiet=" ".join(filter(None, (goal.note, _owner_words(goal))))),
        "baseline": Entry(baseline_words(one)),
        "target": Entry(target_words(goal)),
        "results": Entry("" if one.results else t("goal.no_results"), lines=tuple(_best_by_year(one))),
        "verdict": Entry(
            t(f"goal.verdict.{one.judgement.verdict}"), quiet=reason_words(atlas, one), mark=one.judgement.verdict
        ),
        "source": Entry(figures.titles([goal.source])),
    }


def _owner_words(goal: Goal) -> str:
    """Who was answerable for coordinating the goal, where the programme says so."""
    return t("goal.owner", owner=goal.owner) if goal.owner else ""


def _best_by_year(one: JudgedGoal) -> Iterable[str]:
    """The best result of each year, each with where it lies outside the goal's period."""
    best: dict[int, Result] = {}
    for result in one.results:
        if result.value is not None:
            best.setdefault(result.year, result)
    for year, result in best.items():
        words = t("goal.result", year=year, value=value_words(result.unit, result.value))
        placed = t(f"goal.placed.{one.goal.placed(year)}")
        notes = [placed] if placed else []
        notes += [t("goal.computed")] if result.computed else []
        yield t("goal.result_noted", result=words, note=", ".join(notes)) if notes else words


def _results_sheet(name: str, judged: list[JudgedGoal]) -> Sheet:
    """Every result of a programme with its source, conflicting ones too."""
    rows = tuple(
        {
            "goal": Entry(one.goal.indicator),
            "year": Entry(str(result.year)),
            "result": Entry(value_words(result.unit, result.value) or t("method.dash")),
            "placed": Entry(t(f"goal.placed_long.{one.goal.placed(result.year)}")),
            "note": Entry(result.note),
            "source": Entry(figures.titles([result.source]) if result.source else t("goal.own_count")),
        }
        for one in judged
        for result in one.results
    )
    forms = {"year": "number", "result": "number", "note": "text", "source": "note"}
    columns = tuple(
        Column(key, t(f"goal.column.{key}"), forms.get(key, "text"))
        for key in ("goal", "year", "result", "placed", "note", "source")
    )
    return Sheet("resultater", t("goal.results_caption", name=name), columns, rows)


def _plain_rows(one: JudgedGoal) -> Iterable[dict[str, object]]:
    """A goal for a spreadsheet: one row for each result, numbers with decimal comma; one row where there is none."""
    goal = one.goal
    fixed = {
        t("goal.csv.programme"): goal.programme,
        t("goal.csv.goal"): goal.indicator,
        t("goal.csv.target"): target_words(goal),
        t("goal.csv.baseline"): _plain(goal.baseline_value),
        t("goal.csv.baseline_year"): goal.baseline_year or "",
        t("goal.csv.verdict"): t(f"goal.verdict.{one.judgement.verdict}"),
    }
    for result in one.results or (None,):
        yield {
            **fixed,
            t("goal.csv.year"): result.year if result else "",
            t("goal.csv.result"): _plain(result.value) if result else "",
            t("goal.csv.unit"): t(f"goal.csv_unit.{result.unit}") if result and result.unit else "",
            t("goal.csv.placed"): t(f"goal.placed_long.{goal.placed(result.year)}") if result else "",
            t("goal.csv.note"): result.note if result else "",
            t("goal.csv.source"): figures.titles([result.source]) if result and result.source else "",
        }


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")
