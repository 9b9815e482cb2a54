"""Change between two years: the published verdict first, else a test beside all other places of the same level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sikkerby_geo.domain.figures.certainty import clear_among, p_under, unchanged
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.domain.figures.observations import Figure, Observation
from sikkerby_geo.domain.figures.power import answers_each, smallest_change
from sikkerby_geo.domain.figures.significance import Floats, benjamini_hochberg, newcombe, p_of_counts
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.facts.thresholds import USUAL, Assumption, Assumptions

Pair = tuple[Observation, Observation]
"""The earlier and the later observation of one place."""


class Verdict(StrEnum):
    """What can be said of a change. ``rose`` and ``fell`` are clear changes."""

    ROSE = "rose"
    FELL = "fell"
    MAY_HAVE_RISEN = "may_have_risen"
    MAY_HAVE_FALLEN = "may_have_fallen"
    UNCHANGED = "unchanged"
    NOT_CLEAR = "not_clear"
    NOT_TESTABLE = "not_testable"

    @property
    def possible(self) -> bool:
        """Whether something may have happened, but not clearly."""
        return self in (Verdict.MAY_HAVE_RISEN, Verdict.MAY_HAVE_FALLEN)


CLEAR = (Verdict.ROSE, Verdict.FELL)


@dataclass(frozen=True)
class Change:
    """The change from one observation to a later one; ``published`` = the verdict is the survey's own."""

    before: Observation
    after: Observation
    verdict: Verdict
    published: bool = False

    @property
    def doubted(self) -> bool:
        """Whether one of the two figures may be a misprint."""
        return any(cell.figure is not None and cell.figure.doubted for cell in (self.before, self.after))

    @property
    def _shares(self) -> tuple[Figure, Figure] | None:
        """Both figures, where they are shares of a sample that can be held against each other."""
        old, new = self.before.figure, self.after.figure
        if old is None or new is None or self.verdict is Verdict.NOT_TESTABLE or not self.after.indicator.surveyed:
            return None
        return old, new

    @property
    def difference(self) -> Interval | None:
        """The 95 % interval of the difference of two shares, in percentage points; of anything else none."""
        if self._shares is None:
            return None
        old, new = self._shares
        return newcombe(old.value, new.value, old.interval_answers, new.interval_answers)

    @property
    def visible_points(self) -> int | None:
        """The smallest change from the first share, up or down, that the two surveys find with the chosen power."""
        if self._shares is None:
            return None
        old, new = self._shares
        return smallest_change(old.value, answers_each(old.interval_answers, new.interval_answers))


def p_values(before: Observation, after: Observation, under: Assumptions = USUAL) -> dict[Assumption, float] | None:
    """The p-value of a change under each assumption, by the test that belongs to the kind of figure; None = no test.

    Shares of a sample: the test of two proportions. Counts and rates: the test of two Poisson counts, which needs the
    counts and hangs on no assumption of answers. What a register says of everyone is no sample: nothing to test.
    """
    old, new = before.figure, after.figure
    if old is None or new is None or old.series != new.series:
        return None
    if not after.indicator.comparable(before.year, after.year):
        return None
    kind = after.indicator.kind
    if kind is Kind.SAMPLE_SHARE:
        return {assumption: p_under(old, new, assumption) for assumption in under}
    counted = _p_counted(kind, old, new)
    return None if counted is None else dict.fromkeys(under, counted)


def _p_counted(kind: Kind, old: Figure, new: Figure) -> float | None:
    if kind is Kind.COUNT:
        return float(p_of_counts(round(old.value), round(new.value)))
    if kind is not Kind.RATE or old.count is None or new.count is None or not old.residents or not new.residents:
        return None
    return float(p_of_counts(old.count, new.count, old.residents, new.residents))


def changes_among(pairs: Sequence[Pair], under: Assumptions = USUAL) -> tuple[Change, ...]:
    """The changes of all places of a level between the same two years, each judged as one of so many.

    A published verdict holds for neighbouring years only, since that is what the reports compare. From a figure that
    may be a misprint nothing is concluded, but its test is one of the family: as many questions were asked.
    """
    return tuple(_judged(*pair, *found, under) for pair, found in zip(pairs, _tested(pairs, under), strict=True))


def change(before: Observation, after: Observation, others: Iterable[Pair] = (), under: Assumptions = USUAL) -> Change:
    """The change of one place, judged beside the ``others`` of its level between the same two years."""
    return _judged(before, after, *_tested([(before, after), *others], under)[0], under)


def q_values(pairs: Sequence[Pair]) -> list[float | None]:
    """The q-value of each place's change over all of them, with the answers split equally; None = no test."""
    leading = (Assumption.EQUAL_SPLIT,)
    adjusted = benjamini_hochberg(_family([p_values(*pair, leading) for pair in pairs], leading)[leading[0]])
    return [None if np.isnan(q) else float(q) for q in adjusted]


def _tested(pairs: Sequence[Pair], under: Assumptions) -> list[tuple[dict[Assumption, float] | None, bool]]:
    """The p-values of each place, and whether its change is clear among them all."""
    tests = [p_values(*pair, under) for pair in pairs]
    clear = clear_among(_family(tests, under), np.array([_doubted(pair) for pair in pairs], dtype=bool))
    return list(zip(tests, clear.tolist(), strict=True))


def _family(tests: Sequence[dict[Assumption, float] | None], under: Assumptions) -> dict[Assumption, Floats]:
    return {
        assumption: np.array([np.nan if test is None else test[assumption] for test in tests]) for assumption in under
    }


def _doubted(pair: Pair) -> bool:
    return any(cell.figure is not None and cell.figure.doubted for cell in pair)


def _judged(
    before: Observation,
    after: Observation,
    test: dict[Assumption, float] | None,
    clear: bool,
    under: Assumptions,
) -> Change:
    old, new = before.figure, after.figure
    if old is None or new is None or test is None or _doubted((before, after)):
        return Change(before, after, Verdict.NOT_TESTABLE)
    rising = new.value > old.value
    published = bool(after.verdict) and after.year - before.year == 1
    if published and after.verdict == "yes" and new.value == old.value:
        # Two equal rounded figures do not tell which way a published change went.
        published = False
    if published:
        clear = after.verdict == "yes"
    if clear:
        return Change(before, after, Verdict.ROSE if rising else Verdict.FELL, published)
    if not published and test[under[0]] < thresholds.SIGNIFICANCE.value:
        return Change(before, after, Verdict.MAY_HAVE_RISEN if rising else Verdict.MAY_HAVE_FALLEN)
    same = after.indicator.surveyed and unchanged(old, new, under)
    return Change(before, after, Verdict.UNCHANGED if same else Verdict.NOT_CLEAR, published)
