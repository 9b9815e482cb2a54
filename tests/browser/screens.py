"""What holds for every page on every screen: it has come to rest, nothing is too wide, and axe objects to nothing."""

from __future__ import annotations

import re
from contextlib import suppress

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Locator, Page, expect

from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.waiting import until
from tests.views.base.test_palette import contrast

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESK, PHONE, SMALL_PHONE = (1440, 900), (390, 844), (320, 844)
TOO_WIDE = """() => ['html', '[data-testid=stMain]', '.stMainBlockContainer']
    .flatMap(selector => [...document.querySelectorAll(selector)])
    .filter(node => node.scrollWidth > node.clientWidth + 1)
    .map(node => `${node.tagName} ${node.className}: ${node.scrollWidth} > ${node.clientWidth}`)"""


def at_rest(page: Page) -> Page:
    """Wait until no run is under way."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def menu_link(page: Page, page_id: str) -> Locator:
    """The link of the menu that leads to a page."""
    return page.locator(".st-key-header a").nth([one.page_id for one in PAGES].index(page_id))


def search_in(field: Locator, words: str) -> None:
    """Type into a list one can search in, once the page has come to rest: such a list shuts when it scrolls."""
    field.evaluate(
        """async node => {
            node.scrollIntoView({block: 'center', behavior: 'instant'});
            node.focus({preventScroll: true});
            await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
        }"""
    )
    field.fill(words)


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the window another size in pixels, and wait until the page knows."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    until(page, "width => innerWidth === width", size[0])


def expect_nothing_too_wide(page: Page) -> None:
    """Nothing of the page has to be scrolled sideways, once its parts have taken in the size of the window."""
    with suppress(Error):
        until(page, f"() => ({TOO_WIDE})().length === 0")
    assert page.evaluate(TOO_WIDE) == []


def violations(document) -> list[str]:
    """What axe-core finds in a page or a frame, each as rule and element."""
    if not document.evaluate("typeof axe === 'object'"):
        document.evaluate(AXE_SCRIPT)
    found = document.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, iframes: false, resultTypes: ['violations']})", WCAG
    )
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


def expect_legible(button: Locator) -> None:
    """The words of a button stand out from its ground as WCAG AA asks: 4.5 : 1."""
    found = button.evaluate(
        "button => [button.querySelector('p') ?? button, button].map((part, i) =>"
        " getComputedStyle(part)[i ? 'backgroundColor' : 'color'])"
    )
    words, ground = ("#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", one)[:3]) for one in found)
    assert contrast(words, ground) >= 4.5
