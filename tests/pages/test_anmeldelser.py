"""Anmeldelser cold: without a delivery it says what is needed, with one it shows it; controls go into the address."""

from __future__ import annotations

import pytest

from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import cache
from tests.toytown.reports import with_reports

FILE = "pages/anmeldelser.py"


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A delivery of invented reports stands."""
    plain = cache.atlas
    monkeypatch.setattr(cache, "atlas", lambda: with_reports(plain()))


def test_without_a_delivery_the_page_says_what_is_needed_who_has_it_and_how(open_page):
    page = open_page(FILE)
    page.assert_calm()
    assert page.headline == "Ingen anmeldelser er leveret."
    for told in ("Københavns Politi", "sikkerby reports", "EPSG:25832", "ikke leveret"):
        assert told in page.words
    assert "<table" not in page.html
    assert page.app.get("download_button") == []


def test_a_delivery_is_shown_with_the_newest_quarter_first(delivered, open_page):
    page = open_page(FILE)
    page.assert_calm()
    assert "3.\u00a0kvartal\u00a02025" in page.headline
    assert t("hidden.synthetic") in page.messages
    assert page.app.selectbox(key="reports-period").options[0] == "3. kvartal 2025"
    assert page.html.count('<div class="sheet') == 4
    assert page.words.count("ikke leveret. Københavns Politi") == 5
    names = {button.proto.label for button in page.app.get("download_button")}
    assert {t(f"reports.file.{kind}") for kind in ("csv", "xlsx", "geojson", "geojson_25832", "png", "pdf")} <= names


def test_choices_go_into_the_address_and_come_back(delivered, open_page):
    page = open_page(FILE, kvartal="2024-K4", anmeldt="gruppe-tyveri", anmeldtkort="kvadrater", niveau="bydel")
    page.assert_calm()
    assert page.messages == [t("hidden.synthetic")]
    assert "Tyveri (gruppe), hele byen, 4.\u00a0kvartal\u00a02024" in page.headline
    assert "fire gange de 50" in page.words
    page.app.selectbox(key="reports-what").set_value("type/vold").run()
    page.app.segmented_control(key="reports-cells").set_value(False).run()
    page.assert_calm()
    assert page.choice["anmeldt"] == "vold"
    assert page.choice["kvartal"] == "2024-K4"
    assert "anmeldtkort" not in page.choice


def test_an_unknown_quarter_gives_the_newest_and_says_so(delivered, open_page):
    page = open_page(FILE, kvartal="1999-K9", anmeldt="{{x}}")
    page.assert_calm()
    assert len(page.messages) == 3
    assert "3.\u00a0kvartal\u00a02025" in page.headline
