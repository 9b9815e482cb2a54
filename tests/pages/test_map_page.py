"""The map page without a browser: cold, warm, at a wrong address, and where a rule has no figures."""

from __future__ import annotations

import pytest

from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import opening


def test_a_cold_page_opens_on_the_rule_in_the_newest_decided_year(open_page, atlas):
    page = open_page()
    page.assert_calm()
    assert page.headline.startswith("I 2020 lå 5 af 13 områder over 10")
    assert page.choice == {
        "aar": str(opening(atlas).year),
        "tal": "utryg-nabolag",
        "regel": "10pct",
        "niveau": "omraade",
    }
    assert len(page.table_rows) == 13
    assert page.messages == page.notices == []


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
        ("aar", "1999", "2020"),
        ("aar", "2017.0", "2020"),
        ("tal", "lykke", "utryg-nabolag"),
        ("regel", "12pct", "10pct"),
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
    ticked = {box.key for box in page.app.checkbox if box.value}
    assert ticked == {"control-lag-belysning"}


def test_a_rule_of_another_measure_brings_its_measure_and_says_so(open_page):
    page = open_page(aar="2025", tal="utryg-nabolag", regel="85pct")
    assert page.messages == [t("problem.address_conflict", rule=t("rule.under_85_safe.name"))]
    assert page.headline.startswith("I 2025 lå 6 af 13 områder under 85")


def test_where_the_rule_has_no_figures_the_page_offers_the_rule_that_applies(open_page):
    page = open_page(aar="2024", regel="10pct")
    page.assert_calm()
    assert "kan reglen ikke vurderes" in page.headline
    label = t("offer.other_rule", year=2024, rule=t("rule.under_85_safe.name"))
    offer = next(button for button in page.app.button if button.label == label)
    offer.click().run()
    page.assert_calm()
    assert (page.choice["aar"], page.choice["regel"], page.choice["tal"]) == ("2024", "85pct", "tryg-nabolag")
    assert page.headline.startswith("I 2024 lå 5 af 13 områder under 85")


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
