"""Prioritering in a browser: a scenario kept with a button one can read, carried by the memo, in a low window too."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from sikkerby_geo.facts.versions import ROOT
from tests.browser.screens import at_rest, expect_legible, resize, search_in

PRICED = "/prioritering?aar=2025&tal=tryg-nabolag&sted=moellehoej&budget=200000&pris=1000&pristil=2000"
ENLARGED_400 = (360, 225)
"""What a window of 1440 × 900 has left, in CSS pixels, when it is enlarged to 400 %."""


def test_a_scenario_is_kept_by_a_button_one_can_read_and_the_memo_carries_it(visit):
    page = visit(PRICED)
    page.get_by_role("tab", name="Vælg et område").click()
    field = page.locator(".st-key-whatif-pick input")
    search_in(field, "Møllehøj (om")
    expect(page.get_by_role("option", name=re.compile(r"^Møllehøj \(om")).first).to_be_visible()
    field.press("Enter")
    keep = page.get_by_role("button", name="Gem som scenarie A")
    expect(keep).to_be_visible()
    expect_legible(keep)
    keep.hover()
    expect_legible(keep)
    keep.click()
    expect(page.locator(".sheet.scenarios")).to_contain_text("0,9 km navngiven gade")
    at_rest(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Hent notatet (PDF)").click()
    second = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes())).pages[1].extract_text()
    assert "A: Møllehøj" in second
    assert "0,9 km navngiven gade" in second

    strip = page.locator(".signal")
    expect(strip).to_be_in_viewport()
    resize(page, ENLARGED_400)
    page.evaluate("document.querySelector('.facts.priority').scrollIntoView()")
    expect(strip).not_to_be_in_viewport()


def test_every_primary_button_is_one_of_those_looked_at():
    made = [
        path.relative_to(ROOT / "sikkerby_geo" / "ui").as_posix()
        for path in sorted((ROOT / "sikkerby_geo" / "ui").rglob("*.py"))
        for _ in re.findall(r'type="primary"', path.read_text(encoding="utf-8"))
    ]
    assert made == [
        "effect/saved.py",
        "efforts/exchange_preview.py",
        "efforts/form.py",
        "meeting/page.py",
        "own_data/putting_in.py",
        "whatif/section.py",
    ], "measure its contrast as the others'"
