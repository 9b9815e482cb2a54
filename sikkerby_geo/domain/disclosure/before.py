"""What earlier deliveries have told of the numbers of a year, beside what is true of them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sikkerby_geo.domain.disclosure.relations import Relations
from sikkerby_geo.facts.published_counts import Publication

Told = tuple[np.ndarray, np.ndarray]
"""The lower and upper ends that one delivery has told of all numbers; 0 and inf where it has told none."""


@dataclass(frozen=True)
class Before:
    """What earlier deliveries have said of the numbers, as arrays over all of them.

    ``hidden``: it was hidden once. ``known``: it was shown as what it is today. ``low``, ``high``: the range that was
    told of it, where it still holds. ``told``: each range that was told of it, oldest first, whether it holds or not.
    """

    hidden: np.ndarray
    known: np.ndarray
    low: np.ndarray
    high: np.ndarray
    told: tuple[Told, ...] = ()


def nothing_before(relations: Relations) -> Before:
    """As for a first delivery."""
    many = len(relations.keys)
    return Before(np.zeros(many, bool), np.zeros(many, bool), np.zeros(many), np.full(many, np.inf))


def before(relations: Relations, truth: np.ndarray, earlier: Iterable[Publication]) -> Before:
    """What earlier publications, oldest first, have said of the numbers of a year."""
    many = len(relations.keys)
    hidden, known = np.zeros(many, bool), np.zeros(many, bool)
    low, high = np.zeros(many), np.full(many, np.inf)
    ranges = []
    for publication in earlier:
        lowest, highest = np.zeros(many), np.full(many, np.inf)
        ranges.append((lowest, highest))
        for key, one in publication.items():
            at = relations.place.get(key)
            if at is None:
                continue
            if not one.hidden:
                known[at] |= one.may_be(int(truth[at]))
                continue
            hidden[at] = True
            lowest[at], highest[at] = one.low, np.inf if one.high is None else one.high
            if one.may_be(int(truth[at])):
                low[at] = max(low[at], one.low)
                high[at] = min(high[at], np.inf if one.high is None else one.high)
    return Before(hidden, known, low, high, tuple(ranges))
