"""The nearest other table in which a number is what an attacker must take it to be able to be."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack

from sikkerby_geo.domain.disclosure.attack import Attack
from sikkerby_geo.domain.disclosure.programme import Programme
from sikkerby_geo.domain.disclosure.relations import Relations

_FAR = 1000.0
"""How much dearer it is, by report, to tell no range of a number than to hide it."""

Widest = tuple[np.ndarray, np.ndarray]
"""The ends that ranges can be opened to."""


class NearestTables:
    """Looks for other tables in which only the numbers at ``places`` (ascending) differ from the ``truth``.

    Its unknowns are these numbers, and for each published one how far it leaves where it is told to be: up and down by
    being hidden, and higher and lower still by a range that is opened.
    """

    def __init__(self, relations: Relations, truth: np.ndarray, places: np.ndarray) -> None:
        self._places, self._truth = places, truth
        self._leaving = np.flatnonzero(places < relations.published)
        rows = csr_array(relations.matrix[:, places])
        rows = csr_array(rows[np.diff(rows.indptr) > 0])
        leaving = csr_array(rows[:, self._leaving])
        self._signs = (1.0, -1.0, 1.0, -1.0)
        columns = hstack([rows, *(sign * leaving for sign in self._signs)])
        self._programme = Programme(csr_array(columns), rows @ truth[places], bounds_move=True)

    def nearest(
        self,
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
        at, here = self._places, self._leaving
        truth, low, high = self._truth[at].astype(float), attack.low[at].copy(), attack.high[at].copy()
        one = int(np.searchsorted(at, wanted[0]))
        low[one] = high[one] = wanted[1]
        stays, shown = known[at], may_be_hidden[at] & ~known[at]
        held = stays | shown
        moved = shown[here]
        rooms = [
            np.where(moved, np.maximum(room, 0), 0) for room in (high[here] - truth[here], truth[here] - low[here])
        ]
        rooms += [self._opened(*ends, stays, one) for ends in self._ends(low, high, widest)]
        prices = price[at][here]
        far = np.full(len(here), _FAR)
        self._programme.within(
            np.concatenate((np.where(held, truth, low), np.zeros(4 * len(here)))),
            np.concatenate((np.where(held, truth, high), *rooms)),
        )
        found = self._programme.least(np.concatenate((np.zeros(len(at)), prices, prices, far, far)))
        if found is None:
            return None
        numbers = found[: len(at)].copy()
        for number, sign in enumerate(self._signs):
            start = len(at) + number * len(here)
            numbers[here] += sign * found[start : start + len(here)]
        whole = self._truth.astype(float)
        whole[at] = numbers
        return whole

    def _ends(
        self, low: np.ndarray, high: np.ndarray, widest: Widest | None
    ) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        """The ends that are told and those they can be opened to: upper ones, and lower ones with the sign turned."""
        wide = (low, high) if widest is None else (widest[0][self._places], widest[1][self._places])
        return (high, wide[1]), (-low, -wide[0])

    def _opened(self, told: np.ndarray, wide: np.ndarray, stays: np.ndarray, wanted: int) -> np.ndarray:
        """By how much each published number may go beyond the end that is told of it."""
        may = ~stays & (told < wide)
        may[wanted] = False
        room = np.zeros(len(told))
        room[may] = wide[may] - told[may]
        return room[self._leaving]
