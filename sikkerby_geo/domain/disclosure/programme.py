"""One linear programme that is asked many questions: each goes on from the answer to the one before.

HiGHS solves it (Huangfu & Hall 2018, *Parallelizing the dual revised simplex method*). A question differs from the
last one in a few weights or bounds, so that the simplex method needs a few steps where it would need hundreds from the
start. Every answer is held against the relations and the bounds before it is believed.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.sparse import csr_array

_DUAL, _PRIMAL = 1, 4
"""The names HiGHS has for the two forms of the simplex method."""
_EXACT = 1e-6
"""How far an answer may leave a relation or a bound, in reports."""


class SolverError(RuntimeError):
    """The programme could not be solved: neither an answer nor the proof that there is none."""


class Programme:
    """``matrix`` × x = ``right``, and every x (n) from ``low`` to ``high``; both ends can be changed between questions.

    ``bounds_move``: whether questions differ rather in the bounds than in the weights, which says where to go on from.
    """

    def __init__(self, matrix: csr_array, right: np.ndarray, *, bounds_move: bool = False) -> None:
        self._rows = matrix
        self._right = np.asarray(right, dtype=float)
        many = matrix.shape[1]
        self._low, self._high, self._weights = np.zeros(many), np.zeros(many), np.zeros(many)
        self._solver = highspy.Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("simplex_strategy", _DUAL if bounds_move else _PRIMAL)
        by_column = matrix.tocsc()
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = many, matrix.shape[0]
        model.col_cost_, model.col_lower_, model.col_upper_ = self._weights, self._low, self._high
        model.row_lower_ = model.row_upper_ = self._right
        model.a_matrix_.start_, model.a_matrix_.index_ = by_column.indptr, by_column.indices
        model.a_matrix_.value_ = by_column.data
        self._solver.passModel(model)

    def within(self, low: np.ndarray, high: np.ndarray) -> None:
        """Set the ends of all numbers."""
        at = np.flatnonzero((low != self._low) | (high != self._high)).astype(np.int32)
        if len(at):
            self._solver.changeColsBounds(len(at), at, low[at].astype(float), high[at].astype(float))
            self._low, self._high = low.astype(float), high.astype(float)

    def least(self, weights: np.ndarray) -> np.ndarray | None:
        """The x with the least ``weights`` × x; None where there is none at all.

        Raises
        ------
        SolverError
            There is no end to it, or no answer that holds.
        """
        if (self._low > self._high).any():
            return None
        if len(self._low) == 0:
            return np.empty(0) if (np.abs(self._right) <= _EXACT).all() else None
        at = np.flatnonzero(weights != self._weights).astype(np.int32)
        if len(at):
            self._solver.changeColsCost(len(at), at, weights[at].astype(float))
            self._weights = weights.astype(float)
        for anew in (False, True):
            if anew:
                self._solver.clearSolver()
            self._solver.run()
            status = self._solver.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible and anew:
                return None
            if status == highspy.HighsModelStatus.kOptimal:
                found = np.array(self._solver.getSolution().col_value)
                if self._holds(found):
                    return np.clip(found, self._low, self._high)
        raise SolverError(str(status))

    def _holds(self, found: np.ndarray) -> bool:
        inside = (found >= self._low - _EXACT) & (found <= self._high + _EXACT)
        return bool(inside.all() and (np.abs(self._rows @ found - self._right) <= _EXACT).all())
