"""Årsrapport: any year and quarter, texts written, reviewed and approved, figures held, nothing left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sikkerby_geo.build.yearly_report import held, texts_of, write_words
from sikkerby_geo.facts.yearly_report import Author, Period, Review
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.reading import path_of
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import local_user
from sikkerby_geo.views.yearly_report.report import QUARTERLY, SECTIONS
from tests.pages.shown_page import ShownPage

FILE = "pages/aarsrapport.py"
YEAR = Period(2025)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    return Store(tmp_path / "own")


@pytest.fixture
def report(store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch) -> Callable:
    """Opens the page at the machine itself."""
    monkeypatch.setattr(local_user, "is_here", lambda: True)

    def open_at(**query: str) -> ShownPage:
        page = open_page(FILE, **query)
        page.assert_calm()
        return page

    return open_at


def press(page: ShownPage, key: str) -> None:
    page.app.button(key=key).click().run()
    page.assert_calm()


def test_a_reader_sees_every_section_and_no_form(open_page: Callable[..., ShownPage], store: Store) -> None:
    page = open_page(FILE, rapport="2025")
    page.assert_calm()
    assert page.headline == "Sikker By: Årsrapport 2025"
    assert [name for name in SECTIONS if t(f"yearly.section.{name}") not in page.words] == []
    assert "Næste gang: Nøgletal for kriminalitet" in page.words
    assert page.app.text_area == []
    assert open_page(aar="2025", regel="85pct").headline.rstrip(".") in page.words
    assert page.messages == []


@pytest.mark.parametrize("asked", ["2025-K3", "<b>2025"])
def test_a_quarter_an_early_year_and_what_there_is_no_report_of(report: Callable, asked: str) -> None:
    page = report(rapport=asked)
    if asked == "2025-K3":
        assert page.headline.endswith("3. kvartal 2025")
        assert [name for name in QUARTERLY if t(f"yearly.section.{name}") not in page.words] == []
    else:
        assert page.headline.endswith("Årsrapport 2025")
        assert any(asked in told for told in page.messages)


def test_a_text_is_written_reviewed_and_approved_and_told_with_its_days(report: Callable, store: Store) -> None:
    page = report(rapport="2025")
    page.app.text_area(key="report-words-2025-police").set_value("Et *roligt* år.\n\n<b>Flere</b> patruljer.").run()
    press(page, "report-save-2025-police")
    press(page, "report-step-2025-police")
    press(page, "report-step-2025-police")
    kept = texts_of(store, YEAR)[Author.POLICE]
    assert [step.state for step in kept.steps] == list(Review)
    assert "Et *roligt* år." in page.words
    assert "&lt;b&gt;Flere&lt;/b&gt; patruljer." in page.html
    assert t("yearly.hand.same_hand") in page.words
    assert t("yearly.hand.lead", approved=1, count=3) in page.words
    assert [button.key for button in page.app.button if button.key == "report-step-2025-police"] == []


def test_somebody_elses_text_is_seen_before_it_is_written_over(report: Callable, store: Store) -> None:
    page = report(rapport="2025")
    page.app.text_area(key="report-words-2025-ssp").set_value("Min tekst").run()
    write_words(store, (YEAR, Author.SSP), "En andens tekst", who="bo", seen=0)
    press(page, "report-save-2025-ssp")
    assert t("yearly.hand.not_saved") in page.words
    assert "En andens tekst" in page.words
    assert page.app.text_area(key="report-words-2025-ssp").value == "Min tekst"
    press(page, "report-save-2025-ssp")
    assert texts_of(store, YEAR)[Author.SSP].text.words == "Min tekst"


def test_figures_are_held_and_the_next_report_tells_what_has_changed(report: Callable, store: Store) -> None:
    press(report(rapport="2024"), "report-hold")
    assert held(store, YEAR.before) is not None
    page = report(rapport="2025")
    assert "Siden rapporten for 2024: 0 tal er nye" in page.words


def test_broken_files_are_told_and_the_rest_goes_on(
    open_page: Callable[..., ShownPage], store: Store, copy_data: Callable[[], Path]
) -> None:
    root = copy_data()
    for table in ("survey", "goals", "reporting_calendar"):
        (root / path_of(table)).write_text("nonsense\n1\n", encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert [name for name in SECTIONS if t(f"yearly.section.{name}") not in page.words] == []
