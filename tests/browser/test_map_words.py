"""The map page speaks Danish to machines too, and its buttons say what they do."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.screens import at_rest


def test_page_and_map_are_announced_in_danish_and_year_buttons_say_what_they_do(kort):
    screen = kort("aar=2017")
    expect(screen.page.locator("html")).to_have_attribute("lang", "da")
    assert screen.frame.evaluate("document.documentElement.lang") == "da"
    at_rest(screen.page)
    expect(screen.page.locator("#announced")).to_have_text("")  # a page that opens is read anyway
    for name, year in (("Næste år", "2018"), ("Forrige år", "2017")):
        with screen.repainted():
            screen.page.get_by_role("button", name=name).click()
        screen.expect_choice("aar", year)
