"""On a phone the page fits the width; only the table may be scrolled, in its own frame."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [390, 320])
def test_the_page_does_not_scroll_sideways(kort, width):
    screen = kort("aar=2017&sted=bispebjerg", size=(width, 844))
    expect(screen.place).to_have_text("Bispebjerg")
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
    too_wide = screen.page.evaluate(
        """() => [...document.querySelectorAll('.stMain, .stMainBlockContainer')]
            .filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"""
    )
    assert too_wide == []
    assert screen.frame.evaluate("document.documentElement.scrollWidth") <= width
    assert len(screen.districts()) == 13
