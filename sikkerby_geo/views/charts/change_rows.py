"""A change as a row of a table: both figures, the verdict with its interval, and what could have been seen."""

from __future__ import annotations

from sikkerby_geo.domain.figures.changes import Change, Verdict
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import difference_words, verdict_words


def change_row(moved: Change, place: Place, level: str = "") -> dict[str, object]:
    """A change as a row of a table: from, to, verdict and interval, who judged it, and what one could have seen."""
    before, after = moved.before, moved.after
    row: dict[str, object] = {t("twin.place"): place.name}
    if level:
        row[t("twin.level")] = level
    tested = moved.verdict is not Verdict.NOT_TESTABLE
    return row | {
        t("twin.from"): _said(before),
        t("twin.to"): _said(after),
        t("twin.verdict"): verdict_words(after.indicator_id, moved.verdict),
        t("twin.difference"): difference_words(moved),
        t("twin.judged"): t("cells.published" if moved.published else "cells.own_test") if tested else "",
        t("twin.visible"): t("cells.points", points=moved.visible_points) if moved.visible_points else "",
        t("twin.source"): figures.titles((*before.sources, *after.sources)),
    }


def _said(cell: Observation) -> str:
    """A cell with its year: the figure with its interval, its bound, or why there is none."""
    if cell.figure is not None:
        words = f"{figures.short(cell)} ({figures.interval(cell.figure)})"
    elif cell.flag_range is not None:
        words = figures.range_words(cell.flag_range)
    else:
        words = t(f"missing_short.{cell.missing}")
    return t("cells.cell", year=cell.year, words=", ".join([words, *figures.stressed(cell)]))
