"""The overlays: none chosen draws none, and each draws as many as it says."""

from __future__ import annotations

import re

from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.text import t
from tests.browser.waiting import eventually


def test_each_overlay_alone_draws_as_many_as_it_says(kort):
    screen = kort("aar=2017&lag=ingen")
    assert screen.efforts() == []
    shown = {}
    for overlay in (one for one in OVERLAYS if not one.own):
        screen.tick(overlay.overlay_id)
        screen.expect_choice("lag", overlay.overlay_id)
        said = _said(screen, overlay.overlay_id)
        eventually(screen.page, lambda said=said: _shown(screen) == said)
        assert _shown(screen) == said
        assert {shape["role"] for shape in screen.efforts()} <= {overlay.role}
        shown[overlay.overlay_id] = said
        screen.tick(overlay.overlay_id)
        screen.expect_choice("lag", "ingen")
        eventually(screen.page, lambda: screen.efforts() == [])
        assert screen.efforts() == []
    assert shown["belysning"] > 0
    assert shown["partnerskaber"] > 0


def _said(screen, overlay_id: str) -> int:
    """The count beside an overlay's box."""
    label = screen.control(f"lag-{overlay_id}").locator("label").inner_text()
    return int(re.search(r"\d+$", label.strip()).group())


def _shown(screen) -> int:
    """How many efforts the map shows."""
    return len({shape["id"] for shape in screen.efforts()}) + _marks(screen)


def _marks(screen) -> int:
    """Efforts of whole districts in the legend: they are marks beside labels, not shapes."""
    line = screen.page.locator(".legend li", has_text=t("overlay_one.whole_area"))
    return int(line.locator("b").inner_text()) if line.count() else 0


def test_all_years_draw_at_least_what_one_year_draws(kort):
    one = {shape["id"] for shape in kort("aar=2017").efforts()}
    every = {shape["id"] for shape in kort("aar=2017&indsatsaar=alle").efforts()}
    assert one < every
