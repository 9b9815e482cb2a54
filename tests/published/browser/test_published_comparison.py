"""Udvikling in a browser: the address restores the page, at every width and on paper; files come from the charts."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.screens import DESK, PHONE, resize, violations

ADDRESS = "/udvikling?aar=2018&aar2=2017&niveau=udvalg&omraader=lu-valby,lu-noerrebro&sted=lu-bispebjerg"
TREND = "Klare ændringer i utrygheden"


def settled(page: Page) -> Page:
    """Wait until the last section stands."""
    expect(page.locator(".st-key-udvikling-changes h2")).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def test_the_address_restores_the_page(visit):
    page = settled(visit(ADDRESS))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("2017.* 2018"))
    chart = page.locator(".st-key-udvikling-trend .chart-card")
    expect(chart.locator("p[role=heading]")).to_contain_text(TREND)
    for name in ("Valby", "Nørrebro"):
        expect(chart.locator(".wide svg text", has_text=re.compile(f"^{name} ")).last).to_be_visible()
    expect(page.get_by_role("heading", name="2017", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="2018", exact=True)).to_be_visible()
    page.reload()
    settled(page)
    expect(page.locator("[data-tag]:visible")).to_have_text(["Valby", "Nørrebro"])
    query = page.url.split("?", 1)[1]
    assert all(part in query.replace("%2C", ",") for part in ADDRESS.split("?")[1].split("&"))


def test_the_menu_carries_the_shared_choice_along(visit):
    page = settled(visit(ADDRESS))
    page.locator(".st-key-header").get_by_role("link", name="Kort", exact=True).click()
    page.wait_for_url(re.compile(r"127\.0\.0\.1:\d+/\?.*aar=2018"))
    assert "sted=lu-bispebjerg" in page.url
    assert "omraader" not in page.url


def test_a_choice_by_keyboard_goes_into_the_address(visit):
    page = settled(visit("/udvikling?aar=2018"))
    field = page.get_by_role("combobox", name="Sammenlign med")
    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("2016")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("aar2=2016"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2016")


def test_every_size_shows_one_picture_of_each_chart_in_legible_type(visit):
    page = settled(visit(ADDRESS))
    for size in (DESK, PHONE):
        resize(page, size)
        expect(page.locator(".chart-card:has(.narrow) .picture svg:visible")).to_have_count(2)
        smallest = page.evaluate(
            """() => Math.min(...[...document.querySelectorAll('.chart-card .picture svg text')]
                .filter(text => text.checkVisibility())
                .map(text => parseFloat(text.getAttribute('font-size')) *
                    Math.hypot(text.getScreenCTM().b, text.getScreenCTM().d)))"""
        )
        assert smallest >= 11.5
        if size == DESK:
            table = page.locator(".stExpander").filter(has_text="Vis som tabel").first
            table.get_by_text("Vis som tabel").click()
            expect(table.locator("table")).to_be_visible()
        assert violations(page) == [], size


def test_figures_and_picture_can_be_taken_along(visit):
    trend = settled(visit(ADDRESS)).locator(".st-key-udvikling-trend")
    with trend.page.expect_download() as started:
        trend.get_by_role("button", name="Hent tal (CSV)").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    assert started.value.suggested_filename == "sikkerby-udvikling-utryg-nabolag-lu-valby-lu-noerrebro.csv"
    assert text.startswith("Område;År;Procent")
    with trend.page.expect_download() as started:
        trend.get_by_role("button", name="Hent billede (PNG)").click()
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")


def test_on_paper_there_are_pictures_and_sources_but_no_controls(visit):
    page = settled(visit(ADDRESS))
    page.emulate_media(media="print")
    expect(page.locator(".st-key-udvikling-controls")).to_be_hidden()
    expect(page.locator(".st-key-header")).to_be_hidden()
    expect(page.get_by_text("Hent tal (CSV)").first).to_be_hidden()
    expect(page.locator(".chart-card svg:visible").first).to_be_visible()
    expect(page.locator(".chart-card figcaption").first).to_contain_text("Kilder")
