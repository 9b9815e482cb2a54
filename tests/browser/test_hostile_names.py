"""Every free text of every table looks like code: it is text wherever it is shown, runs nothing and asks nobody."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sikkerby_geo.facts.contracts import Column
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.store.files import path_of
from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.screens import DESK, PHONE, at_rest, menu_link, resize

MARKUP = "<img src=x onerror=alert(1)>"
TEMPLATE = "{% for a in b %}{{9**(9**7)}}{#"
MARKDOWN = f"**fed** ![x](http://example.org/a.png) :red[x] {MARKUP}"
CODE = (
    "\n\n![x](http://example.org/a.png) [x](javascript:alert(1)) www.example.org {{9**(9**7)}} {% for a in b %}"
    ' <img src=x onerror=alert(1)> $x$ :red[x] "; =1+1'
)
LOADED_OR_RUN = (
    '#root img[src="x"], .label img, [onerror], [src*="example.org"], a[href*="example.org"], a[href^="javascript"]'
)
NAMES = {"bakken": MARKUP, "dalum": MARKDOWN, "moellehoej": TEMPLATE}
"""Districts whose whole name is code; every other text of the data has code behind it."""
KEPT = ("manifest",)
"""Tables whose words are about files and not for the pages."""


def free(column: Column) -> bool:
    return column == Column() or column == Column(blank=False)


@pytest.fixture(scope="module")
def hostile(toy_root: Path, tmp_path_factory: pytest.TempPathFactory, serve) -> str:
    """Address of the app on the toy city with code in every free text."""
    root = tmp_path_factory.mktemp("hostile") / "city"
    shutil.copytree(toy_root, root)
    for name, contract in TABLES.items():
        path = root / path_of(name)
        with path.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        texts = [column for column, rule in contract.columns.items() if free(rule) and name not in KEPT]
        for row in rows:
            row |= {column: row[column] + CODE for column in texts if row[column] and column not in contract.key}
            if name == "areas" and row["area_id"] in NAMES:
                row["area_name"] = row["short_name"] = NAMES[row["area_id"]]
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, contract.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return serve(root)


def expect_only_text(page: Page) -> None:
    assert page.locator(LOADED_OR_RUN).count() == 0
    assert page.get_by_test_id("stException").count() == 0


def test_a_name_that_looks_like_code_is_shown_as_text_and_nothing_runs(kort, hostile):
    screen = kort("aar=2017&sted=bakken", at=hostile)
    page, frame = screen.page, screen.frame
    for district_id, name in NAMES.items():
        if district_id != "bakken":
            with screen.repainted():
                screen.choose(name)
            screen.expect_choice("sted", district_id)
        for size in (DESK, PHONE):
            resize(page, size)
            expect(screen.place).to_have_text(name)
            expect(page.locator(".facts table")).to_contain_text(name)
            expect(page.locator("section.notice:not(.altered)")).to_have_count(0)
            expect(frame.locator(f'.label[data-id="{district_id}"] .name')).to_have_text(name)
            shape = frame.locator(f'path.district[data-id="{district_id}"]')
            assert name in shape.get_attribute("aria-label")
            shape.blur()
            shape.focus()
            expect(frame.locator(".leaflet-tooltip")).to_contain_text(name)
        resize(page, DESK)
        expect_only_text(page)
        assert frame.locator(LOADED_OR_RUN).count() == 0


@pytest.mark.parametrize("district_id", ["dalum", ""])
def test_no_page_asks_another_host_or_takes_a_text_for_code(visit, hostile, district_id):
    """One reader goes through the menu, with a place of such a name and without."""
    page = visit(f"/?aar=2017&sted={district_id}", at=hostile)
    for page_id in (page.page_id for page in PAGES):
        link = menu_link(page, page_id)
        if page_id != "kort":
            link.click()
            page.wait_for_url(re.compile(f"/{page_id}"))
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.locator(".st-key-header [aria-current]")).to_have_count(1)
        at_rest(page)
        expect_only_text(page)


def test_a_larger_place_opened_cold_is_text_too(visit, hostile):
    page = visit("/bydel?niveau=bydel&sted=koebenhavn", at=hostile)
    expect(page.locator(".st-key-header")).to_be_visible()
    at_rest(page)
    expect_only_text(page)


def test_a_value_in_the_address_is_shown_as_text_until_the_next_choice(kort):
    screen = kort(f"aar=![x](http://example.org/a.png)&sted={MARKUP}")
    page = screen.page
    messages = page.locator(".message")
    expect(messages).to_have_count(2)
    expect(messages.first).to_be_in_viewport()
    expect(messages.first).to_contain_text("![x](http://example.org/a.png)")
    expect(messages.last).to_contain_text(MARKUP)
    expect_only_text(page)
    screen.frame.evaluate("window.sameFrame = true")
    with screen.repainted():
        screen.control("previous").get_by_role("button").click()
    expect(messages).to_have_count(0)
    assert screen.choice()["aar"] == "2024"
    assert "sted" not in screen.choice()
    assert screen.frame.evaluate("window.sameFrame")
