"""Prioritering in a browser: weights by keyboard, the signal always in view, files, widths, and what axe can check."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from tests.browser.screens import at_rest, expect_nothing_too_wide, resize
from tests.browser.waiting import PATIENCE, eventually

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


def test_the_signal_is_in_view_wherever_the_reader_is(visit):
    page = settled(visit(ADDRESS))
    signal = page.get_by_role("note").filter(has_text="Et signal, ikke en årsag.")
    for width in WIDTHS:
        resize(page, (width, 800))
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()
        expect(signal).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="Hent notatet (PDF)").scroll_into_view_if_needed()
        expect(page.get_by_role("button", name="Hent notatet (PDF)")).to_be_in_viewport()
        expect(signal).to_be_in_viewport(ratio=1)
        expect_nothing_too_wide(page)


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
    own = "Vi begynder i Folehaven <b>nu</b>."
    words = page.get_by_role("textbox", name=re.compile("Beslutningen med egne ord"))
    words.fill(own)
    words.press("Tab")

    def memo() -> str:
        at_rest(page)
        try:
            with page.expect_download(timeout=PATIENCE / 4) as started:
                page.get_by_role("button", name="Hent notatet (PDF)").click()
        except PlaywrightTimeout:
            return ""  # pressed while a run was on its way: Streamlit puts a new button in its place
        assert started.value.suggested_filename == "sikkerby-beslutningsnotat-valby-2026.pdf"
        sheet, _map = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes())).pages
        return sheet.extract_text()

    eventually(page, lambda: own in memo())  # the page takes the words in with its next run, and shows no sign of it
    assert own in memo()
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
