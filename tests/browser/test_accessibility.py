"""The map page against the WCAG rules that a machine can check (axe-core)."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STREAMLITS_OWN: dict[tuple[str, str], str] = {}
"""What axe finds in markup that Streamlit makes and we cannot reach: (rule, selector) and why it stays."""


def violations(document) -> list[str]:
    """What axe-core finds in a page or a frame, each as rule, selector and the element."""
    document.evaluate(AXE_SCRIPT)
    found = document.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, iframes: false, resultTypes: ['violations']})", WCAG
    )
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
        if not any(rule["id"] == known and _within(document, node, area) for known, area in STREAMLITS_OWN)
    ]


def _within(document, node: dict, area: str) -> bool:
    return document.evaluate(
        "([target, area]) => document.querySelector(target).matches(area)", [node["target"][0], area]
    )


@pytest.mark.parametrize("query", ["aar=2017", "aar=2017&sted=bispebjerg", "aar=2024&regel=10pct&niveau=bydel"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_axe_finds_nothing_to_object_to(kort, query, size):
    screen = kort(query, size=size)
    expect(screen.page.locator(".facts table")).to_be_visible()
    assert violations(screen.page) == []
    assert violations(screen.frame) == []


def test_page_and_map_are_announced_in_danish(kort):
    screen = kort("aar=2017")
    expect(screen.page.locator("html")).to_have_attribute("lang", "da")
    assert screen.frame.evaluate("document.documentElement.lang") == "da"


def test_year_buttons_say_what_they_do(kort):
    screen = kort("aar=2017")
    with screen.repainted():
        screen.page.get_by_role("button", name="Næste år").click()
    screen.expect_choice("aar", "2018")
    with screen.repainted():
        screen.page.get_by_role("button", name="Forrige år").click()
    screen.expect_choice("aar", "2017")
