"""Find a place by keyboard alone, on a page nobody has touched."""

from __future__ import annotations

from playwright.sync_api import expect

from sikkerby_geo.text import t
from tests.browser.screens import at_rest

TO_THE_FIELD = ("Tab", "Tab", "Tab")
"""The link past the menu, the page itself (it scrolls), the field."""
TYPED = "lundegade 7"
TO_THE_STREETS_SECOND_AREA = ("Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
"""An effort of that name with its two areas comes first; then the street's first area, and the one that is taken."""


def test_a_street_leads_to_its_area_in_ten_actions_from_a_cold_page(kort):
    screen = kort("aar=2017")
    page, field = screen.page, screen.page.get_by_role("searchbox", name=t("finder.label"))
    at_rest(page)
    for key in TO_THE_FIELD:
        page.keyboard.press(key)
    expect(field).to_be_focused()
    page.keyboard.type(TYPED)
    street = page.get_by_role("group", name="Lundegade, gade i 3 områder")
    expect(street.get_by_role("button")).to_have_count(3)
    expect(page.locator("#announced")).to_contain_text("2 navne passer på")
    with screen.repainted():
        for key in TO_THE_STREETS_SECOND_AREA:
            page.keyboard.press(key)
    screen.expect_choice("sted", "ydre-lund")
    expect(screen.place).to_have_text("Ydre Lund")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.set_viewport_size({"width": 390, "height": 844})
    assert field.bounding_box()["y"] < screen.headline.bounding_box()["y"]
    assert page.locator(".st-key-find-place").get_attribute("role") == "search"
