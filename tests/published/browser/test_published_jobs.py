"""What people come for, each from a page nobody has touched, with the number of actions it takes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from sikkerby_geo.text import t
from tests.browser.screens import PHONE, at_rest, expect_nothing_too_wide, resize, violations


@dataclass
class Hand:
    """A reader at a page: every press, and every text typed, is an action."""

    page: Page
    actions: int = 0

    def press(self, what: Locator) -> None:
        self.actions += 1
        what.click()
        at_rest(self.page)

    def write(self, field: Locator, text: str) -> None:
        """Type into a field and leave it by Tab."""
        self.actions += 1
        field.fill(text)
        field.press("Tab")
        at_rest(self.page)

    def seek(self, name: str) -> None:
        """Type into the field that finds places, and stay in it."""
        self.actions += 1
        field = self.page.get_by_role("searchbox", name=t("finder.label"))
        field.click()
        self.page.keyboard.type(name)

    def take(self, button: Locator) -> bytes:
        """A file that is offered."""
        self.actions += 1
        with self.page.expect_download() as started:
            button.click()
        return Path(started.value.path()).read_bytes()


def read(document: bytes) -> str:
    """The words of a PDF in one line."""
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())


def hand(page: Page) -> Hand:
    at_rest(page)
    return Hand(page)


def test_the_mayors_question_who_is_over_ten_per_cent_and_what_is_done_in_bispebjerg(visit):
    reader = hand(visit("/"))
    page = reader.page
    reader.press(page.get_by_role("button", name=re.compile("^Over 10.% utrygge: 5 af 13")))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("^I 2020 lå 5 af 13"))
    reader.press(page.locator(".st-key-list").get_by_role("link", name=re.compile("^Bispebjerg")))
    reader.press(page.locator(".st-key-one-page summary"))
    one_page = page.locator(".st-key-one-page")
    told = read(reader.take(one_page.get_by_role("button", name=re.compile("PDF"))))
    for words in ("I 2020 lå 5 af 13", "Ydre Nørrebro", "Bispebjerg", "klart over 10"):
        assert words.casefold() in told.casefold(), words
    assert reader.actions == 4


def test_is_it_worse_in_valby(visit):
    reader = hand(visit("/"))
    page = reader.page
    reader.press(page.locator(".st-key-list").get_by_role("link", name=re.compile("^Valby")))
    reader.press(page.locator(".st-key-card").get_by_role("link", name=re.compile("Valby")).first)
    expect(page.locator("h1")).to_have_text(["Valby"])
    expect(
        page.get_by_text(re.compile("Muligt fald fra 2025: 88 → 79.%, hvis 2026-tallet ikke er en trykfejl")).first
    ).to_be_visible()
    expect(page.get_by_text(re.compile("9 procentpoint ned i Valby, 2 i hele byen")).first).to_be_visible()
    assert reader.actions == 2


def test_a_meeting_of_noerrebro_with_title_date_and_hand_out(visit):
    reader = hand(visit("/moede?udvalg=noerrebro"))
    page = reader.page
    reader.write(page.get_by_role("textbox", name=t("moede.title")), "Møde i december")
    reader.write(page.get_by_role("textbox", name=t("moede.day")), "3. december 2026")
    expect(page).to_have_url(re.compile("dato=2026-12-03"))
    told = read(reader.take(page.get_by_role("button", name=t("moede.handout"))))
    assert "Nørrebro Lokaludvalg" in told
    assert "Møde i december" in told
    assert reader.actions == 3


def test_two_million_kroner_for_lighting(visit):
    reader = hand(visit("/prioritering"))
    page = reader.page
    fields = page.locator(".st-key-priority-money-fields")
    reader.write(fields.get_by_role("textbox", name=t("priority.money.budget")), "2 mio.")
    reader.write(fields.get_by_role("textbox", name=t("priority.money.low")), "1.000")
    expect(page.locator(".st-key-priority-money")).to_contain_text(
        re.compile(r"For 2\s+mio\.\s+kr\.\s+fås\s+2\.000\s+meter gade")
    )
    assert reader.actions == 2


def test_a_stranger_asks_a_phone_about_valby(visit):
    reader = hand(visit("/", size=PHONE))
    page = reader.page
    reader.seek("Valby")
    reader.press(page.get_by_role("group", name=re.compile("^Valby")).get_by_role("button").first)
    answer = page.get_by_role("region", name=t("tapped.label"))
    expect(answer).to_contain_text("Valby 2026: 79 af 100 føler sig trygge i nabolaget.")
    expect(answer).to_contain_text(t("tapped.about_feeling"))
    assert reader.actions == 2


def test_what_became_of_the_thirteen_indicators_and_what_happened_in_2017_on_this_curve(visit):
    reader = hand(visit("/maal"))
    page = reader.page
    section = page.locator(".st-key-section-noegletal")
    expect(section.get_by_role("region", name=re.compile("^De 13 indikatorer 2010–2015: "))).to_be_visible()
    row = section.get_by_role("row", name=re.compile("Fraværsprocent i folkeskolen"))
    for words in ("Ejer: BUF", "Ønsket retning: faldende", "ikke fundet", "2010–2015"):
        expect(row).to_contain_text(words)
    assert reader.actions == 0
    reader = hand(visit("/udvikling?tal=utryg-nabolag&omraader=ydre-noerrebro"))
    page = reader.page
    card = page.locator(".st-key-udvikling-trend")
    expect(card.locator("figcaption")).to_contain_text("Bandekonflikten 2017 (omtrent juni 2017 – november 2017)")
    expect(card.locator("figcaption")).to_contain_text(t("event.no_cause"))
    reader.press(page.locator(".st-key-control-events").get_by_role("radio", name=t("event.shown.none")))
    expect(card.locator("figcaption")).not_to_contain_text("Bandekonflikten 2017")
    expect(page).to_have_url(re.compile("haendelser=ingen"))


def test_which_clubs_are_near_tingbjerg_and_the_safety_assessment_of_a_block(visit):
    reader = hand(visit("/indsatser"))
    page = reader.page
    for label, words in ((t("offers.kind"), "ungdomsklub"), (t("offers.place"), "Tingbjerg (")):
        field = page.locator(".st-key-register-things").get_by_role("combobox", name=label)
        field.click()
        field.press_sequentially(words)
        reader.press(page.get_by_role("option", name=re.compile("^" + re.escape(words))).first)
    said = page.locator(".st-key-register-things")
    expect(said).to_contain_text("Vi har ikke fundet noget tilbud af slagsen ungdomsklub i Tingbjerg (Brønshøj-Husum)")
    expect(said).to_contain_text("der kan være tilbud, vi ikke kender")

    reader = hand(visit("/tryghedsvurdering"))
    page = reader.page
    reader.press(page.get_by_role("tab", name=t("whatif.tab_typed")))
    corners = "55,6646; 12,5412\n55,6642; 12,5439\n55,6626; 12,5431\n55,6630; 12,5404"
    reader.write(page.get_by_role("textbox", name=t("whatif.typed")), corners)
    reader.press(page.get_by_role("button", name=t("whatif.show_typed")))
    expect(page.locator(".assessment .reach")).to_contain_text("Området ligger i ")
    reader.write(page.get_by_role("textbox", name=t("assessment.field.title")), "Karréen *x*")
    expect(page.get_by_role("heading", name="Karréen *x*")).to_be_visible()
    told = read(reader.take(page.get_by_role("button", name=t("assessment.pdf"))))
    for words in ("Karréen *x*", "Hvad der ikke vides", "Hvem bruger stedet i dag", "Tallene gælder hele området"):
        assert words in told, words
    assert violations(page) == []
    expect_nothing_too_wide(page)
    resize(page, PHONE)
    expect_nothing_too_wide(page)
