"""The words a study is concluded in: its verdict, why it is no stronger, and what must be said beside it."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What can be said of an effect. ``BETTER`` and ``WORSE`` are clear; ``TOO_SMALL`` is an answer, not a fault."""

    BETTER = "better"
    WORSE = "worse"
    MAYBE_BETTER = "maybe_better"
    MAYBE_WORSE = "maybe_worse"
    NOT_CLEAR = "not_clear"
    """The study would have found an effect of a plausible size, and found none."""
    TOO_SMALL = "too_small"
    """Too small to measure: an effect of a plausible size would most likely not be found."""
    NOT_COMPARABLE = "not_comparable"
    """The areas moved apart from their comparison before the effort began."""
    NOT_MEASURABLE = "not_measurable"
    """Figures are missing, or may be misprints; ``Study.reasons`` say which."""

    @property
    def clear(self) -> bool:
        return self in (Verdict.BETTER, Verdict.WORSE)

    @property
    def possible(self) -> bool:
        return self in (Verdict.MAYBE_BETTER, Verdict.MAYBE_WORSE)


class Reason(StrEnum):
    """Why the verdict is no stronger, or why there is none; the most important first in ``Study.reasons``."""

    NO_FIGURE_BEFORE = "no_figure_before"
    NO_FIGURE_AFTER = "no_figure_after"
    ACROSS_BREAK = "across_break"
    """There are figures before and after, but the question or the series was broken between them."""
    TOO_FEW_COMPARISONS = "too_few_comparisons"
    DOUBTED = "doubted"
    """A figure of the areas themselves may be a misprint."""
    HIDDEN_COUNTS = "hidden_counts"
    NO_RESIDENTS = "no_residents"
    """A rate needs the residents of every year, and they are not known."""
    REACH = "reach"
    """Even if everyone reached had changed, the areas' figure would have moved less than can be seen."""
    NO_POWER = "no_power"
    """The smallest effect that would be found is larger than a plausible one."""
    PRE_TREND = "pre_trend"
    PLACEBO_CANNOT_REACH = "placebo_cannot_reach"
    """With so few areas no effect, however large, can have a placebo p below the significance."""
    PLACEBO = "placebo"
    """Areas without the effort moved as much by themselves."""
    ASSUMPTIONS = "assumptions"
    """It does not hold under each assumption of the answers."""
    FAMILY = "family"
    """Clear by itself, but not as one of all efforts measured at once (``effort_results``)."""
    COPIES = "copies"
    """Copies of our own series without an effect show as large a difference too often."""
    FALSE_ALARMS = "false_alarms"
    """On copies of our own series without an effect the method calls one clear too often."""


class Note(StrEnum):
    """What must be said beside the verdict."""

    INSEPARABLE = "inseparable"
    """Other efforts were there in the same areas and years: what is seen is of all of them together."""
    OTHERS_UNDATED = "others_undated"
    """Other efforts name the same areas, and it is not known when they were there."""
    WORST_BEFORE = "worst_before"
    """The areas had the worst figure of all before; such a figure mostly improves by itself."""
    EXAGGERATED = "exaggerated"
    """Found, though a plausible effect would mostly not be: what is found is then mostly too large (Gelman 2014)."""
    PRE_TREND_UNKNOWN = "pre_trend_unknown"
    PRE_TREND_WEAK = "pre_trend_weak"
    """No sign of moving apart before, but the check would only see a large one."""
    NEIGHBOURS_COMPARED = "neighbours_compared"
    """Neighbours are among the comparison areas: displacement to them would look like an effect."""
    SAME_KIND_COMPARED = "same_kind_compared"
    """A comparison area had an effort of the same kind in the years compared."""
    REACH_UNKNOWN = "reach_unknown"
    PLACEBO_YEAR = "placebo_year"
    """Had the effort begun in one of the earlier years, it would have shown as large an effect."""
    ZERO_COUNTS = "zero_counts"
    """A count of none has no logarithm and is taken as a half: with so few reports the numbers are rough."""
    SYNTHETIC = "synthetic"
    """The reports are invented."""


class LeftOutReason(StrEnum):
    """Why an area is no comparison."""

    TREATED = "treated"
    NEIGHBOUR = "neighbour"
    SAME_KIND = "same_kind"
    NO_FIGURE = "no_figure"
    DOUBTED = "doubted"
    NOT_CHOSEN = "not_chosen"
