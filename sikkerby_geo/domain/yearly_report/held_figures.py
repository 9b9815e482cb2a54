"""The figures a report is made of, so that the next one can tell what was added and what was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.goals.programmes import results_of
from sikkerby_geo.facts.yearly_report import HeldFigures, Period

GOAL = "goal"
"""What stands for an indicator in the name of a goal's result."""


@dataclass(frozen=True)
class Moved:
    """A figure or an effort that says something else than when the report before was held; None = it is not there."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class WhatMoved:
    """What is new, what says something else, and what is gone; each in the order of its names."""

    added: tuple[Moved, ...]
    changed: tuple[Moved, ...]
    gone: tuple[Moved, ...]

    @property
    def all(self) -> tuple[Moved, ...]:
        return (*self.changed, *self.gone, *self.added)


def held_now(atlas: Atlas, period: Period) -> HeldFigures:
    """Every observation, result of a goal and effort as it stands now, as plain text by its name."""
    figures = {"/".join((key[0], key[1], str(key[2]))): _said(cell) for key, cell in atlas.observations.items()}
    for result in results_of(atlas):
        source = result.source.source_id if result.source else ""
        figures["/".join((GOAL, result.goal_id, str(result.year), source))] = f"{result.value} {result.unit}"
    listed = (effort for effort in (*atlas.efforts, *atlas.records) if not effort.overlay.timeless)
    efforts = {effort.effort_id: _effort(effort) for effort in listed}
    return HeldFigures(period.period_id, atlas.version, figures, efforts)


def moved_between(before: Mapping[str, str], after: Mapping[str, str]) -> WhatMoved:
    """What changed from one state of figures or efforts to another."""
    found = [
        Moved(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
    return WhatMoved(
        added=tuple(one for one in found if one.before is None),
        changed=tuple(one for one in found if one.before is not None and one.after is not None),
        gone=tuple(one for one in found if one.after is None),
    )


def _said(cell: Observation) -> str:
    """An observation without a word of any language: its value, else its bound, else why there is none."""
    if cell.figure is not None:
        return f"{round(cell.figure.value, cell.figure.decimals):.{cell.figure.decimals}f} {cell.figure.unit}"
    if cell.flag_range is not None:
        found = cell.flag_range
        return f"{found.low:g}..{found.high:g} {cell.indicator.unit}"
    return f"missing {cell.missing}"


def _effort(effort: Effort) -> str:
    amount = effort.amount.total if effort.amount is not None else ""
    return f"{effort.name}|{effort.stage}|{effort.start_year or ''}|{effort.end_year or ''}|{amount}"
