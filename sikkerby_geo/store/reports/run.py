"""Count files of reports, part by part on some threads, with what is done written down now and then.

What is written down lies in a folder of its own (``reports`` beside the own records): sums, and fingerprints of ids
under a key of the run. It is deleted when the run is done. A run that was stopped goes on with the files as they are.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import monotonic, time

from pyarrow.parquet import ParquetFile

from sikkerby_geo.facts.report_counts import Counts, Zone, added
from sikkerby_geo.facts.reports import LedgerLine, Reason
from sikkerby_geo.store.reports.doubles import IdSpill
from sikkerby_geo.store.reports.fingerprints import new_key
from sikkerby_geo.store.reports.parts import BLOCK, FilePart, first_part, parts_of
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.states import UnwritableError, read_state, write_state
from sikkerby_geo.store.reports.tallies import Tally, tally_from
from sikkerby_geo.store.reports.workers import Count, Threads, Workers

_VERSION = 1
_MONTH_SECONDS = 30 * 24 * 60 * 60
_BYTES_A_ROW = 24
"""A low guess of how long a row is, which says into how many files its ids are parted."""


@dataclass(frozen=True)
class Progress:
    """How far a run is: bytes done of all, of which ``before`` by an earlier run; rows read; seconds at work."""

    done: int
    of: int
    before: int
    rows: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """What is left at the pace so far; None before there is one."""
        here = self.done - self.before
        return (self.of - self.done) * self.seconds / here if here > 0 and self.seconds > 1 else None


@dataclass(frozen=True)
class Counted:
    """What files come to: the counts, and what became of each file."""

    counts: Counts
    ledger: tuple[LedgerLine, ...]


@dataclass
class Run:
    """A run over files: ``count`` is called on every batch; ``label`` says what it counts by (another: start anew).

    ``known``: files that were delivered before, name by SHA-256. The state is written every ``save_every`` seconds. A
    part of a text has ``block`` bytes. Parts are counted ``elsewhere``, or by ``workers`` threads of this machine.
    """

    plans: Sequence[Plan]
    count: Count
    zones: tuple[Zone, ...]
    folder: Path
    label: str = ""
    known: dict[str, str] = field(default_factory=dict)
    workers: int = 2
    save_every: float = 10.0
    block: int = BLOCK
    told: Callable[[Progress], None] = lambda progress: None
    elsewhere: Workers | None = None

    def __post_init__(self) -> None:
        self._place = self.folder / self._name()
        self._ledger: list[LedgerLine] = []
        self._counts = Counts(self.zones)
        self._tally: Tally | None = None
        self._key = new_key()
        self._began, self._saved, self._before = monotonic(), monotonic(), 0
        self._done_with: list[IdSpill] = []
        self.resumed = False

    def _name(self) -> str:
        """A name for this run: of its files as they lie there, how they are read and what they are counted by."""
        said = [
            [str(plan.path.resolve()), plan.size, plan.path.stat().st_mtime_ns, repr(replace(plan, id_key=(0, 0)))]
            for plan in self.plans
        ]
        return hashlib.sha256(json.dumps([_VERSION, self.label, said]).encode()).hexdigest()[:20]

    def counted(self) -> Counted:
        """Count the files, from where an earlier run stood.

        Raises
        ------
        BrokenFileError, ManyTypesError
            A file cannot be read on.
        UnwritableError
            What is done cannot be written down.
        DaskError
            Parts cannot be counted elsewhere any more; what is written down is gone on with.
        """
        try:
            self._place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableError(self._place) from error
        self._take_up()
        _remove_old(self.folder)
        workers = self.elsewhere or Threads(self.count, self.workers)
        with workers, ThreadPoolExecutor(1, thread_name_prefix="hash") as hashing:
            for plan in self.plans[len(self._ledger) :]:
                digest = hashing.submit(_sha256, plan.path)
                self._file(replace(plan, id_key=self._key), workers, digest.result)
        shutil.rmtree(self._place, ignore_errors=True)
        return Counted(self._counts, tuple(self._ledger))

    def _take_up(self) -> None:
        """What an earlier run has written down, if anything."""
        found = read_state(self._place, self.zones)
        if found is None:
            return
        said, counts = found
        ledger = [_line(one) for one in said["ledger"]]
        if said["tally"] is not None:
            lengths = said["tally"]["spill"]
            spill = None if lengths is None else IdSpill.again(self._place, str(len(ledger)), lengths)
            if lengths is not None and spill is None:
                return
            self._tally = tally_from(said["tally"], counts["tally"], spill)
        self._key, self._ledger, self._counts, self.resumed = tuple(said["key"]), ledger, counts["all"], True
        self._before = self._done()

    def _save(self) -> None:
        said = {
            "key": self._key,
            "ledger": [asdict(line) for line in self._ledger],
            "tally": None if self._tally is None else self._tally.saved(),
        }
        counts = {"all": self._counts} | ({} if self._tally is None else {"tally": self._tally.counts()})
        write_state(self._place, said, counts)
        self._saved = monotonic()
        while self._done_with:
            self._done_with.pop().remove()

    def _file(self, plan: Plan, workers: Workers, sha256: Callable[[], str]) -> None:
        tally = self._tally or self._new_tally(plan)
        self._tally = tally
        parts = parts_of(plan, tally.next_part, self.block)
        while self._some_parts(plan, parts, tally, workers):
            self._save()
        self._close(plan, tally, sha256())

    def _new_tally(self, plan: Plan) -> Tally:
        spill = None
        if "id" in plan.columns:
            spill = IdSpill.new(self._place, str(len(self._ledger)), plan.size // _BYTES_A_ROW)
        return Tally(self.zones, first_part(plan), plan.text.first_row if plan.text else 1, spill=spill)

    def _some_parts(self, plan: Plan, parts: Iterator[FilePart], tally: Tally, workers: Workers) -> bool:
        """Count parts until it is time to write down what is done; whether there are more."""
        end, more = tally.next_part, True
        for part in parts:
            workers.start(plan, part, tally)
            end = part.end
            workers.make_room()
            self.told(self._progress(end, tally))
            if monotonic() > self._saved + self.save_every:
                break
        else:
            more = False
        workers.finish()
        tally.settle(end)
        self.told(self._progress(end, tally))
        return more

    def _close(self, plan: Plan, tally: Tally, sha256: str) -> None:
        """Enter a file that has been read into the ledger, its counts among those of the others."""
        before = {line.sha256: line.name for line in self._ledger if not line.same_as}
        same_as = before.get(sha256) or self.known.get(sha256, "")
        counts = tally.without_doubles()
        placed = counts.total
        line = LedgerLine(
            plan.path.name,
            plan.size,
            sha256,
            tally.rows,
            placed,
            {reason: tally.reasons[reason] for reason in Reason if reason in tally.reasons},
            dict(tally.examples),
            tally.without_id,
            same_as,
            plan.synthetic,
        )
        if line.rows != placed + sum(line.reasons.values()):
            raise AssertionError(f"{line.rows} rows, but {placed} placed and {line.reasons}")
        self._ledger.append(line)
        if not same_as:
            self._counts = added([self._counts, replace(counts, synthetic=plan.synthetic)], self.zones)
        self._tally = None
        if tally.spill is not None:
            self._done_with.append(tally.spill)
        if monotonic() > self._saved + self.save_every:
            self._save()

    def _done(self) -> int:
        done = sum(line.size for line in self._ledger)
        if self._tally is not None:
            done += self._bytes(self.plans[len(self._ledger)], self._tally.next_part)
        return done

    def _bytes(self, plan: Plan, part: int) -> int:
        if plan.text is not None:
            return part
        groups = max(_groups(plan), 1)
        return plan.size * part // groups

    def _progress(self, end: int, tally: Tally) -> Progress:
        of = sum(plan.size for plan in self.plans)
        done = sum(line.size for line in self._ledger) + self._bytes(self.plans[len(self._ledger)], end)
        rows = tally.rows + sum(line.rows for line in self._ledger)
        return Progress(done, of, self._before, rows, monotonic() - self._began)


def _remove_old(folder: Path) -> None:
    """Delete what runs have left that nobody has gone on with for a month."""
    for place in folder.iterdir():
        if place.is_dir() and time() - place.stat().st_mtime > _MONTH_SECONDS:
            shutil.rmtree(place, ignore_errors=True)


def _groups(plan: Plan) -> int:
    with ParquetFile(plan.path) as file:
        return file.num_row_groups


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(said: dict) -> LedgerLine:
    reasons = {Reason(reason): many for reason, many in said["reasons"].items()}
    examples = {Reason(reason): tuple(rows) for reason, rows in said["examples"].items()}
    return LedgerLine(**{**said, "reasons": reasons, "examples": examples})
