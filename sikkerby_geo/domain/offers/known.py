"""The offers the register knows of, the published ones and those kept here, and where each is said to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts.efforts import OFFERS, EffortKind
from sikkerby_geo.facts.stages import NEVER_BEGUN, Stage

PICKABLE = tuple(kind for kind in OFFERS.kinds if not kind.hidden)
"""The kinds whose places may be asked for; those that are hidden are told by their area and nothing nearer."""


class Whose(StrEnum):
    """Which offers are meant: all that are known, or those this installation has written itself."""

    ALL = "all"
    OWN = "own"


def offers_of(atlas: Atlas) -> tuple[Effort, ...]:
    """Every offer as it stands, also those that only repeat an effort, in the order of the table, own ones last."""
    return tuple(effort for effort in atlas.efforts if effort.overlay is OFFERS and effort.stage is not Stage.DROPPED)


@dataclass(frozen=True)
class Places:
    """The offers of some kinds, those of them that have a place on the map, and those known to have begun there."""

    listed: tuple[Effort, ...]
    placed: tuple[Effort, ...]
    used: tuple[Effort, ...]

    @property
    def whole(self) -> bool:
        """Whether the place of every one is known, so that it can be said who lives far from all of them."""
        return bool(self.used) and len(self.placed) == len(self.listed)


def places_of(atlas: Atlas, kind: EffortKind | None, whose: Whose) -> Places:
    """Of which offers of a ``kind`` (None: of any) the place is known; hidden ones are listed and never placed."""
    shapes = atlas.effort_shapes
    listed = tuple(
        offer
        for offer in offers_of(atlas)
        if (kind is None or offer.kind is kind) and (whose is Whose.ALL or offer.effort_id in atlas.kept_ids)
    )
    placed = tuple(offer for offer in listed if offer.located and offer.effort_id in shapes)
    return Places(listed, placed, tuple(offer for offer in placed if offer.stage not in NEVER_BEGUN))


@dataclass(frozen=True)
class Near:
    """The offers of a kind that name one of some areas, those of the whole city, and those without any area."""

    there: tuple[Effort, ...]
    city: tuple[Effort, ...]
    nowhere: tuple[Effort, ...]


def near(offers: Iterable[Effort], area_ids: frozenset[str], kind: EffortKind | None) -> Near:
    """What is known of a ``kind`` (None: any) in some survey areas; nothing nearer than an area is asked."""
    asked = tuple(offer for offer in offers if kind is None or offer.kind is kind)
    return Near(
        tuple(offer for offer in asked if area_ids.intersection(offer.area_ids)),
        tuple(offer for offer in asked if offer.citywide),
        tuple(offer for offer in asked if not offer.area_ids),
    )
