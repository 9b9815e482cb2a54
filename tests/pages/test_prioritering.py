"""The page Prioritering without a browser: cold at an address, every control, wrong values and broken files."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.priority import PART_IDS, PRESETS

FILE = "pages/prioritering.py"
OF_2025 = {"aar": "2025", "tal": "tryg-nabolag"}


@pytest.fixture
def prioritering(open_page):
    """Opens the page at an address, cold, and sees that nothing went wrong."""

    def open_at(**query: str):
        page = open_page(FILE, **query)
        page.assert_calm()
        return page

    return open_at


def ranked(page) -> list[str]:
    """Names in the list, in order."""
    table = re.search(r'<section class="facts priority".*?</section>', page.html, re.DOTALL).group()
    return [unescape(name) for name in re.findall(r'role="rowheader">([^<]*)', table)]


def test_a_cold_page_shows_the_newest_ranking_and_says_why(prioritering, atlas):
    page = prioritering()
    assert page.headline.startswith("I 2025 peger tallene først på Møllehøj.")
    assert len(ranked(page)) == len(atlas.places.at(Level.SURVEY_AREA))
    assert "Et signal, ikke en årsag." in page.words
    assert page.choice["aar"] == "2025"


def test_a_deep_link_restores_figures_weights_and_place(prioritering):
    page = prioritering(**OF_2025, aar2="x", vaegte="60-40-0-0-0", sted="dalum")
    assert page.app.selectbox(key="priority-preset").value == "perceived"
    assert [page.app.slider(key=f"priority-weight-{part}").value for part in PART_IDS] == [60, 40, 0, 0, 0, 0]
    assert page.app.selectbox(key="priority-memo-place").value == "dalum"
    assert page.html.count('<tr role="row" class="selected">') == 1
    assert "kan ikke rangordnes" not in page.words
    assert ranked(page)[0] == "Møllehøj"
    html = page.html
    page.app.run()
    assert page.html == html


@pytest.mark.parametrize("preset", PRESETS[1:], ids=lambda preset: preset.preset_id)
def test_a_preset_moves_the_sliders_and_the_address(prioritering, preset):
    page = prioritering(**OF_2025)
    page.app.selectbox(key="priority-preset").set_value(preset.preset_id).run()
    page.assert_calm()
    assert page.choice["vaegte"] == "-".join(str(preset.weights[part]) for part in PART_IDS[:-1])
    assert {part: page.app.slider(key=f"priority-weight-{part}").value for part in PART_IDS} == dict(preset.weights)


def test_a_slider_makes_own_weights_and_reset_gives_the_usual_ones(prioritering):
    page = prioritering(**OF_2025)
    before = ranked(page)
    page.app.slider(key="priority-weight-crime").set_value(100).run()
    page.assert_calm()
    assert page.choice["vaegte"] == "40-20-20-100-0"
    assert page.app.selectbox(key="priority-preset").value == "own"
    assert ranked(page).index("Havnen") < before.index("Havnen")
    page.app.button(key="priority-reset").click().run()
    assert "vaegte" not in page.choice
    assert ranked(page) == before


def test_all_weights_0_is_a_message_and_the_controls_stay(prioritering):
    page = prioritering(**OF_2025, vaegte="0-0-0-0-0")
    assert any("Alle vægte er 0" in message for message in page.messages)
    page.app.button(key="priority-reset").click().run()
    page.assert_calm()
    assert len(ranked(page)) == 13


def test_a_part_too_few_have_is_off_and_says_so(prioritering):
    page = prioritering(aar="2025", tal="tryg-nabolag")
    assert page.app.slider(key="priority-weight-worsening").disabled
    assert re.search(r"Indgår ikke: kun \d af 13 områder har tallet i 2025\.", page.words)


def test_choosing_figures_takes_the_map_along(prioritering):
    page = prioritering()
    page.app.selectbox(key="priority-figures").set_value("safe-2025").run()
    page.assert_calm()
    assert (page.choice["aar"], page.choice["tal"], page.choice["regel"]) == ("2025", "tryg-nabolag", "85pct")
    assert "peger tallene først på Møllehøj" in page.headline


def test_an_area_is_chosen_for_the_memo(prioritering):
    page = prioritering(**OF_2025)
    for area in ("oeen", "moellehoej"):
        page.app.selectbox(key="priority-memo-place").set_value(area).run()
        page.assert_calm()
        assert page.choice["sted"] == area
        assert page.html.count('<tr role="row" class="selected">') == 1


def test_figures_that_cannot_be_ranked_are_told_and_the_newest_are_ranked(prioritering):
    page = prioritering(aar="2018", tal="utryg-nabolag", regel="10pct")
    assert "2018, kan ikke rangordnes" in page.words
    assert len(ranked(page)) == 13


@pytest.mark.parametrize("value", ["<b>1</b>", "1-2", "999-0-0-0-0"])
def test_weights_that_are_none_give_a_message_and_the_usual_ones(prioritering, value):
    page = prioritering(**OF_2025, vaegte=value)
    assert any(value in message for message in page.messages)
    assert ranked(page)[0] == "Møllehøj"


@pytest.mark.parametrize("dataset", ["survey", "crime", "partnerships", "population", "upgrades", "areas"])
def test_a_broken_file_is_named_and_the_page_goes_on(open_page, copy_data, dataset):
    root = copy_data()
    (root / "data" / f"{dataset}.csv").write_text("garbled", encoding="utf-8")
    page = open_page(FILE, root=root, **OF_2025)
    page.assert_calm()
    assert any(f"data/{dataset}.csv" in notice for notice in page.notices)
    assert "Et signal, ikke en årsag." in page.words


def test_without_crime_the_part_is_not_known_and_not_0(open_page, copy_data):
    root = copy_data()
    (root / "data" / "crime.csv").write_text("garbled", encoding="utf-8")
    page = open_page(FILE, root=root, **OF_2025)
    assert page.app.slider(key="priority-weight-crime").disabled
    assert page.html.count("ikke kendt") >= 13


MONEY = {"formaal": "belysning", "budget": "200000", "pris": "1000", "pristil": "2000"}


def test_a_link_restores_kind_budget_and_price_and_what_they_buy(prioritering):
    page = prioritering(**OF_2025, **MONEY, sted="moellehoej")
    fields = {name: page.app.text_input(key=f"priority-money-{name}").value for name in ("budget", "low", "high")}
    assert fields == {"budget": "200.000", "low": "1.000", "high": "2.000"}
    assert page.app.selectbox(key="priority-kind").value == "belysning"
    assert "fås 100–200 meter gade (belysning)" in page.words
    assert "listen er, hvad vi har fundet, ikke alt, der er gjort" in page.words
    assert not page.app.slider(key="priority-weight-known").disabled


def test_money_typed_in_danish_goes_into_the_address_and_a_wrong_amount_is_told(prioritering):
    page = prioritering(**OF_2025)
    assert page.app.slider(key="priority-weight-known").disabled
    assert "Skriv et budget og en enhedspris" in page.words
    page.app.text_input(key="priority-money-budget").set_value("2,5 mio. kr.").run()
    page.app.text_input(key="priority-money-low").set_value("1.000").run()
    page.assert_calm()
    assert (page.choice["budget"], page.choice["pris"]) == ("2500000", "1000")
    assert "For 2,5 mio. kr. fås 2.500 meter gade ved 1.000 kr. pr. meter." in page.words.replace("\u00a0", " ")
    page.app.text_input(key="priority-money-budget").set_value("en <b>masse</b>").run()
    page.assert_calm()
    assert any("kan ikke læses som budget i kroner" in message for message in page.messages)
    assert page.choice["budget"] == "2500000"
    page.app.text_input(key="priority-money-budget").set_value("").run()
    assert "budget" not in page.choice
    assert not [message for message in page.messages if "kan ikke læses" in message]


def test_the_unit_brings_its_spacing(prioritering):
    page = prioritering(**OF_2025, **MONEY, enhed="stk", afstand="40", sted="moellehoej")
    assert page.app.text_input(key="priority-money-spacing").value == "40"
    assert "100–200 stk. (belysning)" in page.words
    assert "Med ét stk. for hver 40 meter er det 4.000–8.000 meter gade." in page.words


def test_a_scenario_that_is_kept_has_street_and_price_and_goes_into_the_memo(prioritering):
    page = prioritering(**OF_2025, **MONEY, sted="moellehoej")
    page.app.selectbox(key="whatif-pick").set_value("moellehoej").run()
    page.app.button(key="FormSubmitter:whatif-keep-form-Gem som scenarie A").click().run()
    page.assert_calm()
    table = re.search(r'class="sheet scenarios".*?</table>', page.html, re.DOTALL).group()
    assert "0,9 km navngiven gade" in table
    assert "900.000" in table
    assert "pr. beboer" in table
    assert "prisen er indtastet på siden" in page.words
