"""The verdict, its reasons and what must be said beside it: one order of questions, the first that bites decides."""

from __future__ import annotations

from sikkerby_geo.domain.effect.answer import (
    CheckState,
    Detectable,
    LeftOutReason,
    Measured,
    Note,
    Reason,
    Separation,
    SeparationState,
    Verdict,
)
from sikkerby_geo.domain.effect.comparing import Matched
from sikkerby_geo.domain.effect.judging import Judged
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.facts import thresholds

Concluded = tuple[Verdict, tuple[Reason, ...], tuple[Note, ...]]


def concluded(
    question: Question,
    match: Matched,
    found: Judged | None,
    numbers: Measured | None,
    seen: Detectable | None,
    beside: Separation,
    *,
    synthetic: bool = False,
    among: bool | None = None,
) -> Concluded:
    """What is concluded.

    Nothing measured: no verdict. Then, in this order: the effort reaches too few to move the figure; the areas moved
    apart before; it is clear; it is possible (both beyond what copies without an effect show); a plausible effect would
    not have been found; it would have been. ``among`` False: it is not clear as one of several judged at once.
    """
    notes = _notes(question, match, numbers, seen, beside, synthetic)
    if numbers is None or found is None:
        reason = match.reason or Reason.NO_FIGURE_BEFORE
        return Verdict.NOT_MEASURABLE, (reason,), notes
    if seen is not None and not seen.within_reach:
        return Verdict.TOO_SMALL, (Reason.REACH, *_weak(numbers)), notes
    if numbers.pre_trend.state is CheckState.FAILED:
        return Verdict.NOT_COMPARABLE, (Reason.PRE_TREND,), notes
    alarmed = numbers.false_alarms.clear_interval.low > thresholds.SIGNIFICANCE.value
    worse = (numbers.effect.value > 0) is question.worse_high
    beyond = numbers.false_alarms.as_large < thresholds.SIGNIFICANCE.value
    first = next(iter(numbers.p_values.values()))
    if bool(found.clear) and beyond and not alarmed and among is not False:
        return (Verdict.WORSE if worse else Verdict.BETTER), (), notes
    if beyond and (bool(found.clear) or first < thresholds.SIGNIFICANCE.value):
        reasons = (*_weak(numbers), *_lowered(found, numbers, alarmed, among))
        if seen is not None and not seen.enough:
            notes = (*notes, Note.EXAGGERATED)
        return (Verdict.MAYBE_WORSE if worse else Verdict.MAYBE_BETTER), reasons, notes
    same = () if beyond or first >= thresholds.SIGNIFICANCE.value else (Reason.COPIES,)
    if seen is not None and not seen.enough:
        return Verdict.TOO_SMALL, (*same, Reason.NO_POWER, *_weak(numbers)), notes
    return Verdict.NOT_CLEAR, same, notes


def _weak(numbers: Measured) -> tuple[Reason, ...]:
    """That no effect could be clear here, however large."""
    return () if numbers.placebo_areas.can_reach else (Reason.PLACEBO_CANNOT_REACH,)


def _lowered(found: Judged, numbers: Measured, alarmed: bool, among: bool | None) -> tuple[Reason, ...]:
    """Why what passes the first test is not called clear."""
    told = {
        Reason.ASSUMPTIONS: not bool(found.alone),
        Reason.PLACEBO: numbers.placebo_areas.can_reach and float(found.placebo) >= thresholds.SIGNIFICANCE.value,
        Reason.FAMILY: among is False and bool(found.alone),
        Reason.FALSE_ALARMS: alarmed,
    }
    return tuple(reason for reason, applies in told.items() if applies)


def _notes(
    question: Question,
    match: Matched,
    numbers: Measured | None,
    seen: Detectable | None,
    beside: Separation,
    synthetic: bool,
) -> tuple[Note, ...]:
    trend = numbers.pre_trend if numbers else None
    plausible = seen.plausible if seen else 0.0
    told = {
        Note.SYNTHETIC: synthetic,
        Note.INSEPARABLE: beside.state is SeparationState.INSEPARABLE,
        Note.OTHERS_UNDATED: bool(beside.undated),
        Note.WORST_BEFORE: numbers is not None and numbers.worst_before,
        Note.PRE_TREND_UNKNOWN: trend is not None and trend.state is CheckState.NOT_POSSIBLE,
        Note.PRE_TREND_WEAK: trend is not None and trend.detectable is not None and trend.detectable > plausible,
        Note.NEIGHBOURS_COMPARED: LeftOutReason.NEIGHBOUR in match.used,
        Note.SAME_KIND_COMPARED: LeftOutReason.SAME_KIND in match.used,
        Note.PLACEBO_YEAR: numbers is not None and numbers.placebo_years.state is CheckState.FAILED,
        Note.ZERO_COUNTS: numbers is not None and numbers.zero_counts,
        Note.REACH_UNKNOWN: numbers is not None and question.reached is None,
    }
    return tuple(note for note, applies in told.items() if applies)
