"""The four groups efforts are shown in: what is known to be true of an effort in a year."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort, Presence, Stage, presence
from sikkerby_geo.facts.stages import PROPOSALS as PROPOSALS


class StatusGroup(StrEnum):
    """What is known of an effort in a year, in the order the groups are shown."""

    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    UNCONFIRMED = "unconfirmed"
    PROPOSED = "proposed"


SHOWN_GROUPS = (StatusGroup.IN_PROGRESS, StatusGroup.COMPLETED, StatusGroup.UNCONFIRMED)
"""The groups a page shows unasked; what was only proposed is shown when a reader asks for it."""


def status_group(effort: Effort, year: int, documented_to: int | None) -> StatusGroup | None:
    """The group of an effort in ``year``; None where it belongs in none.

    In none are the layers for orientation, what was dropped, and what began later than ``year``. A thing that was
    built is completed from its last year on and in progress from its first; an agreement whose stated end has passed
    is completed too. What was decided, or was there once without a stated end, is not confirmed. An effort without
    any year is grouped by its stage, but only where the record is at its end: earlier nobody knows whether it was
    there yet. ``documented_to`` is the last year the record covers; after it nothing is known to be in progress.
    """
    if effort.overlay.timeless or effort.stage is Stage.DROPPED:
        return None
    begun = effort.years[0] if effort.years is not None else documented_to
    if begun is not None and year < begun:
        return None
    if effort.stage in PROPOSALS:
        return StatusGroup.PROPOSED
    if effort.overlay.persists:
        return _built(effort, year)
    if effort.end_year is not None and effort.end_year < year:
        return StatusGroup.COMPLETED
    there = presence(effort, year, documented_to) in (Presence.ACTIVE, Presence.DOCUMENTED)
    if there:
        return StatusGroup.IN_PROGRESS
    return StatusGroup.COMPLETED if effort.stage is Stage.COMPLETED else StatusGroup.UNCONFIRMED


def _built(effort: Effort, year: int) -> StatusGroup:
    """The group of what lasts once it is built, from its first year on."""
    if effort.overlay.staged and effort.stage is not Stage.COMPLETED:
        return StatusGroup.IN_PROGRESS if effort.stage is Stage.UNDERWAY else StatusGroup.UNCONFIRMED
    underway = effort.end_year is not None and year < effort.end_year
    return StatusGroup.IN_PROGRESS if underway else StatusGroup.COMPLETED


def group_of(atlas: Atlas, effort: Effort, year: int | None) -> StatusGroup | None:
    """The group of an effort in ``year``; without one as the record last knows it.

    That is in the last year it is spoken of (the last its table covers), where the table says no year in the last the
    whole record does; what begins later still is grouped as of its first year.
    """
    documented_to = atlas.known_to(effort)
    if year is None:
        year = documented_to or last_documented_year(atlas) or atlas.years[-1]
        year = max(year, effort.years[0]) if effort.years is not None else year
    return status_group(effort, year, documented_to)


def grouped(
    atlas: Atlas, efforts: Iterable[Effort], year: int | None, *, kept_to_date: bool = False
) -> dict[StatusGroup, tuple[Effort, ...]]:
    """Efforts by their group (see ``group_of``), every group with those in it (often none), the newest first.

    ``kept_to_date``: what this installation keeps itself is grouped as it last wrote of it, whatever the ``year``.
    """
    found: dict[StatusGroup, list[Effort]] = {group: [] for group in StatusGroup}
    for effort in efforts:
        group = group_of(atlas, effort, None if kept_to_date and effort.known_to is not None else year)
        if group is not None:
            found[group].append(effort)
    return {group: tuple(sorted(listed, key=_age)) for group, listed in found.items()}


def _age(effort: Effort) -> tuple[int, str]:
    return (-effort.years[1] if effort.years is not None else 0, effort.effort_id)
