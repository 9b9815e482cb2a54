"""The first words of a document are there until the page has something to read, and out of sight under a dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

RULES = """() => [...document.styleSheets].filter(({ownerNode}) => ownerNode.matches('style'))
  .flatMap(({cssRules}) => [...cssRules].map(rule => rule.cssText)).join(' ')"""
"""The rules that stand in the document itself."""
PUT = "html => document.body.insertAdjacentHTML('beforeend', html)"


@pytest.fixture
def waiting(browser: Browser, server: str) -> Iterator[Page]:
    """The map's document, for which Streamlit's scripts never come."""
    page = browser.new_page(locale="da-DK")
    assert page.request.get(f"{server}/data/v1/kilder.csv").ok, "it is answered when there is an atlas"
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto(server)
    yield page
    page.close()


def test_first_words_go_with_their_rules_when_there_is_something_to_read(waiting: Page) -> None:
    words, picture = waiting.locator("#opening"), waiting.locator("#first-map")
    expect(words).to_be_visible()
    expect(picture).to_be_visible()
    assert "#opening b" in waiting.evaluate(RULES)
    waiting.evaluate(PUT, "<main class='stMain'><div></div></main>")
    expect(words).to_be_visible()
    waiting.evaluate("() => document.querySelector('.stMain div').append(document.createElement('h1'))")
    expect(words).to_have_count(0)
    expect(picture).to_be_hidden()
    assert "#opening b" not in waiting.evaluate(RULES)


def test_first_words_give_way_to_a_dialog_and_come_back(waiting: Page) -> None:
    words = waiting.locator("#opening")
    expect(words).to_be_visible()
    waiting.evaluate(PUT, "<div role='dialog'>?</div>")
    expect(words).to_be_hidden()
    expect(waiting.locator("#first-map")).to_be_visible()
    waiting.evaluate("() => document.querySelector('[role=dialog]').remove()")
    expect(words).to_be_visible()
