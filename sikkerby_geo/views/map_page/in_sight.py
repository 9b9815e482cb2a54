"""The two rules that always stand above the map, each with its newest whole year and its count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import newest_rule, newest_whole_year, newest_year
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULES_IN_SIGHT, Rule
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice


@dataclass(frozen=True)
class InSight:
    """A rule above the map: its words with count and year, the choice it leads to (None = no answers), shown or not."""

    rule: Rule
    label: str
    choice: Choice | None
    shown: bool


def in_sight(atlas: Atlas, choice: Choice) -> tuple[InSight, ...]:
    """The rules in sight at the level of a choice, each in its newest whole year; without one in its newest year."""
    found = []
    for rule in RULES_IN_SIGHT:
        year = newest_whole_year(atlas, rule, choice.level) or newest_year(atlas, rule.indicator_id, rule, choice.level)
        there = replace(choice, rule_id=rule.rule_id, indicator_id=rule.indicator_id, year=year) if year else None
        found.append(InSight(rule, _label(atlas, rule, choice.level, year), there, there == choice))
    return tuple(found)


def _label(atlas: Atlas, rule: Rule, level: Level, year: int | None) -> str:
    name = t(f"rule.{rule.rule_id}.name")
    if year is None:
        return t("in_sight.without", name=name)
    states = atlas.states(rule, level, year).values()
    decided = sum(state.flagged is not None for state in states)
    numbers = {"name": name, "year": year, "count": sum(bool(state.flagged) for state in states), "total": len(states)}
    if decided < len(states):
        return t("in_sight.part", **numbers, known=decided, noun=t(f"level.{level}.many"))
    newest = newest_rule(atlas)
    return t("in_sight.whole" if newest and year < newest[1] else "in_sight.newest", **numbers)
