"""What own figures cost: readers' waits while a delivery lands, button to map, long files, fifty deliveries in store.

    PYTHONPATH=. python benchmarks/own_figures.py [--runs 7] [--rows 1000 100000] [--parts store landing files]

Each beside the same without, in one run. Prints Markdown tables; it measures and asserts nothing about time. It needs
Linux (``/proc``), and writes into a folder of its own.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from map_page import FLAGS, OPENED, YEARS
from playwright.sync_api import Browser, sync_playwright
from recorded import surroundings
from serving import Server, serve
from visitor import Visitor, new_context

from sikkerby_geo import build
from sikkerby_geo.build import counted, taking_in
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.store.deliveries import Delivery, deliver
from sikkerby_geo.store.history import Store

ROOT = Path(__file__).resolve().parents[1]
DELIVERIES = 50
PARTS = ("store", "landing", "files")
PAGES = ("", "bydel", "udvikling", "prioritering", "moede", "egne_tal")
OWN = OwnSource("Egen måling", "Kommunen", first_hand=True)
Times = defaultdict[str, list[float]]


def measured(atlas: Atlas, number: int, year: int = 2025) -> Delivery:
    """Thirteen figures of one year, others for each number."""
    areas = (place.place_id for place in atlas.places.at(Level.SURVEY_AREA))
    shared = {"year": str(year), "measure": "insecure_evening", "series": "tryghedsundersoegelse", "respondents": "300"}
    rows = [{**shared, "area_id": area, "percent": f"{10 + (at + number) % 50}.5"} for at, area in enumerate(areas)]
    return Delivery("survey", rows, OWN, file_name="maaling.csv")


def file_of(atlas: Atlas, number: int) -> bytes:
    """The same as a file an office sends."""
    delivery = measured(atlas, number)
    lines = [
        f"{atlas.places[row['area_id']].name};2025;Utrygge aften og nat;{row['percent'].replace('.', ',')};300"
        for row in delivery.rows
    ]
    return "\n".join(["Område;År;Mål;Procent;Svar", *lines]).encode()


def long_file(atlas: Atlas, rows: int) -> bytes:
    """So many figures of quarters of areas."""
    names = [place.name for place in atlas.places.at(Level.SURVEY_AREA) if place.name not in ("Indre By", "Vesterbro")]
    lines = (f"{names[n % len(names)]};{2000 + n % 25};Medianindkomst;Kv {n};{200_000 + n};Notat" for n in range(rows))
    return ("Område;År;Tal;Kvarter;Værdi;Kilde\n" + "\n".join(lines)).encode()


def put_in(store: Store, atlas: Atlas, number: int, year: int = 2025) -> None:
    delivery = measured(atlas, number, year)
    deliver(store, atlas.snapshot.embedded, delivery, who="bench", why="", seen=store.newest()[0])


def waits_while_a_delivery_lands(readers: list[Visitor], store: Store, atlas: Atlas, runs: int) -> Times:
    """Two readers change the year at the same time: after nothing has happened, and after a delivery has landed."""
    times: Times = defaultdict(list)
    years = itertools.cycle(YEARS)
    for number, lands in itertools.product(range(runs + 1), (False, True)):
        options = [reader.choose_year(year) for reader, year in zip(readers, [next(years)] * 2, strict=True)]
        if lands:
            put_in(store, atlas, number)
        for option in options:
            option.click(no_wait_after=True)
        took = [reader.changed() for reader in readers]
        for reader in readers:
            reader.settle()
        if number:
            times[f"first {lands}"].append(took[0])
            times[f"other {lands}"].append(took[1])
    return times


def button_to_map(visitor: Visitor, atlas: Atlas, runs: int) -> Times:
    """On Egne tal, from a click on a button to the map: a button that puts 13 figures in, and one that does nothing."""
    times: Times = defaultdict(list)
    tab = visitor.tab
    for number, lands in itertools.product(range(runs + 1), (False, True)):
        tab.goto(f"{visitor.server.url}/egne_tal")
        tab.locator("input[type=file]").set_input_files(
            {"name": "maaling.csv", "mimeType": "text/csv", "buffer": file_of(atlas, 100 + number)}
        )
        for label, words in (("Kildens navn", f"Måling {number}"), ("Hvem har lavet tallene?", "Kommunen")):
            tab.get_by_label(label).fill(words)
            tab.get_by_label(label).press("Tab")
        button = tab.get_by_role("button", name="Læg ind", exact=True)
        button.wait_for()
        visitor.settle()
        start = time.perf_counter()
        if lands:
            button.click()
            link = tab.get_by_role("link", name="Se dem på kortet")
        else:
            tab.get_by_role("radio", name="Folketal").check(force=True)
            link = tab.get_by_role("link", name="Kort", exact=True)
        link.first.click()
        tab.frame_locator('iframe[src*="st_folium"]').locator("path.district").first.wait_for(state="attached")
        took = (time.perf_counter() - start) * 1000
        visitor.settle()
        if number:
            times[str(lands)].append(took)
    return times


def pages(browser: Browser, servers: Sequence[Server], runs: int) -> None:
    """Opening the map in a new browser, changing its year, and the processor time of opening each page."""
    for number, server in itertools.product(range(runs + 1), servers):
        with new_context(browser) as context:
            visitor = Visitor.to(server, context)
            opened = visitor.open()
            before, year = server.cpu(), visitor.change_year(YEARS[number % 3])
            visitor.settle()
            cpu = (server.cpu() - before) * 1000
            costs = {}
            for page in PAGES:
                before = server.cpu()
                visitor.tab.goto(f"{server.url}/{page}")
                visitor.tab.locator("h1").first.wait_for()
                visitor.settle()
                costs[f"page {page}"] = (server.cpu() - before) * 1000
        if number:
            for name, value in {"open": opened, "year": year, "cpu": cpu, **costs}.items():
                server.figures[name].append(value)


def cpu_of(act: Callable[[], object], who: int = resource.RUSAGE_SELF) -> float:
    """Seconds of processor that something takes, here or in the processes it starts."""
    before = resource.getrusage(who)
    act()
    after = resource.getrusage(who)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def long_files(folder: Path, atlas: Atlas, rows: int) -> dict[str, float]:
    """Processor seconds of a long file through the command line, and through what the page calls."""
    file = folder / f"{rows}.csv"
    file.write_bytes(long_file(atlas, rows))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SIKKERBY_DATA": str(folder / f"cli-{rows}")}
    told = ["--kind", "indicator", "--publisher", "Kommunen", "--lists", str(folder)]
    commands = {
        "command line: nothing but starting": ["--help"],
        "command line: check": ["check", str(file), *told[:2], *told[4:]],
        "command line: add": ["add", str(file), *told],
    }
    found = {}
    for words, command in commands.items():
        call = [sys.executable, "-m", "sikkerby_geo.cli", *command]
        found[words] = cpu_of(
            lambda call=call: subprocess.run(call, env=environment, check=True, capture_output=True),
            resource.RUSAGE_CHILDREN,
        )
    store, content, kept = Store(folder / f"page-{rows}"), file.read_bytes(), []
    read = lambda: kept.append(taking_in.take_in_file(atlas, store, content, Recipe("indicator")))  # noqa: E731
    found["page: read and check"] = cpu_of(read)
    hiding = counted.deliveries_of(store, atlas, kept[0], OWN, content=content, file_name=file.name, published="")
    parts = hiding.deliveries
    found["page: preview"] = cpu_of(lambda: build.preview(atlas, store, *parts))
    found["page: put in"] = cpu_of(lambda: taking_in.put_in(store, atlas, parts, who="bench", why="", seen=0))
    current = build.Current(build.data_root(), store, _atlas=atlas)
    found["the atlas with it"] = cpu_of(current.atlas)
    return found


def cell(values: Sequence[float], unit: str = "ms") -> str:
    low, middle, high = (f"{value:,.0f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} {unit} ({low}–{high})"


def line(words: str, without: Sequence[float], with_it: Sequence[float]) -> str:
    ratio = statistics.median(with_it) / statistics.median(without) if statistics.median(without) else float("nan")
    return f"| {words} | {cell(without)} | {cell(with_it)} | {ratio:.1f} |"


@contextmanager
def at_work(chromium: str | None, folder: Path) -> Iterator[tuple[Browser, Server, Server]]:
    """A browser, and two servers: one with an empty store, one with many deliveries."""
    with ExitStack() as stack:
        empty = stack.enter_context(serve("empty", "app.py", OPENED, SIKKERBY_DATA=str(folder / "empty")))
        full = stack.enter_context(serve("full", "app.py", OPENED, SIKKERBY_DATA=str(folder / "full")))
        playwright = stack.enter_context(sync_playwright())
        yield stack.enter_context(playwright.chromium.launch(executable_path=chromium, args=FLAGS)), empty, full


def in_store(browser: Browser, empty: Server, full: Server, runs: int) -> None:
    """Print the pages' speed with an empty store, and with many deliveries."""
    pages(browser, (empty, full), runs)
    print(f"| | empty store | {DELIVERIES} deliveries | ratio |", "|---|--:|--:|--:|", sep="\n")
    rows = {"open": "first districts, new browser", "year": "year change", "cpu": "server CPU per year change"}
    rows |= {f"page {page}": f"server CPU, opening {page or 'kort'}" for page in PAGES}
    for key, words in rows.items():
        print(line(words, empty.figures[key], full.figures[key]), flush=True)


def landing(browser: Browser, server: Server, store: Store, atlas: Atlas, runs: int) -> None:
    """Print what a delivery costs those who read, and the one who puts it in."""
    print("\n| | nothing lands | a delivery lands | ratio |", "|---|--:|--:|--:|", sep="\n")
    with new_context(browser) as one, new_context(browser) as other:
        readers = [Visitor.to(server, context) for context in (one, other)]
        for reader in readers:
            reader.open()
        times = waits_while_a_delivery_lands(readers, store, atlas, runs)
    for key, words in (("first", "year change, first reader"), ("other", "year change, other reader")):
        print(line(words, times[f"{key} False"], times[f"{key} True"]), flush=True)
    with new_context(browser) as context:
        times = button_to_map(Visitor.to(server, context), atlas, runs)
    print(line("button to map, the one who puts 13 figures in", times["False"], times["True"]), flush=True)


def files(folder: Path, atlas: Atlas, sizes: Sequence[int]) -> None:
    """Print the processor time of long files."""
    found = [long_files(folder, atlas, rows) for rows in sizes]
    print("\n| processor time | " + " | ".join(f"{rows:,} rows" for rows in sizes) + " |")
    print("|---|" + "--:|" * len(found))
    for words in found[0]:
        print(f"| {words} | " + " | ".join(f"{one[words]:.1f} s" for one in found) + " |")


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=7, help="measurements of each kind, after one to warm up")
    options.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000], help="rows of the long files")
    options.add_argument("--chromium", default=shutil.which("chromium"), help="the browser; else Playwright's own")
    options.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS, help="which of the tables")
    chosen = options.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        atlas = build.Current(build.data_root()).atlas()
        for number in range(DELIVERIES):
            put_in(Store(folder / "full"), atlas, number, 2015 + number % 11)
        with at_work(chosen.chromium, folder) as (browser, empty, full):
            if "store" in chosen.parts:
                in_store(browser, empty, full, chosen.runs)
            if "landing" in chosen.parts:
                landing(browser, empty, Store(folder / "empty"), atlas, chosen.runs)
            told = surroundings(Chromium=browser.version)
        if "files" in chosen.parts:
            files(folder, atlas, chosen.rows)
        print(f"\nMedian of {chosen.runs} (lowest–highest); {time.strftime('%Y-%m-%d')}. {told}")


if __name__ == "__main__":
    main()
