"""What is due when: who reports what to whom, by which paper, and the next time it falls by a day's date."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.yearly_report import MONTHS_OF_QUARTER, MONTHS_OF_YEAR

YEARLY, QUARTERLY = "yearly", "quarterly"


@dataclass(frozen=True)
class Span:
    """Days from the ``first`` to the ``last``, both within it."""

    first: date
    last: date


@dataclass(frozen=True)
class Duty:
    """Something to be reported again and again; ``months`` are the first and last it falls in, None where not stated.

    ``basis`` is the paper that asks for it and ``valid_to`` the last year of that; ``proposed`` = it only suggests it.
    """

    duty_id: str
    what: str
    who: str
    to: str
    frequency: str
    months: tuple[int, int] | None
    when: str
    basis: str
    valid_from: int | None
    valid_to: int | None
    proposed: bool
    source: Source
    note: str

    def lapsed(self, day: date) -> bool:
        """Whether the paper behind it no longer held on a day, by its own years."""
        return self.valid_to is not None and self.valid_to < day.year


def duties(atlas: Atlas) -> tuple[Duty, ...]:
    """Every line of the calendar, in the order of its table."""
    return tuple(
        Duty(
            duty_id=row.duty_id,
            what=row.what_da,
            who=row.who_da,
            to=row.to_da,
            frequency=row.frequency,
            months=_months(row),
            when=row.when_da,
            basis=row.basis_da,
            valid_from=_whole(row.start_year),
            valid_to=_whole(row.end_year),
            proposed=row.status == "proposal",
            source=atlas.sources[row.source_id],
            note=row.note_da,
        )
        for row in atlas.snapshot.table("reporting_calendar").itertuples()
    )


def next_due(duty: Duty, day: date) -> Span | None:
    """When it falls next by a day: within its months or quarter, or some time in the year where no month is stated.

    A span that the day lies in counts; None where what happens, and no calendar, decides it.
    """
    if duty.frequency == QUARTERLY:
        first = MONTHS_OF_QUARTER * ((day.month - 1) // MONTHS_OF_QUARTER) + 1
        return _span(day.year, first, first + MONTHS_OF_QUARTER - 1)
    if duty.frequency != YEARLY:
        return None
    first, last = duty.months or (1, MONTHS_OF_YEAR)
    spans = (_span(year, first, last) for year in (day.year - 1, day.year, day.year + 1))
    return next(span for span in spans if span.last >= day)


def by_next(listed: tuple[Duty, ...], day: date) -> list[tuple[Duty, Span | None]]:
    """The duties with when each falls next, the first to end on top; those without a date last."""
    dated = [(duty, next_due(duty, day)) for duty in listed]
    return sorted(dated, key=lambda pair: (pair[1] is None, pair[1].last if pair[1] else day, pair[0].lapsed(day)))


def _span(year: int, first: int, last: int) -> Span:
    """The months of a year; those that run over its end go into the next."""
    end = year if last >= first else year + 1
    return Span(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def _months(row: Any) -> tuple[int, int] | None:
    first, last = _whole(row.first_month), _whole(row.last_month)
    known = first or last
    return None if known is None else (first or known, last or known)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
