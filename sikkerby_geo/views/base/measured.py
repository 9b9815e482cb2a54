"""An observation as plain numbers for a spreadsheet: value, ends of its interval, bound, answers, each a column."""

from __future__ import annotations

import math

from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures

Cell = str | int | float | None


def measured(cell: Observation) -> dict[str, Cell]:
    """Year, value, interval, bound, answers and their basis, in columns named by ``csv``; what is missing is None."""
    return {t(f"csv.{name}"): value for name, value in measurements(cell).items()}


def measurements(cell: Observation) -> dict[str, Cell]:
    """The same by the names of the texts in ``csv``: year, value, low, high, bound_low, bound_high, answers, basis.

    The value is in the indicator's own unit; a bound keeps every digit its source has, and an open end is None.
    """
    figure, known = cell.figure, cell.flag_range
    said = figures.numbers(figure)
    bound = known if figure is None and known is not None else None
    return {
        "year": cell.year,
        "value": None if figure is None else plain(figure.value, figure.decimals),
        "low": said.low,
        "high": said.high,
        "bound_low": None if bound is None or bound.low <= 0 else plain(bound.low),
        "bound_high": None if bound is None or _open(bound.high, cell) else plain(bound.high),
        "answers": said.answers,
        "basis": said.basis,
    }


def bound_words(cell: Observation) -> str:
    """A bound in words with every digit its source has; empty where there is a figure, or no bound."""
    return figures.range_words(cell.flag_range, cell.indicator.unit) if not cell.figure and cell.flag_range else ""


def plain(value: float, decimals: int | None = None) -> Cell:
    """A number with its own decimals; a whole one without any."""
    rounded = value if decimals is None else round(value, decimals)
    return int(rounded) if decimals == 0 or float(rounded).is_integer() else float(rounded)


def _open(high: float, cell: Observation) -> bool:
    return math.isinf(high) or (cell.indicator.unit == "percent" and high >= 100)


def remarks(cell: Observation) -> list[str]:
    """What must be said of the figure in the row it stands in, one sentence or word each."""
    notes = figures.marks(cell)
    if cell.figure is not None and cell.figure.computed:
        notes.append(t("answers.computed"))
    if cell.figure is not None and cell.figure.note:
        notes.append(cell.figure.note)
    if Caveat.VISITORS in cell.caveats:
        notes.append(t("crime.visitors"))
    return notes
