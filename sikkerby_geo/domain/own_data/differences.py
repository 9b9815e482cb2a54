"""What changes between two states of the own records: old beside new, the figures they move and the flags they turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.revisions import Payload, Version
from sikkerby_geo.facts.rules import RULES, Rule


@dataclass(frozen=True)
class Difference:
    """One record before and after; None where it is not there."""

    record_kind: str
    record_id: str
    before: Payload | None
    after: Payload | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that say something else."""
        before, after = self.before or {}, self.after or {}
        return tuple(name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name))


def differences(before: Iterable[Version], after: Iterable[Version]) -> tuple[Difference, ...]:
    """The records that say something else, in the order of their keys; the revisions they come from do not count."""
    old = {version.key: version.payload for version in before}
    new = {version.key: version.payload for version in after}
    return tuple(
        Difference(*key, old.get(key), new.get(key)) for key in sorted({**old, **new}) if old.get(key) != new.get(key)
    )


@dataclass(frozen=True)
class MovedFigure:
    """An observation of one indicator, place and year, before and after."""

    before: Observation
    after: Observation


def moved_figures(before: Atlas, after: Atlas) -> tuple[MovedFigure, ...]:
    """The observations that say something else, by indicator, place and year; those worked out from others too."""
    keys = sorted({*before.observations, *after.observations})
    both = ((before.observation(*key), after.observation(*key)) for key in keys)
    return tuple(MovedFigure(old, new) for old, new in both if old is not new and old != new)


@dataclass(frozen=True)
class TurnedFlag:
    """The state of a rule in one place and year, before and after."""

    rule: Rule
    place_id: str
    year: int
    before: FlagState
    after: FlagState


def turned_flags(before: Atlas, after: Atlas) -> tuple[TurnedFlag, ...]:
    """The flags that have another state, by rule, place and year."""
    found = []
    for rule in RULES:
        cells = {key[1:] for key in (*before.flags, *after.flags) if key[0] == rule.rule_id}
        for place_id, year in sorted(cells):
            states = before.flag(rule, place_id, year).state, after.flag(rule, place_id, year).state
            if states[0] is not states[1]:
                found.append(TurnedFlag(rule, place_id, year, *states))
    return tuple(found)
