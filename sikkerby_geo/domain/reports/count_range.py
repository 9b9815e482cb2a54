"""What is known of a count: the number itself, or the range it lies in where it is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.published_counts import PublishedCount


@dataclass(frozen=True)
class CountRange:
    """A count that lies from ``low`` to ``high``, both among them; ``high`` None: no upper end is known."""

    low: int
    high: int | None

    @classmethod
    def of(cls, count: PublishedCount) -> CountRange:
        """What a published number says."""
        if count.value is not None:
            return cls(count.value, count.value)
        return cls(count.low, count.high)

    @property
    def exact(self) -> int | None:
        """The number itself; None where only a range is known."""
        return self.low if self.low == self.high else None

    @property
    def missing(self) -> MissingReason | None:
        """Why there is no number; None where there is one."""
        return MissingReason.SUPPRESSED if self.exact is None else None

    @property
    def told(self) -> PublishedCount:
        """The range in the form in which counts are published."""
        return PublishedCount(self.low) if self.exact is not None else PublishedCount(None, self.low, self.high)

    def holds(self, number: float) -> bool:
        """Whether a number lies in the range."""
        return self.low <= number and (self.high is None or number <= self.high)

    def over(self, limit: float) -> bool | None:
        """Whether the count is over a limit; None where it may be either."""
        if self.low > limit:
            return True
        return False if self.high is not None and self.high <= limit else None


def sum_of(counts: Iterable[CountRange]) -> CountRange:
    """The sum of counts: a range where any of them is one, never the sum of the known ones alone."""
    low, high = 0, 0
    open_above = False
    for count in counts:
        low += count.low
        open_above |= count.high is None
        high += count.high or 0
    return CountRange(low, None if open_above else high)
