"""Memory of a server that many readers use for long: a thousand changes on all pages, a hundred readers at once."""

from __future__ import annotations

import asyncio
import importlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sikkerby_geo.ui.frame.pages import PAGES
from tests.browser.served_app import HERE, ROOT, address_of, free_port, started, stop

FLAT = 20.0
"""Megabytes the server may grow by in a thousand changes, once it is warm."""
A_SESSION = 1.0
"""Megabytes a reader may take."""
PATHS = ("", *(page.page_id for page in PAGES if page.file != "app.py"))
PLACES = ("bakken", "moellehoej", "")
YEARS = (2016, 2017, 2018)


@pytest.fixture(scope="module")
def sessions() -> Iterator[ModuleType]:
    """The reader without a browser with which speed is measured."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("sessions")


@pytest.fixture
def server(toy_root: Path, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Address and process id of the app on the toy city."""
    port = free_port()
    process = started(toy_root, tmp_path / "log", HERE, port)
    yield address_of(HERE, port), process.pid
    stop(process)


def megabytes(pid: int) -> float:
    """Resident memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


async def changes(sessions: ModuleType, address: str, each: int) -> None:
    """One reader a page, one after the other, who goes through years and places."""
    for path in PATHS:
        reader = sessions.Session(address, path)
        await reader.open()
        for year, place in itertools.islice(itertools.cycle(itertools.product(YEARS, PLACES)), each):
            await reader.change(f"aar={year}&sted={place}")
        await reader.close()


def test_a_thousand_changes_on_all_pages_leave_memory_flat(sessions: ModuleType, server: tuple[str, int]) -> None:
    address, pid = server
    each = 1_000 // len(PATHS) + 1
    asyncio.run(changes(sessions, address, each))
    warm = megabytes(pid)
    asyncio.run(changes(sessions, address, each))
    grown = megabytes(pid) - warm
    print(f"{each * len(PATHS)} changes: {grown:+.1f} MB on {warm:.0f} MB")
    assert grown <= FLAT


def test_a_hundred_readers_at_once_take_a_megabyte_each(sessions: ModuleType, server: tuple[str, int]) -> None:
    address, pid = server

    async def crowd(count: int) -> float:
        readers = [sessions.Session(address, path) for path, _ in zip(itertools.cycle(PATHS), range(count))]
        for reader in readers:
            await reader.open(f"aar={YEARS[0]}")
        held = megabytes(pid)
        for reader in readers:
            await reader.close()
        return held

    few = asyncio.run(crowd(len(PATHS)))
    many = asyncio.run(crowd(100 + len(PATHS)))
    print(f"{(many - few) / 100:.2f} MB a reader")
    assert (many - few) / 100 <= A_SESSION
