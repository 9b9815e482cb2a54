"""How areas and cells are drawn: the classes of rates and counts, and the pattern of what has moved or is over."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.figures.yardstick import Yardstick
from sikkerby_geo.domain.reports.cells import GridLimit, ReportCell
from sikkerby_geo.domain.reports.comparing import Comparison, Movement
from sikkerby_geo.domain.reports.rates import Rate
from sikkerby_geo.facts.thresholds import CRIME_DISTANCE
from sikkerby_geo.views.base.palette import BOUND, CLASS_COLOURS, MISSING, Hatch, Look, Outline

_MOVED: dict[Movement, tuple[Hatch, Outline]] = {
    Movement.MORE: ("dense", "over_sure"),
    Movement.MAYBE_MORE: ("sparse", "over_unsure"),
    Movement.FEWER: ("", "under_unsure"),
}
DARK = 3
"""The class from which hatch is white."""


def rate_edges(yardstick: Yardstick) -> tuple[float, ...]:
    """The inner limits of the classes of rates: round the middle area, as far as counts as level, and twice as many."""
    middle, near = yardstick.median, CRIME_DISTANCE.value
    return (middle * (1 - near), middle, middle * (1 + near), 2 * middle)


def count_edges(limit: GridLimit) -> tuple[float, ...]:
    """The inner limits of the classes of cells, the limit being the top of the third."""
    return (limit.limit / 5, limit.limit / 2, limit.limit, 2 * limit.limit)


def class_within(edges: Sequence[float], low: float, high: float | None) -> int | None:
    """The class a range lies in, 0 to 4; None where it may be in several."""
    lowest = sum(low > edge for edge in edges)
    highest = len(edges) if high is None else sum(high > edge for edge in edges)
    return lowest if lowest == highest else None


def _look(index: int | None, hatch: Hatch, outline: Outline) -> Look:
    if index is None:
        return Look(BOUND, hatch, "ink", outline)
    return Look(CLASS_COLOURS[index], hatch, "white" if index >= DARK else "ink", outline)


def area_look(rate: Rate | None, yardstick: Yardstick | None, compared: Comparison) -> Look:
    """An area: coloured by its rate where there is a middle area, patterned by how it has moved."""
    hatch, outline = _MOVED.get(compared.movement, ("", "plain"))
    if rate is None or yardstick is None:
        return Look(MISSING, hatch, "ink", outline)
    return _look(class_within(rate_edges(yardstick), rate.low, rate.high), hatch, outline)


def movement_look(movement: Movement) -> Look:
    """How a movement looks in the legend."""
    hatch, outline = _MOVED.get(movement, ("", "plain"))
    return Look(CLASS_COLOURS[1], hatch, "ink", outline)


def cell_look(cell: ReportCell, limit: GridLimit) -> Look:
    """A cell: coloured by its count, patterned where it is over the limit; dotted where the count is hidden."""
    told = cell.count.exact
    index = None if told is None else class_within(count_edges(limit), told, told)
    return _look(index, "dense" if cell.over else "", "over_sure" if cell.over else "plain")
