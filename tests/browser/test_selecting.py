"""A click, the keyboard and the field to find a place choose alike, and a reload restores the screen."""

from __future__ import annotations

from playwright.sync_api import expect


def by_click(screen, place):
    screen.click_district(place.lower())


def by_keyboard(screen, place):
    screen.frame.locator(f'path.district[data-id="{place.lower()}"]').focus()
    screen.page.keyboard.press("Enter")


def by_name(screen, place):
    screen.choose(place)


def test_every_way_of_choosing_shows_the_place_and_changes_the_address(kort):
    screen = kort("aar=2017")
    expect(screen.place).to_have_count(0)
    for choose, place in ((by_click, "Bakken"), (by_keyboard, "Dalum"), (by_name, "Fjordby")):
        with screen.repainted():
            choose(screen, place)
        screen.expect_choice("sted", place.lower())
        expect(screen.place).to_have_text(place)
        pressed = screen.frame.locator('path.district[aria-pressed="true"]')
        expect(pressed).to_have_count(1)
        expect(pressed).to_have_attribute("data-id", place.lower())


def test_every_district_can_be_clicked_and_reached_by_keyboard(kort):
    screen = kort("aar=2017&lag=ingen")
    for district_id in screen.districts():
        with screen.repainted():
            screen.click_district(district_id)
        screen.expect_choice("sted", district_id)
    reached = screen.frame.eval_on_selector_all('path.district[tabindex="0"][aria-label]', "nodes => nodes.length")
    assert reached == 13


def test_a_reload_restores_the_screen(kort):
    screen = kort("aar=2017&lag=belysning,helhedsplaner")
    with screen.repainted():
        screen.click_district("moellehoej")
    expect(screen.place).to_have_text("Møllehøj")
    with screen.repainted():
        screen.next_year()
    expect(screen.headline).to_contain_text("2018")
    before = screen.screen()
    assert (before["address"]["aar"], before["address"]["sted"]) == ("2018", "moellehoej")
    screen.page.reload()
    screen.await_paint()
    expect(screen.place).to_have_text("Møllehøj")
    assert screen.screen() == before


def test_a_rule_above_the_map_and_a_row_of_the_list_are_taken_by_keyboard_and_say_so(kort):
    screen = kort("aar=2017&lag=ingen")
    rule, row = (screen.page.locator(one) for one in (".st-key-rule-85pct button", ".st-key-list [data-place=dalum]"))
    expect(rule).to_have_attribute("aria-pressed", "false")
    for button, marked in ((rule, "aria-pressed"), (row, "aria-current")):
        with screen.repainted():
            button.press("Enter")
        expect(button).to_have_attribute(marked, "true")
        expect(button).to_be_focused()
    expect(screen.page.locator(".st-key-list [aria-current=true]")).to_have_count(1)
    screen.page.emulate_media(forced_colors="active")
    other = screen.page.locator(".st-key-list [data-place=bakken]")
    grounds = {one.evaluate("one => getComputedStyle(one).backgroundColor") for one in (rule, row, other)}
    assert len(grounds) == 2
    expect(screen.place).to_have_text("Dalum")
    assert screen.choice().items() >= {"regel": "85pct", "aar": "2025", "sted": "dalum"}.items()


def test_a_place_that_was_chosen_goes_along_with_a_rule_and_lets_go_of_what_was_said_of_the_address(kort):
    """Choosing a place draws neither the buttons nor the messages over the map anew."""
    screen = kort("aar=2017&niveau=bydel&lag=ingen&sted=hellerup")
    expect(screen.page.locator(".message")).to_have_count(1)
    with screen.repainted():
        screen.page.locator(".st-key-list [data-place]").first.click()
    expect(screen.place).to_be_visible()
    expect(screen.page.locator(".message")).to_have_count(0)
    chosen = screen.choice()["sted"]
    other = screen.page.locator(".st-key-list [data-place]").nth(1)
    other_id = other.get_attribute("data-place")
    with screen.repainted():
        other.click()
    screen.expect_choice("sted", other_id)
    with screen.repainted():
        screen.page.locator(".st-key-rule-85pct button").click()
    screen.expect_choice("regel", "85pct")
    screen.expect_choice("sted", other_id)
    assert chosen != other_id
