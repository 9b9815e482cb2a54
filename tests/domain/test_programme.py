"""A programme that is asked one question after another answers each as if it were the only one."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.programme import Programme, SolverError

INFEASIBLE = 2


@pytest.mark.parametrize("bounds_move", [False, True])
def test_each_answer_is_the_one_of_a_solver_that_begins_anew(bounds_move: bool) -> None:
    chance = np.random.default_rng(7)
    matrix = chance.integers(-1, 2, (6, 14)).astype(float)
    inside = chance.integers(2, 9, 14)
    right = matrix @ inside
    programme, none = Programme(csr_array(matrix), right, bounds_move=bounds_move), 0
    for _ in range(60):
        low = (inside - chance.integers(0, 3, 14)).astype(float)
        high = low + np.where(chance.random(14) < 0.1, 0, chance.integers(1, 8, 14))
        weights = chance.integers(-3, 4, 14).astype(float)
        programme.within(low, high)
        found = programme.least(weights)
        alone = linprog(weights, A_eq=matrix, b_eq=right, bounds=np.column_stack((low, high)))
        none += found is None
        assert (found is None) == (alone.status == INFEASIBLE)
        if found is not None:
            assert weights @ found == pytest.approx(alone.fun, abs=1e-6)
            assert np.abs(matrix @ found - right).max() < 1e-6
    assert 5 < none < 55


def test_a_number_without_an_end_is_no_answer() -> None:
    programme = Programme(csr_array(np.array([[1.0, -1.0]])), np.zeros(1))
    programme.within(np.zeros(2), np.full(2, np.inf))
    with pytest.raises(SolverError):
        programme.least(np.array([-1.0, 0.0]))


def test_ends_that_cross_have_no_answer() -> None:
    programme = Programme(csr_array(np.array([[1.0, -1.0]])), np.zeros(1))
    programme.within(np.array([3.0, 0.0]), np.array([2.0, 9.0]))
    assert programme.least(np.zeros(2)) is None


@pytest.mark.parametrize(("right", "there"), [(0.0, True), (1.0, False)])
def test_where_nothing_is_unknown_the_relations_alone_decide(right: float, there: bool) -> None:
    programme = Programme(csr_array((1, 0)), np.array([right]))
    programme.within(np.empty(0), np.empty(0))
    assert (programme.least(np.empty(0)) is not None) is there


def test_the_solver_greets_nobody_on_standard_output() -> None:
    """Some versions do, in each process once; what a command prints may be read by a program."""
    made = "import highspy; highspy.Highs().setOptionValue('output_flag', False)"
    assert subprocess.run([sys.executable, "-c", made], capture_output=True, check=True).stdout == b""
