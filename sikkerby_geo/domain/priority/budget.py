"""What money buys, at a price the reader gives: pieces, metres of street, and what a length of street would cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.efforts import EffortKind

Range = tuple[float, float]
"""The least and the most."""


class Unit(StrEnum):
    """What a unit price is for."""

    METRE = "metre"
    PIECE = "piece"


@dataclass(frozen=True)
class Price:
    """Kroner per unit, from ``low`` to ``high``; a piece serves ``spacing`` metres of street where that is told."""

    unit: Unit
    low: int
    high: int
    spacing: int | None = None

    @property
    def metres_each(self) -> int | None:
        """Metres of street one unit serves; None where it is not told."""
        return 1 if self.unit is Unit.METRE else self.spacing


@dataclass(frozen=True)
class Money:
    """What a reader asks of money: a kind of effort, a budget and a unit price; 0 = not given.

    ``low`` alone is one price; two prices may come in any order. Nothing of it is a figure of ours.
    """

    kind: EffortKind | None = None
    budget: int = 0
    low: int = 0
    high: int = 0
    unit: Unit = Unit.METRE
    spacing: int = 0

    @property
    def price(self) -> Price | None:
        """The price, or None where none is given."""
        given = [amount for amount in (self.low, self.high) if amount]
        if not given:
            return None
        spacing = self.spacing if self.unit is Unit.PIECE and self.spacing else None
        return Price(self.unit, min(given), max(given), spacing)


def units_bought(budget: int, price: Price) -> tuple[int, int]:
    """Whole units a budget (kroner) buys: at the highest price, and at the lowest."""
    return budget // price.high, budget // price.low


def street_bought(budget: int, price: Price) -> Range | None:
    """Metres of street a budget reaches; None where it is not told how far one unit reaches."""
    each = price.metres_each
    if each is None:
        return None
    least, most = units_bought(budget, price)
    return least * each, most * each


def cost(metres: float, price: Price) -> Range | None:
    """Kroner for a length of street, at the lowest and the highest price; None as in ``street_bought``."""
    each = price.metres_each
    return None if each is None else (metres / each * price.low, metres / each * price.high)
