"""Counted tables on Anmeldelser and Bydel: shown once delivered, with source and mark; else who has them."""

from __future__ import annotations

import pytest

from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import cache
from tests.toytown.counted import with_counted

PAGE, PLACE = "pages/anmeldelser.py", "pages/bydel.py"


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The counted tables stand, and nobody has published them."""
    plain, judged = cache.atlas, cache.judged_atlas
    monkeypatch.setattr(cache, "atlas", lambda: with_counted(plain()))
    monkeypatch.setattr(cache, "judged_atlas", lambda: with_counted(judged()))


def test_without_tables_the_page_says_who_has_them_and_what_the_levels_are(open_page):
    page = open_page(PAGE)
    page.assert_calm()
    assert page.words.count("ikke leveret. Københavns Politi") == 5
    assert "SSP-sekretariatet har tallene" in page.words
    assert "Niveau 4 er personfarlig kriminalitet" in page.words


def test_tables_are_shown_beside_the_year_before_with_source_and_mark(delivered, open_page):
    page = open_page(PAGE)
    page.assert_calm()
    assert page.headline == t("reports.absent.title_counted")
    assert page.app.selectbox(key="counted-period").options[0] == "1. kvartal 2025"
    assert page.html.count('<div class="sheet') >= 6
    assert "Klart flere end i 1. kvartal 2024: I alt og 18–25 år." in page.words
    assert "Politiets nøgletal (Politiet), egne tal, ikke offentliggjort" in page.words
    assert "Målet er 0, og det er nået" in page.words
    assert page.words.count("ikke leveret. Københavns Politi") == 1
    names = {button.proto.label for button in page.app.get("download_button")}
    assert t("counted.print.button") in names
    page.app.selectbox(key="counted-period").set_value("2024-K1").run()
    page.assert_calm()
    assert page.choice["optaltkvartal"] == "2024-K1"
    assert "Målet er 0, og det er ikke nået: 1 i hele byen." in page.words
    assert "1. kvartal 2023 er ikke leveret" in page.words


def test_a_place_shows_its_own_unrest_and_levels(delivered, open_page):
    page = open_page(PLACE, sted="dalum")
    page.assert_calm()
    assert t("counted.bydel.heading") in page.words
    assert "Urolige områder, 1. kvartal 2025 (egne tal, ikke offentliggjort)" in page.words
    assert "6 · urolig" in page.words
