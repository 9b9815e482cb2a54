"""The registry of rules, and which shares break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.rules import RULE, RULES, Range, Rule

OVER, UNDER = RULE["over_10_insecure"], RULE["under_85_safe"]


def test_ids_and_addresses_are_ascii_and_unique():
    for names in ([rule.rule_id for rule in RULES], [rule.address for rule in RULES]):
        assert len(set(names)) == len(names)
        assert all(name.isascii() for name in names)


@pytest.mark.parametrize("rule", RULES, ids=list(RULE))
def test_a_rule_belongs_to_a_measure_and_points_at_its_need(rule: Rule):
    assert rule.indicator is INDICATOR[rule.indicator_id]
    assert rule.comparison == ("over" if rule.indicator.worse_high else "under")
    assert rule.limit in (rule.classes or rule.indicator.classes)
    assert rule.valid_from <= rule.valid_to


def test_years_of_a_programme_and_years_it_is_computed_for():
    assert OVER.applies_in(2014)
    assert OVER.applies_in(2021)
    assert not OVER.applies_in(2022)
    assert OVER.computed_in(2015)
    assert OVER.computed_in(2030)
    assert not OVER.computed_in(2014)


@pytest.mark.parametrize(
    ("rule", "share", "flagged"),
    [
        (OVER, Range.exactly(10), False),
        (OVER, Range.exactly(10.1), True),
        (OVER, Range.bounded("<=", 10), False),
        (OVER, Range.bounded("<", 10), False),
        (OVER, Range.bounded(">", 10), True),
        (OVER, Range.bounded(">=", 10), None),
        (OVER, Range.bounded("<=", 15), None),
        (OVER, Range.bounded(">=", 11), True),
        (UNDER, Range.exactly(85), False),
        (UNDER, Range.exactly(84.9), True),
        (UNDER, Range.bounded("<", 85), True),
        (UNDER, Range.bounded("<=", 85), None),
        (UNDER, Range.bounded(">=", 85), False),
        (UNDER, Range.bounded(">", 85), False),
        (UNDER, Range.bounded(">=", 80), None),
    ],
)
def test_the_limit_itself_is_neither_over_nor_under(rule: Rule, share: Range, flagged: bool | None):
    assert rule.flags(share) is flagged


@given(
    rule=st.sampled_from(RULES),
    low=st.floats(0, 100),
    high=st.floats(0, 100),
    inside=st.floats(0, 1),
)
def test_a_range_is_decided_only_if_every_share_in_it_agrees(rule: Rule, low: float, high: float, inside: float):
    low, high = sorted((low, high))
    decided = rule.flags(Range(low, high))
    shares = (low, high, min(max(low + inside * (high - low), low), high))
    if decided is not None:
        assert {rule.flags(Range.exactly(share)) for share in shares} == {decided}
    else:
        assert {rule.flags(Range.exactly(low)), rule.flags(Range.exactly(high))} == {True, False}
