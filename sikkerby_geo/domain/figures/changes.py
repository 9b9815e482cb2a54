"""Change between two years: the published verdict first, else a test that allows for rounding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sikkerby_geo.domain.figures.intervals import counts_differ_surely, differ_surely, smallest_visible_change
from sikkerby_geo.domain.figures.observations import Figure, Observation
from sikkerby_geo.facts.indicators import Kind


class Verdict(StrEnum):
    """What can be said of a change."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"
    NOT_TESTABLE = "not_testable"


@dataclass(frozen=True)
class Change:
    """The change from one observation to a later one; ``visible_points`` is the smallest change one could have seen."""

    before: Observation
    after: Observation
    verdict: Verdict
    published: bool
    visible_points: int | None

    @property
    def doubted(self) -> bool:
        """Whether one of the two figures may be a misprint."""
        return any(cell.figure is not None and cell.figure.doubted for cell in (self.before, self.after))


def tested_verdict(before: Observation, after: Observation) -> Verdict:
    """The verdict of the test that belongs to the kind of figure, at the least favourable rounding of both.

    Shares of a sample: the test of two proportions. Counts and rates: the test of two Poisson counts, which needs the
    counts. What a register says of everyone is no sample: there is nothing to test.
    """
    old, new = before.figure, after.figure
    if old is None or new is None or old.series != new.series:
        return Verdict.NOT_TESTABLE
    if not after.indicator.comparable(before.year, after.year):
        return Verdict.NOT_TESTABLE
    test = _TESTS.get(after.indicator.kind)
    sure = test(old, new) if test else None
    if sure is None:
        return Verdict.NOT_TESTABLE
    if not sure:
        return Verdict.UNCHANGED
    return Verdict.ROSE if new.value > old.value else Verdict.FELL


def _shares_differ(old: Figure, new: Figure) -> bool:
    return differ_surely(old.value, new.value, old.interval_answers, new.interval_answers, old.slack + new.slack)


def _counts_differ(old: Figure, new: Figure) -> bool | None:
    return counts_differ_surely(round(old.value), round(new.value))


def _rates_differ(old: Figure, new: Figure) -> bool | None:
    if old.count is None or new.count is None or old.residents is None or new.residents is None:
        return None
    return counts_differ_surely(old.count, new.count, old.residents, new.residents)


_TESTS = {
    Kind.SAMPLE_SHARE: _shares_differ,
    Kind.COUNT: _counts_differ,
    Kind.RATE: _rates_differ,
}


def change(before: Observation, after: Observation) -> Change:
    """Compare two observations of one place and indicator.

    A published verdict holds for neighbouring years only, since that is what the reports compare. From a figure that
    may be a misprint nothing is concluded.
    """
    found = change_as_printed(before, after)
    if found.doubted:
        return replace(found, verdict=Verdict.NOT_TESTABLE, published=False, visible_points=None)
    return found


def change_as_printed(before: Observation, after: Observation) -> Change:
    """The change between two figures taken as they are printed, also where one of them may be a misprint."""
    verdict = tested_verdict(before, after)
    old, new = before.figure, after.figure
    if old is None or new is None or verdict is Verdict.NOT_TESTABLE:
        return Change(before, after, Verdict.NOT_TESTABLE, False, None)
    published = bool(after.verdict) and after.year - before.year == 1
    if published and after.verdict == "yes" and new.value == old.value:
        # Two equal rounded figures do not tell which way a published change went.
        published = False
    if published:
        if after.verdict == "no":
            verdict = Verdict.UNCHANGED
        else:
            verdict = Verdict.ROSE if new.value > old.value else Verdict.FELL
    visible = None
    if after.indicator.surveyed:
        visible = smallest_visible_change(
            old.value,
            old.interval_answers,
            new.interval_answers,
            old.slack + new.slack,
            rising=new.value >= old.value,
        )
    return Change(before, after, verdict, published, visible)
