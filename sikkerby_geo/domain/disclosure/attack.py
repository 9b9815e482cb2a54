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
from scipy.optimize import linprog
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.relations import Relations

NEAR = 1e-5
"""How far from a whole number a programme's answer may lie, in reports."""
_INFEASIBLE = 2

Target = tuple[int, bool]
"""The place of a hidden number, and whether it must be able to reach the top (True) or the bottom of the range."""
Shown = tuple[np.ndarray, set[Target]]
"""An answer, and the targets it reaches."""


class SolverError(RuntimeError):
    """The programme could not be solved: neither an answer nor the proof that there is none."""


@dataclass(frozen=True)
class Attack:
    """What is known: ``value`` where ``fixed``, else from ``low`` to ``high`` (inf = no end); arrays of all."""

    relations: Relations
    fixed: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @cached_property
    def free(self) -> np.ndarray:
        """The places of what is not known."""
        return np.flatnonzero(~self.fixed)

    @cached_property
    def _equations(self) -> tuple[csr_array, np.ndarray]:
        rows = csr_array(self.relations.matrix[:, self.free])
        used = np.diff(rows.indptr) > 0
        return csr_array(rows[used]), -self._sums[used]

    @cached_property
    def _sums(self) -> np.ndarray:
        """What the known numbers of each relation come to."""
        return self.relations.matrix @ np.where(self.fixed, self.value, 0)

    @cached_property
    def contradicts(self) -> bool:
        """Whether known numbers do not add up among themselves."""
        unknown = csr_array(abs(self.relations.matrix)) @ ~self.fixed > 0
        return bool(self._sums[~unknown].any())

    def answer(
        self, weights: np.ndarray, low: np.ndarray | None = None, high: np.ndarray | None = None
    ) -> np.ndarray | None:
        """Numbers that agree with all that is known and have the least weighted sum; None where there are none.

        ``high`` takes the place of the upper ends for this one question.
        """
        free = self.free
        low, high = self.low, self.high if high is None else high
        bounds = np.column_stack((low[free], high[free]))
        if (bounds[:, 0] > bounds[:, 1] + NEAR).any():
            return None
        found = solved(weights[free], *self._equations, bounds)
        if found is None:
            return None
        whole = self.value.astype(float)
        whole[free] = found
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
            answer = self.answer(weights)
        if answer is None:
            raise SolverError
        return answer


def solved(weights: np.ndarray, matrix: csr_array, right: np.ndarray, bounds: np.ndarray) -> np.ndarray | None:
    """The least of ``weights`` × x where matrix × x = right, within bounds; None where there is no such x."""
    if matrix.shape[1] == 0:
        return np.empty(0)
    found = linprog(weights, A_eq=matrix, b_eq=right, bounds=bounds, method="highs")
    if found.x is not None and found.status == 0:
        return found.x
    if found.status == _INFEASIBLE:
        return None
    raise SolverError(found.message)


def reached_in(answer: np.ndarray, targets: Iterable[Target], top: int) -> set[Target]:
    """The targets that an answer reaches."""
    return {(at, up) for at, up in targets if (answer[at] >= top - NEAR if up else answer[at] <= NEAR)}
