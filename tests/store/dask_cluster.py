"""A Dask cluster of this machine for the tests: a scheduler and two workers, processes on loopback, ended by their ids.

No port of theirs is reachable from outside, none is a dashboard's. The scheduler listens with and without encryption.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Security

from sikkerby_geo.facts.report_counts import Part
from sikkerby_geo.facts.reports import ReportBatch

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300
"""After which a process of the cluster ends by itself, whatever has become of the tests."""
_COMMON = """
import asyncio, os, sys, threading
import dask
from distributed import Scheduler, Security, Worker
from distributed.node import ServerNode
ServerNode.start_http_server = lambda self, *more, **also: None
threading.Timer(float(os.environ["SECONDS"]), os._exit, [3]).start()
files = {name: os.environ["TLS"] + "/" + name for name in ("cert", "key")}
security = Security(
    tls_ca_file=files["cert"], tls_scheduler_cert=files["cert"], tls_scheduler_key=files["key"],
    require_encryption=False,
)
"""
_SCHEDULER = """
async def main():
    hosts = ["tcp://127.0.0.1:0", "tls://127.0.0.1:0"]
    async with Scheduler(host=hosts, port=[0, 0], protocol=["tcp", "tls"], dashboard=False, security=security) as one:
        print(*(listener.contact_address for listener in one.listeners), flush=True)
        await one.finished()
asyncio.run(main())
"""
_WORKER = """
async def main():
    own = {"host": "127.0.0.1", "nthreads": 1, "memory_limit": 0, "dashboard": False}
    worker = Worker(sys.argv[1], local_directory=sys.argv[2], **own)
    async with worker as one:
        print(one.address, flush=True)
        await one.finished()
asyncio.run(main())
"""


@dataclass
class DaskCluster:
    """``address`` is without encryption, ``encrypted`` with; ``log`` is all that scheduler and workers have written."""

    folder: Path
    many: int = 2
    processes: list[subprocess.Popen] = field(default_factory=list)

    def __post_init__(self) -> None:
        made = Security.temporary()
        (self.folder / "cert").write_text(made.tls_ca_file, encoding="utf-8")
        (self.folder / "key").write_text(made.tls_client_key, encoding="utf-8")
        self.scheduler = self._process(_SCHEDULER)
        self.address, self.encrypted = self._said(self.scheduler).split()
        self.workers = [self._process(_WORKER, self.address, str(self.folder)) for _ in range(self.many)]
        for worker in self.workers:
            self._said(worker)

    def _process(self, script: str, *more: str) -> subprocess.Popen:
        paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        own = {"PYTHONPATH": paths, "TLS": str(self.folder), "SECONDS": str(SECONDS), "OMP_NUM_THREADS": "1"}
        own["DASK_CONFIG"] = str(self.folder / "none")
        with self._log.open("ab") as log:
            command = [sys.executable, "-c", _COMMON + script, *more]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=os.environ | own)
        self.processes.append(process)
        return process

    def _said(self, process: subprocess.Popen) -> str:
        assert process.stdout is not None
        return process.stdout.readline().decode().strip()

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def stop(self) -> None:
        """End all processes."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(10)
            if process.stdout is not None:
                process.stdout.close()


def a_bug(batch: ReportBatch, index: object) -> Part:
    """What counts with a bug whose words quote a point."""
    raise ValueError(f"{batch.x[0]} {batch.y[0]}")
