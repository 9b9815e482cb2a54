"""Two processes behind nginx by one command: who reads on one notices nothing when the other ends or is restarted."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from sikkerby_geo.cli.serving.watching import answers
from tests.browser.served_app import ROOT, free_port
from tests.browser.waiting import eventually

UNPUBLISHED = "SIKKERBY_EGNE_TAL_UD"
PLACE = "sikkerby_plads"
CLICK_ONCE_AWAY = """chosen => {
    const app = document.querySelector('[data-testid="stApp"]'), state = 'data-test-connection-state';
    new MutationObserver((_, watching) => {
        if (app.getAttribute(state) === 'CONNECTED') return;
        watching.disconnect();
        document.querySelector(chosen).click();
    }).observe(app, { attributes: true, attributeFilter: [state] });
}"""
"""A link is clicked at the moment at which the page has lost its server."""
SUPERVISOR = (sys.executable, "-m", "supervisor.supervisorctl", "-c")


@dataclass
class Many:
    """Two processes that are served, and what was said of them."""

    address: str
    ports: tuple[int, int]
    folder: Path
    environment: Mapping[str, str]

    def pid(self, number: int) -> int:
        asked = [*SUPERVISOR, str(self.folder / "supervisord.conf"), "pid", f"sikkerby:{self.ports[number - 1]}"]
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="module")
def many(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Many]:
    port = free_port()
    first = next(port for port in iter(free_port, 0) if port < 65_000)
    place = tmp_path_factory.mktemp("many")
    own = {"SIKKERBY_ROOT": str(toy_root), "SIKKERBY_DATA": str(place / "own"), "TMPDIR": str(place)} | {
        UNPUBLISHED: "ja"
    }
    environment = {**os.environ, **own}
    command = [sys.executable, "-m", "sikkerby_geo.cli", "serve", "--processes", "2"]
    command += ["--listen", f"127.0.0.1:{port}", "--first-port", str(first)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        folder = place / f"sikkerby-{os.getuid()}-127-0-0-1-{port}"
        made = Many(f"http://127.0.0.1:{port}", (first, first + 1), folder, environment)
        while not all(map(answers, made.ports)):
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the command ended: {process.wait(0.1)}")
        yield made
    finally:
        process.terminate()
        process.wait(40)


def reader(browser: Browser, many: Many, number: int) -> tuple[BrowserContext, Page]:
    """Somebody whose session lies in the process with this number, on the page of a place."""
    context = browser.new_context(locale="da-DK", reduced_motion="reduce")
    context.add_cookies([{"name": PLACE, "value": str(number), "url": many.address}])
    page = context.new_page()
    page.goto(f"{many.address}/bydel?sted=moellehoej")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Møllehøj")
    return context, page


def place_of(context: BrowserContext) -> str:
    return next(one["value"] for one in context.cookies() if one["name"] == PLACE)


def test_a_process_ends_and_its_reader_goes_on_at_the_other_while_that_ones_reader_notices_nothing(
    browser: Browser, many: Many
) -> None:
    (here, mine), (there, other) = reader(browser, many, 1), reader(browser, many, 2)
    assert (place_of(here), place_of(there)) == ("1", "2")
    for page in (mine, other):
        page.evaluate("window.neverReloaded = true")
    mine.evaluate(CLICK_ONCE_AWAY, '.st-key-header a[href^="udvikling"]')
    os.kill(many.pid(1), signal.SIGKILL)
    eventually(mine, lambda: place_of(here) == "2")
    expect(mine).to_have_url(re.compile("/udvikling.*sted=moellehoej"))
    expect(mine.get_by_role("heading", level=1)).to_contain_text("Møllehøj")
    assert mine.evaluate("window.neverReloaded")
    assert (place_of(there), other.evaluate("window.neverReloaded")) == ("2", True)
    expect(other.get_by_role("heading", level=1)).to_contain_text("Møllehøj")
    here.close()
    there.close()


def test_all_processes_tell_other_programs_the_same(many: Many) -> None:
    def tag(address: str) -> str | None:
        with urllib.request.urlopen(f"{address}/data/v1/flag.csv") as answer:
            assert "Set-Cookie" not in answer.headers
            return answer.headers["ETag"]

    tags = {tag(f"http://127.0.0.1:{port}") for port in many.ports if answers(port)} | {tag(many.address)}
    assert len(tags) == 1
