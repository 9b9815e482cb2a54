"""Hours of use: a server killed and started again, a network that goes and comes, and memory that stays as it is."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.map_screen import MapScreen
from tests.browser.served_app import CHROMIUM, FLAGS, HERE, address_of, free_port, started, stop

FLAT = 20.0
"""Megabytes the server may grow by, once it is warm."""
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
YEAR = 2017


class Server:
    """The app on the toy city at one port, to be killed and started again."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log, self.port = root, log, free_port()
        self.address = address_of(HERE, self.port)
        self.start()

    def start(self) -> None:
        self.process = started(self.root, self.log, HERE, self.port)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)

    def memory(self) -> float:
        """Resident memory in megabytes."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True).stdout
        return int(told) / 1000


@pytest.fixture
def server(toy_root: Path, tmp_path: Path) -> Iterator[Server]:
    running = Server(toy_root, tmp_path / "log")
    yield running
    stop(running.process)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Callable[[], Page]]:
    """Opens the map page in a browser of its own."""
    contexts = []

    def open_page() -> Page:
        contexts.append(browser.new_context(locale="da-DK", reduced_motion="reduce"))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto(f"{server.address}/?aar={YEAR}&sted=bakken")
        return page

    yield open_page
    for context in contexts:
        context.close()


def year(screen: MapScreen, step: str) -> None:
    """Go to the ``previous`` or the ``next`` year, until the map shows it."""
    with screen.repainted():
        screen.control(step).get_by_role("button").click()


def at_rest(page: Page) -> None:
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def test_what_was_chosen_comes_back_when_the_server_was_killed(server: Server, opened: Callable[[], Page]) -> None:
    page = opened()
    screen = MapScreen(page)
    year(screen, "previous")
    chosen = screen.choice()
    server.kill()
    expect(page.get_by_text("Connection error")).to_be_visible()
    server.start()
    expect(page.get_by_text("Connection error")).to_be_hidden()
    at_rest(page)
    assert screen.choice() == chosen
    page.reload()
    screen = MapScreen(page)
    assert screen.choice() == chosen
    assert len(screen.districts()) == 13
    year(screen, "next")


def test_a_network_that_goes_and_comes_takes_nothing(opened: Callable[[], Page]) -> None:
    page = opened()
    screen = MapScreen(page)
    year(screen, "previous")
    chosen = screen.choice()
    for _ in range(3):
        page.context.set_offline(True)
        page.context.set_offline(False)
        at_rest(page)
        assert screen.choice() == chosen
    year(screen, "next")
    assert screen.choice() != chosen


def test_a_hundred_runs_in_one_session_leave_memory_flat(server: Server, opened: Callable[[], Page]) -> None:
    screen = MapScreen(opened())
    for _ in range(10):
        year(screen, "previous")
        year(screen, "next")
    warm = server.memory()
    for _ in range(50):
        year(screen, "previous")
        year(screen, "next")
    assert abs(server.memory() - warm) <= FLAT


def test_fifty_sessions_opened_and_closed_leave_memory_flat(server: Server, opened: Callable[[], Page]) -> None:
    def come_and_go(times: int) -> None:
        for _ in range(times):
            page = opened()
            MapScreen(page)
            at_rest(page)
            page.context.close()

    come_and_go(10)
    warm = server.memory()
    come_and_go(50)
    assert abs(server.memory() - warm) <= FLAT
