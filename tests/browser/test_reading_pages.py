"""Om tallene and Mål in a browser: by keyboard, at every width, on paper, and what a machine can check of WCAG."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def settled(page: Page) -> Page:
    """Wait until the run is over."""
    expect(page.locator("h2.section").first).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    return page


def test_a_section_is_reached_by_keyboard_and_the_address_follows(visit):
    page = settled(visit("/om_tallene?aar=2017"))
    link = page.get_by_role("link", name="Hvad der mangler")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h2.section")).to_contain_text("tal er slet ikke fundet")
    expect(page).to_have_url(re.compile(r"afsnit=mangler"))
    expect(page).to_have_url(re.compile(r"aar=2017"))
    page.reload()
    expect(page.locator("h2.section")).to_contain_text("tal er slet ikke fundet")


def test_the_first_section_takes_itself_out_of_the_address(visit):
    page = settled(visit("/om_tallene?afsnit=brud"))
    page.get_by_role("link", name="Sådan læses et tal").click()
    expect(page.locator("h2.section")).to_contain_text("Sådan læses")
    expect(page).not_to_have_url(re.compile(r"afsnit="))


def test_folded_remarks_open_by_keyboard(visit):
    page = settled(visit("/om_tallene?afsnit=trykfejl"))
    table = page.get_by_role("region", name="Alle øvrige bemærkninger i tabellerne")
    expect(table).to_be_hidden()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()


def test_rows_on_a_phone_keep_their_roles(visit):
    page = settled(visit("/om_tallene?afsnit=uenighed", size=(390, 844)))
    table = page.get_by_role("table").first
    expect(table.get_by_role("rowheader").filter(has_text="Møllehøj 2025")).to_have_count(1)


def test_a_rule_is_chosen_by_keyboard_and_the_address_restores_it(visit):
    page = settled(visit("/maal?aar=2020"))
    page.get_by_role("radio", name="Over 10").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("h2.section").first).to_contain_text("Under 85")
    expect(page).to_have_url(re.compile(r"regel=85pct"))
    page.reload()
    expect(page.locator("h2.section").first).to_contain_text("Under 85")
