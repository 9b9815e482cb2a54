"""The page Møde without a browser: cold at an address, its controls, wrong values and broken files."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.store.reading import path_of
from sikkerby_geo.text import t
from sikkerby_geo.ui.address.meeting import QUESTIONS
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.meeting.page import ADDRESS
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, USUAL_SLIDES

FILE = "pages/moede.py"
COMMITTEES = ("lund", "moellehoej", "oeen")
"""One of two areas, one with much known of it, one with little; ``tests/views/meeting`` goes through all."""


@pytest.fixture
def moede(open_page, monkeypatch):
    """Opens the page at an address, cold, and sees that nothing went wrong."""
    monkeypatch.delenv(ADDRESS, raising=False)

    def open_at(**query: object):
        page = open_page(FILE, **query)
        page.assert_calm()
        return page

    return open_at


def document(page) -> str:
    """The show as it stands in its frame."""
    (frame,) = page.app.get("iframe")
    return frame.proto.srcdoc


def click(page, key: str):
    page.app.button(key=key).click().run()
    page.assert_calm()
    return page


def slides(page) -> list[str]:
    """The ids of the show's slides in order, each once however many slides it gives."""
    ids = [part.split('"')[0].split("-")[0] for part in document(page).split(' id="dias-')[1:]]
    return list(dict.fromkeys(ids))


USUAL = [slide for slide in USUAL_SLIDES if slide != "spoergsmaal"]
"""The slides of a meeting without questions of its own, where efforts are known."""


@pytest.mark.parametrize("name", COMMITTEES)
def test_a_committee_opens_cold_on_the_newest_figures(moede, atlas, name):
    page = moede(udvalg=name)
    committee = atlas.places[f"lu-{name}"]
    assert page.messages == page.notices == []
    count = document(page).count('<section class="slide ')
    assert page.headline == t("moede.sentence", committee=committee.official_name, count=count)
    assert [slide for slide in slides(page) if slide != "indsatser"] == [s for s in USUAL if s != "indsatser"]
    assert committee.official_name in document(page)
    assert page.choice["aar"] == "2025"
    assert page.choice["udvalg"] == name
    assert set(page.choice) == {"aar", "tal", "regel", "niveau", "udvalg"}


@pytest.mark.parametrize("name", COMMITTEES)
def test_a_committee_fills_the_screen_at_its_address(moede, name):
    page = moede(udvalg=name, vis="1")
    assert slides(page)[:5] == USUAL[:5]
    assert page.app.button(key="moede-close-button").label == t("moede.close")
    assert [button.key for button in page.app.button] == ["moede-close-button"]
    assert not page.app.selectbox
    assert page.choice["vis"] == "1"


def test_without_a_place_the_twelve_are_offered_and_one_click_chooses(moede, atlas):
    page = moede()
    assert page.headline == t("moede.choose")
    offered = [button.label for button in page.app.button]
    assert offered == [plain(place.name) for place in atlas.places.at(Level.LOKALUDVALG)]
    click(page, "moede-choose-lund")
    assert page.choice["udvalg"] == "lund"
    assert page.choice["sted"] == "indre-lund"
    assert page.headline.startswith("Møde i Lund Lokaludvalg")


def test_the_place_the_reader_comes_with_chooses_the_committee(moede):
    page = moede(sted="ydre-lund", niveau="omraade", aar="2018", tal="utryg-nabolag", regel="10pct")
    assert page.headline.startswith("Møde i Lund Lokaludvalg")
    assert page.choice["sted"] == "ydre-lund"
    assert page.choice["aar"] == "2018"
    assert "2018" in page.words


def test_a_deep_link_restores_the_meeting(moede):
    address = {
        "udvalg": "lund",
        "nabo": "moellehoej",
        "slides": "tryghed,spoergsmaal,sted,forside",
        "titel": "Lys & <b>stier</b>",
        "dato": "2025-12-03",
        "spm1": "Hvad mangler | på listen?",
        "spm2": "Hvor går I en omvej?",
        "aar": "2018",
        "tal": "utryg-nabolag",
        "regel": "10pct",
        "niveau": "omraade",
    }
    page = moede(**address)
    assert page.choice == address
    assert page.messages == []
    assert page.app.text_input(key="moede-title").value == address["titel"]
    assert page.app.text_input(key="moede-day").value == "03.12.2025"
    assert [page.app.text_input(key=f"moede-spm{number}").value for number in (1, 2, 3)] == [
        address["spm1"],
        address["spm2"],
        "",
    ]
    assert page.app.selectbox(key="moede-neighbour").value == "moellehoej"
    assert slides(page) == address["slides"].split(",")
    shown = document(page)
    assert "<b>stier" not in shown
    assert "Lys &amp; &lt;b&gt;stier&lt;/b&gt;" in shown
    assert "3. december 2025" in shown
    assert "Hvor går I en omvej?" in shown
    page.app.run()
    assert document(page) == shown


def test_slides_are_hidden_moved_and_shown_again_by_buttons(moede):
    page = moede(udvalg="dalum")
    click(page, "moede-hide-anmeldt")
    click(page, "moede-hide-sted")
    click(page, "moede-down-tryghed")
    assert page.choice["slides"] == "forside,tid,tryghed,indsatser,spoergsmaal"
    assert slides(page) == ["forside", "tid", "tryghed", "indsatser"]
    click(page, "moede-up-spoergsmaal")
    click(page, "moede-show-anmeldt")
    click(page, "moede-show-ukendt")
    click(page, "moede-hide-forside")
    assert page.choice["slides"] == "tid,tryghed,anmeldt,ukendt,spoergsmaal,indsatser"
    assert page.app.button(key="moede-up-tid").disabled
    assert page.app.button(key="moede-down-indsatser").disabled
    for slide in ("tid", "tryghed", "anmeldt", "indsatser", "spoergsmaal"):
        click(page, f"moede-hide-{slide}")
    assert slides(page) == ["ukendt"]
    assert page.app.button(key="moede-hide-ukendt").disabled
    for slide in USUAL_SLIDES:
        click(page, f"moede-show-{slide}")
    click(page, "moede-hide-ukendt")
    assert slides(page) == USUAL
    assert "slides" not in page.choice


def test_every_button_says_what_it_does_to_which_slide(moede):
    page = moede(udvalg="dalum", slides="sted,tid")
    labels = [button.label for button in page.app.button if button.key.startswith("moede-")]
    assert "Skjul »Over tid«" in labels
    assert "Flyt »Over tid« op" in labels
    assert "Vis »Egne spørgsmål« igen" in labels
    assert len(labels) == len(set(labels))


def test_own_words_go_into_the_address_and_come_out_again(moede):
    page = moede(udvalg="dalum")
    page.app.text_input(key="moede-title").set_value("  Møde om\tlys ").run()
    page.app.text_input(key="moede-day").set_value("5/1 2031").run()
    assert page.app.text_input(key="moede-day").value == "05.01.2031"
    for number in range(MOST_QUESTIONS):
        page.app.text_input(key=f"moede-spm{number + 1}").set_value(f"Spørgsmål {number}?").run()
    page.assert_calm()
    assert page.choice["titel"] == "Møde om lys"
    assert page.choice["dato"] == "2031-01-05"
    assert [page.choice[name] for name in QUESTIONS] == [f"Spørgsmål {number}?" for number in range(MOST_QUESTIONS)]
    assert len([field for field in page.app.text_input if field.key.startswith("moede-spm")]) == MOST_QUESTIONS
    page.app.text_input(key="moede-spm2").set_value(" ").run()
    assert [page.choice[name] for name in QUESTIONS[:-1]] == [f"Spørgsmål {number}?" for number in (0, 2, 3, 4, 5)]
    assert QUESTIONS[-1] not in page.choice
    page.app.text_input(key="moede-day").set_value("").run()
    page.app.text_input(key="moede-title").set_value("").run()
    page.assert_calm()
    assert not {"titel", "dato"} & set(page.choice)


def test_what_is_no_day_stays_in_the_field_with_a_word_and_changes_nothing(moede):
    page = moede(udvalg="dalum", dato="2031-01-05")
    page.app.text_input(key="moede-day").set_value("<b>i morgen</b>").run()
    page.assert_calm()
    assert page.app.text_input(key="moede-day").value == "<b>i morgen</b>"
    assert t("day.wrong", written="<b>i morgen</b>") in re.sub(r"\s+", " ", page.words)
    assert "<b>i morgen" not in page.html
    assert page.choice["dato"] == "2031-01-05"
    page.app.text_input(key="moede-day").set_value("3. december 2031").run()
    assert page.choice["dato"] == "2031-12-03"
    assert "ikke en dato" not in page.words


def test_the_fields_take_no_more_than_the_address_keeps(moede):
    page = moede(udvalg="dalum")
    assert page.app.text_input(key="moede-title").proto.max_chars == LONGEST_TITLE
    assert page.app.text_input(key="moede-spm1").proto.max_chars == LONGEST_QUESTION


def test_another_committee_takes_the_place_along_and_drops_itself_as_neighbour(moede):
    page = moede(udvalg="dalum", nabo="aaby", sted="dalum", niveau="omraade", titel="Vores møde")
    page.app.selectbox(key="moede-committee").set_value("lu-aaby").run()
    page.assert_calm()
    assert (page.choice["udvalg"], page.choice["sted"]) == ("aaby", "aaby")
    assert page.choice["titel"] == "Vores møde"
    assert "nabo" not in page.choice
    assert page.messages == []


def test_real_neighbours_stand_first_and_none_is_chosen(moede):
    page = moede(udvalg="lund")
    choice = page.app.selectbox(key="moede-neighbour")
    assert choice.value == "ingen"
    near = ["Bakken (nabo)", "Dalum (nabo)", "Engvang (nabo)", "Havnen (nabo)", "Øen (nabo)", "Åby (nabo)"]
    assert choice.options[:8] == ["Ingen nabo", *near, "Fjordby"]
    choice.set_value("bakken").run()
    assert page.choice["nabo"] == "bakken"
    assert "Bakken" in document(page)


def test_year_and_measure_are_the_shared_ones(moede):
    page = moede(udvalg="moellehoej")
    page.app.selectbox(key="control-measure").set_value("insecure_neighbourhood").run()
    page.app.selectbox(key="control-year").set_value(2018).run()
    page.assert_calm()
    assert (page.choice["tal"], page.choice["regel"], page.choice["aar"]) == ("utryg-nabolag", "10pct", "2018")
    assert "28" in document(page)


def test_on_screen_and_close_keep_the_meeting(moede):
    page = moede(udvalg="moellehoej", titel="Møde", slides="sted,tid", spm1="Hvad så?")
    before = page.choice
    click(page, "moede-on-screen")
    assert page.choice == {**before, "vis": "1"}
    assert slides(page) == ["sted", "tid"]
    click(page, "moede-close-button")
    assert page.choice == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nabo", "maanen"),
        ("slides", "indhold"),
        ("dato", "i morgen"),
        ("vis", "ja"),
        ("aar", "1066"),
        ("spm1", "å" * 121),
    ],
)
def test_an_unknown_or_long_value_is_told_and_the_rest_shown(moede, name, value):
    page = moede(udvalg="dalum", **{name: value})
    assert len(page.messages) == 1
    assert name in page.messages[0]
    assert [slide for slide in slides(page) if slide != "spoergsmaal"] == USUAL


def test_an_unknown_committee_is_told_and_the_twelve_offered(moede):
    page = moede(udvalg="<b>frederiksberg</b>", vis="1")
    assert len(page.messages) == 1
    assert "<b>frederiksberg</b>" in page.messages[0]
    assert page.headline == t("moede.choose")


def test_an_address_with_faults_is_prepared_before_it_is_shown(moede):
    page = moede(udvalg="dalum", vis="1", nabo="maanen")
    assert len(page.messages) == 1
    assert page.app.selectbox(key="moede-committee").value == "lu-dalum"


def test_the_code_leads_to_the_configured_address_and_without_one_the_reason_stands(moede, monkeypatch):
    page = moede(udvalg="dalum")
    assert t("qr.none") in page.words
    assert "QR-kode" not in document(page)
    monkeypatch.setenv(ADDRESS, "https://sikkerby.example.dk/")
    page.app.run()
    assert t("qr.none") not in page.words
    link = "https://sikkerby.example.dk/moede?udvalg=dalum&amp;vis=1&amp;aar=2025&amp;regel=85pct"
    assert t("qr.alt", link=link) in document(page)
    monkeypatch.setenv(ADDRESS, "sikkerby.example.dk")
    page.app.run()
    assert page.messages == [t("qr.wrong_address", address="sikkerby.example.dk")]
    assert 'aria-label="QR' not in document(page)


def test_signs_that_cannot_be_printed_are_told_beforehand(moede):
    assert t("moede.unprinted", sign="□") in moede(udvalg="dalum", titel="Møde 👩‍🚒").words
    assert t("moede.unprinted", sign="□") not in moede(udvalg="dalum", titel="Møde").words


@pytest.mark.parametrize(
    "dataset",
    [
        *("areas", "sources", "manifest", "survey", "crime", "population", "stations", "partnerships", "upgrades"),
        *("housing_plans", "survey_areas_layer", "backdrop_layer", "upgrades_layer"),
    ],
)
def test_the_rest_of_the_page_stands_without_a_file(open_page, copy_data, dataset):
    root = copy_data()
    path = root / path_of(dataset)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    for showing in ("", "1"):
        page = open_page(FILE, root=root, udvalg="lund", vis=showing, aar="2017")
        page.assert_calm()
        assert any(path_of(dataset) in notice for notice in page.notices), showing
        if dataset == "areas":
            assert t("moede.no_committees") in page.words, showing
        else:
            assert set(USUAL) - set(slides(page)) <= {"indsatser"}, showing
