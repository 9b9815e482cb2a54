"""The real server as a process of its own: where and how it runs, when it is ready, and that it is stopped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
START_SECONDS = 300


@dataclass(frozen=True)
class Place:
    """Where and how a server runs: base path, folder of the program, working folder, words before the command.

    ``bugs`` says that its log is expected to tell of some.
    """

    base: str = ""
    program: Path = ROOT
    folder: Path = ROOT
    before: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    bugs: bool = False


HERE = Place()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def started(root: Path, log: Path, place: Place, port: int) -> subprocess.Popen:
    """The app as a process on this port, with the data under ``root``, once it answers."""
    script = str(place.program / "app.py")
    command = [*place.before, sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.baseUrlPath", place.base] if place.base else []
    environment = {**place.environment, "SIKKERBY_ROOT": str(root)}
    with log.open("ab") as sink:
        process = subprocess.Popen(command, cwd=place.folder, env=environment, stdout=sink, stderr=subprocess.STDOUT)
    with ExitStack() as unless_it_answers:
        unless_it_answers.callback(stop, process)
        _await_health(process, f"{address_of(place, port)}/_stcore/health", log)
        unless_it_answers.pop_all()
    return process


def address_of(place: Place, port: int) -> str:
    return f"http://127.0.0.1:{port}/{place.base}".rstrip("/")


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(20)


@contextmanager
def served(root: Path, log: Path, place: Place) -> Iterator[str]:
    """Address of the app on a free port of this machine; stopped by its process id, and its log looked through."""
    port = free_port()
    process = started(root, log, place, port)
    try:
        yield address_of(place, port)
    finally:
        stop(process)
    said = log.read_text(encoding="utf-8")
    assert ("page failed" in said) == place.bugs, said


def _await_health(process: subprocess.Popen, address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:  # not there yet, or there and not ready to answer
            pass
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
