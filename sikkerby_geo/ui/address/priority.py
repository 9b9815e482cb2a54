"""The ranking's part of the address: the weights of the parts; figures and year go with the shared choice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.priority import PART_IDS
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.priority.ask import DEFAULT_WEIGHTS

WEIGHTS = "vaegte"
HEAVIEST = 100
_FORM = re.compile("-".join([r"\d{1,3}"] * len(PART_IDS)), re.ASCII)


def parse(query: Mapping[str, str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Weights in the order of the parts, and a message where the address's cannot be used (then the usual ones)."""
    value = query.get(WEIGHTS, "")
    if not value:
        return DEFAULT_WEIGHTS, ()
    weights = tuple(map(int, value.split("-"))) if _FORM.fullmatch(value) else ()
    if not weights or max(weights) > HEAVIEST:
        return DEFAULT_WEIGHTS, (t("priority.control.weights", value=quoted(value), count=len(PART_IDS)),)
    return weights, ()


def write(weights: tuple[int, ...]) -> str:
    """The weights as the address has them; empty for the usual ones. ``parse`` of it gives them back."""
    return "" if weights == DEFAULT_WEIGHTS else "-".join(map(str, weights))


def read() -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The weights in the browser's address."""
    return parse({WEIGHTS: every_page.own(WEIGHTS, "")})


def go(weights: tuple[int, ...]) -> None:
    """Put weights into the browser's address."""
    every_page.put({WEIGHTS: write(weights)})
