"""The numbers of a study: its means, the effect with its interval, the checks, and the course of all years."""

from __future__ import annotations

import numpy as np

from sikkerby_geo.domain.effect.answer import (
    BeforeAfter,
    CheckState,
    Estimate,
    Measured,
    Phase,
    PreTrend,
    YearPoint,
)
from sikkerby_geo.domain.effect.copies import false_alarms, own_changes
from sikkerby_geo.domain.effect.detecting import smallest_effect
from sikkerby_geo.domain.effect.differences import difference, interval, on_scale, told, told_interval, weights_of
from sikkerby_geo.domain.effect.judging import Judged
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.effect.placebo import placebo_areas, placebo_years
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.series import Series
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.thresholds import Assumptions


def measured(series: Series, question: Question, panel: Panel, found: Judged, assumed: Assumptions) -> Measured:
    """Everything that is measured in a panel."""
    effect = float(difference(panel, panel.observed, 0, panel.contrast).effect)
    treated, comparison = _means(panel)
    picked = 1 if question.worse_high else -1
    worst = _worst_before(panel, picked)
    return Measured(
        before_years=panel.before,
        after_years=panel.after,
        treated=treated,
        comparison=comparison,
        effect=Estimate(told(panel, effect), told_interval(panel, interval(panel, 0, panel.contrast))),
        p_values={one: float(p) for one, p in found.p_values.items()},
        between_areas=told(panel, own_changes(panel, 0)),
        pre_trend=pre_trend(panel),
        placebo_areas=placebo_areas(panel),
        placebo_years=placebo_years(panel),
        false_alarms=false_alarms(panel, assumed, picked if worst else 0),
        course=_course(series, panel),
        worst_before=worst,
        zero_counts=not panel.shares and bool((panel.observed == 0).any()),
    )


def pre_trend(panel: Panel) -> PreTrend:
    """Whether the areas moved apart before the start, judged under the first assumption."""
    if len(panel.pre) < 2:
        return PreTrend(CheckState.NOT_POSSIBLE, panel.pre)
    found = difference(panel, panel.observed, 0, panel.slope)
    failed = float(found.p) < thresholds.SIGNIFICANCE.value
    slope = Estimate(told(panel, float(found.effect)), told_interval(panel, interval(panel, 0, panel.slope)))
    state = CheckState.FAILED if failed else CheckState.PASSED
    return PreTrend(state, panel.pre, slope, float(found.p), told(panel, smallest_effect(panel, panel.slope)))


def _means(panel: Panel) -> tuple[BeforeAfter, BeforeAfter]:
    """The means of the treated and the comparison areas over the years compared; rates as geometric means."""
    k = panel.treated
    shares = (np.full(k, 1 / k), weights_of(panel, panel.contrast))
    scaled, _ = on_scale(panel, panel.observed, panel.counted_of[0])
    sides = []
    for weights, rows in zip(shares, (scaled[:k], scaled[k:]), strict=True):
        old, new = (float(weights @ rows[:, _columns(panel, years)].mean(axis=1)) for years in _sides(panel))
        sides.append(BeforeAfter(_read(panel, old), _read(panel, new), told(panel, new - old)))
    return sides[0], sides[1]


def _worst_before(panel: Panel, sign: int) -> bool:
    """Whether the mean before of each treated area was worse than that of each comparison area."""
    scaled, _ = on_scale(panel, panel.observed, panel.counted_of[0])
    before = scaled[:, _columns(panel, panel.before)].mean(axis=1) * sign
    return float(before[: panel.treated].min()) > float(before[panel.treated :].max())


def _sides(panel: Panel) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return panel.before, panel.after


def _columns(panel: Panel, years: tuple[int, ...]) -> list[int]:
    return [panel.years.index(year) for year in years]


def _read(panel: Panel, value: float) -> float:
    """A value on the scale effects are measured on as a figure: per cent, or per 1,000 residents."""
    return value if panel.shares else 1000 * float(np.exp(value / 100))


def _course(series: Series, panel: Panel) -> tuple[YearPoint, ...]:
    """Every year that can be compared with the years before, as the two groups of areas were in it."""
    k = panel.treated
    groups = (panel.places[:k], panel.places[k:])
    weights = (np.full(k, 1 / k), weights_of(panel, panel.contrast))
    points = []
    for year in series.years:
        if not series.comparable(year, panel.before[0]):
            continue
        phase = Phase.BEFORE if year in panel.before else Phase.AFTER if year in panel.after else Phase.BETWEEN
        points.append(
            YearPoint(year, phase, *(_mean(series, *each, year) for each in zip(groups, weights, strict=True)))
        )
    return tuple(points)


def _mean(series: Series, places: tuple[str, ...], weights: Floats, year: int) -> float | None:
    """The mean of areas in one year; None where one of them has no figure."""
    if not all(series.known(place, year) for place in places):
        return None
    cells = [series.cells[place, year] for place in places]
    if series.shares:
        return float(weights @ np.array([cell.value for cell in cells]))
    if any(cell.value <= 0 for cell in cells):
        return None
    return 1000 * float(np.exp(weights @ np.array([np.log(cell.value / cell.sizes[0]) for cell in cells])))
