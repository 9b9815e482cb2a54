"""The newest quarter's cells as a layer of the map Kort: their outline over its colours, and those over the limit."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.cells import grid_limit, report_cells
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.published_counts import ALL
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import hidden_counts
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import MISSING, Look
from sikkerby_geo.views.base.report_words import (
    count_words,
    hidden_note,
    hidden_words,
    over_words,
    period_words,
    what_words,
)
from sikkerby_geo.views.map.message import CellState, cell_state


def layer_cells(atlas: Atlas, choice: Choice) -> dict[str, CellState]:
    """The cells as they lie over the map of a choice; none where it does not ask for them or no delivery stands."""
    reports = reports_of(atlas) if choice.report_cells else None
    if reports is None:
        return {}
    quarter = reports.quarters[0]
    limit = grid_limit(reports, quarter, ALL)
    if limit is None:
        return {}
    found = {}
    for cell in report_cells(reports, quarter, ALL):
        tip = [
            cell.cell_id,
            t(
                "reports.tip.count",
                what=what_words(ALL),
                period=period_words(quarter),
                count=count_words(cell.count),
            ),
            hidden_words(cell.count),
            over_words(cell, limit),
            hidden_counts.mark(reports.caveats),
        ]
        look = Look(MISSING, outline="over_sure" if cell.over else "plain")
        figure = count_words(cell.count) if cell.over else ""
        found[cell.cell_id] = cell_state(look, figure=figure, tip=[line for line in tip if line])
    return found


def layer_notes(atlas: Atlas, choice: Choice) -> list[str]:
    """What the legend says of the cells; nothing where they are not shown."""
    reports = reports_of(atlas) if choice.report_cells else None
    if reports is None:
        return []
    quarter = reports.quarters[0]
    limit = grid_limit(reports, quarter, ALL)
    if limit is None:
        return []
    notes = [t("reports.layer.note", period=period_words(quarter), limit=number(limit.limit)), hidden_note()]
    return [*notes, *hidden_counts.notes(reports.caveats)]
