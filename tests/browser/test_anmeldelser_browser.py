"""A delivery of invented reports in a browser: the page and its grid, the layer on Kort, a phone, and paper."""

from __future__ import annotations

import io
import os

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sikkerby_geo.text import t
from tests.browser.map_screen import FRAME, MapScreen
from tests.browser.screens import PHONE, at_rest, expect_nothing_too_wide, resize, violations
from tests.browser.served_app import Place
from tests.toytown.reports import deliver

OVER = "path.cell[data-outline=over_sure]"


@pytest.fixture(scope="module")
def delivered(serve, toy_root, tmp_path_factory) -> str:
    """Address of the app where reports have been delivered."""
    own = tmp_path_factory.mktemp("own")
    deliver(own)
    return serve(toy_root, Place(environment={**os.environ, "SIKKERBY_DATA": str(own)}))


def test_page_grid_layer_phone_and_paper(visit, delivered):
    page = visit("/anmeldelser?kvartal=2024-K4&anmeldt=gruppe-haervaerk&anmeldtkort=kvadrater", at=delivered)
    frame = page.frame_locator(FRAME)
    expect(frame.locator("body[data-painted]")).to_be_attached()
    at_rest(page)
    expect(page.locator("h1.sentence")).to_contain_text("Syntetiske anmeldelser")
    assert frame.locator("path.cell").count() == 52
    assert frame.locator(OVER).count() == 4
    frame.locator(OVER).first.hover()
    expect(frame.locator(".leaflet-tooltip")).to_contain_text(t("reports.mark"))
    assert violations(page) == []
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    assert "Syntetiske anmeldelser" in text
    assert "Bakken" in text
    assert len(pages) <= 6
    resize(page, PHONE)
    at_rest(page)
    expect_nothing_too_wide(page)

    kort = MapScreen(visit("/?aar=2017", at=delivered))
    assert kort.frame.locator("path.cell").count() == 0
    with kort.repainted():
        kort.page.get_by_text(t("reports.layer.control")).click()
    assert kort.frame.locator("path.cell").count() == 52
    assert kort.choice()["kvadrater"] == "med"
    expect(kort.page.locator(".st-key-legend")).to_contain_text(t("hidden.synthetic"))
