"""Foreseen trouble with a drawing or a file as a Danish sentence, its numbers in Danish form."""

from __future__ import annotations

from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, t

DEGREE_DECIMALS = 4


def trouble_words(error: SikkerByError) -> str:
    """The sentence of an error: whole numbers with dots, degrees with a decimal comma, a hidden sign as its code."""
    return t(error.key, **{name: _written(value) for name, value in error.params.items()})


def _written(value: object) -> object:
    if isinstance(value, float):
        return number(value, DEGREE_DECIMALS)
    if isinstance(value, int):
        return number(value)
    return shown(value) if isinstance(value, str) else value
