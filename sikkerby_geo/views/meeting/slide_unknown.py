"""The slide of what is not found: each measure and year as known or not. Chosen, never given: it is an inventory."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base.svg_text import wrap
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import areas_of
from sikkerby_geo.views.meeting.slide import KnownYears, Line, Listing, Slide, more, sources_line

WHOLE_WIDTH, SMALL, MOST_LINES = 1780, 28.0, 11
"""Width of its lists and size of their type in pixels of 1920 × 1080, and the lines that table and lists share."""


def unknown_slide(atlas: Atlas, agenda: Agenda) -> Slide:
    """What we have not found: each measure and year as known or not, and the gaps in words."""
    areas = areas_of(atlas, agenda)
    years = atlas.survey_years
    cells = {
        (area.place_id, measure.indicator_id): [
            atlas.observation(measure.indicator_id, area.place_id, year) for year in years
        ]
        for area in areas
        for measure in SURVEY_INDICATORS
    }
    rows = tuple(
        (_row_name(measure.indicator_id, area.short_name, len(areas)), tuple(map(_known_word, row)))
        for measure in SURVEY_INDICATORS
        for area in areas
        for row in (cells[area.place_id, measure.indicator_id],)
    )
    every = [cell for row in cells.values() for cell in row]
    figures = sum(cell.figure is not None for cell in every)
    told: list[Listing] = []
    others: dict[str, None] = {}
    for area in areas:
        gaps = gaps_of(atlas, area)
        of_figures = [
            gap
            for gap in gaps
            if gap.startswith(tuple(t(f"indicator.{m.indicator_id}.name") for m in SURVEY_INDICATORS))
        ]
        heading = area.name if len(areas) > 1 else ""
        told.append(Listing(heading, tuple(Line(gap) for gap in of_figures), narrow_only=True))
        others |= dict.fromkeys(gap for gap in gaps if gap not in of_figures)
    room = MOST_LINES - len(rows)
    kept, rest = fitted([Line(gap) for gap in others], WHOLE_WIDTH - 60, SMALL, room)
    told.append(Listing("", kept, more("other_gaps", rest)))
    name = names(tight(area.name) for area in areas)
    return Slide(
        "ukendt",
        title=t("slide.known", name=name, known=figures, total=len(every), first=years[0], last=years[-1]),
        certainty=t("slide.known_second"),
        known=KnownYears(years, rows, t("slide.known_key")),
        listings=tuple(told),
        source=sources_line(source for cell in every for source in cell.sources),
    )


def _row_name(indicator_id: str, area: str, count: int) -> str:
    measure = t(f"indicator.{indicator_id}.name")
    return t("slide.known_row", measure=measure, area=area) if count > 1 else measure


def _known_word(cell: Observation) -> str:
    """``figure``, ``bound``, ``unasked`` or ``unknown``: the names of the words and looks of a cell."""
    if cell.figure is not None:
        return "figure"
    if cell.flag_range is not None:
        return "bound"
    return "unasked" if cell.missing is MissingReason.NOT_ASKED else "unknown"


def fitted(lines: Sequence[Line], width: float, size: float, most: int) -> tuple[tuple[Line, ...], int]:
    """The first that fit ``most`` lines of type on a slide (pixels of 1920 × 1080), and how many are left over."""
    used = 0
    for number, line in enumerate(lines):
        used += len(wrap(line.text, width, size))
        if used > most:
            return tuple(lines[:number]), len(lines) - number
    return tuple(lines), 0
