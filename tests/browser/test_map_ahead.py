"""The map answers a choice at once, while the page still waits for the server; and takes it back if none answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.map_screen import MapScreen
from tests.browser.waiting import until

YEAR_ON_MAP = """year => {
    const said = getComputedStyle(document.querySelector('.st-key-map'), '::after');
    return said.content === year && Number(said.opacity) > .5;
}"""
LONGER_THAN_THE_MAP_WAITS = 5_100


class Line:
    """The line between page and server, which can be held: what the server says then comes when it is let go."""

    def __init__(self, page: Page) -> None:
        self.held: list[str | bytes] | None = None
        page.route_web_socket("**/_stcore/stream", self._join)

    def _join(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        self.browser = browser
        browser.on_message(server.send)
        server.on_message(self._hear)

    def _hear(self, message: str | bytes) -> None:
        if self.held is None:
            self.browser.send(message)
        else:
            self.held.append(message)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """What the server says stays on the way."""
        self.held = []
        yield
        told, self.held = self.held, None
        for message in told:
            self.browser.send(message)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, for its line is held."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def line(page: Page) -> Line:
    return Line(page)


@pytest.fixture
def kort(page: Page, line: Line, server: str) -> Callable[[str], MapScreen]:
    """The map page of an address, over the line."""

    def open_map(query: str) -> MapScreen:
        page.goto(f"{server}/?{query}")
        return MapScreen(page)

    return open_map


def over(screen: MapScreen) -> set[str]:
    return {name for name, shape in screen.districts().items() if shape["outline"].startswith("over_")}


def test_the_map_shows_a_year_before_the_page_does_and_the_older_words_are_pale(line: Line, kort) -> None:
    screen = kort("aar=2016&regel=10pct")
    words, before = screen.headline.inner_text(), over(screen)
    with line.hold():
        with screen.repainted():
            screen.next_year()
        ahead = screen.painted()
        assert over(screen) != before
        assert screen.headline.inner_text() == words
        until(screen.page, "() => Number(getComputedStyle(document.querySelector('.st-key-says')).opacity) < .5")
        until(screen.page, YEAR_ON_MAP, '"2017"')
    screen.expect_choice("aar", "2017")
    expect(screen.headline).to_contain_text("2017")
    until(screen.page, "() => getComputedStyle(document.querySelector('.st-key-says')).opacity === '1'")
    assert screen.painted() == ahead


@pytest.mark.parametrize(
    "choose",
    [
        lambda screen: screen.pick("year", "2015"),
        lambda screen: screen.page.locator(".st-key-rules button[aria-pressed='false']").first.click(),
        lambda screen: screen.page.locator("[class*='st-key-control-lag-'] label").first.click(),
    ],
    ids=["a year in the list", "the other rule", "an overlay"],
)
def test_what_the_map_shows_ahead_is_what_the_page_says_afterwards(line: Line, kort, choose) -> None:
    screen = kort("aar=2016&regel=10pct")
    with line.hold():
        with screen.repainted():
            choose(screen)
        ahead = screen.painted()
    until(screen.page, "() => !document.body.hasAttribute('data-behind')")
    assert screen.frame.evaluate("[sikkerby.city.told.key, sikkerby.city.coming]") == [ahead, None]
    assert screen.painted() == ahead


def test_where_the_server_does_not_answer_the_map_goes_back(line: Line, kort) -> None:
    screen = kort("aar=2016&regel=10pct")
    screen.page.clock.install()
    before = screen.painted()
    with line.hold():
        with screen.repainted():
            screen.next_year()
        with screen.repainted():
            screen.page.clock.fast_forward(LONGER_THAN_THE_MAP_WAITS)
        assert screen.painted() == before
        expect(screen.page.locator("body[data-behind]")).to_have_count(0)


def test_a_district_is_marked_at_the_click(line: Line, kort) -> None:
    screen = kort("aar=2015&regel=10pct")
    chosen = ".label.selected[data-id='dalum']"
    with line.hold():
        screen.click_district("dalum")
        expect(screen.frame.locator(chosen)).to_be_visible()
        assert screen.place.count() == 0
    screen.expect_choice("sted", "dalum")
    expect(screen.place).to_have_text("Dalum")
    until(screen.frame, "() => sikkerby.city.state === sikkerby.city.told")
    expect(screen.frame.locator(chosen)).to_be_visible()
