"""A browser that has not yet been told what the last click has changed: what it still has counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from sikkerby_geo.text import t
from tests.browser.map_screen import MapScreen
from tests.browser.screens import at_rest
from tests.browser.waiting import eventually
from tests.browsing import Watch


class Line:
    """The line between a page and the server, on which the server's answers can be held up."""

    def __init__(self, page: Page) -> None:
        self.held: list[bytes | str] | None = None
        self.page = page
        page.route_web_socket("**/_stcore/stream*", self._between)

    def _between(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        browser.on_message(server.send)
        server.on_message(lambda message: browser.send(message) if self.held is None else self.held.append(message))
        self.browser = browser

    def hold(self) -> None:
        self.held = []

    def runs_ended(self) -> int:
        """How many runs have ended of which the page knows nothing."""
        messages = [ForwardMsg.FromString(one) for one in self.held or [] if isinstance(one, bytes)]
        return sum(message.WhichOneof("type") == "script_finished" for message in messages)

    def let_go(self) -> None:
        held, self.held = self.held or [], None
        for message in held:
            self.browser.send(message)


@pytest.fixture
def line(browser: Browser, server: str) -> Iterator[Line]:
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 900})
    watch, page = Watch(context), context.new_page()
    found = Line(page)
    page.goto(f"{server}/?aar=2017&lag=ingen")
    MapScreen(page)
    at_rest(page)
    yield found
    context.close()
    assert watch.seen == []


def test_a_place_chosen_before_the_controls_are_drawn_leaves_rule_and_year_as_they_were_set(line: Line) -> None:
    page = line.page
    line.hold()
    page.locator(".st-key-rule-85pct button").click()
    eventually(page, lambda: line.runs_ended() == 1)
    page.locator(".st-key-list [data-place=dalum]").click()
    eventually(page, lambda: line.runs_ended() == 2)
    line.let_go()
    screen = MapScreen(page)
    for name, value in (("sted", "dalum"), ("regel", "85pct"), ("aar", "2025")):
        screen.expect_choice(name, value)
    expect(screen.headline).to_contain_text("2025")
    expect(screen.place).to_have_text("Dalum")


def test_a_control_set_before_the_others_are_drawn_leaves_them_as_they_were_set(line: Line) -> None:
    page = line.page
    line.hold()
    page.locator(".st-key-rule-85pct button").click()
    eventually(page, lambda: line.runs_ended() == 1)
    page.locator(".st-key-control-lag-belysning label").click()
    eventually(page, lambda: line.runs_ended() == 2)
    line.let_go()
    screen = MapScreen(page)
    for name, value in (("regel", "85pct"), ("aar", "2025"), ("lag", "belysning")):
        screen.expect_choice(name, value)
    expect(screen.headline).to_contain_text("2025")


def test_whoever_goes_back_to_what_was_before_gets_it(line: Line) -> None:
    screen = MapScreen(line.page)
    line.page.locator(".st-key-rule-85pct button").click()
    expect(screen.headline).to_contain_text("2025")
    at_rest(line.page)
    screen.pick("rule", t("rule.over_10_insecure.name"))
    screen.expect_choice("regel", "10pct")
