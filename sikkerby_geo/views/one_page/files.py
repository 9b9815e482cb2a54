"""An ordered page as files: a tagged PDF (PDF/UA-1) and a DOCX to write on in."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import without
from sikkerby_geo.text import t
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.prints import PX_PER_MM, compile_print, picture
from sikkerby_geo.views.map.printed.drawing import alt_text, svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER
from sikkerby_geo.views.one_page.content import Content, Part, content_of
from sikkerby_geo.views.one_page.order import Order

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAP_MM = 165
"""Width of the map with its legend."""


def one_page_pdf(atlas: Atlas, order: Order, *, link: str, printed: date) -> bytes:
    """The page as A4; it reaches Typst as data, so that no word of the reader's is ever read as markup."""
    found = content_of(atlas, order, link=link, day=printed)
    return compile_print(
        "one_page.typ",
        {
            "kicker": t("one_page.kicker"),
            "sentence": found.sentence,
            "certainty": found.certainty,
            "map": _map(atlas, order) if found.with_map else None,
            "map_mm": MAP_MM,
            "place": found.place,
            "parts": [_data(part) for part in found.parts],
            "efforts": _data(found.efforts) if found.efforts else None,
            "notes": [*found.caveats, *found.sources, *filter(None, (found.link,))],
        },
        title=found.title,
        version=atlas.version,
        printed=printed,
    )


def _map(atlas: Atlas, order: Order) -> dict[str, str]:
    return picture(_drawing(atlas, order), alt_text(atlas, order.choice))


def _drawing(atlas: Atlas, order: Order) -> str:
    return svg_map(atlas, order.choice, width=MAP_MM * PX_PER_MM, size=PAPER, legend=True)


def _data(part: Part) -> dict[str, object]:
    return {
        "title": part.title,
        "says": list(part.says),
        "head": list(part.head),
        "rows": [list(row) for row in part.rows],
        "points": list(part.points),
        "notes": list(part.notes),
    }


def one_page_docx(atlas: Atlas, order: Order, *, link: str, printed: date) -> bytes:
    """The page as a document to go on writing in: paragraphs, tables with their heads, and the map as a picture."""
    found = content_of(atlas, order, link=link, day=printed)
    document = Document()
    _set_up(document, found, printed)
    document.add_heading(without(found.title), level=1)
    for words in filter(None, (found.sentence, found.certainty, found.place)):
        document.add_paragraph(without(words))
    if found.with_map:
        document.add_picture(io.BytesIO(png(_drawing(atlas, order))), width=Mm(MAP_MM))
        document.inline_shapes[0]._inline.docPr.set("descr", without(alt_text(atlas, order.choice)))
    for part in (*found.parts, *filter(None, (found.efforts,))):
        _add(document, part)
    document.add_heading(t("one_page.small_print"), level=2)
    for words in filter(None, (*found.caveats, *found.sources, found.link, found.day)):
        document.add_paragraph(without(words)).runs[0].font.size = Pt(9)
    stream = io.BytesIO()
    document.save(stream)
    return _dated(stream, printed)


def _dated(packed: io.BytesIO, day: date) -> bytes:
    """The parts of a packed document, each with the same day in it, not the moment it was packed."""
    stream = io.BytesIO()
    with ZipFile(packed) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            after.writestr(part, before.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _set_up(document: Docx, found: Content, printed: date) -> None:
    """A4, Danish, our name as author; the same page gives the same file."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title, properties.author, properties.language = without(found.title)[:255], t("app.name"), "da-DK"
    properties.comments = ""
    properties.created = properties.modified = datetime(printed.year, printed.month, printed.day, tzinfo=UTC)


def _add(document: Docx, part: Part) -> None:
    document.add_heading(without(part.title), level=2)
    for words in part.says:
        document.add_paragraph(without(words))
    if part.head:
        table = document.add_table(rows=1, cols=len(part.head), style="Light List")
        _repeat(table.rows[0])
        for cell, words in zip(table.rows[0].cells, part.head, strict=True):
            cell.text = without(words)
        for row in part.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = without(words)
    for words in part.points:
        document.add_paragraph(without(words), style="List Bullet")
    for words in part.notes:
        document.add_paragraph(without(words)).runs[0].font.size = Pt(9)


def _repeat(row: _Row) -> None:
    """The first row is the head of its columns, on every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)
