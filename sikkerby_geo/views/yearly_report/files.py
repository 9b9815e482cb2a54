"""A yearly report as files: a tagged PDF (PDF/UA-1), and a document of native styles to go on writing in."""

from __future__ import annotations

from datetime import date

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import without
from sikkerby_geo.facts.yearly_report import Period
from sikkerby_geo.text import t
from sikkerby_geo.views.base.document_parts import DOCX_TYPE as DOCX_TYPE
from sikkerby_geo.views.base.documents import (
    TEXT_MM,
    add_picture,
    add_small,
    add_table,
    new_document,
    packed,
)
from sikkerby_geo.views.base.prints import PX_PER_MM, compile_print, danish_date, picture
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.map.printed.drawing import alt_text, svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER
from sikkerby_geo.views.yearly_report.laid_out import Laid, laid_out, verdicts_laid
from sikkerby_geo.views.yearly_report.parts import Block, Hand, MapOf, Report, Verdicts

PDF_TYPE = "application/pdf"
MAP_MM = 165
"""Width of a map with its legend."""


def file_name(period: Period, kind: str) -> str:
    """What a file of a report is called: sikkerby-aarsrapport-2026.pdf, sikkerby-kvartal-2026-k1.docx."""
    return f"sikkerby-{'aarsrapport' if period.quarter is None else 'kvartal'}-{period.period_id.lower()}.{kind}"


def report_pdf(atlas: Atlas, report: Report, *, printed: date) -> bytes:
    """The report as A4; it reaches Typst as data, so that no word that anybody has written is ever read as markup."""
    return compile_print(
        "yearly.typ",
        {
            "kicker": report.title,
            "sentence": report.sentence,
            "notes": list(report.notes),
            "contents": t("yearly.print.contents"),
            "map_mm": MAP_MM,
            "sections": [
                {
                    "heading": section.name,
                    "lead": section.lead,
                    "blocks": [_data(atlas, block) for block in section.blocks],
                }
                for section in report.sections
            ],
        },
        title=f"{t('app.name')}: {report.title}",
        version=atlas.version,
        printed=printed,
    )


def _data(atlas: Atlas, block: Block) -> dict[str, object]:
    if isinstance(block, Prose):
        return {
            "kind": "prose",
            "heading": block.heading,
            "paragraphs": list(block.paragraphs),
            "points": list(block.points),
        }
    if isinstance(block, MapOf):
        return {"kind": "map", **picture(_drawing(atlas, block), alt_text(atlas, block.choice))}
    if isinstance(block, Hand):
        return {
            "kind": "hand",
            "heading": block.heading,
            "paragraphs": list(block.paragraphs),
            "status": list(block.status),
        }
    found = _laid(block)
    return {
        "kind": "table",
        "caption": found.caption,
        "head": list(found.head),
        "rows": [list(row) for row in found.rows],
        "weights": list(found.weights),
        "right": list(found.right),
    }


def _laid(block: Sheet | Verdicts) -> Laid:
    return verdicts_laid(block) if isinstance(block, Verdicts) else laid_out(block)


def _drawing(atlas: Atlas, block: MapOf) -> str:
    return svg_map(atlas, block.choice, width=MAP_MM * PX_PER_MM, size=PAPER, legend=True)


def report_docx(atlas: Atlas, report: Report, *, printed: date) -> bytes:
    """The report as a document: title, contents, headings in two levels, captions, tables and maps with their words."""
    document = new_document(f"{t('app.name')}: {report.title}", printed)
    document.add_paragraph(without(f"{t('app.name')}: {report.title}"), style="Title")
    for words in (report.sentence, *report.notes, t("yearly.print.made", day=danish_date(printed))):
        document.add_paragraph(without(words))
    _contents(document, report)
    for section in report.sections:
        document.add_heading(without(section.name), level=1)
        if section.lead:
            document.add_paragraph().add_run(without(section.lead)).bold = True
        for block in section.blocks:
            _add(document, atlas, block)
    add_small(document, t("print.imprint", version=atlas.version[:8], date=danish_date(printed)))
    return packed(document, printed)


def _contents(document: Docx, report: Report) -> None:
    """A list of contents of the program's own, filled with the headings; the reader may bring it up to date."""
    document.add_paragraph(t("yearly.print.contents"), style="TOC Heading" if _has(document, "TOC Heading") else None)
    lines = [section.name for section in report.sections]
    for at, words in enumerate(lines):
        paragraph = document.add_paragraph()
        if at == 0:
            paragraph._p.append(_field("begin"))
            paragraph._p.append(_instruction(' TOC \\o "1-2" \\h \\z \\u '))
            paragraph._p.append(_field("separate"))
        paragraph.add_run(without(words))
        if at == len(lines) - 1:
            paragraph._p.append(_field("end"))


def _has(document: Docx, style: str) -> bool:
    return any(one.name == style for one in document.styles)


def _field(kind: str) -> BaseOxmlElement:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction(words: str) -> BaseOxmlElement:
    run, said = OxmlElement("w:r"), OxmlElement("w:instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = words
    run.append(said)
    return run


def _add(document: Docx, atlas: Atlas, block: Block) -> None:
    if isinstance(block, Prose):
        if block.heading:
            document.add_heading(without(block.heading), level=2)
        for words in block.paragraphs:
            document.add_paragraph(without(words))
        for words in block.points:
            document.add_paragraph(without(words), style="List Bullet")
    elif isinstance(block, MapOf):
        add_picture(document, _drawing(atlas, block), alt_text(atlas, block.choice), MAP_MM)
    elif isinstance(block, Hand):
        document.add_heading(without(block.heading), level=2)
        for words in block.paragraphs:
            document.add_paragraph(without(words))
        for words in block.status:
            add_small(document, words)
    else:
        found = _laid(block)
        caption = document.add_paragraph(without(found.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
        whole = sum(found.weights)
        widths = [TEXT_MM * weight / whole for weight in found.weights]
        add_table(document, found.head, found.rows, caption=found.caption, widths=widths, right=found.right)
        document.add_paragraph()
