"""What money buys: whole units from the dearest to the cheapest, and only from what the reader has given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.priority.budget import Money, Price, Unit, cost, street_bought, units_bought


def test_a_budget_buys_whole_units_from_the_dearest_to_the_cheapest():
    assert units_bought(2_000_000, Price(Unit.METRE, 1_000, 3_000)) == (666, 2_000)
    assert units_bought(500, Price(Unit.PIECE, 1_000, 1_000)) == (0, 0)


def test_pieces_are_street_only_where_their_spacing_is_told():
    assert street_bought(100_000, Price(Unit.PIECE, 10_000, 20_000)) is None
    assert street_bought(100_000, Price(Unit.PIECE, 10_000, 20_000, spacing=30)) == (150, 300)
    assert street_bought(100_000, Price(Unit.METRE, 500, 1_000)) == (100, 200)


def test_a_length_of_street_costs_its_units():
    assert cost(300, Price(Unit.METRE, 1_000, 2_000)) == (300_000, 600_000)
    assert cost(300, Price(Unit.PIECE, 9_000, 9_000, spacing=30)) == (90_000, 90_000)
    assert cost(300, Price(Unit.PIECE, 9_000, 9_000)) is None


@pytest.mark.parametrize(("low", "high"), [(1_000, 0), (0, 1_000), (1_000, 1_000)])
def test_one_price_alone_is_the_price(low, high):
    assert Money(low=low, high=high).price == Price(Unit.METRE, 1_000, 1_000)


def test_two_prices_may_come_in_any_order_and_without_any_there_is_none():
    assert Money(low=2_000, high=1_000).price == Price(Unit.METRE, 1_000, 2_000)
    assert Money(budget=1_000_000).price is None
    assert Money(low=5, spacing=30).price.spacing is None
    assert Money(low=5, spacing=30, unit=Unit.PIECE).price.spacing == 30


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_is_bought_never_costs_more_than_the_budget(budget, low, high):
    price = Money(low=low, high=high).price
    least, most = units_bought(budget, price)
    assert least <= most
    assert most * price.low <= budget
