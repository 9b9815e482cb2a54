"""Foreseen trouble with a drawing or a file as a Danish sentence, its numbers in Danish form."""

from __future__ import annotations

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, t

DEGREE_DECIMALS = 4


def trouble_words(error: SikkerByError) -> str:
    """The sentence of an error; whole numbers get their dots, degrees their decimal comma."""
    return t(error.key, **{name: _written(value) for name, value in error.params.items()})


def _written(value: object) -> object:
    if isinstance(value, float):
        return number(value, DEGREE_DECIMALS)
    return number(value) if isinstance(value, int) else value
