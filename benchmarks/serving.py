"""A page on a server of its own, and the processor time that server uses."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAIT = 90
"""Seconds after which a server or a page that does not answer ends the benchmark."""


@dataclass
class Server:
    """A page, served on a port of its own; ``start`` is the address it is opened at, ``sees`` what tells that a year
    has come: the ``map``, or the page's ``answer`` in words."""

    name: str
    url: str
    process: subprocess.Popen
    start: str = ""
    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    kept: str = ""
    sees: str = "map"

    def pids(self) -> list[int]:
        """The server process and its children, as they are now."""
        pids = [self.process.pid]
        for pid in pids:
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                pids += map(int, children.read_text().split())
        return pids

    def cpu(self) -> float:
        """Seconds of processor time used so far by the server process and its children."""
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(name: str, script: str, start: str = "", **settings: str) -> Iterator[Server]:
    """A Streamlit server for ``script`` on this machine alone, stopped on the way out; ``settings`` are variables of
    its environment."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--logger.level", "error"]
    command += ["--server.address", "127.0.0.1"]
    command += ["--server.enableStaticServing", "true"]  # the plain page has no server of its own
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, process)
        yield Server(name, url, process, url + start)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")
