"""Where an effort lies on an axis of years, and whether that is its period or just a mention of it."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.efforts.effort import Effort


@dataclass(frozen=True)
class Span:
    """An effort on the axis: first and last year; ``known`` = the period itself is, not just a mention of it."""

    effort: Effort
    first: int
    last: int
    known: bool


def span_of(effort: Effort) -> Span | None:
    """Where an effort lies on the axis; None without any year."""
    start, end, documented = effort.start_year, effort.end_year, effort.documented_year
    if start is not None and end is not None:
        return Span(effort, start, end, known=True)
    if effort.overlay.persists:
        year = start if start is not None else end
        year = documented if year is None else year
        return None if year is None else Span(effort, year, year, known=True)
    if start is not None and documented is not None and documented > start:
        return Span(effort, start, documented, known=True)
    year = documented if documented is not None else start if start is not None else end
    return None if year is None else Span(effort, year, year, known=False)
