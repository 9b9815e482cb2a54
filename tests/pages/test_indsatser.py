"""The page Indsatser without a browser: cold at an address, its filters, wrong values and broken files."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sikkerby_geo.domain.register import Stage
from sikkerby_geo.domain.register_rows import TABLES, register_from
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import path_of
from sikkerby_geo.text import t
from sikkerby_geo.views.register.entries import PAGE_ROWS, say

FILE = "pages/indsatser.py"
ROWS = {"partnerships": 21, "partnership_activities": 10, "housing_plans": 22, "upgrades": 76} | {
    "initiatives_2010": 85,
    "proposals_2010": 32,
}


@pytest.fixture
def register(atlas):
    return register_from(atlas, say)


@pytest.fixture
def indsatser(open_page):
    """Opens the page at an address, cold, and sees that nothing went wrong."""

    def open_at(**query: object):
        page = open_page(FILE, **query)
        page.assert_calm()
        return page

    return open_at


def listed(page) -> list[str]:
    """Names in the list, in order."""
    return [unescape(name) for name in re.findall(r'role="rowheader"><a href="[^"]*"[^>]*>(.*?)</a>', page.html)]


def summed(page) -> dict[str, list[str]]:
    """The table of sums: cells by the name of the group, the last line under its own name."""
    table = re.search(r'<section class="facts sums".*?</section>', page.html, re.DOTALL).group()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table)
    return {unescape(name): re.findall(r"<td[^>]*>(.*?)(?:<small|</td>)", cells) for name, cells in rows}


def test_a_cold_page_shows_the_whole_register(indsatser):
    page = indsatser()
    assert page.headline == "Registret rummer 246 indsatser og forslag; 135 har oplyst beløb."
    assert page.messages == page.notices == []
    assert len(listed(page)) == PAGE_ROWS
    assert "82 af 246 kan vises på kortet" in page.words
    assert summed(page)["I alt"] == ["135 af 246", "474.356.072", "31.160.000", "33.440.000", "409.756.072"]


def test_a_deep_link_restores_the_screen(indsatser):
    address = {
        "niveau": "omraade",
        "sted": "ydre-noerrebro",
        "soeg": "kamera",
        "slags": "kameraer",
        "stadie": "besluttet,indstillet",
        "fra": "2014",
        "til": "2021",
        "kun": "kort",
        "sum": "aar",
        "orden": "navn",
        "indsats": "u-2018-tv-sigynsgade",
    }
    page = indsatser(**address)
    assert page.choice.items() >= address.items()
    assert page.app.text_input(key="register-search").value == "kamera"
    assert page.app.selectbox(key="register-place").value == "ydre-noerrebro"
    assert page.app.multiselect(key="register-stage").value == [Stage.DECIDED, Stage.RECOMMENDED]
    assert page.app.selectbox(key="register-first").value == 2014
    assert page.app.checkbox(key="register-located").value
    assert listed(page) == sorted(listed(page))
    assert "Sigynsgade ved Krakas Plads" in page.words
    assert "»kamera«, Ydre Nørrebro, videoovervågning, besluttet, indstillet, 2014–2021, på kortet" in page.words
    html = page.html
    page.app.run()
    assert page.html == html
    assert indsatser(**address).html == html


@pytest.mark.parametrize("level", Level)
def test_every_place_of_every_level_opens_cold_with_its_entries(open_page, atlas, register, level):
    words = {Level.SURVEY_AREA: "omraade", Level.LOKALUDVALG: "udvalg", Level.BYDEL: "bydel"}
    for place in atlas.places.at(level):
        page = open_page(FILE, niveau=words[level], sted=place.place_id)
        page.assert_calm()
        there = [found for found in register if set(found.area_ids) & set(place.members)]
        assert page.headline.startswith(f"{place.name}: {len(there)} indsatser og forslag")
        assert len(listed(page)) == len(there)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"slags": "indsats-2010"}, 85),
        ({"slags": "forslag-2010"}, 32),
        ({"slags": "belysning,kameraer"}, 42),
        ({"hvor": "hele-byen"}, 6),
        ({"hvor": "ikke-oplyst"}, 110),
        ({"forvaltning": "kff"}, 3),
        ({"indsatsomraade": "2"}, 8),
        ({"stadie": "opgivet"}, 2),
        ({"kun": "beloeb"}, 136),
        ({"kun": "kort"}, 82),
        ({"soeg": "MJOELNERPARKEN"}, 5),
    ],
)
def test_each_filter_of_the_address_holds(indsatser, query, count):
    assert re.search(rf"\b{count} indsatser og forslag", indsatser(**query).headline)


def test_a_filter_writes_the_address_and_starts_on_the_first_page(indsatser):
    page = indsatser(side="3")
    assert "101–150 af 246" in page.words
    page.app.text_input(key="register-search").set_value("nørrebro").run()
    page.assert_calm()
    assert page.choice["soeg"] == "nørrebro"
    assert "side" not in page.choice
    page.app.multiselect(key="register-kind").set_value([]).run()
    page.app.selectbox(key="register-place").set_value("valby").run()
    assert page.choice["sted"] == "valby"
    page.app.button(key="register-reset").click().run()
    page.assert_calm()
    assert "soeg" not in page.choice
    assert "sted" not in page.choice
    assert page.headline.startswith("Registret rummer 246")


def test_the_city_and_no_stated_place_are_places_to_choose(indsatser):
    page = indsatser(sted="valby", niveau="omraade")
    assert "Dertil 6 for hele byen og 110 uden oplyst sted, som også kan gælde her." in page.words
    page.app.button(key="register-offer-unknown").click().run()
    page.assert_calm()
    assert page.headline.startswith("Sted ikke oplyst: 110 indsatser og forslag")
    assert page.choice["hvor"] == "ikke-oplyst"
    assert "sted" not in page.choice
    page.app.selectbox(key="register-place").set_value("bispebjerg").run()
    assert page.headline.startswith("Bispebjerg: 13")
    assert "hvor" not in page.choice


def test_a_first_year_after_the_last_moves_the_last_along(indsatser):
    page = indsatser(fra="2012", til="2014")
    page.app.selectbox(key="register-first").set_value(2018).run()
    page.assert_calm()
    assert (page.choice["fra"], page.choice["til"]) == ("2018", "2018")
    assert page.messages == []


def test_pages_turn_through_every_entry_once(indsatser, register):
    page = indsatser(orden="navn")
    found = listed(page)
    while not page.app.button(key="register-next").disabled:
        page.app.button(key="register-next").click().run()
        page.assert_calm()
        found += listed(page)
    assert sorted(found) == sorted(each.name for each in register)
    assert page.choice["side"] == "5"


def test_a_page_beyond_the_last_shows_the_last(indsatser):
    assert "201–246 af 246" in indsatser(side="40").words


def test_an_entry_opens_with_every_field_and_closes_again(indsatser):
    page = indsatser(indsats="n10-08", slags="belysning")
    assert "Kontingentfritagelse i ungdomsklubber" in page.words
    assert "Klublinjerne giver tilsammen 8.100" in page.words
    assert t("register.entry.outside_choice") in page.words
    page.app.button(key="register-close").click().run()
    page.assert_calm()
    assert "indsats" not in page.choice
    assert page.choice["slags"] == "belysning"
    assert "Klublinjerne" not in page.words


def test_every_entry_opens_at_its_address(open_page, register):
    page = open_page(FILE)
    for found in register[::9]:
        page.app.query_params["indsats"] = found.entry_id
        page.app.run()
        page.assert_calm()
        assert found.name in page.words
        assert unescape(found.source.title) in page.words


@pytest.mark.parametrize(
    ("name", "value"), [("slags", "ufo"), ("fra", "1066"), ("sum", "penge"), ("indsats", "x"), ("sted", "hellerup")]
)
def test_an_unknown_value_gives_a_message_and_the_whole_register(indsatser, name, value):
    page = indsatser(**{name: value})
    assert len(page.messages) == 1
    assert value in page.messages[0]
    assert page.headline.startswith("Registret rummer 246")


def test_markup_in_the_address_is_shown_as_text(indsatser):
    page = indsatser(soeg="<img src=x onerror=alert(1)>", slags="<b>", indsats="<i>")
    assert "<img" not in page.html
    assert "<b>" not in "".join(re.findall(r'<p class="notice message".*?</p>', page.html))
    assert page.headline == "Ingen indsatser eller forslag passer til valget."


def test_nothing_found_offers_no_tables_and_no_files(indsatser):
    page = indsatser(soeg="findes slet ikke")
    assert "Det betyder ikke, at der ikke er gjort noget" in page.words
    assert listed(page) == []
    assert "facts sums" not in page.html


@pytest.mark.parametrize("table", TABLES)
def test_the_rest_of_the_register_stands_without_a_table_and_says_what_is_missing(open_page, copy_data, table):
    root = copy_data()
    path = root / path_of(table)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert page.headline.startswith(f"Registret rummer {246 - ROWS[table]} indsatser og forslag")
    assert any(path_of(table) in notice for notice in page.notices)
    assert any(path_of(table) in message and "Antal og summer er uden dem" in message for message in page.messages)


@pytest.mark.parametrize(
    "dataset",
    ["areas", "sources", "manifest", "stations", "survey_areas_layer", "upgrades_osm_layer", "backdrop_layer"],
)
def test_the_register_stands_without_what_it_only_leans_on(open_page, copy_data, dataset):
    root = copy_data()
    (root / path_of(dataset)).write_text("kan ikke læses", encoding="utf-8")
    page = open_page(FILE, root=root, indsats="u-2010-finlandsgade")
    page.assert_calm()
    assert "Finlandsgade" in page.words
    if dataset not in ("areas", "sources"):  # without these two, no other table can be checked
        assert page.headline == "Registret rummer 246 indsatser og forslag; 135 har oplyst beløb."
