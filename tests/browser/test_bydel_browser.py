"""Bydel in a browser: from the map to a place's PDF by keyboard alone, the address, the width, print and axe."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from sikkerby_geo.text import t

TABS = 120
"""More presses of Tab than any page has controls before the one looked for."""


def settled(page: Page) -> Page:
    """Wait until the last section stands and no run is under way."""
    expect(page.locator(".st-key-crime h2")).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the control with these words has the focus."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim()") == words:
            return
    pytest.fail(f"{words} cannot be reached with Tab")


def test_from_the_map_to_the_pdf_of_a_place_by_keyboard_alone(kort):
    screen = kort("aar=2017&sted=moellehoej")
    page = screen.page
    tab_to(page, "Åbn Møllehøj")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/bydel\?.*sted=moellehoej"))
    settled(page)
    tab_to(page, "Hent én side (PDF)")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert started.value.suggested_filename == "sikkerby-moellehoej.pdf"
    reader = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert len(reader.pages) == 1
    assert "Møllehøj" in reader.pages[0].extract_text()


def test_the_address_restores_the_page(visit):
    page = settled(visit("/bydel?sted=lu-lund&tal=tryg-nabolag&aar=2025"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Lund")
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lund")
    assert "sted=lu-lund" in page.url
    assert "niveau=udvalg" in page.url


def test_a_neighbour_is_one_click_away(visit):
    page = settled(visit("/bydel?sted=moellehoej"))
    page.locator(".st-key-aside").get_by_role("button", name=re.compile("^Havnen")).click()
    page.wait_for_url(re.compile("sted=havnen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Havnen")


def test_a_button_copies_the_sentence_beside_it(kort):
    page = kort("aar=2017&sted=moellehoej").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    told = page.locator(".copied")
    told.get_by_role("button", name=t("copied.button")).click()
    expect(told.get_by_role("button", name=t("copied.done"))).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == told.locator("p").inner_text()
    assert copied.startswith("I Møllehøj følte 21")
    assert "sted=moellehoej" in copied
