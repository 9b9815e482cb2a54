"""Effekt cold: what to do where nothing is chosen, a verdict, and a study kept, opened, dropped and put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sikkerby_geo.build import effect_studies
from sikkerby_geo.facts.effect_studies import EffectStudy
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import local_user

FILE = "pages/effekt.py"


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for own records, and somebody at the machine who may write."""
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setattr(local_user, "is_here", lambda: True)
    return tmp_path / "own"


def test_where_nothing_is_chosen_the_page_says_what_to_do_and_lists_all_efforts(open_page) -> None:
    page = open_page(FILE)
    page.assert_calm()
    assert page.headline == t("effect.empty_title")
    assert t("effect.how.kind") in page.words
    assert "Ingen af 25 indsatser har en klar, målt effekt" in page.words
    assert t("effect.kept.none") in page.words
    page.app.selectbox(key="effect-place").set_value("moellehoej").run()
    page.app.selectbox(key="effect-kind").set_value("housing_plan").run()
    page.assert_calm()
    assert page.headline.endswith("Møllehøj: for lille til at måle.")
    assert "Falsk alarm: metoden er prøvet på" in page.words
    assert (page.choice["sted"], page.choice["slags"]) == ("moellehoej", "helhedsplan")
    page.app.selectbox(key="effect-start").set_value(2030).run()
    page.assert_calm()
    assert page.headline.endswith("kan ikke måles med de tal, vi har.")
    page.app.button(key="effect-reset").click().run()
    assert page.headline == t("effect.empty_title")
    assert "slags" not in page.choice


def test_a_study_is_kept_opened_by_its_address_dropped_and_put_back(open_page, own: Path) -> None:
    page = open_page(FILE, indsats="h-moellehoej")
    page.app.button(key="effect-keep").click().run()
    page.assert_calm()
    store = Store(own)
    (kept,) = effect_studies.kept_studies(store).studies
    assert kept.study.question == {"indsats": "h-moellehoej"}
    assert page.choice["studie"] == kept.study.study_id
    assert t("effect.save.done", revision=1) in page.messages

    other = open_page(FILE, studie=kept.study.study_id)
    other.assert_calm()
    assert "Tallene er de samme som dengang" in other.words
    assert other.choice["indsats"] == "h-moellehoej"
    other.app.button(key="effect-drop").click().run()
    other.assert_calm()
    assert effect_studies.kept_studies(store).studies == ()
    assert "studie" not in other.choice
    other.app.button(key="effect-undo").click().run()
    other.assert_calm()
    assert effect_studies.kept_studies(store).studies[0].study == kept.study


def test_who_may_not_write_is_told_and_offered_nothing(open_page, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_user, "is_here", lambda: False)
    page = open_page(FILE, indsats="h-moellehoej", studie="findes-ikke")
    page.assert_calm()
    assert "effect-keep" not in [button.key for button in page.app.button]
    assert any("Studiet kan ikke gemmes herfra" in message for message in page.messages)
    assert t("effect.kept.unknown") in page.messages


def test_a_study_that_is_not_there_or_whose_effort_is_gone_says_so(open_page, own: Path) -> None:
    gone = EffectStudy(
        "studie-1", "Nedlagt plan", {"slags": "helhedsplan", "indsats": "h-nedlagt"}, {"verdict": "too_small"}, "a", "b"
    )
    effect_studies.keep_study(Store(own), gone, who="anna", why="")
    page = open_page(FILE, studie="studie-1")
    page.assert_calm()
    assert t("effect.no_question.unknown") in page.messages
    assert "»Nedlagt plan«" in page.words
    assert "Dengang: for lille til at måle." in page.words
    assert t("effect.kept.other_question") not in page.messages
    page.app.button(key="effect-drop").click().run()
    page.assert_calm()
    assert effect_studies.kept_studies(Store(own)).studies == ()
    assert t("effect.kept.unknown") in open_page(FILE, studie="studie-1").messages
