"""What belongs to a year: the programme whose goals hold in it, and the efforts it began, ended and had a status in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.goals.programmes import Goal
from sikkerby_geo.facts.register_entry import YearlyStatus
from sikkerby_geo.facts.stages import NEVER_BEGUN


@dataclass(frozen=True)
class Programmes:
    """The programmes whose goals hold in a year, by name; where none does, the newest that has ended (``in_force``
    False), if any is known."""

    names: tuple[str, ...]
    in_force: bool
    ended: int | None = None


def programmes_of(goals: Iterable[Goal], year: int) -> Programmes:
    """The programmes in force in a year by the years of their goals."""
    listed = list(goals)
    now = [goal.programme for goal in listed if goal.valid_from is not None and goal.placed(year) == "during"]
    if now:
        return Programmes(tuple(dict.fromkeys(now)), in_force=True)
    over = [(goal.valid_to, goal.programme) for goal in listed if goal.valid_to is not None and goal.valid_to < year]
    if not over:
        return Programmes((), in_force=False)
    last = max(end for end, _ in over)
    names = tuple(dict.fromkeys(programme for end, programme in over if end == last))
    return Programmes(names, in_force=False, ended=last)


@dataclass(frozen=True)
class YearlyEfforts:
    """Efforts of a year: begun in it, ended in it, and those whose register says how the year went."""

    begun: tuple[Effort, ...]
    ended: tuple[Effort, ...]
    told: tuple[tuple[Effort, YearlyStatus], ...]


def efforts_of(atlas: Atlas, listed: Iterable[Effort], year: int) -> YearlyEfforts:
    """The efforts of a year by their own years; what was only proposed or was given up has neither begun nor ended."""
    known = [effort for effort in listed if not effort.overlay.timeless]
    real = [effort for effort in known if effort.stage not in NEVER_BEGUN]
    rows = atlas.register
    return YearlyEfforts(
        begun=tuple(effort for effort in real if effort.start_year == year),
        ended=tuple(effort for effort in real if effort.end_year == year),
        told=tuple(
            (effort, status)
            for effort in known
            if effort.effort_id in rows
            for status in rows[effort.effort_id].entry.yearly_status
            if status.year == year
        ),
    )
