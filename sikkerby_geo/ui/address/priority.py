"""The ranking's part of the address: the weights of the parts, a kind of effort, and what the reader says of money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sikkerby_geo.domain.priority.budget import Money, Unit
from sikkerby_geo.facts.efforts import PLACED_KINDS
from sikkerby_geo.facts.priority import MOST_KRONER, MOST_SPACING
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, codec
from sikkerby_geo.ui.address.codec import Asked, Declaration, One, Weights, Whole
from sikkerby_geo.views.priority.ask import DEFAULT_WEIGHTS

WEIGHTS = Weights("vaegte", DEFAULT_WEIGHTS, most=100, optional=1)
UNITS = {"meter": Unit.METRE, "stk": Unit.PIECE}


def _declared() -> Declaration:
    """What a reader says of money, by the field of ``Money`` each fills."""
    nothing = t("priority.money.without")
    return {
        "kind": One("formaal", {"": None, **{kind.address: kind for kind in PLACED_KINDS}}, shown=nothing),
        "budget": Whole("budget", MOST_KRONER, usual=0, shown=nothing),
        "low": Whole("pris", MOST_KRONER, usual=0, shown=nothing),
        "high": Whole("pristil", MOST_KRONER, usual=0, shown=nothing),
        "unit": One("enhed", UNITS, "meter"),
        "spacing": Whole("afstand", MOST_SPACING, usual=0, shown=nothing),
    }


def parse(query: Mapping[str, str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Weights in the order of the parts, and a message where the address's cannot be used (then the usual ones)."""
    asked = Asked(query)
    return WEIGHTS.read(asked), tuple(asked.messages)


def parse_money(query: Mapping[str, str]) -> tuple[Money, tuple[str, ...]]:
    """The kind of effort, the budget and the price of an address, and a message for each value that is set aside."""
    asked = Asked(query)
    return Money(**codec.read(_declared(), asked)), tuple(asked.messages)


def write_money(money: Money) -> dict[str, str]:
    """The parameters of what is said of money, all of them; what is not given is empty."""
    return codec.write(_declared(), vars(money))


def read() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The weights in the browser's address."""
    return parse(browser.query())


def money() -> tuple[Money, tuple[str, ...]]:
    """What the browser's address says of money."""
    return parse_money(browser.query())


def go(weights: tuple[int, ...]) -> None:
    """Put weights into the browser's address."""
    browser.put({WEIGHTS.name: WEIGHTS.write(weights)})


def change_money(**fields: Any) -> None:
    """Alter what the address says of money; for the callbacks of controls."""
    browser.catch_up()
    browser.put(write_money(replace(money()[0], **fields)))
