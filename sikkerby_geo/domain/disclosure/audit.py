"""The proof, from what is published alone: no small number can be narrowed below the whole range that is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sikkerby_geo.domain.disclosure.attack import HIGH, NEAR, Attack, Target
from sikkerby_geo.domain.disclosure.geography import Geography
from sikkerby_geo.domain.disclosure.programme import SolverError
from sikkerby_geo.domain.disclosure.relations import ByGroup, Relations, relations_of
from sikkerby_geo.facts.published_counts import BY_AREA, CountKey, Publication, PublishedCount, type_in, year_of
from sikkerby_geo.facts.report_groups import REPORT_GROUPS, group_of


@dataclass(frozen=True)
class Exposed:
    """A hidden number that can be narrowed to ``low`` … ``high``; or one that was hidden earlier and is shown now."""

    key: CountKey
    low: float
    high: float


def audit(
    publication: Publication,
    geography: Geography,
    threshold: int,
    earlier: Iterable[Publication] = (),
    groups: Iterable[str] = tuple(REPORT_GROUPS),
) -> tuple[Exposed, ...]:
    """Every hidden number that what is published gives away, with all earlier publications of the same periods.

    Raises
    ------
    SolverError
        What is published contradicts itself, or could not be worked out.
    """
    before, exposed = list(earlier), []
    for part in by_year(publication).values():
        relations = relations_of(types_in(part, groups), geography)
        if relations.keys[: relations.published] != tuple(sorted(part)):
            raise SolverError("other numbers than those of the published list")
        exposed += _shown_again(part, before)
        try:
            exposed += exposed_in(attack_of(part, relations, before), relations, threshold)
        except SolverError:
            exposed += exposed_in(attack_of(part, relations, ()), relations, threshold)
    return tuple(exposed)


def by_year(publication: Publication) -> dict[str, Publication]:
    """The numbers of each year."""
    found: dict[str, dict[CountKey, PublishedCount]] = defaultdict(dict)
    for key, one in publication.items():
        found[year_of(key.period)][key] = one
    return {year: found[year] for year in sorted(found)}


def types_in(publication: Publication, groups: Iterable[str]) -> dict[str, ByGroup]:
    """The types with a row of their own, by quarter and group, as the numbers name them."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in publication:
        if key.table == BY_AREA.table_id and (one := type_in(key.what)) is not None:
            found[key.period].add(one)
    listed = tuple(groups)
    return {
        quarter: {group: tuple(sorted(one for one in types if group_of(one) == group)) for group in listed}
        for quarter, types in sorted(found.items())
    }


def attack_of(publication: Publication, relations: Relations, earlier: Iterable[Publication]) -> Attack:
    """What somebody knows who has seen a publication of all that relations have published, and earlier ones."""
    many = len(relations.keys)
    fixed, value = np.zeros(many, bool), np.zeros(many, np.int64)
    low, high = np.zeros(many), np.full(many, np.inf)
    for at, key in enumerate(relations.keys[: relations.published]):
        one = publication[key]
        if one.value is not None:
            fixed[at], value[at] = True, one.value
            continue
        low[at], high[at] = one.low, np.inf if one.high is None else one.high
        for before in earlier:
            if (told := before.get(key)) is not None and told.hidden:
                lower, upper = max(low[at], told.low), min(high[at], np.inf if told.high is None else told.high)
                low[at], high[at] = (lower, upper) if lower <= upper else (low[at], high[at])
    return Attack(relations, fixed, value, low, high)


def small_targets(attack: Attack, relations: Relations) -> set[Target]:
    """Both ends of the range of each hidden number that may be small for all that is told."""
    hidden = np.arange(len(relations.keys)) < relations.published
    places = np.flatnonzero(hidden & ~attack.fixed & (attack.low <= 0)).tolist()
    return {(at, up) for at in places for up in (False, True)}


def exposed_in(attack: Attack, relations: Relations, threshold: int) -> list[Exposed]:
    """The hidden numbers that can be narrowed below the whole range of a small one. Raises SolverError as ``audit``."""
    top = threshold - 1
    targets = small_targets(attack, relations)
    if attack.contradicts or attack.answer(np.zeros(len(relations.keys))) is None:
        raise SolverError("contradiction")
    reached = {one for _, done in attack.reached(targets, top) for one in done}
    found = []
    for at in sorted({at for at, _ in targets - reached}):
        here = np.arange(len(relations.keys)) == at
        bounded = np.where(here, np.minimum(attack.high, HIGH), attack.high)
        ends = [attack.answer(sign * here, bounded) for sign in (1.0, -1.0)]
        if any(end is None for end in ends):
            raise SolverError("contradiction")
        low, high = (float(end[at]) for end in ends if end is not None)
        if low < threshold - NEAR:
            found.append(Exposed(relations.keys[at], low, high))
    return found


def _shown_again(publication: Publication, earlier: Iterable[Publication]) -> list[Exposed]:
    """What was hidden once and is shown now, unless it was shown as the same number too."""
    found = []
    for key, one in publication.items():
        told = [before[key] for before in earlier if key in before]
        if one.value is not None and any(other.hidden for other in told) and one.value not in {o.value for o in told}:
            found.append(Exposed(key, one.value, one.value))
    return found
