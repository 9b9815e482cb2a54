"""Prioritering in a browser: weights by keyboard, the signal always in view, files, widths, and what axe can check."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from test_accessibility import violations

ADDRESS = "/prioritering?aar=2026&tal=tryg-nabolag&sted=valby"
WIDTHS = [320, 390, 1440, 1920]


def settled(page: Page) -> Page:
    """Wait until the last section stands and the run is over."""
    expect(page.get_by_role("button", name="Hent notatet (PDF)")).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def names(page: Page) -> list[str]:
    heads = page.locator(".priority [role=rowheader]")
    return heads.evaluate_all("nodes => nodes.map(node => node.firstChild.textContent.trim())")


def inside(page: Page, thing: Locator) -> bool:
    """Whether all of a thing lies within the window."""
    box, size = thing.bounding_box(), page.viewport_size
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["height"] > 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_signal_is_in_view_wherever_the_reader_is_and_nothing_is_too_wide(visit, width):
    page = settled(visit(ADDRESS, size=(width, 800)))
    signal = page.get_by_role("note").filter(has_text="Et signal, ikke en årsag.")
    assert inside(page, signal)
    page.get_by_role("button", name="Hent notatet (PDF)").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Hent notatet (PDF)")).to_be_in_viewport()
    assert inside(page, signal)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("query", ["", "&vaegte=0-0-0-0-0", "&vaegte=40-0-0-10-50"])
def test_axe_finds_nothing_to_object_to(visit, size, query):
    page = visit(f"/prioritering?aar=2026&tal=tryg-nabolag{query}", size=size)
    expect(page.get_by_role("note")).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    assert violations(page) == []


def test_a_weight_moved_by_keyboard_changes_list_and_address_and_survives_a_reload(visit):
    page = settled(visit(ADDRESS))
    before = names(page)
    slider = page.get_by_role("slider", name="Anmeldelser")
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_url(re.compile("vaegte=40-20-20-100-0"))
    expect(page.get_by_role("combobox", name="Vægte")).to_have_value("Egne vægte")
    settled(page)
    after = names(page)
    assert after.index("Indre By") < before.index("Indre By")
    page.reload()
    assert names(settled(page)) == after
    page.get_by_role("button", name="Nulstil vægte").click()
    page.wait_for_url(re.compile("^(?!.*vaegte)"))
    settled(page)
    assert names(page) == before


def test_the_ranges_are_drawn_where_their_words_say(visit):
    page = settled(visit(ADDRESS))
    drawn = page.locator(".priority tbody tr").evaluate_all(
        """rows => rows.map(row => {
            const track = row.querySelector('.track').getBoundingClientRect();
            const dot = row.querySelector('.dot').getBoundingClientRect();
            const x = (dot.left + dot.width / 2 - track.left) / track.width;
            return {rank: Number(row.querySelector('.rank').textContent), x};
        })"""
    )
    assert len(drawn) == 13
    for row in drawn:
        assert row["x"] == pytest.approx((row["rank"] - 1) / 12, abs=0.02)


def test_the_memo_carries_the_readers_words_and_the_files_are_files(visit):
    page = settled(visit(ADDRESS))
    words = page.get_by_role("textbox", name=re.compile("Beslutningen med egne ord"))
    words.fill("Vi begynder i Folehaven <b>nu</b>.")
    words.press("Tab")
    settled(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Hent notatet (PDF)").click()
    reader = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert started.value.suggested_filename == "sikkerby-beslutningsnotat-valby-2026.pdf"
    assert len(reader.pages) == 1
    assert "Vi begynder i Folehaven <b>nu</b>." in reader.pages[0].extract_text()
    for button, suffix, start in (("CSV", "csv", b"\xef\xbb\xbf"), ("Excel", "xlsx", b"PK")):
        with page.expect_download() as started:
            page.get_by_role("button", name=f"Hent rækkefølgen ({button})").click()
        assert started.value.suggested_filename == f"sikkerby-prioritering-safe-2026.{suffix}"
        assert Path(started.value.path()).read_bytes().startswith(start)


def test_on_paper_the_list_the_picture_and_the_signal_remain(visit):
    page = settled(visit(ADDRESS))
    page.emulate_media(media="print")
    text = "".join(part.extract_text() for part in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    for wanted in ("Christianshavn", "Østerbro", "Et signal, ikke en årsag.", "kendte indsatser"):
        assert wanted in text
    assert "Nulstil" not in text
