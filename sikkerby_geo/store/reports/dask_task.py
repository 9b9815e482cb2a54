"""What a Dask worker is asked to do: count one part of a file that lies where it can see it. Points stay there.

What is sent says how and where to read, never what stands in a file; what comes back are counts, row numbers and
fingerprints. Trouble comes back as an answer too: an error that was raised would be written into the worker's log with
its words and those of its causes, which may quote a cell.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from threading import local
from types import TracebackType
from typing import Any

import pyproj
import shapely

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.report_counts import Part, joined
from sikkerby_geo.facts.reports import ReportBatch
from sikkerby_geo.store.reports.parts import FilePart, PartReader
from sikkerby_geo.store.reports.plan import Plan

CountByIndex = Callable[..., Part]
"""``(batch, index)`` → what it comes to."""
_PACKAGE = Path(__file__).resolve().parents[2]
_own = local()


@dataclass(frozen=True, repr=False)
class Work:
    """One part to count. ``changed`` is when its file was, in ns; ``made_of`` what whoever asks is made of.

    It has no words of its own: Dask writes those of what fails into logs, and a plan holds the key of the fingerprints.
    """

    plan: Plan
    part: FilePart
    changed: int
    made_of: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Answer:
    """What a part comes to, its counts without their zones; or the key of a sentence and what fills it."""

    part: Part | None = None
    key: str = ""
    params: dict[str, object] = field(default_factory=dict)


class _Trouble:
    """Any error within becomes an answer: one we foresaw with its sentence, another with its kind and place alone."""

    def __init__(self) -> None:
        self.answer = Answer()

    def __enter__(self) -> _Trouble:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, SikkerByError):
            self.answer = Answer(None, error.key, error.params)
        elif isinstance(error, Exception):
            last = traceback.extract_tb(trace)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            said: dict[str, object] = {"what": type(error).__name__, "where": where, "worker": worker_name()}
            self.answer = Answer(None, "problem.dask_bug", said)
        return isinstance(error, Exception)


def count_part(work: Work, index: Any, count: CountByIndex) -> Answer:
    """Count one part, on the worker that this is called on; it does not raise."""
    with _Trouble() as trouble:
        if not_alike := _not_alike(work):
            return Answer(None, not_alike, {"file": work.plan.path.name, "worker": worker_name()})
        counting: Callable[[ReportBatch], Part] = partial(count, index=index)
        part = joined(map(counting, _reader(work.plan).batches(work.part)), index.zones)
        return Answer(replace(part, counts=replace(part.counts, zones=())))
    return trouble.answer


def _not_alike(work: Work) -> str:
    """Why a part counted here might come to something else than where it was asked for; blank where it cannot."""
    if work.made_of != made_of():
        return "problem.dask_other_build"
    try:
        found = work.plan.path.stat()
    except OSError:
        return "problem.dask_no_file"
    alike = found.st_size == work.plan.size and found.st_mtime_ns == work.changed
    return "" if alike else "problem.dask_other_file"


def _reader(plan: Plan) -> PartReader:
    """One for each thread, which remembers the dates and types it has read as long as parts are of one file."""
    if getattr(_own, "reader", None) is None or _own.reader.plan != plan:
        _own.reader = PartReader(plan)
    return _own.reader


@cache
def made_of() -> tuple[str, ...]:
    """All that decides the numbers: our own code, and the versions of what reads, projects and places points."""
    files = sorted(_PACKAGE.rglob("*.py"))
    code = b"".join(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode() + file.read_bytes() for file in files)
    packages = (f"{name} {version(name)}" for name in ("numpy", "pyarrow", "shapely", "pyproj", "tzdata"))
    engines = f"GEOS {shapely.geos_version_string}", f"PROJ {pyproj.proj_version_str}"
    return hashlib.sha256(code).hexdigest(), "python {}.{}".format(*sys.version_info), *packages, *engines


def worker_name() -> str:
    """The address of the worker this is called on."""
    from distributed import get_worker

    return get_worker().address
