"""What a rule says of a place over the years, area by area, and the line where a level is not the goal's own."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.goals.rule_counts import RuleYear, rule_years
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import names, t


def marked_years(states: Mapping[int, FlagState]) -> str:
    """Years as runs, those that are not clear marked: 2015, 2017–2018 (ikke klart) og 2020."""
    runs: list[list[int]] = []
    for year in sorted(states):
        if runs and runs[-1][-1] == year - 1 and states[runs[-1][-1]].unsure is states[year].unsure:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = ((_span(run[0], run[-1]), states[run[0]].unsure) for run in runs)
    return names(t("years.unclear", years=span) if unsure else span for span, unsure in told)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else t("method.years", first=first, last=last)


def decided(atlas: Atlas, place: Place, rule: Rule) -> tuple[dict[int, FlagState], dict[int, FlagState]]:
    """The years on the flagged side and those on the other, each with its state."""
    states = {year: atlas.flag(rule, place.place_id, year).state for year in atlas.years}
    flagged = {year: state for year, state in states.items() if state.flagged}
    return flagged, {year: state for year, state in states.items() if state.flagged is False}


def years_by_area(atlas: Atlas, place: Place, rule: Rule) -> str:
    """In which years each area of a place was on the flagged side: never the combined figure alone."""
    told = []
    for member in place.members:
        flagged, clear = decided(atlas, atlas.places[member], rule)
        key = "in" if flagged else "never" if clear else "undecided"
        told.append(t(f"years.area_{key}", name=atlas.places[member].name, years=marked_years(flagged or clear)))
    return t("years.by_area", rule=t(f"rule.{rule.rule_id}.name"), told=", ".join(told))


def areas_line(atlas: Atlas, rule: Rule, level: Level, year: int) -> str:
    """What the rule says of the survey's own areas, which the goal is about; empty at that level or where not known."""
    if level is Level.SURVEY_AREA:
        return ""
    found = next((one for one in rule_years(atlas, rule, Level.SURVEY_AREA) if one.year == year), None)
    count = None if found is None else _count(found)
    if found is None or count is None:
        return ""
    return t("years.of_areas", areas=found.total, count=count)


def newest_areas_line(atlas: Atlas, rule: Rule) -> str:
    """The same for the newest year in which every area is decided, with that year."""
    for found in reversed(rule_years(atlas, rule, Level.SURVEY_AREA)):
        if found.complete:
            side = t(f"rule.{rule.rule_id}.flagged")
            return t("years.of_areas_in", areas=found.total, count=len(found.flagged), side=side, year=found.year)
    return ""


def _count(found: RuleYear) -> int | None:
    """How many areas are flagged: our count where every area is decided, else the published one."""
    return len(found.flagged) if found.complete else found.published
