"""What a machine's rules do not see: order of Tab, names, announcements, the reader's own colours and spacing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.map_screen import FRAME, MapScreen
from tests.browser.screens import at_rest, search_in
from tests.browser.waiting import until
from tests.browsing import Watch

DISTRICTS = 13
MOST_STOPS = 60
"""More presses of Tab than the map has stops."""
ENGLISH = (
    *("Open", "Clear", "Help", "Choose", "Remove", "Selected", "Skip", "file upload", "day,", "month,", "year,"),
    *("Dismiss", "Upload", "Browse", "Drag and", "No results", "No options", "Select all", "Add ", "File must"),
)
"""How what Streamlit writes by itself begins."""
LEAST_TARGET = 24
"""Width and height of what can be pressed, pixels (WCAG 2.5.8)."""
LEAST_CONTRAST = 4.5
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""The reader's own spacing (WCAG 1.4.12)."""
CUT = """node => [node, ...node.querySelectorAll('*')].filter(part => {
    const inside = part.getBoundingClientRect(), around = node.getBoundingClientRect();
    const hides = getComputedStyle(part).overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1;
    return hides || inside.right > around.right + 1 || inside.bottom > around.bottom + 1;
}).map(part => part.outerHTML)"""
CONTRAST = """button => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
        .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        .reduce((sum, part, i) => sum + part * [.2126, .7152, .0722][i], 0);
    const words = light(getComputedStyle(button.querySelector('p')).color);
    const under = light(getComputedStyle(button).backgroundColor);
    return (Math.max(words, under) + .05) / (Math.min(words, under) + .05);
}"""
STOP = """() => document.hasFocus() && document.activeElement !== document.body && {
    district: document.activeElement.matches('path.district'),
    name: document.activeElement.getAttribute('aria-label') || document.activeElement.innerText,
    role: document.activeElement.getAttribute('role') || document.activeElement.localName,
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    """One window for all of this file; at the end its watch must have seen nothing."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="da-DK", reduced_motion="reduce")
    watch = Watch(context)
    yield context.new_page()
    context.close()
    assert watch.seen == []


@pytest.fixture(scope="module")
def kort(page: Page, server: str) -> MapScreen:
    """The map of a year with many efforts on it."""
    page.goto(f"{server}/?aar=2017")
    screen = MapScreen(page)
    expect(page.locator(".facts table")).to_be_visible()
    return screen


def named_in_english(page: Page) -> list[str]:
    """Names, hints and the first link that begin as Streamlit's own words do."""
    said = page.locator("[aria-label], [placeholder], [data-testid=stSkipToContent]").evaluate_all(
        "nodes => nodes.flatMap(node => [node.ariaLabel, node.placeholder, node.localName === 'a' && node.textContent])"
    )
    return [words for words in said if words and words.startswith(ENGLISH)]


def said_in_english(page: Page) -> list[str]:
    """Lines to be seen that hold words of Streamlit's own."""
    lines = page.locator("body").inner_text().splitlines()
    return [
        line for line in lines if line.startswith(ENGLISH) or re.search(" per file| are not allowed|only select", line)
    ]


# The map's frame


def test_tab_meets_the_districts_first_and_then_only_what_can_be_pressed(kort: MapScreen) -> None:
    assert [effort for effort in kort.efforts() if effort["role"] != "symbol"]
    kort.frame.evaluate("window.focus()")
    stops = []
    for _ in range(MOST_STOPS):
        kort.page.keyboard.press("Tab")
        stop = kort.frame.evaluate(STOP)
        if not stop:
            break
        stops.append(stop)
    first, rest = stops[:DISTRICTS], stops[DISTRICTS:]
    assert [stop for stop in first if not stop["district"]] == []
    assert len(stops) < MOST_STOPS
    assert [stop for stop in rest if stop["district"] or stop["role"] not in ("button", "a") or not stop["name"]] == []
    assert {"Hele byen"} <= {stop["name"] for stop in rest}


def test_arrow_keys_move_the_map_from_a_district(kort: MapScreen) -> None:
    before = kort.view()
    kort.frame.locator('path.district[data-id="dalum"]').focus()
    kort.page.keyboard.press("ArrowRight")
    until(kort.frame, "before => window.map.getCenter().lng > before", before[2])


def test_the_frame_and_its_document_have_a_danish_title(kort: MapScreen) -> None:
    expect(kort.page.locator(FRAME)).to_have_attribute("title", "Kort over København")
    assert kort.frame.title() == "Kort over København"
    assert kort.frame.evaluate("document.documentElement.lang") == "da"


# Names and sizes


def test_the_menu_is_a_landmark_that_says_where_one_is(kort: MapScreen) -> None:
    menu = kort.page.get_by_role("navigation", name="Sider")
    expect(menu.get_by_role("link")).to_have_count(len(PAGES))
    expect(menu.locator("[aria-current=page]")).to_have_text(["Kort"])


def test_what_streamlit_says_by_itself_is_in_danish(kort: MapScreen) -> None:
    expect(kort.page.get_by_role("button", name="Hjælp til År")).to_be_attached()
    assert named_in_english(kort.page) == []


def test_the_name_of_a_box_is_its_words_and_its_number(kort: MapScreen) -> None:
    names = kort.page.locator("[class*=st-key-control-lag-] input").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(names) > 1
    assert [name for name in names if not name.replace(" ", "").isalnum()] == []


def test_buttons_of_help_can_be_hit(kort: MapScreen) -> None:
    sizes = kort.page.locator("[data-testid=stTooltipIcon] button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) > 1
    assert min(sizes) >= LEAST_TARGET


# The reader's own colours and spacing


@pytest.fixture
def own_colours(kort: MapScreen) -> Iterator[Page]:
    kort.page.emulate_media(forced_colors="active")
    yield kort.page
    kort.page.emulate_media(forced_colors="none")


@pytest.mark.parametrize(
    ("chosen", "other", "shown_by"),
    [
        (
            ".stCheckbox [data-selected] > span + div",
            ".stCheckbox label:not([data-selected]) > span + div",
            "background",
        ),
        ("[role=radio][aria-checked=true]", "[role=radio][aria-checked=false]", "background"),
        (".strip .now i", ".strip", "background"),
        (".st-key-header a[aria-current]", ".st-key-header a:not([aria-current])", "border-bottom"),
    ],
)
def test_own_colours_show_what_is_chosen(own_colours: Page, chosen: str, other: str, shown_by: str) -> None:
    def colour(selector: str) -> list[str]:
        """Red, green and blue: what lets all through lies on the same ground as what has its colour."""
        parts = "(one, name) => getComputedStyle(one)[name].match(/[\\d.]+/g).slice(0, 3)"
        return own_colours.locator(selector).first.evaluate(parts, f"{shown_by}-color")

    assert colour(chosen) != colour(other)


def test_own_spacing_cuts_no_word_of_the_levels(kort: MapScreen) -> None:
    style = kort.page.add_style_tag(content=SPACED)
    cut = kort.control("level").get_by_role("radio").evaluate_all(f"all => all.flatMap({CUT})")
    style.evaluate("node => node.remove()")
    assert cut == []


# What changes is said


def test_a_change_of_year_measure_and_place_is_announced(kort: MapScreen) -> None:
    said = kort.page.locator("[aria-live=polite]#announced")
    at_rest(kort.page)
    expect(said).not_to_contain_text("2018")
    kort.next_year()
    expect(said).to_contain_text("2018")
    assert kort.headline.inner_text() in said.inner_text()
    kort.pick("measure", "Trygge i nabolaget")
    expect(said).to_contain_text("Trygge i nabolaget")
    kort.find("Dalum")
    expect(said).to_contain_text("passer på »Dalum«")
    kort.choose("Dalum")
    expect(said).not_to_contain_text("passer på")
    expect(said).to_contain_text("Dalum")
    assert "Trygge i nabolaget" not in said.inner_text()


def test_a_message_about_the_address_is_announced(kort: MapScreen) -> None:
    kort.page.keyboard.press("Shift")  # whoever has done nothing yet is told nothing
    kort.page.evaluate("history.pushState({}, '', '/?sted=atlantis'); dispatchEvent(new PopStateEvent('popstate'))")
    expect(kort.page.locator("#announced")).to_contain_text("atlantis")


# Other pages


def test_bydel_has_one_first_heading_with_a_place_and_without(page: Page, server: str) -> None:
    page.goto(f"{server}/bydel?sted=bakken")
    expect(page.locator("h1")).to_have_text(["Bakken"])
    at_rest(page)
    assert named_in_english(page) == []
    page.get_by_role("button", name=t("control.clear_place")).click()
    expect(page.locator("h1")).to_have_text(["Vælg et sted"])


def test_the_words_of_the_first_button_stand_out(page: Page, server: str) -> None:
    page.goto(f"{server}/moede?udvalg=dalum")
    button = page.get_by_role("button", name="Vis på skærmen")
    expect(button).to_be_visible()
    assert button.evaluate(CONTRAST) >= LEAST_CONTRAST
    at_rest(page)
    assert named_in_english(page) == []


def test_lists_and_uploader_say_nothing_in_english(page: Page, server: str) -> None:
    page.goto(f"{server}/prioritering")
    expect(page.get_by_test_id("stFileUploader").locator("section button", has_text="Vælg fil")).to_be_visible()
    assert (named_in_english(page), said_in_english(page)) == ([], [])
    page.goto(f"{server}/indsatser")
    kinds = page.get_by_test_id("stMultiSelect").first.locator("input")
    search_in(kinds, "zzzz")
    expect(page.get_by_test_id("stMultiSelectDropdown")).to_contain_text("Ingen fundet")
    page.get_by_label(t("finder.label")).fill("bakken")
    expect(page.locator(".found")).to_be_visible()
    assert (named_in_english(page), said_in_english(page)) == ([], [])
