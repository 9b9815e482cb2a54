"""How soon a page is there: the start of a server, and the first districts in a browser, beside another checkout.

    python benchmarks/opening.py --before ../other-checkout --rounds 7 --slow

Both are measured in turns in one run, so that whatever else the machine does falls on both. Times are medians.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from serving import ROOT, free_port, wait_for

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Chromium's own idea of a slow link: 1.6 Mbit/s down, 150 ms."""
STEPS = """
import sys, time
def lap(name, since=[time.perf_counter(), time.process_time()]):
    now = [time.perf_counter(), time.process_time()]
    print(name, now[0] - since[0], now[1] - since[1])
    since[:] = now
import app
lap("imports of the server")
from sikkerby_geo import build
told = {"checked": build.checked_here()} if hasattr(build, "checked_here") else {}
build.Current(build.data_root(), build.own_store(), **told).atlas()
lap("atlas")
from sikkerby_geo.ui.map_page import page
lap("imports of the first page")
"""
WATCH = """
window.seen = {};
const note = (name, node) => {
  if (name in window.seen || !node) return;
  requestAnimationFrame(() => setTimeout(() => { window.seen[name] ??= performance.now(); }));   // painted by then
};
const look = () => {
  const painted = document.querySelector('.st-key-map iframe[data-painted]');
  note('first text', document.querySelector('h1.sentence'));
  note('first districts', document.querySelector('#first-map use[data-place]') || painted);
  note('interactive map', painted);
};
new MutationObserver(look).observe(document, {childList: true, subtree: true, attributes: true});
"""
DONE = "iframe[data-painted]"


def start_of(root: Path, own: str) -> dict[str, tuple[float, float]]:
    """Wall and processor time (seconds) of the steps of a server's start, in a fresh interpreter."""
    told = {"PYTHONPATH": str(root), "SIKKERBY_DATA": own, "PYTHONPYCACHEPREFIX": f"{own}-compiled"}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | told
    run = [sys.executable, "-W", "ignore", "-c", STEPS]
    said = subprocess.run(run, cwd=root, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    laps = (line.rsplit(" ", 2) for line in said.splitlines())
    return {name: (float(wall), float(cpu)) for name, wall, cpu in laps}


@contextmanager
def served(root: Path, own: str) -> Iterator[str]:
    """The address of a checkout's app."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--logger.level", "error"]
    environment = {**os.environ, "PYTHONPATH": str(root), "SIKKERBY_DATA": own}
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def opened(browser: Browser, url: str, slow: bool) -> dict[str, float]:
    """Milliseconds from the request to what is seen, for a reader who has never been here."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    if slow:
        link = context.new_cdp_session(page)
        link.send("Network.enable")
        link.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    page.wait_for_selector(DONE, timeout=120_000, state="attached")
    page.wait_for_timeout(300)  # until the last is noted
    seen = page.evaluate("({...window.seen})")
    context.close()
    return seen


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--before", type=Path, help="another checkout to measure beside this one")
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--slow", action="store_true", help="a link of 1.6 Mbit/s and 150 ms as well")
    told = asked.parse_args()
    roots = {"before": told.before.resolve(), "now": ROOT} if told.before else {"now": ROOT}
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        own = {name: f"{folder}/{name}" for name in roots}
        for _ in range(told.rounds + 1):  # the first compiles, and checks the files
            for name, root in roots.items():
                for step, (wall, cpu) in start_of(root, own[name]).items():
                    found[f"start: {step}, s"][name].append(wall)
                    found[f"start: {step}, s of processor"][name].append(cpu)
        for step in found.values():
            for times in step.values():
                times.pop(0)
        with ExitStack() as running, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            urls = {name: running.enter_context(served(root, own[name])) for name, root in roots.items()}
            _open(browser, urls, 1, False, defaultdict(lambda: defaultdict(list)))
            for slow in (False, True)[: 1 + told.slow]:
                _open(browser, urls, told.rounds, slow, found)
    medians = {what: {name: round(median(times), 3) for name, times in by.items()} for what, by in found.items()}
    print(json.dumps(medians, indent=1))


def _open(
    browser: Browser,
    urls: dict[str, str],
    rounds: int,
    slow: bool,
    found: dict[str, dict[str, list[float]]],
) -> None:
    """Open the map on all in turns; each server has answered before."""
    for _ in range(rounds):
        for name, url in urls.items():
            for what, at in opened(browser, url, slow).items():
                found[f"{'slow link' if slow else 'opening'}: {what}, ms"][name].append(at)


if __name__ == "__main__":
    main()
