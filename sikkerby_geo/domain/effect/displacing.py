"""Displacement: whether the neighbours moved while the effort was there, beside the areas that are no neighbours.

The same difference in differences with the neighbours in the place of the treated areas (Bowers & Johnson 2003 ask the
same of counts by a quotient). A neighbour that had the same kind of effort cannot tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.effect.answer import Displacement, DisplacementState, Estimate
from sikkerby_geo.domain.effect.detecting import smallest_effect
from sikkerby_geo.domain.effect.differences import difference, interval, told, told_interval
from sikkerby_geo.domain.effect.panel import Panel, panel_of
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.series import Series
from sikkerby_geo.domain.geography.neighbours import SHORTEST_BORDER
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import Assumptions


def borders(areas: Mapping[str, BaseGeometry]) -> Mapping[str, frozenset[str]]:
    """The neighbours of every area (ids to shapes in EPSG:25832), as ``geography.neighbours`` has them, all at once."""
    found: dict[str, set[str]] = {place_id: set() for place_id in areas}
    for one, other in combinations(areas, 2):
        if areas[one].boundary.intersection(areas[other].boundary).length >= SHORTEST_BORDER:
            found[one].add(other)
            found[other].add(one)
    return {place_id: frozenset(near) for place_id, near in found.items()}


def displacement(
    series: Series,
    question: Question,
    panel: Panel | None,
    neighbours: Sequence[str],
    same_kind: Collection[str],
    assumed: Assumptions,
) -> Displacement:
    """What the neighbours did in the years compared; it cannot be told where they have no figures, or nobody is left
    to compare them with."""
    none = Displacement(DisplacementState.CANNOT_TELL, tuple(neighbours))
    if panel is None:
        return none
    years = (*panel.before, *panel.after)
    near = tuple(
        area for area in neighbours if area not in same_kind and all(series.known(area, year) for year in years)
    )
    far = tuple(area for area in panel.places[panel.treated :] if area not in neighbours)
    if not near or len(far) < thresholds.EFFECT_COMPARISONS.value:
        return none
    beside = panel_of(series, near, far, panel.before, panel.after, question.start)
    p = max(float(difference(beside, beside.observed, at, beside.contrast).p) for at in range(len(assumed)))
    effect = float(difference(beside, beside.observed, 0, beside.contrast).effect)
    state = DisplacementState.NONE_SEEN
    if p < thresholds.SIGNIFICANCE.value:
        worse = (effect > 0) is question.worse_high
        state = DisplacementState.WORSE if worse else DisplacementState.BETTER
    return Displacement(
        state,
        near,
        Estimate(told(beside, effect), told_interval(beside, interval(beside, 0, beside.contrast))),
        p,
        told_size(beside, smallest_effect(beside)),
    )


def told_size(panel: Panel, size: float) -> float:
    """The size of an effect as it is told: points, or how many per cent fewer."""
    return -told(panel, -size)
