"""Take the pictures of this folder: every page on a laptop, a meeting screen and a phone. Run by ``make pictures``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZES = {"1440": (1440, 900), "1920": (1920, 1080), "390": (390, 844)}
PAGES = {
    "kort": "/",
    "bydel": "/bydel?sted=bispebjerg",
    "bydel_alle": "/bydel",
    "udvikling": "/udvikling?aar=2018&aar2=2017&sted=bispebjerg",
    "maal": "/maal",
    "indsatser": "/indsatser",
    "prioritering": "/prioritering?aar=2026&tal=tryg-nabolag",
    "effekt": "/effekt?sted=valby&slags=tryghedspartnerskab&indsats=p-folehaven-2018",
    "anmeldelser": "/anmeldelser",
    "moede": "/moede?udvalg=noerrebro",
    "aarsrapport": "/aarsrapport?rapport=2026",
    "egne_tal": "/egne_tal",
    "moede_visning": "/moede?udvalg=noerrebro&vis=1",
    "om_tallene": "/om_tallene",
}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return answer.status == 200
    except (URLError, ConnectionError, TimeoutError):
        return False


def settle(page: Page, name: str) -> None:
    """Wait until the page has all it shows: no run under way, no placeholder left, the map painted."""
    if name in ("moede", "moede_visning"):
        page.frame_locator("iframe.stIFrame").locator("#counter").filter(has_text="/").wait_for(
            state="attached", timeout=60_000
        )
    else:
        page.locator("h1, [role=heading][aria-level='1']").first.wait_for(timeout=60_000)
    if name in ("kort", "indsatser"):
        frame = page.frame_locator('iframe[src*="st_folium"]')
        frame.locator("body[data-painted]").wait_for(state="attached", timeout=60_000)
    unfinished = page.locator("[data-testid=stSkeleton], [data-testid=stStatusWidget], [data-stale=true]")
    expect(unfinished).to_have_count(0, timeout=60_000)
    page.evaluate("document.fonts.ready.then(() => null)")
    if not name.startswith("moede"):  # a frame made of text never tells the browser that it is idle
        page.wait_for_load_state("networkidle")


def main() -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    nowhere = tempfile.TemporaryDirectory(prefix="sikkerby-")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SIKKERBY_DATA": nowhere.name},  # the public record alone, whatever lies on the machine
    )
    try:
        while not healthy(address):
            if server.poll() is not None:
                raise SystemExit("the server did not start")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for name, path in PAGES.items():
                for size, (width, height) in SIZES.items():
                    page = browser.new_page(
                        viewport={"width": width, "height": height}, locale="da-DK", reduced_motion="reduce"
                    )
                    page.goto(address + path)
                    settle(page, name)
                    if name == "moede_visning":
                        page.frame_locator("iframe.stIFrame").get_by_role("button", name="Næste").click()
                    page.screenshot(path=HERE / f"{name}-{size}.png")
                    page.close()
            browser.close()
    finally:
        server.terminate()
        server.wait()
        nowhere.cleanup()


if __name__ == "__main__":
    main()
