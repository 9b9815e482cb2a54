"""Who came onto a rule's list from one year to another, who left it, who stayed, and of whom nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.rules import Rule


@dataclass(frozen=True)
class RuleMoves:
    """The places of a level by what a rule says of them in two years; ``unknown`` = not decided in one of the two.

    Those on the other side in both years are left out.
    """

    new: tuple[Place, ...]
    left: tuple[Place, ...]
    stayed: tuple[Place, ...]
    unknown: tuple[Place, ...]


def rule_moves(atlas: Atlas, rule: Rule, level: Level, before: int, after: int) -> RuleMoves | None:
    """How the list of a rule changed; None where no place is decided in both years."""
    found: dict[tuple[bool, bool], list[Place]] = {}
    unknown = []
    for place in atlas.places.at(level):
        old, new = (atlas.flag(rule, place.place_id, year).state.flagged for year in (before, after))
        if old is None or new is None:
            unknown.append(place)
        else:
            found.setdefault((old, new), []).append(place)
    if not found:
        return None
    came, left, stayed = (tuple(found.get(sides, ())) for sides in ((False, True), (True, False), (True, True)))
    return RuleMoves(came, left, stayed, tuple(unknown))
