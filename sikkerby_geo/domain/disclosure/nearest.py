"""The nearest other table in which a number is what an attacker must take it to be able to be."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack

from sikkerby_geo.domain.disclosure.attack import Attack, solved

_FAR = 1000.0
"""How much dearer it is, by report, to tell no range of a number than to hide it."""

Widest = tuple[np.ndarray, np.ndarray]
"""The ends that ranges can be opened to."""


class _Columns:
    """The unknowns of the programme: numbers, and how far some of them leave where they are."""

    def __init__(self, matrix: csr_array, bounds: np.ndarray) -> None:
        self._matrix, self._many = matrix, matrix.shape[1]
        self._parts, self._costs, self._bounds = [matrix], [np.zeros(self._many)], [bounds]
        self._moves: list[tuple[np.ndarray, float]] = []

    def add(self, places: np.ndarray, sign: float, cost: np.ndarray, room: np.ndarray) -> None:
        """Let the numbers at some places move up (+1) or down (−1) by at most ``room``, at a cost by report."""
        self._parts.append(csr_array(sign * self._matrix[:, places]))
        self._costs.append(cost)
        self._bounds.append(np.column_stack((np.zeros(len(places)), np.maximum(room, 0))))
        self._moves.append((places, sign))

    def cheapest(self, right: np.ndarray) -> np.ndarray | None:
        """The numbers after the cheapest moves that agree with the relations."""
        found = solved(np.concatenate(self._costs), csr_array(hstack(self._parts)), right, np.concatenate(self._bounds))
        if found is None:
            return None
        answer, start = found[: self._many].copy(), self._many
        for places, sign in self._moves:
            np.add.at(answer, places, sign * found[start : start + len(places)])
            start += len(places)
        return answer


def nearest_table(
    attack: Attack,
    known: np.ndarray,
    may_be_hidden: np.ndarray,
    price: np.ndarray,
    wanted: tuple[int, int],
    widest: Widest | None,
) -> np.ndarray | None:
    """Numbers that agree with what is ``known`` and have one ``wanted`` number (place, value); None if none do.

    Hidden numbers move for nothing within their ranges. Others that ``may_be_hidden`` leave the truth at their
    ``price`` by report. With ``widest`` ranges may be left too, at a far higher one.
    """
    move = np.flatnonzero(~known)
    low, high, truth = attack.low[move].copy(), attack.high[move].copy(), attack.value[move].astype(float)
    at = int(np.searchsorted(move, wanted[0]))
    low[at] = high[at] = wanted[1]
    rows = csr_array(attack.relations.matrix[:, move])
    used = np.diff(rows.indptr) > 0
    right = -(attack.relations.matrix @ np.where(known, attack.value, 0))[used]
    shown = np.flatnonzero(may_be_hidden[move])
    bounds = np.column_stack((low, high))
    bounds[shown] = truth[shown, None]
    columns = _Columns(csr_array(rows[used]), bounds)
    columns.add(shown, 1.0, price[move][shown], high[shown] - truth[shown])
    columns.add(shown, -1.0, price[move][shown], truth[shown] - low[shown])
    if widest is not None:
        lowest, highest = widest[0][move], widest[1][move]
        others = np.arange(len(move)) != at
        deeper, higher = np.flatnonzero(others & (low > lowest)), np.flatnonzero(others & (high < highest))
        columns.add(deeper, -1.0, np.full(len(deeper), _FAR), low[deeper] - lowest[deeper])
        columns.add(higher, 1.0, np.full(len(higher), _FAR), highest[higher] - high[higher])
    answer = columns.cheapest(right)
    if answer is None:
        return None
    whole = attack.value.astype(float)
    whole[move] = answer
    return whole
