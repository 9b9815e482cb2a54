"""Tables whose answers are worked out by hand or by trying everything: what hiding small numbers alone gives away."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.attack import Attack
from sikkerby_geo.domain.disclosure.before import nothing_before
from sikkerby_geo.domain.disclosure.protecting import Protecting
from sikkerby_geo.domain.disclosure.relations import Relations
from sikkerby_geo.domain.disclosure.whole_numbers import reached_whole
from sikkerby_geo.facts.published_counts import CountKey
from tests.domain.hidden_tables import safe, table

DIAGONAL = ((2, 31, 14), (25, 4, 12), (9, 18, 3))
LOOP = ((3, 17), (12, 9))
"""What differs in another table with these totals is told by one number d: 3 + d, 17 − d, 12 − d, 9 + d."""
TWO_SMALL = ((2, 20, 9), (30, 3, 8), (7, 11, 40))
ONE_SMALL = ((3, 17, 25), (12, 40, 9), (30, 6, 22))


def protected(inner: tuple[tuple[int, ...], ...]) -> Protecting:
    relations, numbers = table(inner)
    found = Protecting(relations, numbers, 5, nothing_before(relations))
    found.protect()
    return found


@pytest.mark.parametrize("inner", [DIAGONAL, TWO_SMALL, ONE_SMALL])
def test_small_numbers_alone_are_given_away_and_ours_are_not(inner: tuple[tuple[int, ...], ...]) -> None:
    relations, numbers = table(inner)
    assert not safe(relations, numbers, numbers < 5)
    found = protected(inner)
    assert not found.loose.any()
    assert safe(relations, numbers, ~found.shown)


def test_two_rows_by_hand() -> None:
    """The 3 is 20 − 17 and 15 − 12, so 17 and 12 must be hidden beside it; as 12 is 21 − 9 and 17 is 26 − 9, the 9 too.

    Then all are told by d: 0 ≤ 3 + d ≤ 4 asks for −3 ≤ d ≤ 1, and what is told of the others, 5 or more, for
    −4 ≤ d ≤ 7. So the 3 can be anything from 0 to 4. Had the 9 been a 7, d could not be under −2, and the 3 not nought.
    """
    found = protected(LOOP)
    hidden = (~found.shown).reshape(3, 3)
    assert hidden.tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert not found.loose.any()
    relations, numbers = table(((3, 17), (12, 7)))
    assert not safe(relations, numbers, hidden.ravel())


@pytest.mark.parametrize("inner", [TWO_SMALL, ONE_SMALL])
def test_no_smaller_set_would_do(inner: tuple[tuple[int, ...], ...]) -> None:
    relations, numbers = table(inner)
    small, found = numbers < 5, protected(inner)
    beside = int((~found.shown & ~small).sum())
    for others in combinations(np.flatnonzero(~small), beside - 1):
        hidden = small.copy()
        hidden[list(others)] = True
        assert not safe(relations, numbers, hidden)


def test_a_range_that_only_fractions_reach_is_told_from_one_that_whole_numbers_do() -> None:
    """a + b = 3, b + c = 3 and a + c = 3 + d: a half of three each leaves nothing for d, whole numbers leave one."""
    keys = tuple(CountKey("table", "2024-K1", "all", name) for name in "abcdt")
    sums = np.array([[1, 1, 0, 0, -1], [0, 1, 1, 0, -1], [1, 0, 1, -1, -1]])
    known, value = np.array([False] * 4 + [True]), np.array([1, 2, 1, 1, 3])
    attack = Attack(Relations(keys, 5, csr_array(sums)), known, value, np.zeros(5), np.full(5, np.inf))
    nothing, b_to_nothing = (3, False), (1, False)
    assert attack.reached([nothing], 4)
    assert not reached_whole(attack, [nothing], [nothing], 4, 1000)
    assert reached_whole(attack, [b_to_nothing], [b_to_nothing], 4, 1000)
