"""A phone: a tap answers at the bottom of the screen, the menu opens all pages, a damaged link is mended."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.screens import PHONE, at_rest, expect_nothing_too_wide, violations

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
HALF_OUT_OF_SIGHT = """() => { document.querySelector('[data-testid=stMain]').scrollTop +=
    document.querySelector('.st-key-map').getBoundingClientRect().top + 90; }"""
CITY_ENDS = "south => map.latLngToContainerPoint([south, map.getCenter().lng]).y"
CONTROLS_BEGIN = """() => Math.min(...[...document.querySelectorAll('.leaflet-control')]
    .map(node => node.getBoundingClientRect().top))"""


def test_a_tap_answers_in_plain_words_at_the_bottom_of_the_screen(kort):
    screen = kort("aar=2017", size=PHONE)
    page, answer = screen.page, screen.page.get_by_role("region", name=t("tapped.label"))
    at_rest(page)
    expect(page.locator(".map-waits")).to_be_hidden()
    assert screen.frame.evaluate(CITY_ENDS, VIEW[1]) <= screen.frame.evaluate(CONTROLS_BEGIN) + 1
    expect(answer).to_have_count(0)
    page.evaluate(HALF_OUT_OF_SIGHT)
    before = page.evaluate(SCROLLED)
    with screen.repainted():
        screen.click_district("bakken")
    expect(answer).to_contain_text(re.compile(r"Bakken 2017: \d+ af 100 føler sig utrygge i nabolaget\."))
    expect(answer).to_contain_text(t("tapped.about_feeling"))
    assert page.evaluate(SCROLLED) == before > 0
    sheet = page.locator(".st-key-tapped").bounding_box()
    assert sheet["y"] + sheet["height"] == PHONE[1]
    expect(page.get_by_role("link", name="Se mere om Bakken")).to_be_in_viewport()
    at_rest(page)
    expect(page.locator("#announced")).to_contain_text("Bakken 2017")
    expect_nothing_too_wide(page)
    assert violations(page) == []
    with screen.repainted():
        screen.frame.locator("path.district").first.press("Escape")
    expect(answer).to_have_count(0)
    expect(page).not_to_have_url(re.compile("sted="))


def test_a_link_damaged_by_mail_opens_and_the_menu_shows_all_pages(visit):
    page = visit("/Bydel?Sted=Bakken&amp;aar=2017", size=PHONE)
    expect(page).to_have_url(re.compile(r"/bydel\?.*\baar=2017"))
    expect(page.locator("h1")).to_have_text(["Bakken"])
    at_rest(page)
    menu, button = page.get_by_role("navigation", name="Sider"), page.get_by_role("button", name="Menu")
    expect(menu.get_by_role("link")).to_have_text(["Bydel"])
    button.click()
    expect(menu.get_by_role("link")).to_have_count(len(PAGES))
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(menu.get_by_role("link")).to_have_count(1)
    button.click()
    menu.get_by_role("link", name="Møde").click()
    expect(page).to_have_url(re.compile(r"/moede\?"))
    expect(button).to_have_attribute("aria-expanded", "false")
