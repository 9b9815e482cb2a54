"""The report of 2026 on the public record, bounded to that year: its sentences, its figures, and both its files."""

from __future__ import annotations

import io
from datetime import date

import page
import pytest
from docx import Document

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.due import by_next, duties
from sikkerby_geo.facts.yearly_report import NOTHING_KEPT, Period
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.yearly_report.files import report_docx, report_pdf
from sikkerby_geo.views.yearly_report.parts import Report, Section
from sikkerby_geo.views.yearly_report.report import SECTIONS, report_of
from tests.published.views.bounded import through

DAY = date(2026, 11, 27)
LARGEST_PDF, LARGEST_DOCX = 1_000_000, 1_500_000
"""Bytes of the whole report: it goes along in a mail."""


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2011", "-")


@pytest.fixture(scope="module")
def then(atlas: Atlas) -> Atlas:
    return through(atlas, 2026)


@pytest.fixture(scope="module")
def report(then: Atlas) -> Report:
    return report_of(then, NOTHING_KEPT, Period(2026), names=True)


def section(report: Report, section_id: str) -> Section:
    return next(one for one in report.sections if one.section_id == section_id)


def said(section: Section) -> str:
    prose = [block for block in section.blocks if isinstance(block, Prose)]
    return plain(" ".join(words for one in prose for words in (*one.paragraphs, *one.points)))


def test_it_says_what_is_known_and_that_the_rest_is_not(report: Report) -> None:
    assert [one.section_id for one in report.sections] == list(SECTIONS)
    districts = said(section(report, "omraader"))
    assert "I 2026 lå 6 af 13 områder under 85 % trygge: Christianshavn 74 %, Brønshøj-Husum 76 %," in districts
    assert "Klart under 85 % trygge: Christianshavn og Brønshøj-Husum." in districts
    assert "Nye på listen: Christianshavn (74 %, klart under), Kgs. Enghave (84 %, under, ikke klart)," in districts
    assert "Klart færre følte sig trygge i Christianshavn i 2026 end i 2025." in districts
    assert "Kan være en trykfejl: Valby 2026." in districts
    assert any(one.startswith("Over 10") for one in section(report, "omraader").absent)
    assert section(report, "kriminalitet").lead == "Tallene er fra 2025."


def test_a_figure_has_its_interval_its_answers_its_side_and_its_caveat(report: Report) -> None:
    table = next(
        block
        for block in section(report, "omraader").blocks
        if isinstance(block, Sheet) and block.sheet_id == "aarsrapport-tryg-nabolag"
    )
    rows = {row["place"].text: [plain(row[column.key].text) for column in table.columns] for row in table.rows}
    assert rows["Christianshavn"] == [
        "Christianshavn",
        "74 %",
        "68–79 %",
        "ca. 231 svar (antaget)",
        "Klart under 85 % trygge",
        "gengivet af andre",
    ]
    assert rows["Valby"][5].startswith("gengivet af andre; kan være en trykfejl;")


def test_both_files_are_for_everybody_and_can_be_sent(then: Atlas, report: Report) -> None:
    pdf = report_pdf(then, report, printed=DAY)
    found = page.validate_pdf_bytes(pdf, profile="ua1")
    assert found.is_compliant, [f"{one.rule_id}: {one.message}" for one in found.failures]
    assert len(pdf) < LARGEST_PDF
    docx = report_docx(then, report, printed=DAY)
    assert len(docx) < LARGEST_DOCX
    rows = {
        tuple(plain(cell.text) for cell in row.cells[:3])
        for each in Document(io.BytesIO(docx)).tables
        for row in each.rows
    }
    assert ("Christianshavn", "74 %", "68–79 %") in rows


def test_the_calendar_has_no_day_of_one_year_alone_and_says_what_has_lapsed(atlas: Atlas) -> None:
    listed = duties(atlas)
    assert len(listed) >= 24
    assert {duty.duty_id: duty.months for duty in listed if duty.months} == {
        "pligt-n-status": (6, 6),
        "pligt-10-effekt": (1, 3),
        "pligt-10-indeks": (3, 5),
    }
    assert all(duty.lapsed(DAY) for duty in listed if duty.valid_to is not None and duty.valid_to <= 2021)
    dated = [duty.duty_id for duty, span in by_next(listed, DAY) if span is not None and span.first.year == 2027]
    assert set(dated) == {"pligt-n-status", "pligt-10-effekt", "pligt-10-indeks"}
