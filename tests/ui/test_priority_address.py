"""Weights in the address: what is written is read again, and anything else gives a message and the usual ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.priority import PART_IDS
from sikkerby_geo.ui.address.priority import WEIGHTS, parse
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
