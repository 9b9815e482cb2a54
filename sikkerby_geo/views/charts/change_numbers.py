"""A change as a row of numbers for a spreadsheet."""

from __future__ import annotations

from sikkerby_geo.domain.figures.changes import Change, Verdict
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import verdict_words
from sikkerby_geo.views.base.measured import Cell, measured, remarks


def change_numbers(moved: Change, place: Place) -> dict[str, Cell]:
    """Both observations with every number in a column of its own, the verdict in words, and what must be said."""
    before, after = moved.before, moved.after
    tested = moved.verdict is not Verdict.NOT_TESTABLE
    row: dict[str, Cell] = {
        t("csv.place_id"): place.place_id,
        t("csv.place"): place.name,
        t("csv.measure"): t(f"indicator.{after.indicator_id}.name"),
    }
    for side, cell in (("from", before), ("to", after)):
        row |= {t(f"csv.{side}", name=name): value for name, value in measured(cell).items()}
    said = [f"{cell.year}: {note}" for cell in (before, after) for note in [*remarks(cell), *_missing(cell)]]
    return row | {
        t("twin.verdict"): verdict_words(after.indicator_id, moved.verdict),
        **difference_numbers(after.indicator, moved),
        t("twin.judged"): t("cells.published" if moved.published else "cells.own_test") if tested else "",
        t("csv.visible"): moved.visible_points,
        t("csv.source"): figures.titles((*before.sources, *after.sources)),
        t("csv.note"): "; ".join(said),
    }


def difference_numbers(indicator: Indicator, moved: Change | None) -> dict[str, Cell]:
    """The interval of the difference of two shares in percentage points; what is no share has no such columns."""
    if not indicator.surveyed:
        return {}
    found = moved.difference if moved else None
    return {
        t("twin.difference_low"): round(found.low, 1) if found else None,
        t("twin.difference_high"): round(found.high, 1) if found else None,
    }


def _missing(cell: Observation) -> list[str]:
    return [t(f"missing_short.{cell.missing}")] if cell.missing else []
