"""The real server and a real browser that may speak to this machine only: one of each for a worker and its data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.map_screen import MapScreen
from tests.browser.served_app import CHROMIUM, FLAGS, HERE, Place, served
from tests.browser.waiting import PATIENCE

ELSEWHERE = re.compile(r"^(?!(https?|wss?)://127\.0\.0\.1[:/])")
"""Every address but this machine's."""
STREAMLITS_OWN = ("Unrecognized feature: ", "An iframe which has both allow-scripts and allow-same-origin")
"""What Chromium remarks on the frame Streamlit makes for a component; nothing of it is ours to change."""
LEFT_BEHIND = "Received component message for unregistered ComponentInstance"
"""Streamlit's remark on the map's first words when the reader has left the page before the map could speak."""
HEALTH = "/_stcore/health"
STREAMLITS_PROBES = (HEALTH, "/_stcore/host-config")
"""At a page's own address Streamlit first asks for these under the page, is told 404, then finds them at the root."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Starts the app on the data of a folder, at a ``Place`` if one is given, and gives its address.

    All servers stop when the session ends.
    """
    with ExitStack() as running:

        def start(root: Path, place: Place = HERE) -> str:
            return running.enter_context(served(root, tmp_path_factory.mktemp("server") / "log", place))

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium from the machine."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


class Watch:
    """Notes what a context must never do: ask another host, complain in the console, open a dialog."""

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.on("request", self._asked)
        context.on("console", self._hear)
        context.on("weberror", lambda found: self.seen.append(f"page error: {found.error}"))
        context.on("dialog", self._dismiss)
        context.on("page", lambda page: page.on("websocket", self._socket))

    def _asked(self, request: object) -> None:
        if ELSEWHERE.match(request.url):
            self.seen.append(f"another host: {request.url}")

    def _socket(self, socket: object) -> None:
        if ELSEWHERE.match(socket.url):
            self.seen.append(f"another host: {socket.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.location["url"].endswith(STREAMLITS_PROBES):
            return
        if message.type in ("error", "warning") and not message.text.startswith((*STREAMLITS_OWN, LEFT_BEHIND)):
            self.seen.append(f"console {message.type}: {message.text}")

    def _dismiss(self, dialog: object) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """One browser window for all tests, with its watch: what it has fetched once, it keeps.

    No request may be routed in it, for then Chromium keeps nothing.
    """
    context = browser.new_context(locale="da-DK", reduced_motion="reduce")
    yield context, Watch(context)
    context.close()


@pytest.fixture
def visit(window: tuple[BrowserContext, Watch], server: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the app (``visit("/?aar=2017")``); at the end the watch must have seen nothing.

    ``at`` is the address of another server, ``size`` the window in pixels. Every page is a reader of its own.
    """
    context, watch = window
    if not context.pages:  # one page stays, and with it the process that has compiled what the next page runs
        context.new_page().goto(server + HEALTH)
    watch.seen.clear()

    def open_page(path: str = "/", *, at: str = server, size: tuple[int, int] = (1440, 900)) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(at + path)
        return page

    yield open_page
    for page in context.pages[1:]:
        page.close()
    assert watch.seen == []


@pytest.fixture
def kort(visit: Callable[..., Page]) -> Callable[..., MapScreen]:
    """Opens the map page with an address's choice (``kort("aar=2017")``) and waits until the map is painted."""

    def open_map(query: str = "", **where: object) -> MapScreen:
        return MapScreen(visit(f"/?{query}", **where))

    return open_map
