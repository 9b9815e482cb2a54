"""Everything that leaves the page of reports says that they are invented, and why a number is hidden."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

import sikkerby_geo
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.published_counts import of_group, of_type
from sikkerby_geo.text import t
from sikkerby_geo.views.base.report_words import count_words, what_words
from sikkerby_geo.views.map.message import MapState
from sikkerby_geo.views.reports.ask import ReportAnswer, ReportAsk
from sikkerby_geo.views.reports.report_files import TABLES, formats_of, table_file
from sikkerby_geo.views.reports.report_headline import report_headline
from sikkerby_geo.views.reports.report_map import report_legend, report_map_state
from sikkerby_geo.views.reports.report_print import report_sheet, report_svg
from sikkerby_geo.views.reports.report_seasons import season_words, unlike_asked
from sikkerby_geo.views.reports.report_tables import areas_sheet, cells_sheet, seasons_sheet, types_sheet
from tests.toytown.reports import with_reports

ROOT = Path(sikkerby_geo.__file__).parent
VOLD_IN_CELLS = ReportAsk("2024-K4", of_type("brand"), cells=True)
PRINTED = date(2025, 12, 5)


@pytest.fixture(scope="module")
def answer_to(atlas):
    """Answers an ask on the toy city (``answer_to(ask, synthetic=False)``)."""
    with_them = {synthetic: with_reports(atlas, synthetic=synthetic) for synthetic in (True, False)}

    def answered(ask: ReportAsk, level=Level.SURVEY_AREA, place_id=None, *, synthetic=True) -> ReportAnswer:
        there = with_them[synthetic]
        return ReportAnswer(there, reports_of(there), ask, level, place_id)

    return answered


def outputs(answer: ReportAnswer) -> dict[str, str]:
    """Every output of an answer as text, by its name."""
    sheets = [types_sheet(answer), areas_sheet(answer), cells_sheet(answer), seasons_sheet(answer)]
    found = {sheet.sheet_id: sheet.html for sheet in sheets if sheet}
    found["headline"] = report_headline(answer).title
    found["svg"] = report_svg(answer, width=600, captioned=True)
    pages = pypdf.PdfReader(io.BytesIO(report_sheet(answer, printed=PRINTED))).pages
    found["pdf"] = " ".join(page.extract_text() for page in pages).replace("\n", " ")
    found["legend"] = " ".join(report_legend(answer).notes)
    state: MapState = report_map_state(answer)
    shown = state["cells"] or state["areas"]
    found |= {f"tip {one}": " ".join(there["tip"]) for one, there in shown.items()}
    for table in TABLES:
        for kind in formats_of(table):
            made = table_file(answer, table, kind)
            if not TABLES[table](answer):
                continue
            found[f"{table}.{kind}"] = _cells(made) if kind == "xlsx" else made.decode("utf-8-sig")
    return found


def _cells(book: bytes) -> str:
    sheets = load_workbook(io.BytesIO(book)).worksheets
    return " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)


@pytest.mark.parametrize("ask", [VOLD_IN_CELLS, ReportAsk("2025-K3", of_type("brand"))], ids=["cells", "areas"])
def test_every_output_of_invented_reports_says_so(answer_to, ask):
    for name, said in outputs(answer_to(ask)).items():
        assert "yntetisk" in said, name


def test_outputs_carry_the_caveats_of_the_counts_and_ask_for_no_property_of_their_own():
    """What must be said is a caveat of the counts (``Reports.caveats``), in the list of all caveats of figures."""
    floors = [path for floor in ("views", "ui") for path in (ROOT / floor).rglob("*.py")]
    assert len(floors) > 50
    asked = re.compile(r"(reports|published|counts|delivery)\.synthetic")
    assert [path.name for path in floors if asked.search(path.read_text(encoding="utf-8"))] == []


def test_no_output_of_real_reports_calls_them_invented(answer_to):
    for name, said in outputs(answer_to(ReportAsk("2025-K3"), synthetic=False)).items():
        assert "yntetisk" not in said, name


def test_a_hidden_number_has_its_range_and_its_reason_wherever_it_stands(answer_to):
    answer = answer_to(ReportAsk("2025-K3", of_type("brand")))
    hidden = [
        place for place in answer.places if answer.comparison(answer.ask.what, place.place_id).after.exact is None
    ]
    assert hidden
    for name, said in outputs(answer).items():
        if name.startswith(("anmeldelser-omraader", "omraader.", *(f"tip {place.place_id}" for place in hidden))):
            assert t("hidden.reason") in said, name
        if name in ("pdf", "svg", "legend"):
            assert "0–4" in said, name
    features = json.loads(table_file(answer, "omraader", "geojson-25832"))
    assert "25832" in features["crs"]["properties"]["name"]
    there = {row["id"]: row for row in (feature["properties"] for feature in features["features"])}
    for place in hidden:
        row = there[place.place_id]
        assert row["anmeldelser"] is None
        assert row["anmeldelser_skjult"] == t("hidden.reason")
        assert (row["anmeldelser_mindst"], row["anmeldelser_hoejst"]) in ((0, 4), (5, None))
    assert all(feature["geometry"] for feature in features["features"])


def test_the_sentence_says_what_and_how_sure(answer_to):
    says = report_headline(answer_to(ReportAsk("2025-K3"), place_id="moellehoej"))
    assert says.title.startswith("Syntetiske anmeldelser: Alle anmeldelser, Møllehøj, ")
    assert "klart flere end i" in says.title
    assert "Klart flere i 1 af 13 områder: Møllehøj. Klart færre i 1 af 13 områder: Dalum." in says.certainty
    assert "prøvet på én gang" in says.certainty
    first = report_headline(answer_to(ReportAsk("2023-K1")))
    assert "Der er intet at sammenligne med" in first.title
    assert "Ændringer kan ikke prøves" in first.certainty


def test_the_map_and_its_table_tell_the_same_places_and_looks(answer_to):
    answer = answer_to(ReportAsk("2025-K3"))
    state, sheet = report_map_state(answer), areas_sheet(answer)
    assert [row["place"].text for row in sheet.rows] == [area["name"] for area in state["areas"].values()]
    legend = report_legend(answer)
    assert sum(entry.count for entry in legend.values) == len(answer.places)
    assert state["areas"]["moellehoej"]["outline"] == "over_sure"
    in_cells = answer_to(ReportAsk("2024-K4", of_group("tyveri"), cells=True))
    cells, listed = report_map_state(in_cells)["cells"], cells_sheet(in_cells)
    assert [row["cell"].text for row in listed.rows] == list(cells)
    over = [cell for cell in cells.values() if cell["outline"] == "over_sure"]
    assert {cell["hatch"] for cell in over} == {"dense"}
    assert len(over) == report_legend(in_cells).states[0].count > 0


def test_cells_of_a_type_say_that_they_are_of_its_group_and_year(answer_to):
    assert "2024" in unlike_asked(answer_to(VOLD_IN_CELLS))
    assert what_words(of_group("haervaerk")) in unlike_asked(answer_to(VOLD_IN_CELLS))
    assert unlike_asked(answer_to(ReportAsk("2025-K3", of_type("brand"), cells=True))) == t("reports.cells.none")
    assert unlike_asked(answer_to(ReportAsk("2025-K3", cells=True))) == ""


def test_words_of_counts_and_seasons(answer_to):
    answer = answer_to(ReportAsk("2025-K3"))
    assert season_words(answer).startswith("Årstiden spiller med: 3. kvartal har i gennemsnit")
    assert count_words(None) == "ikke leveret"
    assert what_words(of_type("Stjålen båd")) == "Stjålen båd"
