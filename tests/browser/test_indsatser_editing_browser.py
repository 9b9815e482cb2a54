"""Indsatser, editing in a browser: an upgrade added by drawing, corrected by keyboard alone, undone, and let go; two
tabs that change the same."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Locator, Page, expect

from sikkerby_geo.text import t
from tests.browser.screens import at_rest, expect_legible, search_in
from tests.browser.served_app import Place
from tests.browser.test_egne_tal_browser import tab_to
from tests.browser.waiting import eventually

NAME = "Lygten ved broen"


@pytest.fixture(scope="module")
def installed(serve, toy_root, tmp_path_factory) -> str:
    """Address of an app that has a folder for own records: what is written here is no other test's."""
    own = tmp_path_factory.mktemp("own")
    return serve(toy_root, Place(environment={**os.environ, "SIKKERBY_DATA": str(own / "own")}))


def choose(page: Page, key: str, words: str) -> None:
    """Choose in a list one can type in."""
    field = page.locator(f".st-key-{key} input")
    search_in(field, words)
    field.press("Enter")
    at_rest(page)


def said(page: Page, text: str) -> Locator:
    """What is said of the last step; the keyboard is there."""
    told = page.locator(".st-key-register-news [data-step]")
    expect(told).to_contain_text(text)
    expect(told).to_be_focused()
    at_rest(page)
    return told


def test_an_upgrade_is_drawn_corrected_by_keyboard_undone_and_deleted(visit, installed):
    page = visit("/indsatser", at=installed)
    page.get_by_role("button", name=t("editing.add")).click()
    expect(page.locator("h1")).to_have_text([t("editing.title_new")])
    page.get_by_role("textbox", name=t("record.field.name"), exact=True).fill("Lygten ved brooen")
    save = page.get_by_role("button", name=t("editing.save"), exact=True)
    expect_legible(save)
    chart = page.locator(".st-key-edit-place-map iframe")
    chart.evaluate("frame => { frame.dataset.same = ''; }")
    save.click()
    expect(page.locator(".st-key-edit-kind input")).to_be_focused()
    page.get_by_role("link", name=t("record.fault.required", field=t("record.field.source_words"))).click()
    expect(page.locator(".st-key-edit-source_words input")).to_be_focused()
    page.keyboard.type("Tilsyn, maj 2019")
    choose(page, "edit-kind", "belysning")
    choose(page, "edit-stage", "besluttet")
    frame = page.frame_locator(".st-key-edit-place-map iframe")
    body = frame.locator("body")
    expect(frame.locator("path.district").first).to_be_attached()
    frame.locator("[data-tool=line]").click()
    for x, y in ((240, 180), (330, 220)):
        chart.click(position={"x": x, "y": y})
    chart.dblclick(position={"x": 420, "y": 250})
    expect(body).to_have_attribute("data-answered", "1")
    expect(page.locator(".st-key-edit-place-ways")).to_contain_text("linje")
    save.click()
    asked = page.locator(".alike")
    expect(asked).to_be_focused()
    expect(chart).to_have_attribute("data-same", "")
    expect(asked.get_by_role("link", name="Lundegade")).to_be_visible()
    page.get_by_role("button", name=t("editing.alike.other")).click()
    said(page, "»Lygten ved brooen« er tilføjet")

    tab_to(page, page.locator(".st-key-register-edit button"))
    page.keyboard.press("Enter")
    expect(page.locator(".edit-title")).to_be_focused()
    tab_to(page, page.locator(".st-key-edit-name input"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(NAME)
    tool = frame.locator("[data-tool=point]")
    expect(tool).to_be_visible()
    tool.focus()
    for key in ("Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(body).to_have_attribute("data-answered", "1")
    expect(page.locator(".st-key-edit-place-ways")).to_contain_text("punkt")
    save.press("Enter")
    said(page, f"»{NAME}« er rettet")

    page.locator(".st-key-register-entry summary", has_text="Historik").click()
    expect(page.locator(".register-change").first).to_contain_text("Lygten ved brooen")
    undo = page.locator(".st-key-register-undo button")
    undo.scroll_into_view_if_needed()
    undo.click()
    said(page, "er fortrudt")
    expect(page.locator(".register-entry h2")).to_have_text("Lygten ved brooen")
    page.locator(".st-key-register-out button").click()
    page.get_by_label(t("editing.out.reason"), exact=True).fill("kun en prøve")
    page.get_by_role("button", name=t("editing.out.confirm_delete")).click()
    said(page, "er slettet")
    expect(page.locator(".register-entry")).to_have_count(0)


def test_the_second_of_two_tabs_sees_what_the_first_wrote_and_nothing_is_written_over(visit, installed):
    first, second = (visit("/indsatser?indsats=u-oeen-andet", at=installed) for _ in range(2))
    for page in (first, second):
        page.locator(".st-key-register-edit button").click()
        expect(page.locator(".edit-title")).to_be_focused()
    for page, name, told in (
        (first, "Øens nordhavn", "»Øens nordhavn« er rettet"),
        (second, "Øens sydhavn", t("editing.conflict")),
    ):
        page.locator(".st-key-edit-name input").fill(name)
        page.get_by_role("button", name=t("editing.save"), exact=True).click()
        said(page, told)
    sides = second.locator(".st-key-register-unsaved-u-oeen-andet table")
    expect(sides).to_contain_text("Øens nordhavn")
    expect(sides).to_contain_text("Øens sydhavn")
    expect(second.locator(".register-entry h2")).to_have_text("Øens nordhavn")


def test_a_word_typed_into_a_cell_of_the_table_has_its_first_letter(visit, installed):
    page = visit("/indsatser?slags=kameraer", at=installed)
    page.get_by_text(t("exchange.page.way_grid"), exact=True).click()
    table = page.locator("[data-testid=stDataFrame]")
    expect(table).to_be_visible()
    at_rest(page)

    def chosen() -> bool:
        table.click(position={"x": 120, "y": 60})
        return page.evaluate("document.activeElement.closest('[data-testid=stDataFrame]') !== null")

    eventually(page, chosen)
    cell = page.locator("#portal textarea")
    page.keyboard.press("r")
    expect(cell).to_have_value("r")
    page.keyboard.type("oc")
    expect(cell).to_have_value("roc")
