"""What is compared with what: the areas, and the years before and after.

The years are those that make the study surest, by how many figures there are and never by what they say: of the six
nearest on each side at most as many as the threshold, so that (1/treated + 1/comparisons)(1/before + 1/after) is
smallest; of equal ones the nearest to the effort.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sikkerby_geo.domain.effect.answer import Comparisons, LeftOut, LeftOutReason, Reason
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.series import Gap, Series
from sikkerby_geo.facts import thresholds

NEAREST = 6
"""Years on each side that are looked at."""

Years = tuple[int, ...]


@dataclass(frozen=True)
class Matched:
    """Areas and years that are compared, all of whose cells are known; or the reason there are none.

    ``used`` names what had to be allowed among the comparison areas: neighbours, or areas with the same kind of effort.
    """

    comparisons: Comparisons
    before: Years = ()
    after: Years = ()
    reason: Reason | None = None
    used: tuple[LeftOutReason, ...] = ()


def years_before(series: Series, question: Question) -> Years:
    """The years before the start, or those the question names."""
    return question.before or tuple(year for year in series.years if year < question.start)


def years_after(series: Series, question: Question) -> Years:
    """The years after (see ``Question``), or those the question names."""
    if question.after:
        return question.after
    if question.lasts:
        begun = question.start if question.end is None else question.end
        return tuple(year for year in series.years if year > begun)
    last = series.years[-1] if series.years and question.end is None else (question.end or question.start) + 1
    return tuple(year for year in series.years if question.start < year <= last)


def matched(
    series: Series, question: Question, neighbours: Collection[str], same_kind: Collection[str], after: bool = True
) -> Matched:
    """The comparison areas and years of a question.

    Chosen by rule, an area is left out that is a neighbour, or had the same kind of effort; where too few are left,
    neighbours are allowed first, then the same kind. ``after`` False: only the years before are asked for (a plan).
    """
    others = [area for area in series.areas if area not in question.treated]
    if question.comparisons is not None:
        chosen = [area for area in others if area in question.comparisons]
        used = _used(chosen, neighbours, same_kind)
        found = _best(series, question, chosen, after)
        return _told(series, question, others, found, used, dict.fromkeys(others, LeftOutReason.NOT_CHOSEN))
    reasons = dict.fromkeys(same_kind, LeftOutReason.SAME_KIND) | dict.fromkeys(neighbours, LeftOutReason.NEIGHBOUR)
    last: Matched | None = None
    for barred in ({*neighbours, *same_kind}, {*same_kind}, set[str]()):
        eligible = [area for area in others if area not in barred]
        found = _best(series, question, eligible, after)
        last = _told(series, question, others, found, _used(found.areas, neighbours, same_kind), reasons)
        if last.reason is not Reason.TOO_FEW_COMPARISONS:
            return last
    assert last is not None
    return last


@dataclass(frozen=True)
class _Choice:
    areas: tuple[str, ...]
    before: Years
    after: Years
    reason: Reason | None


def _used(areas: Sequence[str], neighbours: Collection[str], same_kind: Collection[str]) -> tuple[LeftOutReason, ...]:
    found = {LeftOutReason.NEIGHBOUR: neighbours, LeftOutReason.SAME_KIND: same_kind}
    return tuple(reason for reason, those in found.items() if set(areas) & set(those))


def _told(
    series: Series,
    question: Question,
    others: Sequence[str],
    found: _Choice,
    used: tuple[LeftOutReason, ...],
    reasons: dict[str, LeftOutReason],
) -> Matched:
    years = (*found.before, *found.after)
    left = [LeftOut(area, LeftOutReason.TREATED) for area in series.areas if area in question.treated]
    for area in others:
        if area in found.areas:
            continue
        gaps = {series.gaps.get((area, year)) for year in years if not series.known(area, year)}
        chosen = question.comparisons is not None and area in question.comparisons
        if gaps and (chosen or area not in reasons):
            reason = LeftOutReason.DOUBTED if gaps == {Gap.DOUBTED} else LeftOutReason.NO_FIGURE
        else:
            reason = reasons.get(area, LeftOutReason.NO_FIGURE)
        left.append(LeftOut(area, reason))
    compared = Comparisons(found.areas, tuple(left), question.comparisons is None)
    return Matched(compared, found.before, found.after, found.reason, used)


def _best(series: Series, question: Question, eligible: Sequence[str], after: bool) -> _Choice:
    """The surest choice of years and areas; with the areas that have figures, were there enough of them."""
    known = [year for year in series.years if all(series.known(area, year) for area in question.treated)]
    before = [year for year in years_before(series, question) if year in known]
    later = [year for year in years_after(series, question) if year in known] if after else []
    if not before or (after and not later):
        return _Choice((), (), (), _why_not(series, question, bool(before)))
    best: tuple[tuple[float, ...], _Choice] | None = None
    few: _Choice | None = None
    pairs = _pairs(before, later, bool(question.before), bool(question.after), after)
    for one, other in pairs:
        if any(not series.comparable(one[0], year) for year in (*one, *other)):
            continue
        areas = tuple(area for area in eligible if all(series.known(area, year) for year in (*one, *other)))
        if len(areas) < thresholds.EFFECT_COMPARISONS.value:
            if few is None or len(areas) > len(few.areas):
                few = _Choice(areas, one, other, Reason.TOO_FEW_COMPARISONS)
            continue
        spread = (1 / len(question.treated) + 1 / len(areas)) * (1 / len(one) + (1 / len(other) if other else 0))
        nearness = (*(-year for year in one), *other)
        ranked = (round(spread, 9), float(sum(nearness)))
        if best is None or ranked < best[0]:
            best = (ranked, _Choice(areas, one, other, None))
    if best is not None:
        return best[1]
    return few or _Choice((), (), (), Reason.ACROSS_BREAK)


def _pairs(
    before: Sequence[int], later: Sequence[int], fixed_before: bool, fixed_after: bool, after: bool
) -> Iterator[tuple[Years, Years]]:
    """Every choice of years on both sides; all of those a question names."""
    firsts = [tuple(before)] if fixed_before else _subsets(before[-NEAREST:])
    lasts = [tuple(later)] if fixed_after else _subsets(later[:NEAREST])
    yield from ((one, other) for one in firsts for other in (lasts if after else [()]))


def _subsets(years: Sequence[int]) -> list[Years]:
    most = min(len(years), int(thresholds.EFFECT_YEARS.value))
    return [chosen for many in range(1, most + 1) for chosen in combinations(years, many)]


def _why_not(series: Series, question: Question, known_before: bool) -> Reason:
    """Why the treated areas cannot be measured: the one gap that is told first."""
    wanted = years_after(series, question) if known_before else years_before(series, question)
    gaps = {series.gaps.get((area, year)) for area in question.treated for year in wanted}
    for gap, reason in _GAPS.items():
        if gap in gaps:
            return reason
    return Reason.NO_FIGURE_AFTER if known_before else Reason.NO_FIGURE_BEFORE


_GAPS = {
    Gap.DOUBTED: Reason.DOUBTED,
    Gap.HIDDEN: Reason.HIDDEN_COUNTS,
    Gap.NO_RESIDENTS: Reason.NO_RESIDENTS,
    Gap.OTHER_SURVEY: Reason.ACROSS_BREAK,
}
