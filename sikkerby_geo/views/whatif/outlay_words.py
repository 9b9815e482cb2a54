"""What a scenario would take, in words: the street within it, and kroner at the reader's own price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, log10

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.street_lengths import street_metres
from sikkerby_geo.domain.priority.budget import Money, Price, Range
from sikkerby_geo.domain.whatif.outlay import Outlay, outlay
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.text import kroner, money, number, t
from sikkerby_geo.views.base.share_range import share_range

MILLION = 1_000_000
LONG_KM = 100
"""From this length on street is told in whole kilometres."""
TERMS = ("street", "kroner", "per_resident")
"""What is said, in order."""


@dataclass(frozen=True)
class Costs:
    """What a scenario would take, with its words by ``TERMS``; ``basis`` says whose price it is."""

    outlay: Outlay
    words: Mapping[str, str]
    basis: str


def costs(atlas: Atlas, found: Scenario, asked: Money) -> Costs:
    """The street within a scenario and what it costs, for a budget and a price of the reader's."""
    told = outlay(found, street_metres(atlas), asked.price)
    words = {"street": _street(atlas, found, told), "kroner": _kroner(told, asked), "per_resident": _each(told)}
    price = t("outlay.own_price", price=_price(asked.price)) if asked.price else ""
    return Costs(told, words, f"{price} {t('outlay.basis')}".strip())


def _street(atlas: Atlas, found: Scenario, told: Outlay) -> str:
    if told.metres is None:
        return t("outlay.no_street")
    km = told.metres / 1000
    words = number(km, int(km < LONG_KM))
    return t("outlay.street" if found.estimated else "outlay.street_whole", km=words)


def _kroner(told: Outlay, asked: Money) -> str:
    if told.kroner is None:
        if told.metres is None:
            return t("outlay.no_cost_street")
        return t("outlay.no_price" if asked.price is None else "outlay.no_spacing")
    words = t("outlay.kroner", amount=_amount(told.kroner))
    return f"{words} {_reaches(told.kroner, asked.budget)}" if asked.budget else words


def _reaches(needed: Range, budget: int) -> str:
    """How much of the street a budget reaches, from the highest price to the lowest."""
    least, most = (100 * budget / end if end else 100.0 for end in reversed(needed))
    return t("outlay.whole") if least >= 100 else t("outlay.reaches", share=share_range(least, most))


def _each(told: Outlay) -> str:
    if told.per_resident is None:
        return t("outlay.dash") if told.kroner is None else t("outlay.no_residents")
    return t("outlay.per_resident", amount=_amount(told.per_resident))


def _amount(ends: Range) -> str:
    """A range of kroner to two figures, in millions where it is that much: it is no more exact than the street is."""
    low, high = (_rough(end) for end in ends)
    if low == high:
        return money(high)
    if low >= MILLION:
        decimals = int(high < 10 * MILLION)
        return t("outlay.millions", low=number(low / MILLION, decimals), high=number(high / MILLION, decimals))
    if high < MILLION:
        return t("outlay.span", low=number(low), high=number(high))
    return t("outlay.between", low=money(low), high=money(high))


def _rough(value: float) -> float:
    """A value rounded to two figures."""
    return round(value, 1 - floor(log10(value))) if value else 0.0


def _price(price: Price) -> str:
    key = f"outlay.price_{price.unit}" if price.spacing is None else f"outlay.price_{price.unit}_spaced"
    amount = (
        kroner(price.low)
        if price.low == price.high
        else t("outlay.span", low=number(price.low), high=number(price.high))
    )
    return t(key, amount=amount, spacing=number(price.spacing or 0))
