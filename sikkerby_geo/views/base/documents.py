"""Parts of a document, the same for a tagged PDF and a DOCX to write on in: words as words, never as markup."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row

from sikkerby_geo.facts.characters import without
from sikkerby_geo.text import t

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SMALL = Pt(9)
"""The size of remarks and small print."""


@dataclass(frozen=True)
class Part:
    """A section: its heading, sentences, a table (``head`` empty = none), points, and remarks."""

    title: str
    says: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def part_data(part: Part) -> dict[str, object]:
    """A part as data for a template of ``templates/print``."""
    return {
        "title": part.title,
        "says": list(part.says),
        "head": list(part.head),
        "rows": [list(row) for row in part.rows],
        "points": list(part.points),
        "notes": list(part.notes),
    }


def new_document(title: str, printed: date) -> Docx:
    """An empty document: A4, Danish, our name as author; the same page gives the same file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title, properties.author, properties.language = without(title)[:255], t("app.name"), "da-DK"
    properties.comments = ""
    properties.created = properties.modified = datetime(printed.year, printed.month, printed.day, tzinfo=UTC)
    return document


def add_part(document: Docx, part: Part) -> None:
    """A part under its heading of the second level."""
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
        add_small(document, words)


def add_small(document: Docx, words: str) -> None:
    """A paragraph of small print."""
    document.add_paragraph(without(words)).runs[0].font.size = SMALL


def _repeat(row: _Row) -> None:
    """The first row is the head of its columns, on every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)


def packed(document: Docx, day: date) -> bytes:
    """The document as a file, each of its parts with the same day in it, not the moment it was packed."""
    before, stream = io.BytesIO(), io.BytesIO()
    document.save(before)
    with ZipFile(before) as parts, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in parts.namelist():
            part = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            after.writestr(part, parts.read(name), ZIP_DEFLATED)
    return stream.getvalue()
