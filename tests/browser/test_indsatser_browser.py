"""The page Indsatser in a browser: its map, its links, its files, by keyboard, on a phone and on paper."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from map_screen import MapScreen
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from test_accessibility import violations

from sikkerby_geo.text import t

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
    assert len({shape["id"] for shape in screen.efforts()}) == 14
    expect(screen.page.get_by_text("14 af 17 kan vises på kortet")).to_be_visible()


def test_a_district_chosen_by_keyboard_on_the_map_filters_the_list(indsatser):
    screen = indsatser()
    with screen.repainted():
        screen.frame.locator('path.district[data-id="valby"]').focus()
        screen.page.keyboard.press("Enter")
    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("Valby: 12 indsatser og forslag")
    assert screen.choice()["sted"] == "valby"
    assert screen.page.locator(ROWS).count() == 12


def test_an_entry_is_opened_from_the_list_by_keyboard_and_its_address_can_be_shared(indsatser, visit):
    page = indsatser("soeg=akacieparken").page
    link = page.get_by_role("link", name="Hotspot Akacieparken (Hotspot Valby)")
    link.focus()
    page.keyboard.press("Enter")
    card = page.locator(".register-entry")
    expect(card).to_contain_text("Februar 2009 til udgangen af 2011.")
    address = page.url
    assert "soeg=akacieparken" in address
    assert "indsats=p-hot-akacieparken" in address
    again = visit(address.removeprefix(page.evaluate("location.origin")))
    expect(again.locator(".register-entry h2")).to_have_text("Hotspot Akacieparken (Hotspot Valby)")
    page.get_by_role("button", name=t("register.entry.close")).press("Enter")
    expect(card).to_have_count(0)


def test_the_search_answers_to_enter(indsatser):
    page = indsatser().page
    box = page.get_by_role("textbox", name=t("register.filter.search"))
    box.fill("nordvestpassagen")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nordvestpassagen gennem Mimersparken")


def test_the_files_hold_the_choice(indsatser):
    page = indsatser("slags=belysning,hotspot").page
    count = 29
    assert page.locator(ROWS).count() == count
    document = json.loads(downloaded(page, t("register.files.geojson")))
    assert len(document["features"]) == count
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, t("register.files.xlsx"))))
    assert book.worksheets[0].max_row == count + 1
    assert len(downloaded(page, t("register.files.csv")).decode("utf-8-sig").splitlines()) == count + 1
    assert downloaded(page, t("register.files.gpkg")).startswith(b"SQLite format 3")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_but_a_table_in_its_frame_is_wider_than_the_screen(indsatser, width):
    page = indsatser("indsats=p-amager-2021&sum=sted", size=(width, 844)).page
    expect(page.locator(".register-entry")).to_be_visible()
    wide = page.evaluate(
        """() => ['.stMain', '.stMainBlockContainer', '.st-key-register > *', '.register-rows .scroll']
            .flatMap(selector => [...document.querySelectorAll(selector)])
            .filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"""
    )
    assert wide == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("query", ["", "sted=bispebjerg&indsats=u-2010-hyrdevangen&sum=sted&slags=belysning"])
def test_axe_finds_nothing_to_object_to(indsatser, query, size):
    screen = indsatser(query, size=size)
    assert violations(screen.page) == []
    assert violations(screen.frame) == []


def test_paper_has_the_sentence_the_sums_and_the_list_without_the_controls(indsatser):
    page = indsatser("soeg=tingbjerg").page
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert "13 indsatser og forslag passer til valget" in text
    assert "Plus Center i Tingbjerg" in text
    assert "Penge og antal efter stadie" in text
    assert t("register.filter.reset") not in text
    assert t("register.files.geojson") not in text
