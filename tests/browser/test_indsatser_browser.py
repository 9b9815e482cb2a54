"""The page Indsatser in a browser: its map, its links, its files, by keyboard, on a phone and on paper."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from sikkerby_geo.text import t
from tests.browser.map_screen import MapScreen
from tests.browser.screens import PHONE, SMALL_PHONE, expect_nothing_too_wide

ROWS = ".register-rows tbody tr"


@pytest.fixture
def indsatser(visit):
    """Opens the page at an address and waits for its map and its list."""

    def open_page(query: str = "", **where: object) -> MapScreen:
        screen = MapScreen(visit(f"/indsatser?{query}", **where))
        expect(screen.page.locator(ROWS).first).to_be_visible()
        return screen

    return open_page


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(started.value.path()).read_bytes()


def test_the_map_shows_the_filtered_efforts_over_white_districts(indsatser):
    screen = indsatser("slags=kameraer")
    assert {shape["fill"] for shape in screen.districts().values()} == {"missing"}
    assert {shape["symbol"] for shape in screen.efforts()} == {"video_surveillance"}
    assert {shape["id"] for shape in screen.efforts()} == {"u-havnen-kamera"}
    expect(screen.page.get_by_text("1 af 2 kan vises på kortet")).to_be_visible()


def test_a_district_chosen_by_keyboard_on_the_map_filters_the_list(indsatser):
    screen = indsatser()
    with screen.repainted():
        screen.frame.locator('path.district[data-id="moellehoej"]').focus()
        screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("Møllehøj: 4 indsatser, tilbud og forslag")
    screen.expect_choice("sted", "moellehoej")
    expect(screen.page.locator(ROWS)).to_have_count(4)


def test_an_entry_is_opened_from_the_list_by_keyboard_and_its_address_can_be_shared(indsatser, visit):
    page = indsatser("soeg=dalum").page
    link = page.get_by_role("link", name="Hotspot Dalum")
    link.focus()
    page.keyboard.press("Enter")
    card = page.locator(".register-entry")
    expect(card).to_contain_text("2014")
    address = page.url
    assert "soeg=dalum" in address
    assert "indsats=p-dalum-hotspot" in address
    again = visit(address.removeprefix(page.evaluate("location.origin")))
    expect(again.locator(".register-entry h2")).to_have_text("Hotspot Dalum")
    page.get_by_role("button", name=t("register.entry.close")).press("Enter")
    expect(card).to_have_count(0)


def test_the_search_answers_to_enter(indsatser):
    page = indsatser().page
    box = page.get_by_role("textbox", name=t("register.filter.search"))
    box.fill("havnepladsen")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Havnepladsen")


def test_the_files_hold_the_choice(indsatser):
    page = indsatser("slags=belysning,hotspot").page
    count = 5
    assert page.locator(ROWS).count() == count
    document = json.loads(downloaded(page, t("register.files.geojson")))
    assert len(document["features"]) == count
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, t("register.files.xlsx"))))
    assert book.worksheets[0].max_row == count + 1
    assert len(downloaded(page, t("register.files.csv")).decode("utf-8-sig").splitlines()) == count + 1
    assert downloaded(page, t("register.files.gpkg")).startswith(b"SQLite format 3")


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_on_a_phone_a_table_is_scrolled_in_its_own_frame(indsatser, size):
    page = indsatser("indsats=p-moellehoej-2016&sum=sted", size=size).page
    expect(page.locator(".register-entry")).to_be_visible()
    expect_nothing_too_wide(page)
    wide = page.evaluate(
        """() => ['.st-key-register > *', '.register-rows .scroll']
            .flatMap(selector => [...document.querySelectorAll(selector)])
            .filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"""
    )
    assert wide == []
