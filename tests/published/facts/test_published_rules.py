"""The rules are those of the goals the city set itself."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.rules import RULE, RULES, Rule
from sikkerby_geo.facts.snapshot import Snapshot


@pytest.mark.parametrize("rule", RULES, ids=list(RULE))
def test_the_sources_of_a_rule_are_known(snapshot: Snapshot, rule: Rule):
    assert rule.source_ids
    assert set(rule.source_ids) <= set(snapshot.tables["sources"].source_id)


@pytest.mark.parametrize("rule", RULES, ids=list(RULE))
def test_the_limit_and_years_are_those_of_the_goals_table(snapshot: Snapshot, rule: Rule):
    goals = snapshot.tables["goals"]
    own = goals[(goals.scope == "every_district") & (goals.measure == rule.indicator_id)]
    assert set(own.target) == {rule.limit}
    period = (int(own.valid_from.min()), int(own.valid_to.max()))
    assert period == (rule.valid_from, rule.valid_to), f"Set the years of {rule.rule_id} in facts/rules.py to {period}"
    assert set(rule.source_ids) == set(own.source_id)
