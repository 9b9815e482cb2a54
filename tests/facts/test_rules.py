"""The registry of rules, and which shares break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.measures import MEASURE
from sikkerby_geo.facts.rules import RULE, RULES, Rule, Share

OVER, UNDER = RULE["over_10_insecure"], RULE["under_85_safe"]


def test_ids_and_addresses_are_ascii_and_unique():
    for names in ([rule.rule_id for rule in RULES], [rule.address for rule in RULES]):
        assert len(set(names)) == len(names)
        assert all(name.isascii() for name in names)


@pytest.mark.parametrize("rule", RULES, ids=list(RULE))
def test_a_rule_belongs_to_a_measure_and_points_at_its_need(rule: Rule):
    assert rule.measure is MEASURE[rule.measure_id]
    assert rule.comparison == ("over" if rule.measure.worse_high else "under")
    assert rule.limit == rule.measure.class_limit
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
        (OVER, Share.exactly(10), False),
        (OVER, Share.exactly(10.1), True),
        (OVER, Share.bounded("<=", 10), False),
        (OVER, Share.bounded("<", 10), False),
        (OVER, Share.bounded(">", 10), True),
        (OVER, Share.bounded(">=", 10), None),
        (OVER, Share.bounded("<=", 15), None),
        (OVER, Share.bounded(">=", 11), True),
        (UNDER, Share.exactly(85), False),
        (UNDER, Share.exactly(84.9), True),
        (UNDER, Share.bounded("<", 85), True),
        (UNDER, Share.bounded("<=", 85), None),
        (UNDER, Share.bounded(">=", 85), False),
        (UNDER, Share.bounded(">", 85), False),
        (UNDER, Share.bounded(">=", 80), None),
    ],
)
def test_the_limit_itself_is_neither_over_nor_under(rule: Rule, share: Share, flagged: bool | None):
    assert rule.flags(share) is flagged


@given(
    rule=st.sampled_from(RULES),
    low=st.floats(0, 100),
    high=st.floats(0, 100),
    inside=st.floats(0, 1),
)
def test_a_range_is_decided_only_if_every_share_in_it_agrees(rule: Rule, low: float, high: float, inside: float):
    low, high = sorted((low, high))
    decided = rule.flags(Share(low, high))
    shares = (low, high, min(max(low + inside * (high - low), low), high))
    if decided is not None:
        assert {rule.flags(Share.exactly(share)) for share in shares} == {decided}
    else:
        assert {rule.flags(Share.exactly(low)), rule.flags(Share.exactly(high))} == {True, False}
