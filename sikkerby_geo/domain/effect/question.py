"""The question of a study: which effort, where and when, what it is measured by and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.facts.indicators import INDICATOR, Kind


@dataclass(frozen=True)
class Question:
    """Whether something done in ``treated`` areas from ``start`` on helped, measured by ``outcome``.

    ``treated`` are ids of survey areas. ``start`` and ``end`` are calendar years; ``end`` None = not known to have
    ended. ``lasts``: what was built stays after ``end``, so that every later year is after; otherwise the years after
    are those from the year after ``start`` to the year after ``end``. The year of the start itself is neither before
    nor after. ``outcome`` is the id of an indicator (a share of a sample, a count or a rate), or what is counted in
    the published reports (``all``, ``group/…``, ``type/…``; see ``facts.published_counts``).

    ``effort_ids`` are the efforts the question is about; none = a plan. ``comparisons`` are ids of survey areas, None =
    chosen by ``comparisons.automatic_comparisons``. ``before`` and ``after`` are years, none = chosen by ``years``.
    ``reached`` are the residents the effort can reach; None = not known.
    """

    treated: tuple[str, ...]
    start: int
    end: int | None
    outcome: str
    effort_ids: tuple[str, ...] = ()
    lasts: bool = False
    comparisons: tuple[str, ...] | None = None
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    reached: float | None = None

    @property
    def of_reports(self) -> bool:
        """Whether it is measured by the published reports of this installation."""
        return self.outcome not in INDICATOR

    @property
    def of_shares(self) -> bool:
        """Whether residents were asked: the effect is then in percentage points, else in per cent of the rate."""
        return not self.of_reports and INDICATOR[self.outcome].kind is Kind.SAMPLE_SHARE

    @property
    def worse_high(self) -> bool:
        """Whether more of the outcome means more need."""
        return self.of_reports or INDICATOR[self.outcome].worse_high
