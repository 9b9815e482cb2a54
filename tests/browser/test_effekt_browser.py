"""Effekt in a browser: an effort is chosen, its verdict read, kept, opened again, and taken along on paper."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from sikkerby_geo.text import t
from tests.browser.screens import (
    PHONE,
    at_rest,
    expect_legible,
    expect_nothing_too_wide,
    resize,
    search_in,
    violations,
)
from tests.browser.served_app import Place


@pytest.fixture(scope="module")
def installed(serve, toy_root, tmp_path_factory) -> str:
    """Address of an app that has a folder for own records."""
    own = tmp_path_factory.mktemp("own")
    return serve(toy_root, Place(environment={**os.environ, "SIKKERBY_DATA": str(own / "own")}))


def choose(page: Page, key: str, option: str) -> None:
    at_rest(page)
    search_in(page.locator(f".st-key-{key} input"), option)
    page.get_by_role("option", name=option, exact=True).click()


def test_an_effort_is_chosen_read_kept_opened_again_and_printed(visit, installed):
    page = visit("/effekt", at=installed)
    expect(page.locator("h1.sentence")).to_have_text(t("effect.empty_title"))
    choose(page, "effect-place", "Møllehøj")
    choose(page, "effect-kind", t("effort_kind.housing_plan"))
    expect(page.locator("h1.sentence")).to_contain_text("for lille til at måle")
    expect(page.locator("p.alarm")).to_contain_text("kopier af vores egne tal uden nogen effekt")
    at_rest(page)
    assert violations(page) == []
    with page.expect_download() as started:
        page.get_by_role("button", name=t("effect.file.pdf")).click()
    (sheet,) = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes())).pages
    assert "for lille til at måle" in sheet.extract_text()

    keep = page.get_by_role("button", name=t("effect.save.button"))
    expect_legible(keep)
    keep.click()
    expect(page.locator(".since")).to_contain_text("Tallene er de samme som dengang")
    at_rest(page)
    study = page.url.split("studie=")[1].split("&")[0]
    page.goto(f"{installed}/effekt?studie={study}")
    expect(page.locator(".since")).to_contain_text("Møllehøj")
    expect(page.locator("h1.sentence")).to_contain_text("for lille til at måle")
    at_rest(page)
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages).split())
    assert "Falsk alarm" in text
    assert t("effect.section.evidence") in text
    assert t("effect.save.why") not in text
    resize(page, PHONE)
    at_rest(page)
    expect_nothing_too_wide(page)
