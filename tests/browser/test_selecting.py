"""A click, the keyboard and the list choose a place alike, and a reload restores the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sikkerby_geo.text import t


def by_click(screen):
    screen.click_district("oesterbro")


def by_keyboard(screen):
    screen.frame.locator('path.district[data-id="oesterbro"]').focus()
    screen.page.keyboard.press("Enter")


def by_list(screen):
    screen.pick("place", "Østerbro")


@pytest.mark.parametrize("choose", [by_click, by_keyboard, by_list])
def test_every_way_of_choosing_shows_the_place_and_changes_the_address(kort, choose):
    screen = kort("aar=2017")
    expect(screen.place).to_have_count(0)
    with screen.repainted():
        choose(screen)
    screen.expect_choice("sted", "oesterbro")
    expect(screen.place).to_have_text("Østerbro")
    pressed = screen.frame.locator('path.district[aria-pressed="true"]')
    expect(pressed).to_have_count(1)
    expect(pressed).to_have_attribute("data-id", "oesterbro")
    expect(screen.control("place").get_by_role("combobox")).to_have_value("Østerbro")


def test_every_district_can_be_clicked_and_reached_by_keyboard(kort):
    screen = kort("aar=2017&lag=ingen")
    for district_id in screen.districts():
        with screen.repainted():
            screen.click_district(district_id)
        screen.expect_choice("sted", district_id)
    reached = screen.frame.eval_on_selector_all('path.district[tabindex="0"][aria-label]', "nodes => nodes.length")
    assert reached == 13


def test_a_reload_restores_the_screen(kort):
    screen = kort("aar=2017&lag=belysning,helhedsplaner")
    with screen.repainted():
        screen.click_district("bispebjerg")
    expect(screen.place).to_have_text("Bispebjerg")
    with screen.repainted():
        screen.next_year()
    expect(screen.headline).to_contain_text("2018")
    before = screen.screen()
    assert (before["address"]["aar"], before["address"]["sted"]) == ("2018", "bispebjerg")
    screen.page.reload()
    screen.await_paint()
    expect(screen.place).to_have_text("Bispebjerg")
    assert screen.screen() == before


def test_the_offered_rule_shows_the_figures_that_exist(kort):
    screen = kort("aar=2024&regel=10pct")
    offer = screen.page.get_by_role("button", name=t("rule.under_85_safe.name"))
    with screen.repainted():
        offer.click()
    screen.expect_choice("regel", "85pct")
    screen.expect_choice("aar", "2024")
    assert {shape["fill"] for shape in screen.districts().values()} != {"missing"}
