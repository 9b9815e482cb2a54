"""Money in words: Danish amounts read, what a budget buys, and nothing said that the reader has not given."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money, Unit
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.text import number
from sikkerby_geo.views.base.amounts import read_amount
from sikkerby_geo.views.base.share_range import share_range
from sikkerby_geo.views.priority.budget_words import budget_lines

MOST = 100_000_000_000


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        *(
            ("2.000.000", 2_000_000),
            ("2000000", 2_000_000),
            ("2 000 000", 2_000_000),
            ("2\u00a0000\u00a0000 kr.", 2_000_000),
        ),
        *(("2,5 mio.", 2_500_000), ("2 mio kr", 2_000_000), ("1.500 kr", 1_500), ("67.500,00", 67_500)),
        *(("", 0), ("  ", 0), ("0", 0)),
    ],
)
def test_an_amount_is_read_as_danes_write_it(typed: str, amount: int) -> None:
    assert read_amount(typed, MOST) == amount


@pytest.mark.parametrize(
    "typed",
    ["mange", "-5", "1,5", "1.5", "2,000,000", "1e6", "20.00", "１００", "0x10", "999999999999", "<b>5</b>", "5 5"],
)
def test_anything_else_is_no_amount(typed: str) -> None:
    assert read_amount(typed, MOST) is None


@pytest.mark.parametrize("amount", [1, 999, 1_000, 67_500, 2_000_000, MOST])
def test_what_is_shown_is_read_again(amount: int) -> None:
    assert read_amount(number(amount), MOST) == amount


def test_nothing_is_said_before_there_are_budget_and_price(atlas: Atlas) -> None:
    for money in (Money(), Money(budget=5), Money(low=5), Money(KIND["lighting"])):
        (line,) = budget_lines(atlas, money, "dalum")
        assert line.startswith("Skriv et budget og en enhedspris")


def test_metres_of_street_and_their_share_of_the_area(atlas: Atlas) -> None:
    lines = budget_lines(atlas, Money(KIND["lighting"], 200_000, 1_000, 2_000), "moellehoej")
    assert lines == (
        "For 200.000\u00a0kr. fås 100–200 meter gade (belysning) ved 1.000–2.000\u00a0kr. pr. meter.",
        "Møllehøj har 0,9 km navngivne gader (© OpenStreetMap-bidragydere, 2023); "
        "pengene rækker til 11–22\u00a0% af dem.",
    )


def test_pieces_become_street_where_their_spacing_is_given(atlas: Atlas) -> None:
    money = Money(None, 90_000, 30_000, 0, Unit.PIECE)
    assert budget_lines(atlas, money, None) == (
        "For 90.000\u00a0kr. fås 3 stk. ved 30.000\u00a0kr. pr. stk.",
        "Skriv, hvor mange meter gade ét stk. dækker, hvis det skal regnes om til gade.",
    )
    spaced = Money(None, 90_000, 30_000, 0, Unit.PIECE, 40)
    assert budget_lines(atlas, spaced, None)[1] == "Med ét stk. for hver 40 meter er det 120 meter gade."


def test_too_little_money_and_an_area_without_streets_are_told(atlas: Atlas) -> None:
    (line,) = budget_lines(atlas, Money(None, 500, 1_000), "dalum")
    assert line == "500\u00a0kr. er ikke nok til én meter gade ved 1.000\u00a0kr. pr. meter."
    assert budget_lines(atlas, Money(None, 5_000, 1_000), "fjordby")[1] == "Gadernes længde i Fjordby er ikke kendt."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        *((0.2, 0.9, "under 1 %"), (0.4, 3, "højst 3 %"), (31, 62, "31–62 %")),
        *((40.1, 40.2, "40 %"), (90, 250, "90–100 %"), (150, 200, "100 %")),
    ],
)
def test_a_range_of_shares_is_never_0_and_never_more_than_all(low: float, high: float, words: str) -> None:
    assert share_range(low, high).replace("\u00a0", " ") == words
