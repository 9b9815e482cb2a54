"""A safety assessment as files: a tagged PDF (PDF/UA-1) and a DOCX to go on writing in."""

from __future__ import annotations

import io
from datetime import date

from docx.document import Document as Docx
from docx.shared import Mm

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.domain.whatif.scenarios import LETTERS, Kept
from sikkerby_geo.facts.characters import without
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.assessment.content import Assessment, assessment_of
from sikkerby_geo.views.assessment.form import Form
from sikkerby_geo.views.base.document_parts import part_data
from sikkerby_geo.views.base.documents import add_part, add_small, new_document, packed
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.prints import compile_print, danish_date, picture
from sikkerby_geo.views.map.printed.scenario_map import scenario_map

MAP_WIDTH, MAP_HEIGHT = 688.0, 400.0
"""Pixels of the map: as wide as the page."""
MAP_MM = 170
LINES_TO_WRITE_ON = 4


def assessment_pdf(atlas: Atlas, found: Scenario, form: Form, *, printed: date) -> bytes:
    """The assessment as A4; it reaches Typst as data, so that no word of the reader's is ever read as markup."""
    told = assessment_of(atlas, found, form)
    drawn = _map(atlas, found, told)
    return compile_print(
        "assessment.typ",
        {
            "kicker": t("assessment.kicker"),
            "by": told.author and t("assessment.by", author=told.author),
            "reach": told.reach,
            "map": picture(drawn, _alt(told)) if drawn else None,
            "proposal_title": t("assessment.part.proposal"),
            "proposal": _lines(told.proposal),
            "parts": [part_data(part) for part in told.parts],
            "questions_title": t("assessment.part.questions"),
            "questions_note": t("assessment.ours"),
            "questions": [{"title": title, "answer": _lines(text)} for title, text in told.questions],
            "lines": LINES_TO_WRITE_ON,
            "notes": list(told.sources),
        },
        title=told.title,
        version=atlas.version,
        printed=printed,
    )


def _lines(text: str) -> list[str]:
    """The lines of what a reader has written, blank ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _alt(told: Assessment) -> str:
    return t("assessment.map_alt", reach=told.reach)


def _map(atlas: Atlas, found: Scenario, told: Assessment) -> str:
    """The drawing on the map of its area; blank where the layer of the areas cannot be read."""
    kept = Kept(LETTERS[0], told.title, found.drawing, atlas.version)
    try:
        return scenario_map(atlas, told.main_id, [kept], alt=_alt(told), width=MAP_WIDTH, height=MAP_HEIGHT)
    except SikkerByError:
        return ""


def assessment_docx(atlas: Atlas, found: Scenario, form: Form, *, printed: date) -> bytes:
    """The assessment as a document: facts as tables and lists, and a box to write in where an answer is missing."""
    told = assessment_of(atlas, found, form)
    document = new_document(told.title, printed)
    document.add_heading(without(told.title), level=1)
    for words in filter(None, (told.author and t("assessment.by", author=told.author), told.reach)):
        document.add_paragraph(without(words))
    if drawn := _map(atlas, found, told):
        document.add_picture(io.BytesIO(png(drawn)), width=Mm(MAP_MM))
        document.inline_shapes[0]._inline.docPr.set("descr", without(_alt(told)))
    _written(document, t("assessment.part.proposal"), told.proposal, 2)
    for part in told.parts:
        add_part(document, part)
    document.add_heading(t("assessment.part.questions"), level=2)
    document.add_paragraph(t("assessment.ours"))
    for title, text in told.questions:
        _written(document, title, text, 3)
    document.add_heading(t("one_page.small_print"), level=2)
    for words in (*told.sources, t("copied.day", day=danish_date(printed))):
        add_small(document, words)
    return packed(document, printed)


def _written(document: Docx, title: str, text: str, level: int) -> None:
    """What a reader has written under its heading, or a box to write in."""
    document.add_heading(without(title), level=level)
    for line in _lines(text):
        document.add_paragraph(without(line))
    if not _lines(text):
        box = document.add_table(rows=1, cols=1, style="Table Grid")
        box.rows[0].height = Mm(8 * LINES_TO_WRITE_ON)
