"""The map page without a browser: cold, warm, at a wrong address, and where a rule has no figures."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs

import pytest

from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening


def test_a_cold_page_opens_on_the_newest_rule_and_year(open_page, atlas):
    page = open_page()
    page.assert_calm()
    assert page.headline.startswith("I 2025 lå 6 af 13 områder under 85")
    assert page.choice == {
        "aar": str(opening(atlas).year),
        "tal": "tryg-nabolag",
        "regel": "85pct",
        "niveau": "omraade",
    }
    assert len(page.table_rows) == 13
    assert page.messages == page.notices == []


def test_a_button_above_the_map_sets_rule_and_year_without_a_word_more(open_page):
    page = open_page(sted="dalum", aar="2017")
    page.app.button(key="rule-10pct").click().run()
    assert page.headline.startswith("I 2020 lå 5 af 13 områder over 10")
    page.app.button(key="rule-85pct").click().run()
    page.assert_calm()
    assert (page.choice["aar"], page.choice["regel"], page.choice["sted"]) == ("2025", "85pct", "dalum")
    assert 'data-chosen="rule-85pct"' in page.html
    assert page.messages == []


def test_a_row_of_the_list_chooses_its_place_and_stays_in_the_list(open_page):
    """The browser takes the click to the map (``tests/browser/test_selecting.py``); a row leads there by itself too."""
    page = open_page(aar="2017")
    rows = dict(re.findall(r'<a data-place="([^"]+)" href="\?([^"]+)"', page.html))
    assert len(rows) == 13
    asked = {name: values[0] for name, values in parse_qs(unescape(rows["dalum"])).items()}
    assert asked == {**page.choice, "sted": "dalum"}
    there = open_page(**asked)
    there.assert_calm()
    assert 'data-chosen="dalum"' in there.html
    assert dict(re.findall(r'<a data-place="([^"]+)" href="\?([^"]+)"', there.html)) == rows


def test_another_measure_moves_to_its_newest_year_and_says_so_until_the_next_choice(open_page):
    page = open_page(regel="10pct", aar="2017")
    page.app.selectbox(key="control-measure").set_value("safe_neighbourhood").run()
    page.assert_calm()
    assert page.choice["aar"] == "2025"
    told = "Året er skiftet fra 2017 til 2025, det nyeste år med svar for alle 13 områder."
    assert page.messages == [told]
    page.app.run()
    assert page.messages == [told]
    page.app.button(key="control-previous").click().run()
    assert page.choice["aar"] == "2024"
    assert page.messages == []


def test_the_year_steps_over_years_without_answers(open_page):
    page = open_page(regel="10pct", aar="2021")
    assert page.app.button(key="control-next").disabled
    years = page.app.selectbox(key="control-year")
    assert "2022 – ingen tal" in years.options
    years.set_value(2022).run()
    page.assert_calm()
    assert page.choice["aar"] == "2020"
    assert len(page.messages) == 1


def test_a_warm_page_shows_the_same_as_a_cold_one(open_page):
    page = open_page(aar="2017", sted="moellehoej")
    cold = page.html
    page.app.run()
    page.assert_calm()
    assert page.html == cold
    assert open_page(aar="2017", sted="moellehoej").html == cold


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("aar", "1999", "2025"),
        ("aar", "2017.0", "2025"),
        ("tal", "lykke", "tryg-nabolag"),
        ("regel", "12pct", "85pct"),
        ("niveau", "sogn", "omraade"),
        ("sted", "hellerup", "ingen"),
    ],
)
def test_an_unknown_value_gives_a_message_and_the_default(open_page, name, value, shown):
    page = open_page(**{name: value})
    page.assert_calm()
    assert page.messages == [t("problem.address", name=name, value=value, shown=shown)]
    assert page.headline == open_page().headline


def test_an_unknown_overlay_is_left_out_with_a_message(open_page):
    page = open_page(lag="belysning,ufoer")
    assert page.messages == [t("problem.address", name="lag", value="ufoer", shown=t("problem.without_it"))]
    ticked = {box.key for box in page.app.checkbox if box.value and box.key.startswith("control")}
    assert ticked == {"control-lag-belysning"}


def test_a_rule_of_another_measure_brings_its_measure_and_says_so(open_page):
    page = open_page(aar="2025", tal="utryg-nabolag", regel="85pct")
    assert page.messages == [t("problem.address_conflict", rule=t("rule.under_85_safe.name"))]
    assert page.headline.startswith("I 2025 lå 6 af 13 områder under 85")


def test_a_link_to_a_year_without_answers_shows_the_newest_and_says_so(open_page):
    page = open_page(aar="2024", regel="10pct")
    page.assert_calm()
    assert page.headline.startswith("I 2020 lå 5 af 13 områder over 10")
    (told,) = page.messages
    assert told.startswith("Vi har ikke fundet områdetal for utrygge i nabolaget i 2024 og viser derfor 2020, det")
    assert page.choice["aar"] == "2020"
    page.app.run()
    assert page.messages == [told]


def test_the_year_buttons_stop_at_the_ends(open_page, atlas):
    first = open_page(aar=str(atlas.years[0]))
    assert first.app.button(key="control-previous").disabled
    last = open_page(aar=str(atlas.years[-1]))
    assert last.app.button(key="control-next").disabled
    last.app.button(key="control-previous").click().run()
    assert last.choice["aar"] == str(atlas.years[-2])


@pytest.mark.parametrize(
    ("rule", "level", "year"),
    [("10pct", "udvalg", "2017"), ("85pct", "bydel", "2024"), ("75pct", "omraade", "2025"), ("ingen", "bydel", "2013")],
)
def test_another_rule_level_and_year_open(open_page, rule, level, year):
    """What the page says at every choice is tested in ``tests/views/map_page``."""
    page = open_page(aar=year, regel=rule, niveau=level)
    page.assert_calm()
    assert page.choice.items() >= {"aar": year, "regel": rule, "niveau": level}.items()
    assert page.messages == []
    assert year in page.headline
    assert len(page.table_rows) == {"omraade": 13, "udvalg": 12, "bydel": 10}[level]


def test_the_readers_own_page_is_in_the_address(open_page):
    page = open_page(aar="2017", sted="moellehoej")
    page.unfold("one-page")
    page.app.checkbox(key="one-page-kort").uncheck().run()
    page.app.text_input(key="one-page-heading").set_value("Til mødet <b>").run()
    page.assert_calm()
    assert page.app.query_params["ark"] in ("liste,aendringer,indsatser", ["liste,aendringer,indsatser"])
    assert page.app.text_input(key="one-page-heading").value == "Til mødet <b>"
    assert page.app.selectbox(key="one-page-place").value == "moellehoej"
    assert not open_page(ark="kort", arktitel="x").app.checkbox(key="one-page-liste").value


def test_what_was_only_proposed_is_shown_when_the_reader_asks_for_it(open_page):
    page = open_page(aar="2020")
    assert "kun foreslået" not in page.html
    page.app.toggle(key="control-proposals").set_value(True).run()
    page.assert_calm()
    assert page.choice["forslag"] == "med"
    assert "kun foreslået" in page.html
