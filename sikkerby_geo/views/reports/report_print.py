"""The reports on paper: the one SVG map of areas or cells, as a picture and as an A4 page with its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.prints import PX_PER_MM, compile_print, picture
from sikkerby_geo.views.map.files import MAP_MM, WIDTH
from sikkerby_geo.views.map.printed.areas import Subject, subject_of
from sikkerby_geo.views.map.printed.drawing import Caption, Picture, drawn_map
from sikkerby_geo.views.map.printed.sizes import PAPER, SCREEN, Size
from sikkerby_geo.views.reports.ask import ReportAnswer
from sikkerby_geo.views.reports.report_headline import report_headline, report_notes, report_sources
from sikkerby_geo.views.reports.report_map import cell_states, report_legend, report_map_state
from sikkerby_geo.views.reports.report_tables import printed_rows

MOST_ROWS = 22
"""Rows of the table that find room beside the map."""


def _ground(answer: ReportAnswer) -> tuple[Choice, Subject]:
    """A choice without a rule, a place of its own and efforts, and the areas as the reports look."""
    choice = replace(opening(answer.atlas), level=answer.level, rule_id=None, place_id=answer.place_id, overlays=())
    subject = subject_of(answer.atlas, choice, None)
    return choice, replace(subject, states=report_map_state(answer)["areas"])


def report_svg(
    answer: ReportAnswer,
    *,
    width: float,
    height: float | None = None,
    size: Size = SCREEN,
    grey: bool = False,
    legend: bool = True,
    captioned: bool = False,
) -> str:
    """The map of an answer as an SVG; captioned, it explains itself.

    Raises
    ------
    SikkerByError
        The layer of the level cannot be read, so there is nothing to draw.
    """
    says = report_headline(answer)
    choice, subject = _ground(answer)
    key = report_legend(answer)
    caption = Caption(says.title, says.certainty, report_sources(answer)) if captioned else None
    shown = key if captioned else replace(key, notes=())
    look = Picture(alt_words(answer), width, height, size, grey, shown if legend else None, caption)
    cells = cell_states(answer) if answer.ask.cells else {}
    salt = repr((answer.atlas.version, answer.ask, answer.level, answer.place_id, look))
    return drawn_map(answer.atlas, choice, subject, [], look, cells=cells, salt=salt)


def alt_words(answer: ReportAnswer) -> str:
    """What the map says, for those who do not see it."""
    says = report_headline(answer)
    return t("print.alt", says=f"{says.title} {says.certainty}".strip())


def report_png(answer: ReportAnswer) -> bytes:
    """The map as a picture that explains itself."""
    return png(report_svg(answer, width=WIDTH, captioned=True))


def report_sheet(answer: ReportAnswer, *, printed: date, grey: bool = False) -> bytes:
    """One A4 page: sentence, how sure, map with legend, its table, and what must be said of it; a PDF."""
    says = report_headline(answer)
    heads, rows = printed_rows(answer)
    left = len(rows) - MOST_ROWS
    more = [t("reports.print.more", count=left)] if left > 0 else []
    drawing = report_svg(answer, width=MAP_MM * PX_PER_MM, size=PAPER, grey=grey)
    return compile_print(
        "map_sheet.typ",
        {
            "kicker": t("reports.print.kicker"),
            "certainty": says.certainty,
            "map": picture(drawing, alt_words(answer)),
            "map_mm": MAP_MM,
            "table_title": t("reports.print.cells" if answer.ask.cells else "reports.print.areas"),
            "head": heads,
            "rows": rows[:MOST_ROWS],
            "notes": [*more, *report_notes(answer)],
            "sources": list(report_sources(answer)),
        },
        title=says.title,
        version=answer.atlas.version,
        printed=printed,
        grey=grey,
    )
