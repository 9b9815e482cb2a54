"""Other views the page offers in words: the nearest year with an answer, another rule or level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, at_level


@dataclass(frozen=True)
class Offer:
    """Another choice the page offers in words: its label, and what it would show."""

    label: str
    choice: Choice


def offers(atlas: Atlas, choice: Choice) -> tuple[Offer, ...]:
    """Where there is no full answer: the nearest year, the rule or the level that has one."""
    found = []
    total = len(atlas.places.at(choice.level))
    rule = choice.rule
    if total and rule and atlas.decided(rule, choice.level, choice.year) == 0:
        for other in RULES:
            if other is not rule and atlas.decided(other, choice.level, choice.year):
                moved = replace(choice, rule_id=other.rule_id, indicator_id=other.indicator_id)
                label = t("offer.other_rule", year=choice.year, rule=t(f"rule.{other.rule_id}.name"))
                found.append(Offer(label, moved))
        near = [year for year in atlas.years if atlas.decided(rule, choice.level, year)]
        if near:
            year = min(near, key=lambda when: (abs(when - choice.year), -when))
            found.append(Offer(t("offer.nearest", year=year), replace(choice, year=year)))
    native = choice.indicator.native_level
    if native.above(choice.level):
        label = t("offer.other_level", noun=t(f"level.{native}.many"))
        found.append(Offer(label, at_level(choice, native, atlas)))
    return tuple(found)
