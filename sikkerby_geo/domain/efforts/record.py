"""The record of efforts in a place: what is in force, what has ended, whose end nobody knows, and the money stated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, Stage, presence
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.facts.stages import NEVER_BEGUN


class Standing(StrEnum):
    """How an effort stands in the record's last year."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    END_UNKNOWN = "end_unknown"
    DECIDED = "decided"
    NOT_COUNTED = "not_counted"


COUNTED = (Standing.IN_FORCE, Standing.ENDED, Standing.END_UNKNOWN, Standing.DECIDED)
"""Standings that make a known effort, in the order they are shown."""


@dataclass(frozen=True)
class EffortRecord:
    """The efforts that name a place, by standing in ``year``; ``year`` is None where the record tells no last year.

    ``stated_dkk`` adds up the kroner of known efforts that state an amount (extensive), ``stated`` counts them, and
    ``shared`` counts those among them that name other areas too: their money is not divided.
    """

    place_id: str
    year: int | None
    by_standing: dict[Standing, tuple[Effort, ...]]
    stated_dkk: int
    stated: int
    shared: int

    @property
    def known(self) -> int:
        return sum(len(self.by_standing[standing]) for standing in COUNTED)

    def known_of(self, kind: EffortKind) -> int:
        """How many of the known efforts are of one kind (extensive)."""
        return sum(effort.kind == kind for standing in COUNTED for effort in self.by_standing[standing])


def standing(effort: Effort, year: int | None, documented_to: int | None) -> Standing:
    """How an effort stands in ``year``, the last the record covers.

    What was completed persists; what was decided may or may not have been built. Recommendations, wishes, dropped ones
    and loose cooperations are no known effort. A period counts as ended only if its end is stated.
    """
    if effort.overlay.persists:
        if not effort.overlay.staged:
            return Standing.IN_FORCE
        built = {
            Stage.COMPLETED: Standing.IN_FORCE,
            Stage.DECIDED: Standing.DECIDED,
            Stage.UNDERWAY: Standing.DECIDED,
        }
        return built.get(effort.stage, Standing.NOT_COUNTED)
    if effort.kind.loose or effort.stage in NEVER_BEGUN:
        return Standing.NOT_COUNTED
    if year is not None and presence(effort, year, documented_to) in (Presence.ACTIVE, Presence.DOCUMENTED):
        return Standing.IN_FORCE
    ended = effort.end_year is not None and year is not None and effort.end_year < year
    return Standing.ENDED if ended else Standing.END_UNKNOWN


def effort_record(atlas: Atlas, place: Place, year: int | None) -> EffortRecord:
    """The record of a place as of ``year`` (see ``coverage.last_documented_year``); what this installation keeps itself
    stands as it last wrote of it."""
    found: dict[Standing, list[Effort]] = {kind: [] for kind in Standing}
    for effort in atlas.efforts_in(place):
        at = year if year is None or effort.known_to is None else max(year, effort.known_to)
        found[standing(effort, at, atlas.known_to(effort))].append(effort)
    counted = [effort for kind in COUNTED for effort in found[kind]]
    stated = [(effort, effort.amount.total) for effort in counted if effort.amount is not None]
    return EffortRecord(
        place_id=place.place_id,
        year=year,
        by_standing={kind: tuple(efforts) for kind, efforts in found.items()},
        stated_dkk=sum(amount for _, amount in stated),
        stated=len(stated),
        shared=sum(not set(effort.area_ids) <= set(place.members) for effort, _ in stated),
    )
