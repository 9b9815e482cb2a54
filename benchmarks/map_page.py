"""The map page beside the plain way to write it, measured in one run in headless Chromium.

    python benchmarks/map_page.py [--runs 7] [--chromium PATH] [--pictures FOLDER]

Prints a Markdown table. It measures and asserts nothing about time; it needs Linux (``/proc``).
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import shutil
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from serving import Server, serve
from visitor import VIEWPORT, Visitor, new_context

YEARS = (2017, 2016, 2015, 2020)
"""Years in which the 10 % rule is decided everywhere, gone through in turn; both pages open on the last."""
OPENED = f"/?regel=10pct&aar={YEARS[-1]}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def measure_opening(browser: Browser, servers: list[Server], runs: int) -> None:
    """New browser (nothing cached), and the same browser once more; the first round only warms the servers."""
    for number, server in itertools.product(range(runs + 1), servers):
        with new_context(browser) as context:
            visitor = Visitor.to(server, context)
            new, again = visitor.open(), visitor.open()
        if number:
            server.figures["open_new"].append(new)
            server.figures["open_again"].append(again)


def measure_years(visitors: list[Visitor], years: Iterator[int], runs: int) -> None:
    """Year changes in turn; the first of each page only warms up."""
    for number, year in enumerate(itertools.islice(years, runs + 1)):
        for visitor in visitors:
            figures, traffic = visitor.server.figures, visitor.traffic
            before, cpu = replace(traffic), visitor.server.cpu()
            took = visitor.change_year(year)
            visitor.settle()
            if number:
                figures["year"].append(took)
                figures["cpu"].append((visitor.server.cpu() - cpu) * 1000)
                figures["bytes"].append((traffic.total - before.total) / 1000)
                figures["map_bytes"].append((traffic.map - before.map) / 1000)


def measure_clicks(visitors: list[Visitor], runs: int) -> None:
    """Clicks on one district after the other; the first of each page only warms up."""
    for number, visitor in itertools.product(range(runs + 1), visitors):
        took = visitor.click(number % 13)
        visitor.settle()
        if number:
            visitor.server.figures["click"].append(took)


def see_what_is_kept(visitors: list[Visitor], year: int) -> None:
    """Zoom in, change the year, and see whether the map still shows the same part of the city."""
    for visitor in visitors:
        before = visitor.zoom_in()
        visitor.change_year(year)
        visitor.settle()
        visitor.server.kept = "yes" if visitor.view() == before else "no"


ROWS = (
    ("open_new", "first districts, warm server, new browser", "ms"),
    ("open_again", "first districts, warm server, cached files", "ms"),
    ("year", "year change, until the map shows it", "ms"),
    ("bytes", "sent to the browser per year change", "kB"),
    ("map_bytes", "of these the map's own message", "kB"),
    ("cpu", "server CPU per year change", "ms"),
    ("click", "click on a district, until the page shows it", "ms"),
)


def table(ours: Server, plain: Server, runs: int) -> str:
    """The figures as a Markdown table: median, lowest and highest in brackets, and the ratio of the medians."""
    lines = ["| | our page | plain page | plain / ours |", "|---|--:|--:|--:|"]
    for name, words, unit in ROWS:
        mine, theirs = (statistics.median(server.figures[name]) for server in (ours, plain))
        cells = (_figure(server.figures[name], unit) for server in (ours, plain))
        ratio = f"{theirs / mine:.1f}" if mine else "–"
        lines.append(f"| {words} | {' | '.join(cells)} | {ratio} |")
    lines.append(f"| view kept over a year change | {ours.kept} | {plain.kept} | |")
    return "\n".join([*lines, "", f"Median of {runs} (lowest–highest)."])


def _figure(values: list[float], unit: str) -> str:
    decimals = 1 if unit == "kB" else 0
    low, middle, high = (f"{value:,.{decimals}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} {unit} ({low}–{high})"


def surroundings(browser: Browser) -> str:
    """Versions and the size of the machine."""
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("streamlit", "streamlit-folium", "folium", "playwright")
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Python {platform.python_version()}, {packages}, Chromium {browser.version} (headless, "
        f"{VIEWPORT['width']}×{VIEWPORT['height']}); {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, {memory:.0f} GiB; load {os.getloadavg()[2]:.1f} in the last quarter of an hour."
    )


def main() -> None:
    """Indicator both pages and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7, help="measurements of each kind, after one to warm up")
    options.add_argument("--chromium", default=shutil.which("chromium"), help="the browser; else Playwright's own")
    options.add_argument("--pictures", type=Path, help="folder for a picture of each page")
    chosen = options.parse_args()
    with ExitStack() as stack:
        ours = stack.enter_context(serve("our page", "app.py", OPENED))
        plain = stack.enter_context(serve("plain page", "benchmarks/plain_page/app.py"))
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(playwright.chromium.launch(executable_path=chosen.chromium, args=FLAGS))
        measure_opening(browser, [ours, plain], chosen.runs)
        visitors = [Visitor.to(server, stack.enter_context(new_context(browser))) for server in (ours, plain)]
        for visitor in visitors:
            visitor.open()
        years = itertools.cycle(YEARS)
        measure_years(visitors, years, chosen.runs)
        if chosen.pictures:
            for visitor in visitors:
                visitor.tab.mouse.move(0, 0)
                visitor.tab.screenshot(path=chosen.pictures / f"{visitor.server.name.replace(' ', '-')}.png")
        measure_clicks(visitors, chosen.runs)
        see_what_is_kept(visitors, next(years))
        print(table(ours, plain, chosen.runs), surroundings(browser), sep="\n")


if __name__ == "__main__":
    main()
