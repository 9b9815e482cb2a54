"""How many residents an effort can reach: the guard against a handful of people moving a district's figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.series import residents_near
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts import thresholds

STATED = ("residents", "homes", "homes_in_matched")
"""Columns a table of efforts may state its reach in; homes are counted as so many residents each."""


def reached_by(atlas: Atlas, areas: Mapping[str, BaseGeometry], effort: Effort, year: int) -> float | None:
    """The residents an effort can reach: the largest of what is known of it, so that the guard never bites too early.

    Those its own record states, by its residents or homes; those on its land, or within the radius of the thresholds of
    a point or line, were residents evenly spread over their area (``areas``: shapes in EPSG:25832), as in
    *Hvad nu hvis*. An effort for whole areas reaches all of them. None where nothing is known.
    """
    residents = {area: residents_near(atlas, area, year) for area in effort.area_ids}
    if effort.whole_area:
        known = [count for count in residents.values() if count is not None]
        return sum(known) if len(known) == len(residents) else None
    found = [each for each in (_stated(atlas, effort), _on_land(atlas, areas, effort, residents)) if each is not None]
    return max(found, default=None)


def _stated(atlas: Atlas, effort: Effort) -> float | None:
    """What the effort's row states, the largest; None where it states nothing."""
    overlay = effort.overlay
    if not overlay.table:
        return None
    table = atlas.snapshot.table(overlay.table)
    rows = table[table[overlay.columns.effort_id] == effort.effort_id]
    each = {column: 1.0 if column == STATED[0] else thresholds.EFFECT_HOME.value for column in STATED}
    told = [each[column] * float(rows[column].iloc[0]) for column in STATED if _has(rows, column)]
    return max(told, default=None)


def _has(rows: pd.DataFrame, column: str) -> bool:
    return column in rows and len(rows) == 1 and bool(rows[column].notna().iloc[0])


def _on_land(
    atlas: Atlas, areas: Mapping[str, BaseGeometry], effort: Effort, residents: Mapping[str, float | None]
) -> float | None:
    shape = atlas.effort_shapes_in_metres.get(effort.effort_id)
    if shape is None or not effort.located or effort.precision == "proxy":
        return None
    drawn = shape if shape.area > 0 else shape.buffer(thresholds.EFFECT_RADIUS.value)
    reached = 0.0
    for area, count in residents.items():
        outline = areas.get(area)
        if outline is None or count is None:
            return None
        reached += count * outline.intersection(drawn).area / outline.area
    return reached
