"""The safety assessment: facts with their caveats, what is not known, and words that stay words in PDF and DOCX."""

from __future__ import annotations

import io
from datetime import date

import geopandas as gpd
import pytest
from docx import Document
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.reach import Scenario, scenario
from sikkerby_geo.text import t
from sikkerby_geo.views.assessment.content import MOST_AREAS, assessment_of
from sikkerby_geo.views.assessment.files import assessment_docx, assessment_pdf
from sikkerby_geo.views.assessment.form import HEAD, LONGEST_ANSWER, QUESTIONS, Form, form_of
from tests.toytown.city import spot
from tests.views.asking import danish

DAY, PRINTED = date(2025, 1, 1), date(2019, 11, 27)
HOSTILE = '#import "x" *b* _c_ $x$ \\d <e> @f [x](y) {{ 7 * 7 }} =1+1 \x00\x1b\u202e'


@pytest.fixture(scope="module")
def block(atlas: Atlas) -> Scenario:
    """All of Bakken."""
    return scenario(atlas, picked(atlas, "bakken"), DAY)


def part(told, name: str):
    return next(one for one in told.parts if one.title == t(f"assessment.part.{name}"))


def test_it_says_where_it_is_how_many_live_there_and_each_newest_figure_beside_the_city(atlas, block):
    told = assessment_of(atlas, block, Form())
    assert told.reach == danish("Området ligger i Bakken: 4,00~km² land og 40.000 beboere.")
    rows = {row[1]: row for row in part(told, "figures").rows}
    assert rows["Trygge i nabolaget"][2].endswith("2025, gengivet af andre")
    assert rows["Trygge i nabolaget"][3].startswith(danish("86~% (85–87~%)"))
    assert all(row[2] for row in rows.values())
    assert part(told, "figures").notes[0].startswith("Tallene gælder hele området")
    assert told.sources


def test_what_is_there_what_is_to_be_used_and_what_is_not_known_stand_each_in_its_part(atlas, block):
    told = assessment_of(atlas, block, Form())
    assert any(words.startswith("Byparken, byrum, 2016") for words in part(told, "efforts").points)
    assert part(told, "offers").points == ("Bakkeklubben, ungdomsklub (kilde fra 2021)",)
    assert any("ikke fundet" in words for words in part(told, "unknown").points)
    assert "svar" in part(told, "measure").says[0]


def test_no_offer_found_is_said_as_ours_and_a_hidden_one_by_its_area_alone(atlas):
    empty = assessment_of(atlas, scenario(atlas, picked(atlas, "dalum"), DAY), Form())
    assert part(empty, "offers").says[0].startswith("Vi har ikke fundet noget tilbud nævnt i Dalum. Det er vores liste")
    hidden = assessment_of(atlas, scenario(atlas, picked(atlas, "indre-lund"), DAY), Form())
    assert part(hidden, "offers").points == ("Værested for 18+, værested eller 18+ center (kilde fra 2021)",)


def test_of_a_large_area_the_largest_parts_are_told_and_the_others_named(atlas):
    corner = spot("havnen", 1.0, 1.0)
    at = gpd.GeoSeries([corner], crs=25832).to_crs(4326).iloc[0]
    told = assessment_of(atlas, scenario(atlas, circle((at.x, at.y), 900), DAY), Form())
    assert len({row[0] for row in part(told, "figures").rows}) == MOST_AREAS
    assert any(words.startswith("Det tegnede når også ") for words in part(told, "figures").notes)


def test_the_form_is_cut_to_length_and_holds_nothing_that_is_not_asked():
    form = form_of({"title": "  En\nsag  ", "users": "x" * 5000, "life": "\u202e", "other": "nej"})
    assert form.title == "En sag"
    assert len(form.answer("users")) == LONGEST_ANSWER
    assert set(form.answers) == {"users"}
    assert form.answer("life") == ""


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def test_the_readers_words_stay_words_in_both_files(atlas, block):
    form = form_of(dict.fromkeys((*HEAD, *QUESTIONS), HOSTILE))
    pdf = PdfReader(io.BytesIO(assessment_pdf(atlas, block, form, printed=PRINTED)))
    words = letters("".join(page.extract_text() for page in pdf.pages))
    assert words.count(letters('#import "x" *b* _c_ $x$')) == len(HEAD) + len(QUESTIONS)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    document = Document(io.BytesIO(assessment_docx(atlas, block, form, printed=PRINTED)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.count("{{ 7 * 7 }} =1+1") == len(HEAD) + len(QUESTIONS)
    assert document.core_properties.language == "da-DK"
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("Kort over området.")


def test_an_empty_form_leaves_room_to_write_and_the_same_day_gives_the_same_file(atlas, block):
    pages = PdfReader(io.BytesIO(assessment_pdf(atlas, block, Form(), printed=PRINTED))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Hvem bruger stedet i dag" in text
    assert "Spørgsmålene er Sikker Bys forslag" in text
    first = assessment_docx(atlas, block, Form(), printed=PRINTED)
    assert first == assessment_docx(atlas, block, Form(), printed=PRINTED)
    boxes = [table for table in Document(io.BytesIO(first)).tables if len(table.rows) == len(table.columns) == 1]
    assert len(boxes) == 1 + len(QUESTIONS)
