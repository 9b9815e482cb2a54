"""What a budget buys, in words: from the reader's own budget and price, never from figures of ours."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.street_lengths import street_metres
from sikkerby_geo.domain.priority.budget import Money, Price, Range, Unit, street_bought, units_bought
from sikkerby_geo.text import kroner, money, number, t
from sikkerby_geo.views.base.share_range import share_range
from sikkerby_geo.views.priority.priority_words import kind_word


def budget_lines(atlas: Atlas, asked: Money, place_id: str | None) -> tuple[str, ...]:
    """What the budget buys, and how much of the chosen area's streets that is; or what is still to be filled in."""
    price = asked.price
    if not asked.budget or price is None:
        return (t("priority.money.nothing"),)
    purpose = f" {t('priority.money.purpose', kind=kind_word(asked.kind))}" if asked.kind else ""
    words = {"budget": money(asked.budget), "purpose": purpose, "price": _price_words(price)}
    if not units_bought(asked.budget, price)[1]:
        return (t(f"priority.money.too_little_{price.unit}", **words),)
    lines = [t(f"priority.money.buys_{price.unit}", units=_span(units_bought(asked.budget, price)), **words)]
    street = street_bought(asked.budget, price)
    if street is None:
        return (*lines, t("priority.money.no_spacing"))
    if price.unit is Unit.PIECE:
        lines.append(t("priority.money.spaced", spacing=number(price.spacing or 0), metres=_span(street)))
    if place_id is not None:
        lines.append(_share_words(atlas, street, place_id))
    return tuple(lines)


def _share_words(atlas: Atlas, street: Range, place_id: str) -> str:
    """How much of the named streets of an area so many metres are."""
    name, metres = atlas.places[place_id].name, street_metres(atlas).get(place_id)
    if metres is None:
        return t("priority.money.no_streets", name=name)
    least, most = (100 * length / metres for length in street)
    share = share_range(least, most)
    return t("priority.money.share", name=name, km=number(metres / 1000, 1), share=share)


def _price_words(price: Price) -> str:
    """A price with its unit: 1.000–2.000 kr. pr. meter gade."""
    amount = kroner(price.high) if price.low == price.high else f"{number(price.low)}–{kroner(price.high)}"
    return t(f"priority.money.price_{price.unit}", amount=amount)


def _span(ends: Range) -> str:
    low, high = ends
    return number(low) if low == high else f"{number(low)}–{number(high)}"
