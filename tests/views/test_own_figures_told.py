"""The caveat of own figures goes with them into every output: here one district's, delivered and not yet published."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from sikkerby_geo.build import preview
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.drawings import picked
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.store.history import Store
from sikkerby_geo.views.base.copied import copied_words
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.rule_matrix import rule_matrix_card
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.district.compared import compared
from sikkerby_geo.views.district.compared_files import compared_csv, compared_xlsx
from sikkerby_geo.views.district.files import place_csv, place_pdf, place_xlsx
from sikkerby_geo.views.district.profile import profile
from sikkerby_geo.views.goals.rule_counts import rule_notes
from sikkerby_geo.views.map.files import map_sheet
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import facts_csv, facts_table, facts_xlsx
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.map_page.tapped import tapped
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.show import show_html
from sikkerby_geo.views.meeting.slides import slides_of
from sikkerby_geo.views.one_page.files import one_page_docx, one_page_pdf
from sikkerby_geo.views.one_page.order import LIST, Order
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.files import as_csv, as_xlsx
from sikkerby_geo.views.priority.listing import list_html
from sikkerby_geo.views.priority.matrix import matrix_card, record_sheet
from sikkerby_geo.views.priority.memo import Memo, memo_pdf
from sikkerby_geo.views.trends.comparison import real_changes, says
from sikkerby_geo.views.whatif.comparison import compared as compared_with
from sikkerby_geo.views.whatif.files import as_geojson
from sikkerby_geo.views.whatif.measure_words import Question
from tests.store.own_city import row, survey
from tests.views.asking import UNDER_85, choose

TOLD = "egne tal, ikke offentliggjort"
DAY = date(2025, 11, 22)
CHOICE = choose(2025, UNDER_85, place_id="aaby")


@pytest.fixture(scope="module")
def own(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The toy city as it would be with the delivery, from its preview."""
    store = Store(tmp_path_factory.mktemp("own") / "store")
    safe = {"measure": "safe_neighbourhood"}
    delivery = survey(row("84.5", **safe), row("88.5", year="2024", **safe), row("74.5", measure="safe_evening"))
    return preview(atlas, store, delivery).atlas


@pytest.fixture(scope="module")
def answer(own: Atlas) -> Answer:
    return answered(own, Ask("safe", 2025))


def printed(document: bytes) -> str:
    """The words of a PDF, hyphenation and line ends undone."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())


def in_book(content: bytes) -> str:
    """The words of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def in_document(content: bytes) -> str:
    """The words of a document to write on in."""
    written = Document(io.BytesIO(content))
    cells = (cell.text for table in written.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in written.paragraphs), *cells))


def agenda(atlas: Atlas) -> Agenda:
    return Agenda(choice=choose(2025, UNDER_85), committee=atlas.places["lu-aaby"])


def scenario_file(atlas: Atlas) -> str:
    asked = Question("safe_neighbourhood", 5)
    kept = Kept("A", "Her", picked(atlas, "aaby"), "toy")
    return as_geojson(atlas, [compared_with(atlas, kept, scenario(atlas, kept.drawing, DAY), asked)], asked).decode()


def trend(atlas: Atlas):
    return trend_card(atlas, CHOICE.indicator_id, (atlas.places["aaby"],), atlas.survey_years)


OUTPUTS: dict[str, Callable[[Atlas], str]] = {
    "headline": lambda atlas: f"{headline(atlas, CHOICE)}",
    "tooltip": lambda atlas: " ".join(map_state(atlas, CHOICE)["areas"]["aaby"]["tip"]),
    "panel": lambda atlas: place_card(atlas, CHOICE, atlas.places["aaby"]).full,
    "answer to a tap": lambda atlas: " ".join(tapped(atlas, CHOICE, atlas.places["aaby"]).further),
    "copied sentence": lambda atlas: copied_words(
        atlas, atlas.places["aaby"], atlas.observation("safe_neighbourhood", "aaby", 2025), link="", day=DAY
    ),
    "the one table as CSV": lambda atlas: compared_csv(compared(atlas, Level.SURVEY_AREA)).decode("utf-8-sig"),
    "a built page": lambda atlas: printed(
        one_page_pdf(atlas, Order(CHOICE, (LIST,), 2024, atlas.places["aaby"]), link="", printed=DAY)
    ),
    "table of the map": lambda atlas: facts_table(atlas, CHOICE).to_csv(),
    "table as XLSX": lambda atlas: in_book(facts_xlsx(atlas, CHOICE)),
    "the one table as XLSX": lambda atlas: in_book(compared_xlsx(compared(atlas, Level.SURVEY_AREA))),
    "a built page to write on in": lambda atlas: in_document(
        one_page_docx(atlas, Order(CHOICE, (LIST,), 2024, atlas.places["aaby"]), link="", printed=DAY)
    ),
    "Bydel": lambda atlas: f"{profile(atlas, CHOICE, atlas.places['aaby']).figures}",
    "Bydel's headline": lambda atlas: profile(atlas, CHOICE, atlas.places["aaby"]).certainty,
    "Bydel's XLSX": lambda atlas: in_book(place_xlsx(atlas, CHOICE, atlas.places["aaby"])),
    "changes as XLSX": lambda atlas: in_book(real_changes(atlas, CHOICE).xlsx),
    "a rule's years as CSV": lambda atlas: rule_matrix_card(atlas, CHOICE.rule, Level.SURVEY_AREA).csv().decode(),
    "a scenario": lambda atlas: scenario_file(atlas),
    "the show": lambda atlas: show_html(atlas, agenda(atlas), link=None, printed=DAY),
    "table as CSV": lambda atlas: facts_csv(atlas, CHOICE).decode("utf-8-sig"),
    "map sheet": lambda atlas: printed(map_sheet(atlas, CHOICE, printed=DAY)),
    "Bydel's CSV": lambda atlas: place_csv(atlas, atlas.places["aaby"]).decode("utf-8-sig"),
    "Bydel's PDF": lambda atlas: printed(place_pdf(atlas, CHOICE, atlas.places["aaby"], printed=DAY)),
    "trend": lambda atlas: f"{trend(atlas).notes}",
    "trend's table": lambda atlas: trend(atlas).table.to_csv(),
    "Udvikling's headline": lambda atlas: says(atlas, CHOICE, 2024).certainty,
    "level and trend": lambda atlas: level_trend_card(atlas, CHOICE, 2024).table.to_csv(),
    "changes as CSV": lambda atlas: real_changes(atlas, CHOICE).csv.decode("utf-8-sig"),
    "years of a rule": lambda atlas: " ".join(rule_notes(atlas, CHOICE.rule, Level.SURVEY_AREA)),
    "slides": lambda atlas: f"{slides_of(atlas, agenda(atlas))}",
    "hand-out": lambda atlas: printed(
        handout_pdf(handout_of(atlas, agenda(atlas), link=None), version="test", printed=DAY)
    ),
}
RANKED: dict[str, Callable[[Atlas, Answer], str]] = {
    "list": lambda atlas, answer: list_html(atlas, answer, "aaby"),
    "XLSX": lambda atlas, answer: in_book(as_xlsx(atlas, answer)),
    "need beside efforts": lambda atlas, answer: " ".join(matrix_card(atlas, answer).notes),
    "need beside efforts as CSV": lambda atlas, answer: matrix_card(atlas, answer).csv().decode("utf-8-sig"),
    "record of efforts": lambda atlas, answer: record_sheet(atlas, answer).html,
    "record of efforts as CSV": lambda atlas, answer: record_sheet(atlas, answer).csv.decode("utf-8-sig"),
    "CSV": lambda atlas, answer: as_csv(atlas, answer).decode("utf-8-sig"),
    "memo": lambda atlas, answer: printed(memo_pdf(atlas, answer, Memo("aaby"), printed=DAY)),
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_own_figures_are_called_so_in_every_output(own: Atlas, output: str) -> None:
    assert TOLD in OUTPUTS[output](own).replace("Egne", "egne")


@pytest.mark.parametrize("output", RANKED)
def test_own_figures_are_called_so_in_a_ranking(own: Atlas, answer: Answer, output: str) -> None:
    assert TOLD in RANKED[output](own, answer).replace("Egne", "egne")
