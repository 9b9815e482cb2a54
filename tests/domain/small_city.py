"""A city of three areas and four cells with few reports, and what anybody can work out from what is published of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from sikkerby_geo.domain.disclosure.audit import types_in
from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.domain.disclosure.publishing import publication_of
from sikkerby_geo.domain.disclosure.relations import relations_of
from sikkerby_geo.domain.disclosure.true_counts import MonthlyRow
from sikkerby_geo.facts.published_counts import CountKey, Publication

JANUARY = 2024 * 12
GROUPS = {"personfarligt": ("trusler", "vold"), "tyveri": ("cykeltyveri",)}
CITY = Geography(
    {
        **{area: frozenset((area,)) for area in ("aaby", "bakken", "havn")},
        "lu-bakkehavn": frozenset(("bakken", "havn")),
        "koebenhavn": frozenset(("aaby", "bakken", "havn")),
    },
    (("aaby", "c1"), ("aaby", "c2"), ("bakken", "c2"), ("havn", "c3")),
)
UNBOUNDED = 3
"""What the programme says of a number without an upper end."""
TYPES = tuple(one for listed in GROUPS.values() for one in listed)


@dataclass
class Monthly:
    """Counts by month, type, area and cell."""

    listed: list[MonthlyRow]

    def rows(self) -> Iterator[MonthlyRow]:
        yield from self.listed


def quarters(*numbers: Iterable[int]) -> Monthly:
    """One quarter after another: the reports of each type in each zone, type by type."""
    rows = []
    for quarter, listed in enumerate(numbers):
        zones = [(one, *zone) for one in TYPES for zone in CITY.zones]
        rows += [(JANUARY + 3 * quarter, *place, many) for place, many in zip(zones, listed, strict=True)]
    return Monthly(rows)


def published(counts: Monthly, *earlier: Publication, quarters: int = 1) -> Publication:
    """What is published of some quarters from the first of 2024."""
    return publication_of(counts, (JANUARY, JANUARY + 3 * quarters - 1), CITY, 5, earlier, GROUPS)


def ranges(*publications: Publication) -> dict[CountKey, tuple[float, float]]:
    """What each hidden number can be, worked out one by one and without our own programme, from all of these together.

    Where they disagree about a number the last one holds.
    """
    known = {key: one for publication in publications for key, one in publication.items()}
    for publication in publications:
        known |= {key: one for key, one in publication.items() if known[key].hidden and not one.hidden}
    relations = relations_of(types_in(known, GROUPS), CITY)
    bounds = [(0.0, None)] * len(relations.keys)
    for at, key in enumerate(relations.keys[: relations.published]):
        one = known[key]
        bounds[at] = (one.low, one.high) if one.value is None else (one.value, one.value)
    found = {}
    for at, key in enumerate(relations.keys[: relations.published]):
        if known[key].hidden:
            ends = []
            for sign in (1, -1):
                weights = sign * (np.arange(len(relations.keys)) == at)
                nought = np.zeros(relations.matrix.shape[0])
                answer = linprog(weights, A_eq=relations.matrix, b_eq=nought, bounds=bounds)
                assert answer.status in (0, UNBOUNDED), (key, answer.message)
                ends.append(np.inf if answer.status == UNBOUNDED else float(answer.x[at]))
            found[key] = (ends[0], ends[1])
    return found
