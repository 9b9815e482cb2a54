"""What the city's programmes say they want: principles, indsatsområder and effect goals, each with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.sources import Source


class PurposeKind(StrEnum):
    """What a row of the programmes is, in the order they are shown."""

    PRINCIPLE = "principle"
    REQUIREMENT = "requirement"
    FOCUS_AREA = "focus_area"
    EFFECT_GOAL = "effect_goal"


@dataclass(frozen=True)
class Purpose:
    """One principle, demand, indsatsområde or effect goal; ``goals`` are those of the table of goals, in words.

    ``hypothesis`` is why the programme expects its indicators and goals to move; blank = none is stated.
    """

    purpose_id: str
    programme: str
    kind: PurposeKind
    number: str
    name: str
    text: str
    hypothesis: str
    indicators: tuple[str, ...]
    goals: tuple[str, ...]
    owner: str
    note: str
    source: Source


def purposes(atlas: Atlas) -> tuple[Purpose, ...]:
    """Every row of the table, in its order; none where it cannot be read."""
    goals = {row.goal_id: row.indicator_da for row in atlas.snapshot.table("goals").itertuples()}
    return tuple(_purpose(row, goals, atlas) for row in atlas.snapshot.table("principles").itertuples())


def _purpose(row: Any, goals: dict[str, str], atlas: Atlas) -> Purpose:
    return Purpose(
        purpose_id=row.principle_id,
        programme=row.programme,
        kind=PurposeKind(row.kind),
        number="" if pd.isna(row.no) else str(row.no),
        name=row.name_da,
        text=row.text_da,
        hypothesis=row.hypothesis_da,
        indicators=row.indicators_da,
        goals=tuple(goals[goal_id] for goal_id in row.goal_ids if goal_id in goals),
        owner=row.owner_da,
        note=row.note_da,
        source=atlas.sources[row.source_id],
    )
