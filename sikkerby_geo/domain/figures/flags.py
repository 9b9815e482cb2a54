"""Flags: on which side of a rule's limit a cell lies, and whether that is sure."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.figures.certainty import clearly_on_side
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.rules import RULES, Range, Rule
from sikkerby_geo.facts.thresholds import USUAL, Assumptions


class FlagState(StrEnum):
    """The seven states of a flag; *flagged* is the side the rule points at."""

    FLAGGED_SURE = "flagged_sure"
    FLAGGED_UNSURE = "flagged_unsure"
    CLEAR_UNSURE = "clear_unsure"
    CLEAR_SURE = "clear_sure"
    FLAGGED_BOUND = "flagged_bound"
    CLEAR_BOUND = "clear_bound"
    NO_FIGURE = "no_figure"

    @property
    def flagged(self) -> bool | None:
        """True on the rule's side, False on the other, None when not decided."""
        if self is FlagState.NO_FIGURE:
            return None
        return self in (FlagState.FLAGGED_SURE, FlagState.FLAGGED_UNSURE, FlagState.FLAGGED_BOUND)

    @property
    def unsure(self) -> bool:
        """Has a figure, and may lie on the other side of the limit."""
        return self in (FlagState.FLAGGED_UNSURE, FlagState.CLEAR_UNSURE)

    @property
    def bound_only(self) -> bool:
        return self in (FlagState.FLAGGED_BOUND, FlagState.CLEAR_BOUND)


@dataclass(frozen=True)
class Flag:
    """The state of one cell under one rule.

    ``disputed`` = the figure and the flag's claim disagree; ``at_limit`` = the figure is the limit itself.
    """

    state: FlagState
    disputed: bool = False
    at_limit: bool = False


def flag(cell: Observation, rule: Rule, under: Assumptions = USUAL) -> Flag:
    """Flag a cell under a rule.

    The side follows ``cell.flag_range``. *Sure* means what ``certainty`` calls clear under the assumptions.
    """
    if cell.flag_range is None or not cell.judged or not rule.computed_in(cell.year):
        return Flag(FlagState.NO_FIGURE)
    side = rule.flags(cell.flag_range)
    if side is None:
        return Flag(FlagState.NO_FIGURE)
    if cell.figure is None:
        return Flag(FlagState.FLAGGED_BOUND if side else FlagState.CLEAR_BOUND)
    disputed = rule.flags(Range.exactly(cell.figure.value)) is not side
    sure = not disputed and clearly_on_side(cell.figure, rule, side, under)
    if side:
        return Flag(FlagState.FLAGGED_SURE if sure else FlagState.FLAGGED_UNSURE, disputed)
    at_limit = cell.figure.value == rule.limit
    return Flag(FlagState.CLEAR_SURE if sure else FlagState.CLEAR_UNSURE, disputed, at_limit)


def flags_of(
    observations: Mapping[tuple[str, str, int], Observation], places: Container[str], under: Assumptions
) -> dict[tuple[str, str, int], Flag]:
    """The flags by (rule, place, year), of observations by (indicator, place, year) in those of the places."""
    return {
        (rule.rule_id, place_id, year): flag(found, rule, under)
        for (indicator_id, place_id, year), found in observations.items()
        for rule in RULES
        if rule.indicator_id == indicator_id and place_id in places
    }
