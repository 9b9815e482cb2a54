"""A name in the data is text wherever it is shown, whatever it looks like."""

from __future__ import annotations

import csv
import re
import shutil

import pytest
from playwright.sync_api import expect

from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.screens import DESK, PHONE, at_rest, resize

MARKUP = "<img src=x onerror=alert(1)>"
TEMPLATE = "{% for a in b %}{{9**(9**7)}}{#"
MARKDOWN = f"**fed** ![x](http://example.org/a.png) :red[x] {MARKUP}"
LOADED_OR_RUN = 'img[src="x"], [onerror], [src*="example.org"], [href*="example.org"]'
NAMES = {"bakken": MARKUP, "dalum": MARKDOWN, "moellehoej": TEMPLATE}


@pytest.fixture(scope="module")
def hostile(toy_root, tmp_path_factory, serve) -> str:
    """Address of the app on data in which two districts have names that look like code."""
    root = shutil.copytree(toy_root, tmp_path_factory.mktemp("hostile") / "city")
    path = root / "data" / "areas.csv"
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        if row["area_id"] in NAMES:
            row["area_name"] = row["short_name"] = NAMES[row["area_id"]]
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return serve(root)


@pytest.mark.parametrize("district_id", NAMES)
def test_a_name_that_looks_like_code_is_shown_as_text_and_nothing_runs(kort, hostile, district_id):
    name = NAMES[district_id]
    screen = kort(f"aar=2017&sted={district_id}", at=hostile)
    page, frame = screen.page, screen.frame
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
    with screen.repainted():
        screen.choose("Fjordby")
    with screen.repainted():
        screen.choose(name)
    expect(screen.place).to_have_text(name)
    for document in (page, frame):
        assert document.locator(LOADED_OR_RUN).count() == 0


@pytest.mark.parametrize("district_id", ["dalum", ""])
def test_no_page_takes_a_name_for_code(visit, hostile, district_id):
    """One reader goes through the menu, with a place of such a name and without."""
    page = visit(f"/?aar=2017&sted={district_id}", at=hostile)
    for page_id in (page.page_id for page in PAGES):
        link = page.locator(f".st-key-nav-there-{page_id} a")
        if page_id != "kort":
            link.click()
            page.wait_for_url(re.compile(f"/{page_id}"))
        expect(page.locator(f".st-key-nav-here-{page_id}")).to_be_visible()
        at_rest(page)
        assert page.locator(LOADED_OR_RUN).count() == 0


def test_a_value_in_the_address_is_shown_as_text_until_the_next_choice(kort):
    screen = kort(f"aar=![x](http://example.org/a.png)&sted={MARKUP}")
    page = screen.page
    messages = page.locator(".message")
    expect(messages).to_have_count(2)
    expect(messages.first).to_be_in_viewport()
    expect(messages.first).to_contain_text("![x](http://example.org/a.png)")
    expect(messages.last).to_contain_text(MARKUP)
    assert page.locator(LOADED_OR_RUN).count() == 0
    screen.frame.evaluate("window.sameFrame = true")
    with screen.repainted():
        screen.control("previous").get_by_role("button").click()
    expect(messages).to_have_count(0)
    assert screen.choice()["aar"] == "2024"
    assert "sted" not in screen.choice()
    assert screen.frame.evaluate("window.sameFrame")
