"""Many readers at once: how long a change takes for 1 to 100 of them, beside the bare page in the same run.

    python benchmarks/load.py [--sessions 1,10,25,50,100] [--seconds 15] [--processes 2] [--pages kort,bydel] [--record]

Each reader waits 0.5 to 1.5 s between two changes. The readers run on the same machine and take part of it; the bare
page carries the same burden. Each page has been asked for each year once before, unless ``--new``. Prints a table and
asserts nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recorded import PICTURE, lines_svg, record
from serving import ROOT, Server, free_port, serve, wait_for
from sessions import NoAnswer, Session

BARE = ROOT / "benchmarks" / "bare_page" / "app.py"
THINK = (0.5, 1.5)
"""Seconds between two changes of one reader."""
SEED = 20_261_127
HEAD = "| | readers | median ms | p95 ms | changes | errors | kB a change | parts | server ms a change | MB |"
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
YEARS = range(2014, 2027)
EVERY_PAGE = ("kort", "bydel", "udvikling", "maal", "indsatser", "prioritering", "tryghedsvurdering", "effekt")
EVERY_PAGE += ("anmeldelser", "moede", "aarsrapport", "egne_tal", "om_tallene")


@dataclass
class Came:
    """What the readers saw: seconds of each change, errors, bytes and parts a change, server's seconds a change."""

    took: list[float]
    errors: list[str]
    received: list[int]
    parts: list[int]
    cpu: float

    def p95(self) -> float | None:
        """Milliseconds within which 95 of 100 changes were done."""
        return sorted(self.took)[int(0.95 * (len(self.took) - 1))] * 1000 if self.took else None

    def row(self) -> str:
        p95 = self.p95()
        if p95 is None:
            return f"– | – | 0 | {len(self.errors)} | – | – | –"
        return (
            f"{statistics.median(self.took) * 1000:,.0f} | {p95:,.0f} | {len(self.took)} | {len(self.errors)} | "
            f"{statistics.median(self.received) / 1000:.1f} | {statistics.median(self.parts):.0f} | "
            f"{self.cpu / len(self.took) * 1000:.0f}"
        )


async def read(session: Session, seconds: float, chance: random.Random, came: Came) -> None:
    """Change the year again and again for some seconds."""
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(*THINK))
            took = await session.change(f"aar={chance.choice(YEARS)}")
            came.took.append(took)
            came.received.append(session.received)
            came.parts.append(session.parts)
    except NoAnswer as error:
        came.errors.append(str(error))
    finally:
        await session.close()


async def crowd(address: str, pages: list[str], count: int, seconds: float, cpu: Callable[[], float]) -> Came:
    """``count`` readers, spread over the pages; what counts begins when all have their page."""
    came, chance = Came([], [], [], [], 0.0), random.Random(SEED)
    readers = [Session(address, pages[number % len(pages)]) for number in range(count)]
    opened = await asyncio.gather(*(one.open(f"aar={chance.choice(YEARS)}") for one in readers), return_exceptions=True)
    came.errors += [str(each) for each in opened if isinstance(each, BaseException)]
    there = [one for one, each in zip(readers, opened, strict=True) if not isinstance(each, BaseException)]
    before = cpu()
    await asyncio.gather(*(read(one, seconds, random.Random(chance.random()), came) for one in there))
    came.cpu = cpu() - before
    return came


async def ask_all(address: str, pages: list[str], cookie: str = "") -> None:
    """Ask every page for every year once: readers of a server that has run for a while ask what others have asked.

    ``cookie`` names the process, where there are several.
    """
    for page in pages:
        session = Session(address, page, cookie)
        await session.open(f"aar={YEARS[0]}")
        for year in YEARS:
            await session.change(f"aar={year}")
        await session.close()


@contextmanager
def several(processes: int) -> Iterator[Server]:
    """Our app as several processes behind nginx."""
    port, first = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sikkerby_geo.cli", "serve", "--processes", str(processes)]
        command += ["--listen", f"127.0.0.1:{port}", "--first-port", str(first)]
        environment = {**os.environ, "TMPDIR": folder}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            for each in range(first, first + processes):
                wait_for(f"http://127.0.0.1:{each}", process)
            yield Server(f"ours, {processes} processes", f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(30)


def memory(server: Server) -> float:
    """MB the server and its children hold."""
    return sum(
        int(line.split()[1]) / 1024
        for pid in server.pids()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", default="1,10,25,50,100")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--pages", default=",".join(EVERY_PAGE))
    parser.add_argument("--only", default="", help="bare, one or several")
    parser.add_argument("--new", action="store_true", help="nobody has asked anything before")
    parser.add_argument("--record", action="store_true", help="keep table and picture in docs/")
    asked = parser.parse_args()
    counts = [int(count) for count in asked.sessions.split(",")]
    kinds = {
        "bare": lambda: serve("bare page", str(BARE)),
        "one": lambda: serve("ours, one process", "app.py"),
        "several": lambda: several(asked.processes),
    }
    rows, slowest = [HEAD, RULE], {}
    print(*rows, sep="\n")
    for kind, start in kinds.items():
        if asked.only and kind not in asked.only.split(","):
            continue
        with start() as server:
            pages = [""] if kind == "bare" else [page.removesuffix("kort") for page in asked.pages.split(",")]
            cookies = (
                [f"sikkerby_plads={number + 1}" for number in range(asked.processes)] if kind == "several" else [""]
            )
            for cookie in [] if asked.new else cookies:
                asyncio.run(ask_all(server.url, pages, cookie))
            for count in counts:
                came = asyncio.run(crowd(server.url, pages, count, asked.seconds, server.cpu))
                slowest.setdefault(server.name, []).append(came.p95())
                rows.append(f"| {server.name} | {count} | {came.row()} | {memory(server):,.0f} |")
                rows += [f"<!-- {error} -->" for error in sorted(set(came.errors))[:3]]
                print(*rows[-1 - min(3, len(set(came.errors))) :], sep="\n", flush=True)
    if asked.record:
        record("load", "\n".join([*rows, "", "![The table as a picture](pictures/load.svg)"]))
        PICTURE.write_text(lines_svg("Milliseconds of a change, 95th percentile, by readers", counts, slowest))


if __name__ == "__main__":
    main()
