"""Other efforts in the same areas and years: which there are, and whether an effect can be told apart from theirs.

An effort has a column in the regression of all cells on area, year and efforts: 1 in its areas in the years after it.
It can be told apart where its column is no sum of the others, that is where something is left of it when areas, years
and all other efforts are taken out (Frisch, Waugh & Lovell; the rank of the design matrix). What is left, r, gives its
estimate Σry/Σr², with the variance Σr²v/(Σr²)²; areas weigh alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy.special import stdtrit

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Beside, Estimate, Separation, SeparationState
from sikkerby_geo.domain.effect.differences import difference, on_scale, told, told_interval
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.stages import NEVER_BEGUN

NOTHING = 1e-8
"""What is left of a column that is a sum of the others."""


def begun_efforts(atlas: Atlas) -> tuple[Effort, ...]:
    """The efforts that somebody is known to have decided, and that name areas."""
    return tuple(
        effort
        for effort in (*atlas.efforts, *atlas.records)
        if effort.done and effort.stage not in NEVER_BEGUN and effort.area_ids and not effort.citywide
    )


def after_of(effort: Effort, year: int) -> bool:
    """Whether a year is after an effort with a start, as ``Question`` has it."""
    if effort.start_year is None:
        return False
    if effort.overlay.persists:
        return year > (effort.end_year if effort.end_year is not None else effort.start_year)
    last = None if effort.end_year is None else effort.end_year + 1
    return effort.start_year < year and (last is None or year <= last)


def same_kind_areas(atlas: Atlas, question: Question) -> frozenset[str]:
    """The areas with an effort of the same kind as the question's, begun near its period: its years and the three
    (threshold) before."""
    kinds = {effort.kind for effort in begun_efforts(atlas) if effort.effort_id in question.effort_ids}
    first = question.start - int(thresholds.EFFECT_YEARS.value)
    last = question.end if question.end is not None else atlas.years[-1]
    return frozenset(
        area
        for effort in begun_efforts(atlas)
        if effort.kind in kinds and effort.effort_id not in question.effort_ids
        if effort.start_year is not None and first <= effort.start_year <= max(last, question.start)
        for area in effort.area_ids
        if area not in question.treated
    )


def separation(atlas: Atlas, question: Question, panel: Panel | None) -> Separation:
    """The other efforts of the treated areas in the years compared, and what can be told apart of them.

    Without a panel nothing can be: those that began in the question's period are then told as inseparable.
    """
    here = [
        effort
        for effort in begun_efforts(atlas)
        if effort.effort_id not in question.effort_ids and set(question.treated) & set(effort.area_ids)
    ]
    undated = tuple(effort.effort_id for effort in here if effort.start_year is None)
    dated = [effort for effort in here if effort.start_year is not None]
    if panel is None:
        last = question.end if question.end is not None else atlas.years[-1]
        beside = [e for e in dated if _overlaps(e, question.start, max(last, question.start))]
        state = SeparationState.INSEPARABLE if beside else SeparationState.ALONE
        return Separation(state, tuple(Beside(effort.effort_id) for effort in beside), undated)
    columns = [(effort, _column(panel, effort)) for effort in dated]
    fixed = _fixed(panel)
    columns = [(effort, column) for effort, column in columns if _left(column, fixed) is not None]
    if not columns:
        return Separation(SeparationState.ALONE, undated=undated)
    own = np.array(
        [[float(place in question.treated and year in panel.after) for year in panel.years] for place in panel.places]
    ).ravel()
    apart = _left(own, np.column_stack([fixed, *(column for _, column in columns)]))
    listed = []
    for effort, column in columns:
        rest = [other for one, other in columns if one is not effort]
        left = _left(column, np.column_stack([fixed, own, *rest]))
        listed.append(Beside(effort.effort_id, None if left is None else _estimate(panel, left)))
    if apart is None:
        return Separation(SeparationState.INSEPARABLE, tuple(listed), undated)
    alone = _left(own, fixed)
    assert alone is not None
    inflation = float((alone @ alone) / (apart @ apart))
    return Separation(SeparationState.SEPARABLE, tuple(listed), undated, _estimate(panel, apart), inflation)


def _overlaps(effort: Effort, first: int, last: int) -> bool:
    begun = effort.start_year if effort.start_year is not None else last + 1
    ended = last if effort.end_year is None else effort.end_year
    return begun <= last and ended >= first


def _column(panel: Panel, effort: Effort) -> Floats:
    named: Collection[str] = effort.area_ids
    rows = [[float(place in named and after_of(effort, year)) for year in panel.years] for place in panel.places]
    return np.array(rows).ravel()


def _fixed(panel: Panel) -> Floats:
    """Columns of areas and years."""
    areas, years = panel.observed.shape
    return np.concatenate(
        [np.kron(np.eye(areas), np.ones((years, 1))), np.kron(np.ones((areas, 1)), np.eye(years)[:, 1:])], axis=1
    )


def _left(column: Floats, others: Floats) -> Floats | None:
    """What is left of a column without all others; None where nothing is."""
    left = column - others @ np.linalg.lstsq(others, column, rcond=None)[0]
    return left if float(left @ left) > NOTHING else None


def _estimate(panel: Panel, left: Floats) -> Estimate:
    """The estimate of what is left of a column, with its interval under the first assumption."""
    scaled, variances = on_scale(panel, panel.observed, panel.counted_of[0])
    found = difference(panel, panel.observed, 0, panel.contrast)
    size = left @ left
    value = float(left @ scaled.ravel() / size)
    per_cell = _between_a_cell(panel, float(found.between))
    error = float(np.sqrt((left**2 @ (variances.ravel() + per_cell)) / size**2))
    reach = float(stdtrit(found.freedom, (1 + thresholds.CONFIDENCE.value) / 2)) * error
    return Estimate(told(panel, value), told_interval(panel, Interval(value - reach, value + reach)))


def _between_a_cell(panel: Panel, between: float) -> float:
    """The variance between areas of one cell that gives an effect the variance ``between`` in all."""
    sides: Sequence[int] = (len(panel.before), len(panel.after))
    return between / ((1 / panel.treated + 1 / panel.compared) * sum(1 / side for side in sides))
