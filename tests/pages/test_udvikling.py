"""The page Udvikling, cold at a deep link: every measure and level, odd addresses, and a broken source."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.ui.address.every_page import parse
from sikkerby_geo.views.trends import comparison
from tests.pages.shown_page import ShownPage

FILE = "pages/udvikling.py"
Open = Callable[..., ShownPage]


@pytest.mark.parametrize(
    ("measure", "level"), [("utryg-nabolag", "udvalg"), ("tryg-aften", "omraade"), ("tryg-nabolag", "bydel")]
)
def test_another_measure_and_level_open_and_keep_their_address(open_page: Open, measure: str, level: str) -> None:
    page = open_page(FILE, tal=measure, niveau=level)
    page.assert_calm()
    assert (page.choice["tal"], page.choice["niveau"]) == (measure, level)
    assert page.headline
    assert len(re.findall(r'class="chart-card"[^>]*>\s*<p role="heading" aria-level="2"', page.html)) == 2
    assert page.html.count("drawn-map") == 2
    assert page.messages == []


def test_the_address_names_years_and_places(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", aar2="2017", omraader="dalum,bakken", sted="moellehoej")
    page.assert_calm()
    assert page.headline.startswith("Møllehøj: ingen klar ændring, fra ")
    assert "fra 2017 til 2018" in page.words
    assert page.app.multiselect(key="control-places").value == ["dalum", "bakken"]
    assert page.app.selectbox(key="control-other-year").value == 2017
    assert page.choice["omraader"] == "dalum,bakken"
    assert page.choice["aar2"] == "2017"
    assert page.choice["sted"] == "moellehoej"


def test_only_the_places_of_the_level_can_be_put_on_the_scale(open_page: Open, atlas: Atlas) -> None:
    page = open_page(FILE, aar="2018", sted="dalum", niveau="udvalg")
    field = page.app.multiselect(key="control-places")
    assert field.proto.options == [place.name for place in atlas.places.at(Level.LOKALUDVALG)]


def test_controls_write_the_address_and_the_address_survives_them(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", sted="dalum")
    page.app.multiselect(key="control-places").set_value(["bakken"]).run()
    page.app.selectbox(key="control-other-year").set_value(2016).run()
    assert (page.choice["omraader"], page.choice["aar2"]) == ("bakken", "2016")
    page.app.selectbox(key="control-measure").set_value("safe_neighbourhood").run()
    page.app.selectbox(key="control-year").set_value(2025).run()
    page.assert_calm()
    assert (page.choice["omraader"], page.choice["aar2"], page.choice["sted"]) == ("bakken", "2016", "dalum")
    assert page.choice["tal"] == "tryg-nabolag"
    page.app.multiselect(key="control-places").set_value([]).run()
    assert page.choice["omraader"] == "ingen"
    assert page.app.multiselect(key="control-places").value == []
    page.assert_calm()


def test_the_default_places_and_year_leave_the_address_short(open_page: Open, atlas: Atlas) -> None:
    choice = parse({"aar": "2018"}, atlas).choice
    usual = [place.place_id for place in comparison.default_places(atlas, choice)]
    page = open_page(FILE, aar="2018", omraader="oeen")
    page.app.multiselect(key="control-places").set_value(usual).run()
    assert "omraader" not in page.choice
    assert "aar2" not in page.choice


def test_a_chosen_place_stands_alone_and_its_neighbours_are_put_beside_it_by_a_button(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", sted="oeen")
    assert page.app.multiselect(key="control-places").value == ["oeen"]
    page.app.button(key="udvikling-add-havnen").click().run()
    page.assert_calm()
    assert page.choice["omraader"] == "oeen,havnen"
    assert "udvikling-add-havnen" not in [button.key for button in page.app.button]


def test_places_follow_to_another_level(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", niveau="udvalg", omraader="indre-lund,ydre-lund,dalum")
    assert page.app.multiselect(key="control-places").value == ["lu-lund", "lu-dalum"]
    assert page.messages == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"aar2": "1815"}, "aar2=1815"),
        ({"aar2": "<b>x</b>"}, "<b>x</b>"),
        ({"omraader": "atlantis,dalum"}, "atlantis"),
        ({"omraader": "<script>alert(1)</script>"}, "<script>"),
        ({"tal": "lykke"}, "tal=lykke"),
        ({"niveau": "land"}, "niveau=land"),
        ({"omraader": "dalum,bakken,aaby,fjordby,moellehoej,oeen"}, "flere end 5"),
    ],
)
def test_an_unknown_value_is_told_and_the_default_shown(open_page: Open, query: dict, told: str) -> None:
    page = open_page(FILE, **query)
    page.assert_calm()
    assert any(told in message for message in page.messages)
    assert "<script>alert" not in page.html
    assert page.headline


def test_the_year_itself_is_no_year_to_compare_with(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", aar2="2018")
    page.assert_calm()
    assert page.app.selectbox(key="control-other-year").value == 2017
    assert page.messages == []


def test_years_without_figures_say_so_and_offer_two_that_can_be_compared(open_page: Open) -> None:
    page = open_page(FILE, aar="2013", aar2="2021")
    page.assert_calm()
    assert page.headline == "Ændringen fra 2013 til 2021 kan ikke prøves noget sted"
    page.app.button(key="udvikling-offer").click().run()
    page.assert_calm()
    assert "kan ikke prøves noget sted" not in page.headline
    assert page.choice["aar"] > page.choice["aar2"] >= "2015"


def test_no_map_is_drawn_of_a_year_without_answers(open_page: Open, atlas: Atlas) -> None:
    page = open_page(FILE, aar="2023", aar2="2022", tal="utryg-nabolag")
    page.assert_calm()
    assert "fra 2019 til 2020" in page.headline
    assert page.app.selectbox(key="control-other-year").value == 2019
    assert page.messages == [
        "Vi har ikke fundet områdetal for utrygge i nabolaget i 2022 og sammenligner derfor med 2019.",
        "Vi har ikke fundet områdetal for utrygge i nabolaget i 2023 og viser derfor 2020, det nyeste år med svar for "
        "alle 13 områder.",
    ]
    offered = page.app.selectbox(key="control-other-year").options
    assert {"2022", "2023", "2024"}.isdisjoint(offered)
    assert {"2013", "2015", "2021"} <= set(offered)


def test_the_page_opens_on_the_newest_figures(open_page: Open) -> None:
    page = open_page(FILE)
    assert (page.choice["aar"], page.choice["tal"]) == ("2025", "tryg-nabolag")
    assert page.messages == []


@pytest.mark.parametrize("dataset", ["survey", "areas", "sources", "population"])
def test_a_broken_table_is_named_and_the_rest_shown(
    open_page: Open, copy_data: Callable[[], Path], dataset: str
) -> None:
    root = copy_data()
    (root / "data" / f"{dataset}.csv").write_text("garbled", encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert any(f"data/{dataset}.csv" in notice for notice in page.notices)
    assert page.html.count('class="chart-card"') == 2


def test_without_shapes_the_charts_and_tables_still_stand(open_page: Open, copy_data: Callable[[], Path]) -> None:
    root = copy_data()
    (root / "geodata" / "survey_areas.geojson").write_text("{}", encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert "drawn-map" not in page.html
    assert any("kan ikke tegnes" in info.value for info in page.app.info)
    assert page.html.count('class="chart-card"') == 2
