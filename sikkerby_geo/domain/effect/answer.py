"""The answer of a study: values and words of code only; every sentence is made in the views.

An effect on a share is told in percentage points, one on a count in per cent of the rate (−10 = a tenth fewer). It is
the outcome's own direction: what is better depends on ``Question.worse_high``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.effect.conclusions import LeftOutReason as LeftOutReason
from sikkerby_geo.domain.effect.conclusions import Note as Note
from sikkerby_geo.domain.effect.conclusions import Reason as Reason
from sikkerby_geo.domain.effect.conclusions import Verdict as Verdict
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import SIGNIFICANCE, Assumption


@dataclass(frozen=True)
class LeftOut:
    """An area that is no comparison."""

    place_id: str
    reason: LeftOutReason


@dataclass(frozen=True)
class Comparisons:
    """The areas compared with (ids, by name), and all others with the reason; ``automatic``: chosen by rule."""

    place_ids: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    automatic: bool


@dataclass(frozen=True)
class Estimate:
    """An effect (percentage points, or per cent of the rate) with its 95 % interval."""

    value: float
    interval: Interval


class Phase(StrEnum):
    """Where a year lies beside the effort; ``BETWEEN`` = neither before nor after, or not among those compared."""

    BEFORE = "before"
    BETWEEN = "between"
    AFTER = "after"


@dataclass(frozen=True)
class YearPoint:
    """The mean of the treated and of the comparison areas in one year; None where one of them has no figure.

    Shares in per cent, counts as rates per 1,000 residents (their geometric mean).
    """

    year: int
    phase: Phase
    treated: float | None
    comparison: float | None


@dataclass(frozen=True)
class BeforeAfter:
    """Means over the years before and after (per cent; per 1,000 residents), and the change between them.

    ``change`` is in percentage points, or in per cent of the rate before.
    """

    before: float
    after: float
    change: float


class CheckState(StrEnum):
    """What a check says: nothing against the method, something, or it could not be made."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True)
class PreTrend:
    """Whether the treated areas moved apart from their comparison before the effort began.

    ``slope`` is a year (points, per cent): the treated areas' least-squares slope over the ``years`` before less that
    of the comparison areas; ``p`` two-sided. ``detectable`` is the slope that would be found with the power of the
    thresholds. None where there are fewer than two years.
    """

    state: CheckState
    years: tuple[int, ...]
    slope: Estimate | None = None
    p: float | None = None
    detectable: float | None = None


@dataclass(frozen=True)
class Placebo:
    """The same method where there was no effort: other areas, or earlier years.

    ``p`` = (1 + how many lie as far from nought)/(1 + ``number``); ``smallest_p`` is the smallest it could be.
    ``effects`` are the placebos' own (at most ``MOST_TOLD`` of them, the largest first), each with the ids of its
    areas, or its year. None where there is no placebo.
    """

    state: CheckState
    number: int
    p: float | None = None
    smallest_p: float | None = None
    effects: tuple[tuple[str, float], ...] = ()

    @property
    def can_reach(self) -> bool:
        """Whether p could be below the significance of the thresholds at all."""
        return self.smallest_p is not None and self.smallest_p < SIGNIFICANCE.value


@dataclass(frozen=True)
class FalseAlarms:
    """What the method says of copies of our own series in which there is no effect.

    ``clear`` and ``possible`` (clear ones among them) are shares (0–1) of the ``copies`` with such a verdict, under
    the assumption of the answers under which they are most; the intervals are Wilson's at so many copies. ``as_large``
    is the share with an effect as large as ours, up or down, under the assumption under which it is largest, and
    ``mean_effect`` the mean effect there is in them (points; per cent): not nought where areas were ``picked``, that
    is where the treated areas had the worst figures of all before, so that those of each copy are its worst too.
    """

    copies: int
    clear: float
    clear_interval: Interval
    possible: float
    possible_interval: Interval
    assumption: Assumption
    as_large: float
    mean_effect: float
    picked: bool


@dataclass(frozen=True)
class Detectable:
    """What a study could see at all, before anything is measured.

    ``smallest`` is the effect (points, per cent) found with the power of the thresholds under every assumption at once;
    ``plausible`` the effect one can reasonably expect (threshold). ``most_possible`` is how
    much better the figure could become at most, if everyone the effort reaches changed; None where its reach is not
    known, and for counts. ``answers`` stand behind the treated areas
    before and after, with the answers split equally; None for counts. ``movement_known`` is whether what areas do by
    themselves is in ``smallest``; of one year before nothing is known, and ``smallest`` is too small.
    """

    smallest: float
    plausible: float
    areas: int
    comparisons: int
    years_before: int
    years_after: int
    smallest_placebo_p: float
    reached: float | None = None
    residents: float | None = None
    most_possible: float | None = None
    answers: tuple[float, float] | None = None
    movement_known: bool = True

    @property
    def enough(self) -> bool:
        """Whether a plausible effect would be found; never where what areas do by themselves is not known."""
        return self.movement_known and self.smallest <= self.plausible

    @property
    def may_be_clear(self) -> bool:
        """Whether any effect could be called clear: among few areas chance alone has the largest too often."""
        return self.smallest_placebo_p <= thresholds.SIGNIFICANCE.value

    @property
    def within_reach(self) -> bool:
        """Whether the effort could move the figure as much as can be seen; True where its reach is not known."""
        return self.most_possible is None or self.most_possible >= self.smallest


class DisplacementState(StrEnum):
    """What the neighbours say; each but ``CANNOT_TELL`` beside the areas that are no neighbours."""

    WORSE = "worse"
    BETTER = "better"
    NONE_SEEN = "none_seen"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Displacement:
    """Whether the neighbours of the treated areas moved the other way (displacement) or the same way (spread).

    ``WORSE`` and ``BETTER`` are possible (p below the significance under every assumption), never clear: nobody
    asked of them before. ``detectable`` as in ``Detectable.smallest``.
    """

    state: DisplacementState
    neighbours: tuple[str, ...]
    effect: Estimate | None = None
    p: float | None = None
    detectable: float | None = None


class SeparationState(StrEnum):
    """Whether what is seen can be told apart from other efforts."""

    ALONE = "alone"
    SEPARABLE = "separable"
    INSEPARABLE = "inseparable"


@dataclass(frozen=True)
class Beside:
    """Another effort in the same areas and years.

    ``own`` is its estimate beside all others, None where it cannot be told apart.
    """

    effort_id: str
    own: Estimate | None = None


@dataclass(frozen=True)
class Separation:
    """The other known efforts that were there at the same time, and whether they can be told apart.

    ``own`` is the estimate of the question's efforts with all others held still; ``inflation`` is how many times
    larger its variance is for that (variance inflation factor). ``undated`` name the areas, but no year.
    """

    state: SeparationState
    others: tuple[Beside, ...] = ()
    undated: tuple[str, ...] = ()
    own: Estimate | None = None
    inflation: float | None = None


@dataclass(frozen=True)
class Measured:
    """What the study measured.

    ``effect`` is the difference in differences: the treated areas' change less the comparison's, with its 95 % interval
    under the first assumption. ``p_values`` by assumption. ``course`` has every comparable year.
    """

    before_years: tuple[int, ...]
    after_years: tuple[int, ...]
    treated: BeforeAfter
    comparison: BeforeAfter
    effect: Estimate
    p_values: Mapping[Assumption, float]
    between_areas: float
    """Standard deviation of the comparison areas' own changes beyond chance (points; per cent), by Paule & Mandel."""
    pre_trend: PreTrend
    placebo_areas: Placebo
    placebo_years: Placebo
    false_alarms: FalseAlarms
    course: tuple[YearPoint, ...]
    worst_before: bool = False
    """Whether each treated area had a worse mean before than each comparison area."""
    zero_counts: bool = False


@dataclass(frozen=True)
class Study:
    """The whole answer. ``measured`` is None where nothing can be measured, ``detectable`` where not even that is
    known; ``displacement`` and ``separation`` are always told."""

    question: Question
    verdict: Verdict
    reasons: tuple[Reason, ...]
    notes: tuple[Note, ...]
    comparisons: Comparisons
    displacement: Displacement
    separation: Separation
    measured: Measured | None = None
    detectable: Detectable | None = None
