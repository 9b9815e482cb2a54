"""Weights and money in the address: what is written is read again, and anything else gives a message and the usual."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.priority.budget import Money, Unit
from sikkerby_geo.facts.efforts import KIND, PLACED_KINDS
from sikkerby_geo.facts.priority import MOST_KRONER, MOST_SPACING, PART_IDS
from sikkerby_geo.ui.address.priority import WEIGHTS, parse, parse_money, write_money
from sikkerby_geo.views.priority.ask import DEFAULT_WEIGHTS

PARTS = len(PART_IDS)


@given(st.tuples(*[st.integers(0, WEIGHTS.most)] * PARTS))
def test_what_is_written_is_read_again(weights: tuple[int, ...]) -> None:
    assert parse({WEIGHTS.name: WEIGHTS.write(weights)}) == (weights, ())


def test_the_usual_weights_are_left_out() -> None:
    assert WEIGHTS.write(DEFAULT_WEIGHTS) == ""


@pytest.mark.parametrize(
    "value", ["40", "1-2-3-4", "1-2-3-4-5-6-7", "101-0-0-0-0", "-1-0-0-0-0", "a-b-c-d-e", "１-2-3-4-5", "1-2-3-4-5\n"]
)
def test_anything_else_gives_a_message_and_the_usual_ones(value: str) -> None:
    weights, (message,) = parse({WEIGHTS.name: value})
    assert weights == DEFAULT_WEIGHTS
    assert value[:40] in message


def test_all_weights_0_are_the_readers_own_choice() -> None:
    assert parse({WEIGHTS.name: "-".join(["0"] * PARTS)}) == ((0,) * PARTS, ())


def test_a_link_from_before_the_last_part_holds_and_is_written_the_same() -> None:
    assert parse({WEIGHTS.name: "60-40-0-0-10"}) == ((60, 40, 0, 0, 10, 0), ())
    assert WEIGHTS.write((60, 40, 0, 0, 10, 0)) == "60-40-0-0-10"
    assert WEIGHTS.write((0, 0, 0, 0, 0, 5)) == "0-0-0-0-0-5"


KRONER = st.integers(0, MOST_KRONER)


@given(
    st.builds(
        Money,
        kind=st.sampled_from([None, *PLACED_KINDS]),
        budget=KRONER,
        low=KRONER,
        high=KRONER,
        unit=st.sampled_from(Unit),
        spacing=st.integers(0, MOST_SPACING),
    )
)
def test_money_that_is_written_is_read_again(money: Money) -> None:
    assert parse_money(write_money(money)) == (money, ())


def test_nothing_is_invented_and_nothing_is_written_where_nothing_is_given() -> None:
    assert parse_money({}) == (Money(), ())
    assert set(write_money(Money()).values()) == {""}
    assert write_money(Money(KIND["lighting"], 2_000_000, 1_000, 2_000)) == {
        **{"formaal": "belysning", "budget": "2000000", "pris": "1000", "pristil": "2000"},
        **{"enhed": "", "afstand": ""},
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("budget", "-1"), ("budget", "2.000.000"), ("budget", str(MOST_KRONER + 1)), ("budget", "1e9")),
        *(("pris", "<b>"), ("pristil", "9" * 400), ("afstand", str(MOST_SPACING + 1)), ("enhed", "km")),
        *(("formaal", "forslag-2010"), ("formaal", "{{x}}")),
    ],
)
def test_money_that_cannot_be_used_gives_a_message_and_nothing(name: str, value: str) -> None:
    money, (message,) = parse_money({name: value})
    assert money == Money()
    assert name in message
