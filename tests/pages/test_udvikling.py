"""The page Udvikling, cold at a deep link: every measure and level, odd addresses, and a broken source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shown_page import ShownPage

from sikkerby_geo.facts.measures import MEASURES
from sikkerby_geo.ui.address import LEVELS

FILE = "pages/udvikling.py"
Open = Callable[..., ShownPage]


@pytest.mark.parametrize("measure", [measure.address for measure in MEASURES])
def test_every_measure_and_level_opens_and_keeps_its_address(open_page: Open, measure: str) -> None:
    page = open_page(FILE, tal=measure)
    for level in LEVELS:
        page.app.query_params["niveau"] = level
        page.app.run()
        page.assert_calm()
        assert page.choice["niveau"] == level
        assert page.choice["tal"] == measure
        assert page.headline
        assert page.html.count('class="chart-card"') == 2
        assert page.html.count("drawn-map") == 2
        assert page.messages == []


def test_the_address_names_years_and_places(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", aar2="2017", omraader="valby,oesterbro", sted="bispebjerg")
    page.assert_calm()
    assert page.headline == "Utrygheden steg sikkert i Bispebjerg og Ydre\u00a0Nørrebro fra 2017 til 2018"
    assert page.app.multiselect(key="control-places").value == ["valby", "oesterbro"]
    assert page.app.selectbox(key="control-other-year").value == 2017
    assert page.choice["omraader"] == "valby,oesterbro"
    assert page.choice["aar2"] == "2017"
    assert page.choice["sted"] == "bispebjerg"


def test_a_station_or_another_spelling_leads_to_its_place_and_counts_once(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", sted="valby")
    field = page.app.multiselect(key="control-places")
    station = next(key for key in field.proto.options if key.startswith("Trianglen"))
    field.set_value(["oesterbro", "oesterbro|trianglen-metrostation"]).run()
    assert "Østerbro" in station
    assert page.choice["omraader"] == "oesterbro"


def test_controls_write_the_address_and_the_address_survives_them(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", sted="valby")
    page.app.multiselect(key="control-places").set_value(["oesterbro"]).run()
    page.app.selectbox(key="control-other-year").set_value(2016).run()
    assert (page.choice["omraader"], page.choice["aar2"]) == ("oesterbro", "2016")
    page.app.selectbox(key="control-measure").set_value("safe_neighbourhood").run()
    page.app.selectbox(key="control-year").set_value(2026).run()
    page.assert_calm()
    assert (page.choice["omraader"], page.choice["aar2"], page.choice["sted"]) == ("oesterbro", "2016", "valby")
    assert page.choice["tal"] == "tryg-nabolag"
    page.app.multiselect(key="control-places").set_value([]).run()
    assert page.choice["omraader"] == "ingen"
    assert page.app.multiselect(key="control-places").value == []
    page.assert_calm()


def test_the_default_places_and_year_leave_the_address_short(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", omraader="valby")
    page.app.multiselect(key="control-places").set_value(["bispebjerg", "ydre-noerrebro"]).run()
    assert "omraader" not in page.choice
    assert "aar2" not in page.choice


def test_places_follow_to_another_level(open_page: Open) -> None:
    page = open_page(FILE, aar="2018", niveau="udvalg", omraader="indre-noerrebro,ydre-noerrebro,valby")
    assert page.app.multiselect(key="control-places").value == ["lu-noerrebro", "lu-valby"]
    assert page.messages == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"aar2": "1815"}, "aar2=1815"),
        ({"aar2": "<b>x</b>"}, "<b>x</b>"),
        ({"omraader": "atlantis,valby"}, "atlantis"),
        ({"omraader": "<script>alert(1)</script>"}, "<script>"),
        ({"tal": "lykke"}, "tal=lykke"),
        ({"niveau": "land"}, "niveau=land"),
        ({"omraader": "valby,oesterbro,vanloese,vesterbro,bispebjerg,indre-by"}, "flere end 5"),
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
    page = open_page(FILE, aar="2011", aar2="2023")
    page.assert_calm()
    assert page.headline == "Ændringen fra 2011 til 2023 kan ikke prøves noget sted"
    page.app.button(key="udvikling-offer").click().run()
    page.assert_calm()
    assert "kan ikke prøves noget sted" not in page.headline
    assert page.choice["aar"] > page.choice["aar2"] >= "2015"


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
