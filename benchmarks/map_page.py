"""The map page beside other ways to write it, measured in one run in headless Chromium.

    python benchmarks/map_page.py [--runs 7] [--chromium PATH] [--pictures FOLDER] [--record]

Prints a Markdown table. It measures and asserts nothing about time; it needs Linux (``/proc``).
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from recorded import record
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
            new = visitor.open()
            seen = visitor.seen() if server.sees == "map" else new
            again = visitor.open()
        if number:
            server.figures["seen"].append(seen)
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


def measure_words(visitor: Visitor, years: Iterator[int], runs: int) -> None:
    """How long our page's sentence takes, which the map does not wait for."""
    for number, year in enumerate(itertools.islice(years, runs + 1)):
        took = visitor.say_year(year)
        if number:
            visitor.server.figures["year_words"].append(took)


def measure_ours(visitor: Visitor, runs: int) -> None:
    """What only our page has: a district marked, another measure, an effort on the map and off again, another page and
    back, a slide."""
    for number in range(runs + 1):
        for name, took in (
            ("marked", _marked(visitor, number % 13)),
            ("measure", visitor.change_rule()),
            ("overlay", visitor.toggle_overlay()),
            ("page", visitor.change_page()),
            ("slide", visitor.turn_slide()),
        ):
            if number:
                visitor.server.figures[name].append(took)


def _marked(visitor: Visitor, number: int) -> float:
    took = visitor.click(number, "marked")
    visitor.settle()
    return took


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


VARIANTS = (
    ("our page", ("app.py", OPENED), {}, "map"),
    ("plain page", ("benchmarks/plain_page/app.py",), {}, "map"),
    ("feature_group_to_add", ("benchmarks/plain_page/app.py",), {"SIKKERBY_PLAIN": "group"}, "map"),
    ("v2 component", ("benchmarks/v2_page/app.py",), {}, "map"),
    ("pydeck", ("benchmarks/pydeck_page/app.py",), {}, "answer"),
    ("bare page", ("benchmarks/bare_page/app.py",), {}, "answer"),
)
"""Name, script and address, environment, and what tells that a year has come; ours is the first."""
ROWS = (
    ("seen", "opened in a new browser, until districts are seen (else first text)", "ms"),
    ("open_new", "opened in a new browser, until the interactive map (else first text)", "ms"),
    ("open_again", "the same with cached files", "ms"),
    ("year", "year change, until the map shows it (else the words)", "ms"),
    ("year_words", "the same, until the page's sentence says it", "ms"),
    ("bytes", "sent to the browser per year change", "kB"),
    ("map_bytes", "of these the map's own message", "kB"),
    ("cpu", "server CPU per year change", "ms"),
    ("click", "click on a district, until the page shows it", "ms"),
    ("marked", "the same, until the map has it marked", "ms"),
    ("measure", "another rule and measure, until the map shows it", "ms"),
    ("overlay", "a kind of effort on or off, until the map shows it", "ms"),
    ("page", "from the map to Mål, until its first heading", "ms"),
    ("slide", "the next slide of Møde", "ms"),
)


def table(servers: list[Server], runs: int) -> str:
    """The figures as a Markdown table: medians with lowest and highest; in brackets how often ours goes into it."""
    ours = servers[0]
    lines = [f"| | {' | '.join(server.name for server in servers)} |", f"|---|{'--:|' * len(servers)}"]
    for name, words, unit in ROWS:
        cells = [_figure(server.figures.get(name, []), ours.figures[name], unit) for server in servers]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    lines.append(f"| view kept over a year change | {' | '.join(server.kept or '–' for server in servers)} |")
    return "\n".join([*lines, "", f"Median of {runs} (lowest–highest); × is how many times ours."])


def _figure(values: list[float], ours: list[float], unit: str) -> str:
    if not values:
        return "–"
    decimals = 1 if unit == "kB" else 0
    low, middle, high = (f"{value:,.{decimals}f}" for value in (min(values), statistics.median(values), max(values)))
    mine = statistics.median(ours) if ours else 0
    ratio = "" if values is ours or not mine else f", × {statistics.median(values) / mine:.1f}"
    return f"{middle} {unit} ({low}–{high}){ratio}"


def main() -> None:
    """Indicator both pages and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7, help="measurements of each kind, after one to warm up")
    options.add_argument("--chromium", default=shutil.which("chromium"), help="the browser; else Playwright's own")
    options.add_argument("--pictures", type=Path, help="folder for a picture of each page")
    options.add_argument("--record", action="store_true", help="keep the table in docs/measurements.md")
    chosen = options.parse_args()
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(name, *page, **settings)) for name, page, settings, _ in VARIANTS]
        for server, (*_, sees) in zip(servers, VARIANTS, strict=True):
            server.sees = sees
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(playwright.chromium.launch(executable_path=chosen.chromium, args=FLAGS))
        measure_opening(browser, servers, chosen.runs)
        visitors = [Visitor.to(server, stack.enter_context(new_context(browser))) for server in servers]
        for visitor in visitors:
            visitor.open()
        years = itertools.cycle(YEARS)
        measure_years(visitors, years, chosen.runs)
        measure_words(visitors[0], years, chosen.runs)
        measure_ours(visitors[0], chosen.runs)
        if chosen.pictures:
            for visitor in visitors:
                visitor.tab.mouse.move(0, 0)
                visitor.tab.screenshot(path=chosen.pictures / f"{visitor.server.name.replace(' ', '-')}.png")
        measure_clicks([visitor for visitor in visitors if visitor.server.sees == "map"], chosen.runs)
        see_what_is_kept([visitor for visitor in visitors if visitor.framed()], next(years))
        size = f"{VIEWPORT['width']}×{VIEWPORT['height']}"
        told = f"{table(servers, chosen.runs)}\n\nChromium {browser.version}, headless, {size}."
        print(told)
        if chosen.record:
            record("bench", told)


if __name__ == "__main__":
    main()
