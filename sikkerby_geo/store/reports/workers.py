"""Who counts the parts of a file: threads of this machine; others may do the same work (``dask_workers.py``)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Protocol, Self

from sikkerby_geo.facts.report_counts import Part
from sikkerby_geo.facts.reports import ReportBatch
from sikkerby_geo.store.reports.parts import FilePart, PartReader
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.tallies import Tally

Count = Callable[[ReportBatch], Part]


class Workers(Protocol):
    """Those who count parts, in any order; what they find is added to the tally of the file.

    A part that was started is added whole, once, by the end of ``finish``; whatever goes wrong on the way is raised by
    one of the methods. They are there from ``__enter__`` to ``__exit__``.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def start(self, plan: Plan, part: FilePart, tally: Tally) -> None:
        """Have a part counted; all parts until the next ``finish`` are of one plan."""

    def make_room(self) -> None:
        """Wait until another part can be started."""

    def finish(self) -> None:
        """Wait for all parts that were started."""


class Threads:
    """Threads of this process, each with a reader of its own."""

    def __init__(self, count: Count, many: int) -> None:
        self._count = count
        self._many = many
        self._pool = ThreadPoolExecutor(many, thread_name_prefix="reports")
        self._work: dict[Future[None], PartReader] = {}
        self._free: list[PartReader] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def start(self, plan: Plan, part: FilePart, tally: Tally) -> None:
        reader = self._free.pop() if self._free and self._free[-1].plan is plan else PartReader(plan)
        self._work[self._pool.submit(self._part, reader, part, tally)] = reader

    def make_room(self) -> None:
        while len(self._work) >= self._many:
            self._take(wait(self._work, return_when=FIRST_COMPLETED).done)

    def finish(self) -> None:
        self._take({*self._work})

    def _take(self, done: set[Future[None]]) -> None:
        for one in done:
            self._free.append(self._work.pop(one))
            one.result()
        self._free = self._free[-self._many :]

    def _part(self, reader: PartReader, part: FilePart, tally: Tally) -> None:
        for batch in reader.batches(part):
            tally.add(part.begin, self._count(batch))
