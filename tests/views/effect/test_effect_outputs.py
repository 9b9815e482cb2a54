"""A study taken along and kept: CSV, workbook, one page of PDF/UA, and what a kept one says when figures change."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import openpyxl
import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Note, Reason, Verdict
from sikkerby_geo.domain.effect.study import study
from sikkerby_geo.facts.effect_studies import EffectStudy, KeptStudies, KeptStudy, study_from
from sikkerby_geo.text import t
from sikkerby_geo.views.base.kind_evidence import day, finding_lines
from sikkerby_geo.views.effect.ask import PLAN, Ask, Asked, asked
from sikkerby_geo.views.effect.saved import kept_sheet, result_of, since_lines, told_result
from sikkerby_geo.views.effect.study_files import answer_record, study_csv, study_xlsx
from sikkerby_geo.views.effect.study_paper import study_pdf
from tests.views.effect.conftest import Told

DAY = date(2025, 11, 27)


def text_of(pdf: bytes) -> tuple[str, int]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), len(pages)


def test_the_csv_has_the_verdict_with_its_interval_and_the_false_alarms(atlas: Atlas, told: Told) -> None:
    record = answer_record(atlas, told.found, told.answer)
    effect = told.answer.measured.effect
    assert record["Vurdering"] == "for lille til at måle"
    assert (record["Forskel"], record["Forskel, nederst"]) == (round(effect.value, 1), round(effect.interval.low, 1))
    assert record["Falske alarmer, klare (%)"] is not None
    assert record["Dataversion"] == atlas.version
    text = study_csv(atlas, told.found, told.answer).decode("utf-8-sig")
    assert text.splitlines()[0] == "Hvad;Svar"
    assert "En forskel siger ikke i sig selv" in text


def test_the_page_and_the_csv_tell_what_is_known_of_the_kind(atlas: Atlas, told: Told) -> None:
    text, _ = text_of(study_pdf(atlas, told.found, told.answer, printed=DAY))
    record = answer_record(atlas, told.found, told.answer)
    for line in finding_lines("housing_plan"):
        assert "".join(line.split()) in "".join(text.split())
        assert line in record[t("effect.evidence.found")]
    assert "Legeby Kommune 2018." in text
    assert f"Litteraturnote {day()}." in text


def test_the_workbook_has_course_placebos_areas_and_how_to_read_it(atlas: Atlas, told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(study_xlsx(atlas, told.found, told.answer)))
    assert book.sheetnames == ["Svaret", "Før og efter", "Placebo", "Områder", t("workbook.notes")]
    notes = [row[0].value for row in book.worksheets[-1].iter_rows()]
    assert any("Forskel i forskelle" in str(note) for note in notes)


@pytest.mark.parametrize("what", ["measured", "all reasons", "not measured", "plan"])
def test_a_study_is_one_page(atlas: Atlas, told: Told, what: str) -> None:
    found, answer = told.found, told.answer
    if what == "all reasons":
        answer = replace(answer, reasons=tuple(Reason)[6:12], notes=tuple(Note))
    if what in ("not measured", "plan"):
        ask = Ask(PLAN) if what == "plan" else Ask(effort_id="u-aaby-lys")
        other = asked(atlas, ask, atlas.places["aaby"])
        assert isinstance(other, Asked)
        found, answer = other, study(atlas, other.question)
    pdf = study_pdf(atlas, found, answer, printed=DAY, saved="Gemt som »Prøven«.")
    text, pages = text_of(pdf)
    assert pages == 1
    assert b"pdfuaid" in pdf
    assert "Falsk alarm" in text or "falsk alarm" in text
    assert "Gemt som »Prøven«." in text
    assert ("for lille til at måle" in text) or what == "not measured"


@pytest.fixture
def kept(atlas: Atlas, told: Told) -> KeptStudy:
    result = result_of(told.answer)
    made = EffectStudy(
        "studie-1", "Helhedsplanen <b>", {"indsats": "h-moellehoej"}, result, "abcdef0123", "tal", "Til ØU"
    )
    assert study_from("studie-1", made.payload()) == made
    return KeptStudy(made, 3, datetime(2025, 11, 26, 23, 30, tzinfo=UTC), "anna", "møde")


def test_a_kept_study_says_whether_it_would_come_to_the_same_today(told: Told, kept: KeptStudy) -> None:
    said, same, note = since_lines(kept, "tal", told.answer, names=True)
    assert "gemt 27. november 2025 af anna. Dengang: for lille til at måle, " in said
    assert same.startswith("Tallene er de samme som dengang (dataversion abcdef01)")
    assert note == "Bemærkning: Til ØU"
    assert "anna" not in since_lines(kept, "tal", told.answer, names=False)[0]
    assert "Svaret er det samme i dag" in since_lines(kept, "andre", told.answer, names=True)[1]
    now = replace(told.answer, verdict=Verdict.MAYBE_BETTER)
    assert "I dag ville svaret være: muligvis bedre, " in since_lines(kept, "andre", now, names=True)[1]
    assert "kan ikke stilles i dag" in since_lines(kept, "tal", None, names=True)[1]


def test_the_list_tells_which_studies_rest_on_other_figures(kept: KeptStudy) -> None:
    older = replace(kept, study=replace(kept.study, study_id="studie-2", figures="gamle"))
    sheet = kept_sheet(KeptStudies((kept, older)), "tal", names=False)
    assert [row["figures"].text for row in sheet.rows] == ["uændrede", "ændret siden"]
    assert "who" not in [column.key for column in sheet.columns]
    assert "&lt;b&gt;" in sheet.html


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"verdict": "better", "effect": -4.2, "unit": "points"}, "klart bedre, −4,2 procentpoint"),
        ({"verdict": "worse", "effect": 12, "unit": "rate"}, "klart dårligere, +12,0 % af raten"),
        (
            {"verdict": "too_small", "effect": -2.5, "low": -9.9, "high": 4.6, "unit": "points"},
            "for lille til at måle, −2,5 procentpoint (95 %-interval −9,9 til +4,6)",
        ),
        ({"verdict": "from_tomorrow"}, "from_tomorrow"),
        ({"verdict": "too_small", "effect": None}, "for lille til at måle"),
        ({}, ""),
    ],
)
def test_a_kept_result_is_told_even_where_a_newer_program_wrote_it(result: dict, words: str) -> None:
    assert told_result(result).replace("\u00a0", " ") == words
