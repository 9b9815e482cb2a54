"""A harder check than the audit's: whether hidden numbers keep their range for somebody who knows that they are whole.

The audit's attacker may take fractions of reports for an answer. Here each answer must be whole: those of the linear
programme that are so already count as they stand, for the others one is sought by branch and bound, over a bounded
number of branches. What is left is not proven, which is not to say that it can be narrowed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from sikkerby_geo.domain.disclosure.attack import NEAR, Attack, Target, reached_in
from sikkerby_geo.domain.disclosure.audit import attack_of, by_year, small_targets, types_in
from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.domain.disclosure.relations import relations_of
from sikkerby_geo.facts.published_counts import CountKey, Publication
from sikkerby_geo.facts.report_groups import REPORT_GROUPS


def not_proven_whole(
    publication: Publication,
    geography: Geography,
    threshold: int,
    groups: Iterable[str] = tuple(REPORT_GROUPS),
    *,
    most_branches: int = 1000,
) -> tuple[CountKey, ...]:
    """The hidden numbers for which no whole numbers were found that reach both ends of 0 to ``threshold`` − 1."""
    found: set[CountKey] = set()
    for part in by_year(publication).values():
        relations = relations_of(types_in(part, groups), geography)
        attack = attack_of(part, relations, ())
        left = small_targets(attack, relations)
        top = threshold - 1
        for answer, done in attack.reached(left, top):
            if (np.abs(answer - np.rint(answer)) <= NEAR).all():
                left -= done
                continue
            for targets in (done & left, *([one] for one in sorted(done & left))):
                if targets and left.issuperset(targets):
                    left -= reached_whole(attack, targets, left, top, most_branches)
        found |= {relations.keys[at] for at, _ in left}
    return tuple(sorted(found))


def reached_whole(
    attack: Attack, targets: Collection[Target], left: Collection[Target], top: int, most_branches: int
) -> set[Target]:
    """What whole numbers reach that reach all of some targets; nothing where none were found."""
    low = np.where(attack.fixed, attack.value, attack.low).astype(float)
    high = np.where(attack.fixed, attack.value, attack.high).astype(float)
    for at, up in targets:
        low[at], high[at] = (max(low[at], top), high[at]) if up else (low[at], min(high[at], 0))
    if (low > high).any():
        return set()
    found = milp(
        np.zeros(len(low)),
        constraints=LinearConstraint(attack.relations.matrix, 0, 0),
        integrality=np.ones(len(low)),
        bounds=Bounds(low, high),
        options={"node_limit": most_branches},
    )
    return set() if found.x is None else reached_in(np.rint(found.x), left, top)
