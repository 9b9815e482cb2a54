"""Tables of the literature on complementary suppression: what hiding the small numbers alone gives away, and ours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sikkerby_geo.domain.disclosure.protecting import Protecting, nothing_before
from tests.domain.hidden_tables import safe, table

DELINQUENT = ((15, 1, 3, 1), (20, 10, 10, 15), (3, 10, 10, 2), (12, 14, 7, 2))
"""Delinquent children by county and education of the head of household, invented, threshold 5: the example of the
Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22 (2005), chapter II."""
TWO_SMALL = ((2, 20, 9), (30, 3, 8), (7, 11, 40))
ONE_SMALL = ((3, 17, 25), (12, 40, 9), (30, 6, 22))


def protected(inner: tuple[tuple[int, ...], ...]) -> Protecting:
    relations, numbers = table(inner)
    found = Protecting(relations, numbers, 5, nothing_before(relations))
    found.protect()
    return found


@pytest.mark.parametrize("inner", [DELINQUENT, TWO_SMALL, ONE_SMALL])
def test_small_numbers_alone_are_given_away_and_ours_are_not(inner: tuple[tuple[int, ...], ...]) -> None:
    relations, numbers = table(inner)
    assert not safe(relations, numbers, numbers < 5)
    found = protected(inner)
    assert not found.loose.any()
    assert safe(relations, numbers, ~found.shown)


@pytest.mark.parametrize("inner", [TWO_SMALL, ONE_SMALL])
def test_no_smaller_set_would_do(inner: tuple[tuple[int, ...], ...]) -> None:
    relations, numbers = table(inner)
    small, found = numbers < 5, protected(inner)
    beside = int((~found.shown & ~small).sum())
    for others in combinations(np.flatnonzero(~small), beside - 1):
        hidden = small.copy()
        hidden[list(others)] = True
        assert not safe(relations, numbers, hidden)
