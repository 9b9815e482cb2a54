"""Faults put into the code one at a time, to see which test notices: the list is faults.toml, the answers results.md.

    make faults                                             every fault, in the code as committed
    make faults ARGS="over-at-the-limit aliases-lost"       some of them
    make faults ARGS="--commit 6700619 --column before"     in another commit, into the other column

A fault is a slip somebody could really make. For each one a work tree of the commit gets the changed line, and the
tests run until one fails: first those its ``tests`` name (words of file names, so that they fit wherever a file
lies), then its ``browser`` tests if it has any. What nobody noticed yet is put in all at once and meets the whole
suite (without the browser) in one run; what fails there is tried on each of them alone. In the end every test that
noticed something must pass without any fault.

Results are written after each fault, so that a run may be stopped. It runs in one process that forks (Linux, macOS):
the libraries are loaded once and not for every fault.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_name("faults.toml")
RESULTS = Path(__file__).with_name("results.md")
COLUMNS = ("before", "after")
LONGEST = 900
"""Seconds one run of named tests may take; a fault that makes them hang is noticed too."""
HEAD = """# What the tests notice

Written by `make faults` ([how](inject.py), [the list](faults.toml)): each fault was put into the code alone, and the
test named is the first that failed. The seven digits are the commit it was tried in; an empty cell was not tried yet.
"""


@dataclass(frozen=True)
class Fault:
    """One slip: in ``file`` the text ``old``, found exactly once, becomes ``new``.

    The three may be lists of equal length where the code stands or reads otherwise in another commit.

    ``breaks`` says what a reader would see, ``floor`` where it lies. ``tests`` and ``browser`` are words in the names
    of test files; ``harmless`` says why nobody need notice, where that is so.
    """

    id: str
    floor: str
    file: str | tuple[str, ...]
    old: str | tuple[str, ...]
    new: str | tuple[str, ...]
    breaks: str
    tests: tuple[str, ...]
    browser: tuple[str, ...] = ()
    harmless: str = ""

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """File, old and new text of each form it may have."""
        if isinstance(self.old, str):
            return [(self.file, self.old, self.new)]
        files = [self.file] * len(self.old) if isinstance(self.file, str) else self.file
        return list(zip(files, self.old, self.new, strict=True))


@dataclass(eq=False)
class Noticed:
    """What pytest tells of a run: the tests that failed, files that cannot be read among them."""

    failed: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def faults(wanted: Iterable[str] = ()) -> list[Fault]:
    """The faults of the list, or those with the ids wanted; an unknown id is an error."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["fault"]
    found = {row["id"]: Fault(**{name: _tuple(value) for name, value in row.items()}) for row in rows}
    if len(found) < len(rows):
        raise SystemExit("two faults have the same id")
    unknown = set(wanted) - set(found)
    if unknown:
        raise SystemExit(f"no such fault: {', '.join(sorted(unknown))}")
    return [fault for fault in found.values() if not wanted or fault.id in wanted]


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


# ---------------------------------------------------------------- the code with a fault in it


@contextmanager
def tree_of(commit: str) -> Iterator[Path]:
    """A work tree of a commit in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", tree, commit], check=True)
        try:
            if (ROOT / ".venv").exists():
                (tree / ".venv").symlink_to((ROOT / ".venv").resolve())
            yield tree
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)


_stamps = count(1_000_000_000)
"""A time of its own for each state of a file, so that no compiled code of another state is taken for it."""


def put(tree: Path, fault: Fault) -> str:
    """Put a fault in; the trouble in words where its text is not there exactly once."""
    for file, old, new in fault.places:
        path = tree / file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        if text.count(old) == 1:
            write(path, text.replace(old, new))
            return ""
    return f"its text does not stand once in {fault.places[-1][0]}"


def take_back(tree: Path) -> None:
    """Every changed file as it is in the commit."""
    changed = subprocess.run(["git", "-C", tree, "diff", "--name-only"], check=True, capture_output=True, text=True)
    for file in changed.stdout.split():
        said = subprocess.run(["git", "-C", tree, "show", f"HEAD:{file}"], check=True, capture_output=True)
        write(tree / file, said.stdout.decode("utf-8"))


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    stamp = next(_stamps)
    os.utime(path, (stamp, stamp))


# ---------------------------------------------------------------- tests


def warm(tree: Path) -> None:
    """Load the libraries the code needs, and forget the code: each run loads it anew, as it is then."""
    sys.path.insert(0, str(tree))
    os.chdir(tree)
    package = importlib.import_module("sikkerby_geo")
    for module in pkgutil.walk_packages(package.__path__, "sikkerby_geo."):
        importlib.import_module(module.name)
    for name in [name for name in sys.modules if name.split(".")[0] == "sikkerby_geo"]:
        del sys.modules[name]


def run(tests: Iterable[str | Path], *, most: int = 1, longest: int = LONGEST) -> list[str]:
    """The tests that fail, until ``most`` have; in a process of its own."""
    named = [str(test) for test in tests]
    if not named:
        return []
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        noticed = Noticed()
        code = pytest.main([*named, f"--maxfail={most}", "-q", "--tb=no", "-p", "no:cacheprovider"], plugins=[noticed])
        if code == pytest.ExitCode.USAGE_ERROR and not noticed.failed:
            noticed.failed.append("conftest.py")
        told = {"failed": noticed.failed, "broken": code == pytest.ExitCode.INTERNAL_ERROR}
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    told = b""
    until = time.monotonic() + longest
    while select.select([reading], [], [], max(until - time.monotonic(), 0))[0]:
        if not (part := os.read(reading, 65536)):
            break
        told += part
    os.close(reading)
    if not told:
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if not told:
        return ["the tests hang or fall over"]
    answer = json.loads(told)
    if answer["broken"]:
        raise SystemExit(f"pytest itself broke on {' '.join(named)}")
    return answer["failed"]


def files_named(tree: Path, words: Iterable[str], *, browser: bool = False) -> list[str]:
    """Test files with one of the words in their names, in the order of the words; of each, pages and records last."""

    def slow(path: Path) -> tuple[bool, bool, Path]:
        return "pages" in path.parts, "published" in path.parts, path

    found = [path for word in words for path in sorted((tree / "tests").rglob(f"test_*{word}*.py"), key=slow)]
    return list(dict.fromkeys(str(path.relative_to(tree)) for path in found if ("browser" in path.parts) is browser))


def everything(tree: Path) -> list[str]:
    """The whole suite by file, without the browser and what takes long."""
    found = (path.relative_to(tree) for path in sorted((tree / "tests").rglob("test_*.py")))
    return [str(path) for path in found if not {"browser", "soak"} & set(path.parts)]


def first_to_notice(tree: Path, fault: Fault) -> str:
    """The first test that fails with the fault in, among those it names and its browser tests.

    It must fail twice: on a busy machine a page may run out of time.
    """
    for files in (files_named(tree, fault.tests), files_named(tree, fault.browser, browser=True)):
        failed = run(files)
        if failed and (not failed[0].startswith("tests/") or run(failed)):
            return failed[0]
    return ""


def last_resort(tree: Path, survivors: list[Fault]) -> dict[str, str]:
    """Survivors by the test of the whole suite that notices them after all, until it notices none of those left."""
    found: dict[str, str] = {}
    while left := [fault for fault in survivors if fault.id not in found]:
        for fault in left:
            put(tree, fault)
        failed = run(everything(tree), most=0, longest=8 * LONGEST)
        take_back(tree)
        one_of_each = {test.split("[")[0]: test for test in failed}
        more = {}
        for fault in left if failed else ():
            put(tree, fault)
            if noticed := run(one_of_each.values()):
                more[fault.id] = noticed[0]
            take_back(tree)
        if not more:
            break
        found |= more
    return found


# ---------------------------------------------------------------- results


def known_results() -> dict[str, dict[str, str]]:
    """The cells of the table by fault and column."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else ""
    rows = (re.split(r"\s*\|\s*", line.strip().strip("|").strip()) for line in text.splitlines())
    return {row[0].strip("`"): dict(zip(COLUMNS, row[2:4], strict=True)) for row in rows if row[0].startswith("`")}


def write_results(results: dict[str, dict[str, str]]) -> None:
    """The table of all faults, the count of each column, and why some may stay."""
    listed = faults()
    lines = [HEAD, "| fault | what it breaks | before | after |", "|---|---|---|---|"]
    for fault in listed:
        cells = (results.get(fault.id, {}).get(column, "") for column in COLUMNS)
        lines.append(f"| `{fault.id}` | {fault.breaks} | {' | '.join(cells)} |")
    lines.append("")
    for column in COLUMNS:
        cells = [results.get(fault.id, {}).get(column, "") for fault in listed]
        noticed, missed = (sum(cell.startswith(word) for cell in cells) for word in ("`", "**"))
        lines.append(f"{column.capitalize()}: {noticed} noticed, {missed} not, of {len(listed)}.")
    told = [f"- `{fault.id}`: {fault.harmless}" for fault in listed if fault.harmless]
    lines += ["", "## What may go unnoticed", "", *told] if told else []
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("ids", nargs="*", help="ids of faults; without any, all")
    parser.add_argument("--commit", default="HEAD")
    parser.add_argument("--column", choices=COLUMNS, default="after")
    parser.add_argument("--quick", action="store_true", help="do not try what nobody noticed on the whole suite")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the work tree goes
    chosen = faults(asked.ids)
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short=7", asked.commit], check=True, capture_output=True, text=True
    ).stdout.strip()

    def say(fault: Fault, test: str = "", trouble: str = "") -> None:
        nobody = "**not by the tests named**" if asked.quick else "**by nobody**"
        words = trouble or (f"`{test.split('[')[0]}`" if test else nobody)
        results = known_results()  # as it is now: another run may have written to it
        results.setdefault(fault.id, {})[asked.column] = f"{words} {commit}"
        write_results(results)
        print(f"{time.strftime('%H:%M:%S')} {fault.id}: {words}", flush=True)

    with tree_of(commit) as tree:
        warm(tree)
        noticed: dict[str, str] = {}
        survivors = []
        for fault in chosen:
            if trouble := put(tree, fault):
                say(fault, trouble=trouble)
                continue
            test = first_to_notice(tree, fault)
            take_back(tree)
            say(fault, test)
            if test:
                noticed[fault.id] = test
            else:
                survivors.append(fault)
        if survivors and not asked.quick:
            found = last_resort(tree, survivors)
            for fault in survivors:
                if fault.id in found:
                    say(fault, found[fault.id])
            noticed |= found
        red = set(run(sorted({test for test in noticed.values() if "::" in test}), most=1000))
        for fault in chosen:
            if noticed.get(fault.id) in red:
                say(fault, trouble=f"{noticed[fault.id].split('[')[0]} fails without the fault too")


if __name__ == "__main__":
    main()
