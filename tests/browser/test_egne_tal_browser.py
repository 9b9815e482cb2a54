"""Egne tal by keyboard alone: a file from the field to the map, in one session, seen in no other."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from sikkerby_geo.text import t
from tests.browser.screens import at_rest, expect_legible
from tests.cases.deliveries import HEAD

FAR = 60
"""Stops of Tab nobody goes beyond."""
CAVEAT = "egne tal, ikke offentliggjort"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted control has the keyboard."""
    expect(wanted).to_be_visible()
    for _ in range(FAR):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("not within reach of Tab")


def test_a_file_goes_from_the_field_to_the_map_by_keyboard_in_one_session(visit, tmp_path: Path) -> None:
    file = tmp_path / "tal.csv"
    file.write_text(HEAD + "Bakken;2025;Utrygge i nabolaget;45;200;\n", encoding="utf-8")
    page = visit("/egne_tal", size=(390, 844))
    upload = page.get_by_test_id("stFileUploader").locator("button", has_text=t("frame.upload"))
    at_rest(page)
    tab_to(page, upload)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(str(file))
    for label, typed in (("source_title", "Måling"), ("publisher", "Legeby")):
        tab_to(page, page.get_by_label(t(f"own_data.page.{label}")))
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    put_in = page.get_by_role("button", name=t("own_data.page.put_in"))
    expect(put_in).to_be_visible()
    expect_legible(put_in)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tab_to(page, page.get_by_role("button", name=t("own_data.page.only_here")))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=t("own_data.page.see")))
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-messages, .notice.message").filter(has_text="tal.csv").first).to_be_visible()
    expect(page.get_by_text(CAVEAT).first).to_be_attached()
    other = visit("/?aar=2025&regel=10pct&sted=bakken")
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    expect(other.get_by_text(CAVEAT)).to_have_count(0)
