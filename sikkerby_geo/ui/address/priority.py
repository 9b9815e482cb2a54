"""The ranking's part of the address: the weights of the parts; figures and year go with the shared choice."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.address.codec import Asked, Weights
from sikkerby_geo.views.priority.ask import DEFAULT_WEIGHTS

WEIGHTS = Weights("vaegte", DEFAULT_WEIGHTS, most=100, optional=1)


def parse(query: Mapping[str, str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Weights in the order of the parts, and a message where the address's cannot be used (then the usual ones)."""
    asked = Asked(query)
    return WEIGHTS.read(asked), tuple(asked.messages)


def read() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The weights in the browser's address."""
    return parse(browser.query())


def go(weights: tuple[int, ...]) -> None:
    """Put weights into the browser's address."""
    browser.put({WEIGHTS.name: WEIGHTS.write(weights)})
