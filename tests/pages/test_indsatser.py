"""The page Indsatser without a browser: cold at an address, its filters, wrong values and broken files."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.efforts import REGISTER_TABLES
from sikkerby_geo.store.files import path_of
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts.entries import PAGE_ROWS, say

FILE = "pages/indsatser.py"
ROWS = {"partnerships": 4, "partnership_activities": 2, "housing_plans": 4, "upgrades": 11} | {
    "offers": 6,
    "initiatives_2010": 2,
    "proposals_2010": 2,
}
ALL = sum(ROWS.values())


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
    assert page.headline.startswith(f"Registret rummer {ALL} indsatser, tilbud og forslag; 4 har oplyst beløb")
    assert page.messages == page.notices == []
    assert len(listed(page)) == ALL
    assert summed(page)["I alt"][0] == f"4 af {ALL}"


def test_a_deep_link_restores_the_screen(indsatser):
    address = {
        "niveau": "omraade",
        "sted": "havnen",
        "soeg": "havne",
        "slags": "kameraer",
        "stadie": "gennemfoert,indstillet",
        "fra": "2014",
        "til": "2021",
        "kun": "kort",
        "sum": "aar",
        "orden": "navn",
        "indsats": "u-havnen-kamera",
    }
    page = indsatser(**address)
    assert page.messages == []
    assert page.choice.items() >= address.items()
    assert page.app.text_input(key="register-search").value == "havne"
    assert page.app.selectbox(key="register-place").value == "havnen"
    assert page.app.multiselect(key="register-stage").value == [Stage.COMPLETED, Stage.RECOMMENDED]
    assert page.app.selectbox(key="register-first").value == 2014
    assert page.app.checkbox(key="register-located").value
    assert listed(page) == ["Havnepladsen"]
    assert "»havne«, Havnen, videoovervågning, gennemført, indstillet, 2014–2021, på kortet" in page.words
    html = page.html
    page.app.run()
    assert page.html == html
    assert indsatser(**address).html == html


@pytest.mark.parametrize(("level", "place"), [("omraade", "moellehoej"), ("udvalg", "lu-lund"), ("bydel", "bydel-6")])
def test_a_place_of_each_level_opens_cold_with_its_entries(indsatser, atlas, register, level, place):
    """The entries of every place are tested in ``tests/domain``."""
    page = indsatser(niveau=level, sted=place)
    there = [found for found in register if set(found.area_ids) & set(atlas.places[place].members)]
    assert page.headline.startswith(f"{atlas.places[place].name}: {len(there)} indsatser, tilbud og forslag")
    assert sorted(listed(page)) == sorted(found.name for found in there)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"slags": "indsats-2010"}, {"Klubber med lang åbningstid", "Gadefejning"}),
        ({"slags": "kameraer"}, {"Havnepladsen", "Øens kaj"}),
        ({"hvor": "ikke-oplyst", "slags": "indsats-2010"}, {"Gadefejning"}),
        ({"forvaltning": "oekf"}, {"Gadefejning"}),
        ({"indsatsomraade": "2"}, {"Lys i porte (TMF)"}),
        ({"stadie": "opgivet"}, {"Øens kaj"}),
        ({"kun": "beloeb", "slags": "byrum"}, {"Byparken"}),
        ({"kun": "kort", "slags": "kameraer"}, {"Havnepladsen"}),
        ({"soeg": "MOELLEHAVEN"}, {"Møllehøj Partnerskab", "Møllehaven Helhedsplan"}),
    ],
)
def test_each_filter_of_the_address_holds(indsatser, query, names):
    assert set(listed(indsatser(**query))) == names


@pytest.fixture
def crowded(copy_data) -> Path:
    """The toy city with so many lamps that the list takes three pages."""
    root = copy_data()
    path = root / path_of("upgrades")
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    lamp = next(row for row in rows if row["upgrade_id"] == "u-aaby-lys")
    rows += [{**lamp, "upgrade_id": f"u-lys-{at}", "place": f"Vej {at:03}"} for at in range(2 * PAGE_ROWS)]
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return root


def test_pages_turn_through_every_entry_once(indsatser, crowded, register):
    page = indsatser(root=crowded, orden="navn")
    found = listed(page)
    assert len(found) == PAGE_ROWS
    while not page.app.button(key="register-next").disabled:
        page.app.button(key="register-next").click().run()
        page.assert_calm()
        found += listed(page)
    assert sorted(found) == sorted([each.name for each in register] + [f"Vej {at:03}" for at in range(2 * PAGE_ROWS)])
    assert page.choice["side"] == "3"


def test_a_filter_writes_the_address_and_starts_on_the_first_page(indsatser, crowded):
    page = indsatser(root=crowded, side="2")
    assert f"{PAGE_ROWS + 1}–{2 * PAGE_ROWS} af {ALL + 2 * PAGE_ROWS}" in page.words
    page.app.text_input(key="register-search").set_value("lund").run()
    page.assert_calm()
    assert page.choice["soeg"] == "lund"
    assert "side" not in page.choice
    page.app.multiselect(key="register-kind").set_value([]).run()
    page.app.selectbox(key="register-place").set_value("dalum").run()
    assert page.choice["sted"] == "dalum"
    page.app.button(key="register-reset").click().run()
    page.assert_calm()
    assert "soeg" not in page.choice
    assert "sted" not in page.choice
    assert page.headline.startswith(f"Registret rummer {ALL + 2 * PAGE_ROWS}")


def test_a_page_beyond_the_last_shows_the_last(indsatser, crowded):
    assert f"{2 * PAGE_ROWS + 1}–{ALL + 2 * PAGE_ROWS} af" in indsatser(root=crowded, side="40").words


def test_the_city_and_no_stated_place_are_places_to_choose(indsatser):
    page = indsatser(sted="dalum", niveau="omraade")
    assert "uden oplyst sted, som også kan gælde her." in page.words
    page.app.button(key="register-offer-unknown").click().run()
    page.assert_calm()
    assert page.headline.startswith("Sted ikke oplyst: 4 indsatser, tilbud og forslag")
    assert page.choice["hvor"] == "ikke-oplyst"
    assert "sted" not in page.choice
    page.app.selectbox(key="register-place").set_value("moellehoej").run()
    assert page.headline.startswith("Møllehøj: 4")
    assert "hvor" not in page.choice


def test_a_first_year_after_the_last_moves_the_last_along(indsatser):
    page = indsatser(fra="2012", til="2014")
    page.app.selectbox(key="register-first").set_value(2018).run()
    page.assert_calm()
    assert (page.choice["fra"], page.choice["til"]) == ("2018", "2018")
    assert page.messages == []


def test_an_entry_opens_with_every_field_and_closes_again(indsatser):
    page = indsatser(indsats="n10-2", slags="belysning")
    assert "Lys i porte (TMF)" in page.words
    assert "Uden for programmets sum." in page.words
    assert t("register.entry.outside_choice") in page.words
    page.app.button(key="register-close").click().run()
    page.assert_calm()
    assert "indsats" not in page.choice
    assert page.choice["slags"] == "belysning"
    assert "Uden for programmets sum." not in page.words


@pytest.mark.parametrize("entry_id", ["p-lund-2017", "h-moellehoej", "u-havnen-kamera", "e10-1", "akt-2"])
def test_an_entry_of_each_table_opens_at_its_address(indsatser, register, entry_id):
    found = next(each for each in register if each.effort_id == entry_id)
    page = indsatser(indsats=entry_id)
    assert found.name in page.words
    assert unescape(found.source.title) in page.words


@pytest.mark.parametrize(
    ("name", "value"), [("slags", "ufo"), ("fra", "1066"), ("sum", "penge"), ("indsats", "x"), ("sted", "hellerup")]
)
def test_an_unknown_value_gives_a_message_and_the_whole_register(indsatser, name, value):
    page = indsatser(**{name: value})
    assert len(page.messages) == 1
    assert value in page.messages[0]
    assert page.headline.startswith(f"Registret rummer {ALL} ")


def test_markup_in_the_address_is_shown_as_text(indsatser):
    page = indsatser(soeg="<img src=x onerror=alert(1)>", slags="<b>", indsats="<i>")
    assert "<img" not in page.html
    assert "<b>" not in "".join(re.findall(r'<p class="notice message".*?</p>', page.html))
    assert page.headline == "Ingen indsatser, tilbud eller forslag passer til valget."


def test_nothing_found_offers_no_tables_and_no_files(indsatser):
    page = indsatser(soeg="findes slet ikke")
    assert "Det betyder ikke, at der ikke er gjort noget" in page.words
    assert listed(page) == []
    assert "facts sums" not in page.html


@pytest.mark.parametrize("table", REGISTER_TABLES)
def test_the_rest_of_the_register_stands_without_a_table_and_says_what_is_missing(open_page, copy_data, table):
    root = copy_data()
    path = root / path_of(table)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert page.headline.startswith(f"Registret rummer {ALL - ROWS[table]} indsatser, tilbud og forslag")
    assert any(path_of(table) in notice for notice in page.notices)
    assert any(path_of(table) in message and "Antal og summer er uden dem" in message for message in page.messages)


@pytest.mark.parametrize(
    "dataset",
    ["areas", "sources", "manifest", "stations", "survey_areas_layer", "upgrades_osm_layer", "backdrop_layer"],
)
def test_the_register_stands_without_what_it_only_leans_on(open_page, copy_data, dataset):
    root = copy_data()
    (root / path_of(dataset)).write_text("kan ikke læses", encoding="utf-8")
    page = open_page(FILE, root=root, indsats="u-moellehoej-lys")
    page.assert_calm()
    assert "Møllevej" in page.words
    if dataset not in ("areas", "sources"):  # without these two, no other table can be checked
        assert page.headline.startswith(f"Registret rummer {ALL} indsatser, tilbud og forslag; 4 har oplyst beløb")
