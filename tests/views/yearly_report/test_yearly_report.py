"""Årsrapport: what the pages say and no other figures, what is missing said, and files that everybody can read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import page
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.query import matching
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.domain.yearly_report.held_figures import held_now
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.counted import COUNTED
from sikkerby_geo.facts.effect_studies import EffectStudy, KeptStudies, KeptStudy
from sikkerby_geo.facts.revisions import Occasion, Revision, RevisionKind, StoreError
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.yearly_report import (
    NOTHING_KEPT,
    AssessmentText,
    Author,
    Kept,
    KeptText,
    Period,
    Review,
    Step,
)
from sikkerby_geo.text import t
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.charts.crime_strip import crime_strip_card
from sikkerby_geo.views.effect.saved import kept_sheet
from sikkerby_geo.views.efforts.entries import RegisterChoice, say
from sikkerby_geo.views.efforts.summary import says as register_says
from sikkerby_geo.views.goals.programmes import judged_goals, programmes
from sikkerby_geo.views.map.table import facts_table
from sikkerby_geo.views.reports.counted_tables import CountedAnswer, counted_sheet
from sikkerby_geo.views.yearly_report.districts import choice_of
from sikkerby_geo.views.yearly_report.files import file_name, report_docx, report_pdf
from sikkerby_geo.views.yearly_report.parts import Hand, MapOf, Report, Section, Verdicts
from sikkerby_geo.views.yearly_report.report import QUARTERLY, SECTIONS, report_of
from tests.toytown.counted import with_counted

DAY = date(2025, 12, 3)
AT = datetime(2025, 1, 31, 23, 30, tzinfo=UTC)
YEAR = Period(2025)
HOSTILE = '#import "x" *b* _c_ $x$ \\d <e> @f [x](y) {{ 7 * 7 }} =1+1 "citat" & </w:t>'
LARGEST_PDF, LARGEST_DOCX = 900_000, 1_600_000
"""Bytes of a report with two maps and every table."""


def text_of(author: Author, words: str, state: Review = Review.DRAFT) -> KeptText:
    steps = tuple(Step(one, "anna", AT, 1 + at) for at, one in enumerate(list(Review)[: list(Review).index(state) + 1]))
    return KeptText(AssessmentText(YEAR.period_id, author, words, state), 1, steps)


WRITTEN = Kept(
    texts={
        Author.POLICE: text_of(Author.POLICE, f"{HOSTILE}\nAndet afsnit.", Review.APPROVED),
        Author.SSP: text_of(Author.SSP, "SSP skriver."),
    }
)


@pytest.fixture(scope="module")
def report(atlas: Atlas) -> Report:
    return report_of(atlas, WRITTEN, YEAR, names=True)


@pytest.fixture(scope="module")
def pdf(atlas: Atlas, report: Report) -> bytes:
    return report_pdf(atlas, report, printed=DAY)


@pytest.fixture(scope="module")
def docx(atlas: Atlas, report: Report) -> bytes:
    return report_docx(atlas, report, printed=DAY)


def section(report: Report, section_id: str) -> Section:
    return next(one for one in report.sections if one.section_id == section_id)


def words_of(section: Section) -> str:
    """All that a section says."""
    found = [section.lead]
    for block in section.blocks:
        if isinstance(block, Prose):
            found += [block.heading, *block.paragraphs, *block.points]
        elif isinstance(block, Sheet):
            found += [entry.plain for row in (*block.rows, *block.feet) for entry in row.values()]
        elif isinstance(block, Hand):
            found += [block.heading, *block.paragraphs, *block.status]
    return "\n".join(found)


def sheets(section: Section) -> Iterator[Sheet]:
    return (block for block in section.blocks if isinstance(block, Sheet))


def test_a_year_and_a_quarter_have_all_their_sections_and_tell_what_they_lack(atlas: Atlas) -> None:
    whole = report_of(atlas, NOTHING_KEPT, YEAR, names=True)
    assert [one.section_id for one in whole.sections] == list(SECTIONS)
    short = report_of(atlas, NOTHING_KEPT, Period(2025, 1), names=True)
    assert [one.section_id for one in short.sections] == ["kort", *QUARTERLY, "mangler", "grundlag"]
    for found in (whole, short):
        missing = words_of(section(found, "mangler"))
        lacking = [what for one in found.sections for what in one.absent]
        assert len(lacking) == found.absent > 3
        assert [what for what in lacking if what not in missing] == []
        assert not found.approved
    assert t("yearly.effects.none", period="2025") in words_of(section(whole, "effekt"))
    assert t("yearly.crime.quarters_none", period="2025") in words_of(section(whole, "kriminalitet"))


@pytest.mark.parametrize("year", [2015, 2016, 2017, 2018, 2020, 2022, 2024, 2025])
def test_figures_of_the_districts_are_those_of_the_map(atlas: Atlas, year: int) -> None:
    found = section(report_of(atlas, NOTHING_KEPT, Period(year), names=True), "omraader")
    told = {block.sheet_id: block for block in sheets(found)}
    drawn = [block.choice for block in found.blocks if isinstance(block, MapOf)]
    for rule in RULES:
        choice = choice_of(atlas, rule, year)
        says = headline(atlas, choice)
        assert says.title in words_of(found)
        assert says.certainty in words_of(found)
        decided = atlas.decided(rule, Level.SURVEY_AREA, year)
        assert (choice in drawn) is bool(decided)
        if decided:
            sheet = told[f"aarsrapport-{choice.indicator.address}"]
            table = facts_table(atlas, choice)
            for column in sheet.columns:
                assert [row[column.key].text for row in sheet.rows] == list(table[column.key])


def test_goals_crime_and_efforts_say_what_their_pages_say(atlas: Atlas, report: Report) -> None:
    goals = section(report, "maal")
    (verdicts,) = (block for block in goals.blocks if isinstance(block, Verdicts))
    mine = next(one for one in programmes(atlas, judged_goals(atlas)) if one.name == "Strategi 2022–2025")
    assert verdicts.lines == mine.verdicts
    assert mine.results in goals.blocks
    crime = section(report, "kriminalitet")
    cards = [crime_strip_card(atlas, one, 2024, Level.SURVEY_AREA) for one in ("straffelov", "borgervendt")]
    assert any(card is not None and card.title in words_of(crime) for card in cards)
    register = register_from(atlas, say)
    asked = RegisterChoice(first=2025, last=2025)
    fitting = matching(register, asked.wanted(None, atlas))
    assert register_says(atlas, asked, None, fitting, len(register)).title in words_of(section(report, "indsatser"))


def test_a_quarter_has_its_counted_tables_and_names_those_that_lack(atlas: Atlas) -> None:
    counted = with_counted(atlas)
    tables = CountedTables(counted)
    quarter = tables.quarters[0]
    period = Period(int(quarter[:4]), int(quarter[-1]))
    for asked in (period, Period(period.year)):
        found = section(report_of(counted, NOTHING_KEPT, asked, names=True), "kriminalitet")
        there = [CountedAnswer(counted, tables, one, quarter, Level.SURVEY_AREA) for one in COUNTED]
        told = [counted_sheet(answer) for answer in there if answer.rows]
        assert told
        assert [sheet for sheet in told if sheet not in found.blocks] == []
        assert found.sources
        assert "1. kvartal 2025" in found.lead
    bare = section(report_of(atlas, NOTHING_KEPT, period, names=True), "kriminalitet")
    assert any(what.startswith("Optalte tabeller for") for what in bare.absent)


def test_after_the_last_programme_it_is_told_and_shown_all_the_same(atlas: Atlas) -> None:
    found = section(report_of(atlas, NOTHING_KEPT, Period(2030), names=True), "maal")
    assert t("yearly.goals.not_in_force", year=2030) in found.absent
    assert any(isinstance(block, Verdicts) for block in found.blocks)
    before = section(report_of(atlas, NOTHING_KEPT, Period(2001), names=True), "maal")
    assert before.absent == (t("yearly.goals.none", year=2001),)


def test_texts_are_told_with_their_state_and_by_name_only_where_names_are_told(atlas: Atlas, report: Report) -> None:
    told = words_of(section(report, "vurderinger"))
    assert "Godkendt. Skrevet af anna den 1. februar 2025." in told
    assert t("yearly.hand.same_hand") in told
    assert t("yearly.hand.lead", approved=1, count=3) in told
    assert t("yearly.hand.not_approved", author=t("yearly.author.ssp")) in section(report, "vurderinger").absent
    quiet = report_of(atlas, WRITTEN, YEAR, names=False)
    assert "anna" not in words_of(section(quiet, "vurderinger"))
    revision = Revision(7, AT, Occasion("anna", "rettet", RevisionKind.EDIT), 1)
    for names in (True, False):
        told_of = report_of(atlas, Kept(revisions=(revision,)), YEAR, names=names)
        assert ("anna" in words_of(section(told_of, "aendret"))) is names
        assert "rettet" in words_of(section(told_of, "aendret"))
    whole = Kept(texts={author: text_of(author, "Ord.", Review.APPROVED) for author in Author})
    assert report_of(atlas, whole, YEAR, names=True).approved


def test_a_store_that_cannot_be_read_is_told_in_the_report(atlas: Atlas) -> None:
    kept = Kept(trouble=StoreError("problem.store_unreadable", file="egne"))
    found = report_of(atlas, kept, YEAR, names=True)
    assert t("problem.store_unreadable", file="egne") in section(found, "vurderinger").absent


def test_what_has_moved_since_the_report_before_is_listed(atlas: Atlas) -> None:
    now = held_now(atlas, Period(2024))
    figures = dict(now.figures)
    changed = "safe_neighbourhood/moellehoej/2025"
    assert figures[changed].endswith(" percent")
    figures[changed] = "99 percent"
    gone = "insecure_neighbourhood/moellehoej/2009"
    figures |= {gone: "0..10 percent", "goal/nobody/2001/x": "3.0 districts"}
    del figures["safe_neighbourhood/aaby/2025"]
    efforts = dict(list(now.efforts.items())[1:])
    before = replace(now, figures=figures, efforts=efforts, revision=4, at=AT)
    found = section(report_of(atlas, Kept(before=before), YEAR, names=True), "aendret")
    assert found.lead.startswith("Siden rapporten for 2024: 1 tal er nye,")
    assert "1. februar 2025" in words_of(found)
    rows = [[row[key].text for key in ("what", "before", "after")] for sheet in sheets(found) for row in sheet.rows]
    moved = next(row for row in rows if row[0] == "Trygge i nabolaget, Møllehøj, 2025")
    assert moved[1].replace("\u00a0", " ") == "99 %"
    assert moved[2] != moved[1]
    assert ["Trygge i nabolaget, Åby, 2025", t("yearly.moved.not_there")] in [row[:2] for row in rows]
    assert any(row[0] == "nobody, 2001" and row[1] == "3 områder" for row in rows)
    nothing = report_of(atlas, Kept(before=replace(now, revision=4, at=AT)), YEAR, names=True)
    assert section(nothing, "aendret").lead.startswith("Siden rapporten for 2024: 0 tal er nye, 0 er ændret, 0 er")


def test_saved_studies_stand_in_the_report(atlas: Atlas) -> None:
    study = EffectStudy("studie-1", "Lys i Møllevej", {}, {"verdict": "not_measurable"}, "abc", "def")
    kept = Kept(studies=KeptStudies((KeptStudy(study, 3, AT, "anna"),)), figures="def")
    found = section(report_of(atlas, kept, YEAR, names=True), "effekt")
    assert kept_sheet(kept.studies, "def", names=True) in found.blocks
    assert "Lys i Møllevej" in words_of(found)
    assert found.absent == ()


def test_the_ledger_names_every_source_the_data_version_and_the_files(atlas: Atlas, report: Report) -> None:
    ground = section(report, "grundlag")
    used = {source.title for one in report.sections for source in one.sources}
    assert len(used) > 3
    assert [title for title in used if title not in words_of(ground)] == []
    assert atlas.version in words_of(ground)
    assert "data/survey.csv" in words_of(ground)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def test_the_pdf_is_tagged_for_everybody_by_two_checkers(pdf: bytes, report: Report) -> None:
    """Typst refuses to write what is no PDF/UA-1; a second validator, of other people, finds nothing either."""
    found = page.validate_pdf_bytes(pdf, profile="ua1")
    assert found.is_compliant, [f"{one.rule_id}: {one.message}" for one in found.failures]
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "da-DK"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert reader.metadata.title == "Sikker By: Årsrapport 2025"
    assert len(pdf) < LARGEST_PDF
    outline = [one.title for one in reader.outline[0:1]]
    assert outline
    said = letters("".join(each.extract_text() for each in reader.pages))
    assert [one.name for one in report.sections if letters(one.name) not in said] == []


def test_words_written_by_hand_are_never_markup(pdf: bytes, docx: bytes) -> None:
    said = letters("".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages))
    assert letters(HOSTILE) in said
    paragraphs = [one.text for one in Document(io.BytesIO(docx)).paragraphs]
    assert HOSTILE in paragraphs
    assert "Andet afsnit." in paragraphs


def test_the_document_can_be_read_and_written_on_by_everybody(docx: bytes, report: Report) -> None:
    """The list: title, language, real headings in order, heads of tables repeated, captions, words for pictures, lists
    as lists, native styles."""
    document = Document(io.BytesIO(docx))
    assert len(docx) < LARGEST_DOCX
    assert document.core_properties.title == "Sikker By: Årsrapport 2025"
    assert document.core_properties.language == "da-DK"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    assert document.paragraphs[0].style.name == "Title"
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [one.name for one in report.sections]
    assert all(one.text.strip() for one in document.paragraphs if one.style.name.startswith("Heading"))
    assert len(document.tables) > 8
    for table in document.tables:
        first, *others = table.rows
        marks = [row._tr.trPr.findall(qn("w:tblHeader")) for row in table.rows]
        assert marks[0]
        assert not any(marks[1:])
        assert all(row._tr.trPr.findall(qn("w:cantSplit")) for row in (first, *others))
        assert all(cell.text for cell in first.cells)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table.style.name == "Light List"
    pictures = [one._inline.docPr for one in document.inline_shapes]
    assert len(pictures) == sum(isinstance(block, MapOf) for one in report.sections for block in one.blocks) > 0
    assert all(one.get("descr", "").startswith("Kort over") for one in pictures)
    assert "List Bullet" in {one.style.name for one in document.paragraphs}
    own = {one.style.name for one in document.paragraphs} - {"Title", "Normal", "Caption", "List Bullet", "TOC Heading"}
    assert own == {"Heading 1", "Heading 2"}
    inks = {document.styles[name].font.color.rgb for name in own | {"Title", "Caption"}}
    assert all(max(ink) < 0x60 for ink in inks), "headings are dark enough to be read by everybody"
    assert 'TOC \\o "1-2"' in document.element.xml


def test_the_document_has_every_figure_of_the_pages_tables(atlas: Atlas, docx: bytes) -> None:
    rows = {tuple(cell.text for cell in row.cells) for table in Document(io.BytesIO(docx)).tables for row in table.rows}
    choice = choice_of(atlas, next(one for one in RULES if one.rule_id == "under_85_safe"), 2025)
    for row in facts_table(atlas, choice).to_dict("records"):
        assert any(told[:3] == (row["place"], row["figure"], row["interval"]) for told in rows)


def test_the_same_report_gives_the_same_files(atlas: Atlas, report: Report, pdf: bytes) -> None:
    assert report_pdf(atlas, report, printed=DAY) == pdf
    short = report_of(atlas, WRITTEN, Period(2025, 2), names=True)
    assert report_docx(atlas, short, printed=DAY) == report_docx(atlas, short, printed=DAY)


def test_files_are_called_by_their_period() -> None:
    assert file_name(Period(2025), "pdf") == "sikkerby-aarsrapport-2025.pdf"
    assert file_name(Period(2025, 1), "docx") == "sikkerby-kvartal-2025-k1.docx"
