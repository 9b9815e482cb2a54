"""Since when: unbroken runs of years on the flagged side of a rule, with the gaps named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.figures.flags import FlagState


@dataclass(frozen=True)
class FlaggedSince:
    """How long a place has been on the flagged side up to and including ``year``.

    ``since`` is the first year of the unbroken run (None when not flagged in ``year``); ``unknown_before``
    are the undecided years just before it; ``earlier`` are flagged years before those; ``first_known`` is the
    first decided year at all.
    """

    year: int
    since: int | None
    run: int
    unknown_before: tuple[int, ...]
    earlier: tuple[int, ...]
    first_known: int | None


def flagged_since(states: Mapping[int, FlagState], year: int) -> FlaggedSince:
    """Follow the flag states (by year, from the first comparable year on) backwards from ``year``.

    A year without an answer ends the run: it is neither over nor under.
    """
    flagged = {when: state.flagged for when, state in states.items() if when <= year}
    decided = sorted(when for when, side in flagged.items() if side is not None)
    earlier_all = tuple(sorted(when for when, side in flagged.items() if side))
    first_known = decided[0] if decided else None
    if not flagged.get(year):
        return FlaggedSince(year, None, 0, (), tuple(when for when in earlier_all if when < year), first_known)
    since = year
    while flagged.get(since - 1):
        since -= 1
    unknown: list[int] = []
    while since - 1 - len(unknown) in flagged and flagged[since - 1 - len(unknown)] is None:
        unknown.append(since - 1 - len(unknown))
    if first_known == since:
        unknown = []
    earlier = tuple(when for when in earlier_all if when < since)
    return FlaggedSince(year, since, year - since + 1, tuple(sorted(unknown)), earlier, first_known)
