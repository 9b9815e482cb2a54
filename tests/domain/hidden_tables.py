"""Tables of rows, columns and totals whose small numbers are to be hidden."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from sikkerby_geo.domain.disclosure.attack import Attack
from sikkerby_geo.domain.disclosure.relations import Relations
from sikkerby_geo.facts.published_counts import CountKey


def table(inner: tuple[tuple[int, ...], ...]) -> tuple[Relations, np.ndarray]:
    """A table with its totals: rows × columns, the last of each the sum."""
    rows = [[*row, sum(row)] for row in inner]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    numbers = np.array(rows)
    height, width = numbers.shape
    keys = tuple(CountKey("table", "2024-K1", f"r{r}", f"c{c}") for r in range(height) for c in range(width))
    at = np.arange(numbers.size).reshape(numbers.shape)
    sums = [*((line[-1], line[:-1]) for line in at), *((line[-1], line[:-1]) for line in at.T)]
    matrix = np.zeros((len(sums), numbers.size))
    for number, (total, parts) in enumerate(sums):
        matrix[number, total], matrix[number, parts] = -1, 1
    return Relations(keys, numbers.size, csr_array(matrix)), numbers.ravel()


def safe(relations: Relations, numbers: np.ndarray, hidden: np.ndarray) -> bool:
    """Whether each small number keeps its range where just some are hidden, each with the range that is told."""
    small = numbers < 5
    low, high = np.where(small, 0.0, 5.0), np.where(small, 4.0, np.inf)
    attack = Attack(relations, ~hidden, numbers, low, high)
    targets = {(int(at), up) for at in np.flatnonzero(small) for up in (False, True)}
    return bool(attack.reached(targets, 4, all_or_none=True))
