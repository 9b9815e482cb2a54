"""What somebody can work out who knows everything published: a linear programme over numbers and their relations.

The attacker knows the fixed numbers, the range that is told of each hidden one, that no number is negative, and every
relation among them. As a linear programme has fractions among its answers too, an answer in whole numbers can be
narrower than ours where relations go three ways (Fischetti & Salazar 2001 take the same relaxation).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.programme import Programme, SolverError
from sikkerby_geo.domain.disclosure.relations import Relations

NEAR = 1e-5
"""How near a programme's answer lies to a whole number that it reaches, in reports."""

HIGH = 1e6
"""A number without an upper end is told as this at most."""
Target = tuple[int, bool]
"""The place of a hidden number, and whether it must be able to reach the top (True) or the bottom of the range."""
Shown = tuple[np.ndarray, set[Target]]
"""An answer, and the targets it reaches."""


@dataclass(frozen=True)
class Movable:
    """A programme over the numbers at ``places`` (ascending) while all others stay what they are."""

    places: np.ndarray
    programme: Programme


def movable(relations: Relations, value: np.ndarray, places: np.ndarray) -> Movable:
    """The programme over some numbers; ``value`` has all of them."""
    rows = csr_array(relations.matrix[:, places])
    used = np.diff(rows.indptr) > 0
    others = np.ones(len(value), bool)
    others[places] = False
    return Movable(places, Programme(csr_array(rows[used]), -(relations.matrix @ np.where(others, value, 0))[used]))


@dataclass(frozen=True)
class Attack:
    """What is known: ``value`` where ``fixed``, else from ``low`` to ``high`` (inf = no end); arrays of all.

    ``over``: the programme that is asked, where there is one already; it has all that is not fixed.
    """

    relations: Relations
    fixed: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    over: Movable | None = None

    @cached_property
    def _over(self) -> Movable:
        return self.over or movable(self.relations, self.value, np.flatnonzero(~self.fixed))

    @cached_property
    def contradicts(self) -> bool:
        """Whether known numbers do not add up among themselves."""
        unknown = csr_array(abs(self.relations.matrix)) @ ~self.fixed > 0
        return bool((self.relations.matrix @ np.where(self.fixed, self.value, 0))[~unknown].any())

    def answer(self, weights: np.ndarray, high: np.ndarray | None = None) -> np.ndarray | None:
        """Numbers that agree with all that is known and have the least weighted sum; None where there are none.

        ``high`` takes the place of the upper ends for this one question.
        """
        places, programme = self._over.places, self._over.programme
        high = self.high if high is None else high
        if (self.low > high)[~self.fixed].any():
            return None
        programme.within(
            np.where(self.fixed, self.value, self.low)[places], np.where(self.fixed, self.value, high)[places]
        )
        found = programme.least(weights[places])
        if found is None:
            return None
        whole = self.value.astype(float)
        whole[places] = found
        return whole

    def reached_together(self, targets: Collection[Target], top: int) -> list[Shown]:
        """Answers that reach many targets in the range 0 to ``top`` at once, each with those it reaches, while some do.

        What they leave may be out of reach or not.
        """
        shown: list[Shown] = []
        left = set(targets)
        for up in (False, True):
            while here := [one for one in sorted(left) if one[1] is up]:
                answer = self._driven(here, top)
                done = reached_in(answer, left, top)
                if not done.intersection(here):
                    break
                shown.append((answer, done))
                left -= done
        return shown

    def reached(self, targets: Collection[Target], top: int, *, all_or_none: bool = False) -> list[Shown]:
        """Answers that reach every target that can be reached, each with those it reaches.

        ``all_or_none``: none at all where one cannot be reached.
        """
        shown = self.reached_together(targets, top)
        left = sorted(set(targets) - {one for _, done in shown for one in done})
        while left:
            answer = self._driven(left[:1], top)
            done = reached_in(answer, left, top)
            if left[0] in done:
                shown.append((answer, done))
            elif all_or_none:
                return []
            left = [one for one in left[1:] if one not in done]
        return shown

    def _driven(self, targets: list[Target], top: int) -> np.ndarray:
        at, up = [place for place, _ in targets], targets[0][1]
        weights, high = np.zeros(len(self.value)), self.high.copy()
        weights[at] = -1 if up else 1
        if up:
            high[at] = np.minimum(high[at], top)
        answer = self.answer(weights, high=high)
        if answer is None and len(targets) > 1:
            answer = self._driven(targets[:1], top)
        if answer is None:
            high[at] = np.minimum(self.high[at], HIGH)
            answer = self.answer(weights, high=high)
        if answer is None:
            raise SolverError
        return answer


def reached_in(answer: np.ndarray, targets: Iterable[Target], top: int) -> set[Target]:
    """The targets that an answer reaches."""
    return {(at, up) for at, up in targets if (answer[at] >= top - NEAR if up else answer[at] <= NEAR)}
