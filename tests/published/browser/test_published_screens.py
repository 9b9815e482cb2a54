"""Every page with the record's own names and efforts: it fits every screen, and axe objects to nothing (WCAG)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.map_screen import FRAME, MapScreen
from tests.browser.screens import (
    DESK,
    PHONE,
    SMALL_PHONE,
    at_rest,
    expect_nothing_too_wide,
    resize,
    violations,
)

LAST = {
    "": ".facts table",
    "bydel": ".st-key-crime h2, .st-key-compared tbody a",
    "indsatser": ".register-rows tbody tr",
    "om_tallene": "h2.section",
    "maal": "h2.section",
    "prioritering": "[role=note]",
    "udvikling": ".st-key-udvikling-changes h2",
    "moede": ".st-key-moede-notes p, .st-key-moede-choices button, .st-key-moede-show iframe[data-ready]",
}
"""What stands on each page only when it is whole."""
SLIDES = ".st-key-moede-preview iframe, .st-key-moede-show iframe"
ADDRESSES = [
    "/?aar=2017",
    "/?aar=2017&sted=bispebjerg",
    "/?aar=2024&regel=10pct&niveau=bydel",
    "/bydel?sted=bispebjerg&aar=2017",
    "/bydel?aar=2017",
    "/indsatser",
    "/indsatser?sted=bispebjerg&indsats=u-2010-hyrdevangen&sum=sted&slags=belysning",
    "/indsatser?indsats=p-amager-2021&sum=sted",
    "/om_tallene?afsnit=alt",
    "/maal?aar=2017",
    "/maal?regel=85pct&niveau=bydel&aar=2026",
    "/prioritering?aar=2026&tal=tryg-nabolag&vaegte=0-0-0-0-0",
    "/prioritering?aar=2026&tal=tryg-nabolag&vaegte=40-0-0-10-50&sted=valby",
    "/udvikling?aar=2018&aar2=2017&niveau=udvalg&omraader=lu-valby,lu-noerrebro&sted=lu-bispebjerg",
    "/moede?vis=1",
    "/moede?udvalg=noerrebro&aar=2018&titel=" + "W" * 80,
    "/moede?udvalg=valby&nabo=vanloese&slides=tid&aar=2018",
    "/moede?udvalg=indre-by&vis=1&aar=2018&spm1=" + "W" * 120,
]


def frames(page: Page) -> list[Frame]:
    """What stands on the page in frames, once it is painted: the map, or the slides."""
    found = []
    if page.locator(FRAME).count():
        found.append(MapScreen(page).frame)
    if page.locator(SLIDES).count():
        expect(page.frame_locator(SLIDES).locator("#counter")).to_have_text(re.compile(r"\d+ / \d+"))
        found.append(page.locator(SLIDES).element_handle().content_frame())
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_too_wide_and_axe_objects_to_nothing(visit, address):
    page = visit(address)
    expect(page.locator(LAST[re.match(r"/(\w*)", address).group(1)]).first).to_be_visible()
    at_rest(page)
    inside = frames(page)
    for size in (DESK, PHONE, SMALL_PHONE):
        resize(page, size)
        expect_nothing_too_wide(page)
        assert [frame.evaluate("document.documentElement.scrollWidth <= innerWidth") for frame in inside] == [
            True for _ in inside
        ]
        if size != SMALL_PHONE:
            assert [violations(document) for document in (page, *inside)] == [[] for _ in (page, *inside)], size
