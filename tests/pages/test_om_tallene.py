"""Om tallene cold at every section, with filters, and with each broken file that matters."""

from __future__ import annotations

import pytest

from sikkerby_geo.store.reading import path_of
from sikkerby_geo.text import t
from sikkerby_geo.views.method.sections import SECTIONS

FILE = "pages/om_tallene.py"


@pytest.fixture
def listed(snapshot) -> int:
    """How many sources the toy city has."""
    return len(snapshot.table("sources"))


@pytest.mark.parametrize("section_id", SECTIONS)
def test_every_section_has_an_address(open_page, section_id):
    page = open_page(FILE, afsnit=section_id)
    page.assert_calm()
    assert page.headline.startswith("Af 572 mulige områdetal siden 2015 kendes 74")
    assert page.html.count('<h2 class="section">') == 1
    assert page.messages == []


def test_without_a_section_the_first_is_shown(open_page):
    page = open_page(FILE)
    page.assert_calm()
    assert "Sådan læses »" in page.words


def test_everything_on_one_page(open_page):
    page = open_page(FILE, afsnit="alt")
    page.assert_calm()
    assert page.html.count('<h2 class="section">') == len(SECTIONS)
    keys = [button.key for button in page.app.get("download_button")] if page.app.get("download_button") else []
    assert len(set(keys)) == len(keys)


def test_an_unknown_section_gives_a_message_and_the_first_section(open_page):
    page = open_page(FILE, afsnit="<script>alert(1)")
    page.assert_calm()
    assert page.messages == [t("problem.address", name="afsnit", value="<script>alert(1)", shown="laes")]
    assert "<script>alert" not in page.html


def test_the_contents_lead_to_every_section_and_keep_the_choice(open_page):
    page = open_page(FILE, aar="2017", sted="moellehoej")
    links = [link.proto for link in page.app.get("page_link")]
    contents = [link for link in links if "afsnit=" in link.query_string]
    assert len(contents) == len(SECTIONS) + 1
    assert all("sted=moellehoej" in link.query_string and "aar=2017" in link.query_string for link in contents)


def test_the_list_of_sources_is_filtered_from_the_address(open_page, listed):
    page = open_page(FILE, afsnit="kilder", art="transcription")
    page.assert_calm()
    assert f"Viser 1 af {listed} kilder." in page.words
    assert page.app.selectbox(key="filter-art").value == "transcription"


def test_a_search_goes_into_the_address(open_page, listed):
    page = open_page(FILE, afsnit="kilder")
    page.app.text_input(key="filter-soeg").set_value("Bydelsplan").run()
    page.assert_calm()
    assert f"Viser 1 af {listed} kilder." in page.words
    assert page.choice["soeg"] == "Bydelsplan"
    page.app.selectbox(key="filter-klasse").set_value("1").run()
    assert "Ingen kilder passer" in page.words
    assert page.choice["klasse"] == "1"


def test_an_unknown_filter_is_none(open_page, listed):
    page = open_page(FILE, afsnit="kilder", art="hemmelig", klasse="9")
    page.assert_calm()
    assert f"Viser {listed} af {listed} kilder." in page.words


def test_the_contact_comes_from_the_environment(open_page, monkeypatch):
    monkeypatch.setenv("SIKKERBY_KONTAKT", "Rådhuset, værelse 1")
    assert "Skriv til: Rådhuset, værelse 1" in open_page(FILE, afsnit="fejl").words


def test_without_a_contact_none_is_invented(open_page, monkeypatch):
    monkeypatch.delenv("SIKKERBY_KONTAKT", raising=False)
    page = open_page(FILE, afsnit="fejl")
    assert "Kontaktadressen er ikke sat op" in page.words
    assert "@" not in page.words


@pytest.mark.parametrize(
    "dataset",
    [
        "sources",
        "areas",
        "survey",
        "crime",
        "population",
        "goals",
        "manifest",
        "gaps",
        "partnerships",
        "survey_areas_layer",
    ],
)
def test_a_broken_file_is_told_and_the_rest_is_shown(open_page, copy_data, dataset):
    root = copy_data()
    path = root / path_of(dataset)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_page(FILE, root=root, afsnit="alt")
    page.assert_calm()
    assert any(path_of(dataset) in notice for notice in page.notices)
    assert page.headline
    assert page.html.count('<h2 class="section">') == len(SECTIONS)
    assert "Usikkerhedsintervallets sikkerhed" in page.words


def test_a_section_says_that_its_table_cannot_be_read(open_page, copy_data):
    root = copy_data()
    (root / path_of("gaps")).unlink()
    page = open_page(FILE, root=root, afsnit="mangler")
    page.assert_calm()
    assert "data/gaps.csv kan ikke læses lige nu" in page.words
    assert "4 tal, 9 kun grænse" in page.words
