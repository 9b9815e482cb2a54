"""Documents to go on writing in (DOCX): A4, Danish, real headings, heads of tables repeated, pictures with words."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Row

from sikkerby_geo.facts.characters import without
from sikkerby_geo.text import t
from sikkerby_geo.views.base.document_parts import Part
from sikkerby_geo.views.base.inks import COLOUR
from sikkerby_geo.views.base.pictures import png

LANGUAGE = "da-DK"
MARGIN_MM = 20
TEXT_MM = 210 - 2 * MARGIN_MM
SMALL = Pt(9)
DARK = ("Title", "Heading 1", "Heading 2", "Caption", "TOC Heading")
"""Styles that are too pale by themselves to be read by everybody (WCAG 1.4.3)."""
CELLS = "Table Text"
"""The style of what stands in a table: small, without air under it."""
LONGEST_PROPERTY = 255
"""Characters of a document's properties."""


def new_document(title: str, printed: date) -> Docx:
    """An empty document: A4, Danish, our name as author; the same words give the same file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    _speak_danish(document)
    for name in DARK:
        document.styles[name].font.color.rgb = RGBColor(*bytes.fromhex(COLOUR.ink[1:]))
    cells = document.styles.add_style(CELLS, WD_STYLE_TYPE.PARAGRAPH)
    cells.base_style = document.styles["Normal"]
    cells.font.size, cells.paragraph_format.space_after = SMALL, Pt(0)
    properties = document.core_properties
    properties.title, properties.author = without(title)[:LONGEST_PROPERTY], t("app.name")
    properties.language, properties.comments = LANGUAGE, ""
    properties.created = properties.modified = datetime(printed.year, printed.month, printed.day, tzinfo=UTC)
    return document


def _speak_danish(document: Docx) -> None:
    """The language of every style: of the normal one, and of what none of them says."""
    normal = document.styles["Normal"].element.get_or_add_rPr()
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for said in (normal, *(defaults.iter(qn("w:rPr")) if defaults is not None else ())):
        for old in said.findall(qn("w:lang")):
            said.remove(old)
        language = OxmlElement("w:lang")
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            language.set(qn(name), LANGUAGE)
        said.append(language)


def add_picture(document: Docx, svg: str, words: str, width_mm: float) -> None:
    """One of our drawings as a picture, with its words for those who do not see it."""
    document.add_picture(io.BytesIO(png(svg)), width=Mm(width_mm))
    document.inline_shapes[len(document.inline_shapes) - 1]._inline.docPr.set("descr", without(words))


def add_table(
    document: Docx,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    widths: Sequence[float] = (),
    right: Sequence[bool] = (),
) -> Table:
    """A table in a style of the program's own: its head is repeated on every page, and no row breaks over two.

    ``caption`` is what it is called for those who do not see it, ``widths`` are in millimetres, and ``right`` says
    which columns are set to the right.
    """
    table = document.add_table(rows=1 + len(rows), cols=len(head), style="Light List")
    _call(table, caption)
    style = document.styles[CELLS]
    for at, (row, texts) in enumerate(zip(table.rows, (head, *rows), strict=True)):
        _mark(row, "w:cantSplit", *(() if at else ("w:tblHeader",)))
        for column, (cell, words) in enumerate(zip(row.cells, texts, strict=True)):
            cell.text = without(words)
            cell.paragraphs[0].style = style
            if widths:
                cell.width = Mm(widths[column])
            if right and right[column]:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in enumerate(widths):
        table.columns[column].width = Mm(width)
    return table


def _call(table: Table, caption: str) -> None:
    if not caption:
        return
    properties = table._tbl.tblPr
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), without(caption)[:LONGEST_PROPERTY])
    properties.append(said)


def _mark(row: _Row, *names: str) -> None:
    for name in names:
        mark = OxmlElement(name)
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def add_small(document: Docx, words: str) -> None:
    """Small print."""
    document.add_paragraph(without(words)).runs[0].font.size = SMALL


def add_part(document: Docx, part: Part) -> None:
    """A part under its heading of the second level."""
    document.add_heading(without(part.title), level=2)
    for words in part.says:
        document.add_paragraph(without(words))
    if part.head:
        add_table(document, part.head, part.rows, caption=part.title)
    for words in part.points:
        document.add_paragraph(without(words), style="List Bullet")
    for words in part.notes:
        add_small(document, words)


def packed(document: Docx, day: date) -> bytes:
    """A document as a file; each part of it bears the day it was printed, not the moment it was packed."""
    whole, stream = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with ZipFile(whole) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            after.writestr(part, before.read(name), ZIP_DEFLATED)
    return stream.getvalue()
