"""Tryghedsvurdering without a browser: no area, an area picked, words that are kept, and an address with faults."""

from __future__ import annotations

from sikkerby_geo.text import t
from sikkerby_geo.views.assessment.form import QUESTIONS

FILE = "pages/tryghedsvurdering.py"
HOSTILE = '<img src=x onerror="alert(1)"> **fed** $x$'


def test_without_an_area_it_asks_for_one_and_offers_no_file(open_page):
    page = open_page(FILE)
    page.assert_calm()
    assert t("assessment.draw_first") in page.words
    assert not page.app.get("download_button")


def test_an_area_gives_facts_questions_and_files_and_what_is_written_stays(open_page):
    page = open_page(FILE)
    page.app.selectbox(key="whatif-pick").set_value("moellehoej").run()
    page.assert_calm()
    words = " ".join(page.words.split())
    assert "Området ligger i Møllehøj" in words
    assert t("assessment.part.unknown") in words
    assert [field.key for field in page.app.text_area if field.key.startswith("assessment-")] == [
        "assessment-proposal",
        *(f"assessment-{name}" for name in QUESTIONS),
    ]
    page.app.text_area(key="assessment-users").set_value(HOSTILE).run()
    page.assert_calm()
    assert page.app.text_area(key="assessment-users").value == HOSTILE
    assert "<img src=x" not in page.html
    assert len(page.app.get("download_button")) == 2


def test_offers_are_asked_for_by_kind_and_place_in_the_address(open_page):
    page = open_page("pages/indsatser.py", tilbud="legeplads", naer="bakken")
    page.assert_calm()
    assert "Vi har ikke fundet noget tilbud af slagsen bemandet legeplads i Bakken." in page.words
    page.app.selectbox(key="offers-tilbud").set_value("").run()
    page.assert_calm()
    assert "Vi har fundet 1 tilbud i Bakken: Bakkeklubben." in page.words
    wrong = open_page("pages/indsatser.py", tilbud="ufo", naer="maanen")
    wrong.assert_calm()
    assert "Vi har fundet 7 tilbud nævnt i kilderne; stedet kendes for 2." in wrong.words


def test_the_question_of_siting_says_why_it_cannot_be_answered(open_page):
    page = open_page("pages/prioritering.py")
    page.assert_calm()
    assert "Vi kender stedet for 2 af 7 tilbud; spørgsmålet kan ikke besvares." in page.words
    page.app.selectbox(key="siting-kind").select_index(3).run()
    page.assert_calm()
    assert "Vi kender ingen tilbud af slagsen aktivitetshus" in page.words
