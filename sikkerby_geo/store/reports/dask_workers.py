"""Parts counted by the workers of a Dask cluster that somebody else has set up and named.

Only the address that was named is called: answers come through the scheduler too. Parts are sent in small numbers and
taken in one by one, so that memory here does not grow with the workers; ids of a file meet in the files of its spill
here, where a part is added once or not at all, so that a worker that dies takes nothing with it but time.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyarrow.parquet as pq

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.report_counts import Zone
from sikkerby_geo.store.reports.dask_task import Answer, CountByIndex, Work, count_part, made_of
from sikkerby_geo.store.reports.parts import FilePart, PartReader
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.tallies import Tally
from sikkerby_geo.store.reports.workers import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Client, Future

_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}")
_SECONDS_TO_CONNECT = 10
_LOOK_EVERY = 5.0
"""Seconds without an answer after which it is looked whether there is a worker at all."""
_PATIENCE = 60.0
"""Seconds without any worker after which the run ends."""
_PARTS_A_THREAD = 2
MOST_ROWS = 1 << 21
"""Rows of a row group with ids that are sent back in one answer (50 MB of fingerprints); larger ones are counted here,
batch by batch."""


class DaskError(SikkerByError):
    """The cluster cannot be used, or not any more."""


@dataclass(frozen=True)
class Cluster:
    """Where the scheduler of a cluster is, and the files that prove it and us to one another (``tls://``).

    Raises DaskError for an address that is none, and where it goes without encryption though it has files for it, or
    the other way round.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise DaskError("problem.dask_address", address=self.address)
        files = [self.ca, self.certificate, self.key]
        if self.encrypted and None in files:
            raise DaskError("problem.dask_tls_files")
        if not self.encrypted and any(files):
            raise DaskError("problem.dask_not_tls", address=self.address)

    @property
    def encrypted(self) -> bool:
        return self.address.startswith("tls://")

    @property
    def here(self) -> bool:
        """Whether the scheduler is on this machine."""
        host = self.address.split("://")[1].rsplit(":", 1)[0]
        return host in ("localhost", "[::1]") or host.startswith("127.")

    def connect(self) -> Client:
        """Connect to the scheduler. Raises DaskError where Dask is not installed, or the scheduler does not answer."""
        try:
            from distributed import Client, Security
        except ModuleNotFoundError as error:
            raise DaskError("problem.dask_missing") from error
        for name in ("distributed", "distributed.client"):
            # What it would say on the way is said in Danish, once, by who catches a DaskError.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        security = Security(require_encryption=False)
        if self.encrypted:
            security = Security(
                require_encryption=True,
                tls_ca_file=str(self.ca),
                tls_client_cert=str(self.certificate),
                tls_client_key=str(self.key),
            )
        try:
            return Client(
                self.address,
                timeout=_SECONDS_TO_CONNECT,
                security=security,
                set_as_default=False,
                direct_to_workers=False,
            )
        except (OSError, ValueError) as error:
            raise DaskError("problem.dask_no_answer", address=self.address) from error


class DaskWorkers:
    """The workers of a cluster, as those who count the parts of a run (``workers.Workers``).

    ``count`` and ``make_index`` are sent there: the index is made once in the cluster, and again where its worker dies.
    ``here`` counts what is too much for one answer.
    """

    def __init__(
        self,
        cluster: Cluster,
        count: CountByIndex,
        make_index: Callable[[], Any],
        here: Count,
        zones: tuple[Zone, ...],
        patience: float = _PATIENCE,
    ) -> None:
        self.cluster = cluster
        self._count, self._make_index, self._here, self._zones = count, make_index, here, zones
        self._patience = patience
        self._work: dict[Future, tuple[FilePart, Tally]] = {}
        self._name = f"sikkerby-{secrets.token_hex(4)}"
        self._sent = 0
        self._room, self._looked = _PARTS_A_THREAD, 0.0
        self._last_worker = monotonic()

    def __enter__(self) -> Self:
        self._client = self.cluster.connect()
        with self._connected():
            self._index = self._client.submit(self._make_index, key=f"{self._name}-index")
        self._last_worker = monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.clear()
        self._client.close(timeout=_LOOK_EVERY)

    def start(self, plan: Plan, part: FilePart, tally: Tally) -> None:
        if "id" in plan.columns and _rows(plan, part) > MOST_ROWS:
            for batch in PartReader(plan).batches(part):
                tally.add(part.begin, self._here(batch))
            return
        there = replace(plan, path=plan.path.resolve())
        work = Work(there, part, plan.path.stat().st_mtime_ns, made_of())
        self._sent += 1
        with self._connected():
            key = f"{self._name}-{self._sent}"
            self._work[self._client.submit(count_part, work, self._index, self._count, key=key)] = part, tally

    def make_room(self) -> None:
        while len(self._work) >= self._most():
            self._take_some()

    def finish(self) -> None:
        while self._work:
            self._take_some()

    def _most(self) -> int:
        """How many parts are at work at once: some for each thread there is at the moment."""
        if monotonic() > self._looked + 1:
            with self._connected():
                threads = sum(self._client.nthreads().values())
            self._looked, self._room = monotonic(), _PARTS_A_THREAD * max(threads, 1)
            if threads:
                self._last_worker = self._looked
        return self._room

    def _take_some(self) -> None:
        """Wait for some answers and add them; where none comes, see whether there is anybody to give one."""
        from distributed import wait

        done: set[Future] = set()
        with self._connected(), self._client.as_current(), suppress(TimeoutError):
            done = wait([*self._work], timeout=min(_LOOK_EVERY, self._patience), return_when="FIRST_COMPLETED").done
        if not done:
            self._most()
            if monotonic() > self._last_worker + self._patience:
                raise DaskError("problem.dask_no_workers", address=self.cluster.address)
        for future in done:
            part, tally = self._work[future]
            tally.add(part.begin, self._told(self._answer(future)))
            del self._work[future]
            future.release()

    def _answer(self, future: Future) -> Answer:
        from distributed.scheduler import KilledWorker

        with self._connected():
            if future.status != "error":
                return future.result()
            error = future.exception()
        if isinstance(error, KilledWorker):
            raise DaskError("problem.dask_killed", address=self.cluster.address)
        raise DaskError("problem.dask_cannot", what=type(error).__name__)

    def _told(self, answer: Answer) -> Any:
        if answer.part is None:
            raise DaskError(answer.key, **answer.params)
        return replace(answer.part, counts=replace(answer.part.counts, zones=self._zones))

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """Within, a scheduler that is gone is told as such."""
        try:
            yield
        except (CancelledError, OSError, RuntimeError) as error:
            raise DaskError("problem.dask_lost", address=self.cluster.address) from error


def _rows(plan: Plan, part: FilePart) -> int:
    """Rows of a row group; of a text 0, whose parts are small."""
    if plan.text is not None:
        return 0
    with pq.ParquetFile(plan.path) as file:
        return file.metadata.row_group(part.begin).num_rows
