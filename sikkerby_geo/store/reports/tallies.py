"""What a file has come to so far: kept while its parts are counted, written down, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from sikkerby_geo.facts.report_counts import EXAMPLES, Adding, Counts, Part, Zone, added, retyped
from sikkerby_geo.facts.reports import Reason
from sikkerby_geo.store.reports.doubles import IdSpill


@dataclass
class Tally:
    """The sums of one file. ``next_part`` is where it goes on, ``next_row`` the row of the file that is.

    Parts may be added from several threads and in any order; ``settle`` is called between, with none at work.
    """

    zones: tuple[Zone, ...]
    next_part: int
    next_row: int
    rows: int = 0
    without_id: int = 0
    reasons: dict[Reason, int] = field(default_factory=dict)
    examples: dict[Reason, tuple[int, ...]] = field(default_factory=dict)
    spill: IdSpill | None = None
    _part_rows: dict[int, int] = field(default_factory=dict)
    _part_examples: list[tuple[int, int, Reason]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._sum = Adding(self.zones)

    def begin_with(self, counts: Counts) -> None:
        """Take up the counts of an earlier run."""
        self._sum.add(counts)

    def add(self, number: int, part: Part) -> None:
        """Add the next rows of the part with this number."""
        with self._lock:
            before = self._part_rows.get(number, 0)
            self._part_rows[number] = before + part.rows
            self.rows += part.rows
            self.without_id += part.without_id
            for reason, many in part.reasons.items():
                self.reasons[reason] = self.reasons.get(reason, 0) + many
            for reason, places in part.examples.items():
                self._part_examples += [(number, before + place, reason) for place in places]
            self._sum.add(part.counts)
            place = np.array([self._sum.types.index(word) for word in part.counts.types], dtype=np.int64)
        if self.spill is not None and part.ids is not None and part.id_keys is not None and len(part.ids):
            keys = retyped(part.id_keys, place)
            with self._lock:
                self.spill.add(part.ids, keys)

    def settle(self, next_part: int) -> None:
        """All parts before ``next_part`` have been added: number their rows."""
        base, first = {}, self.next_row
        for number in sorted(self._part_rows):
            base[number] = first
            first += self._part_rows[number]
        for number, place, reason in sorted(self._part_examples, key=lambda one: one[:2]):
            told = self.examples.get(reason, ())
            if len(told) < EXAMPLES:
                self.examples[reason] = (*told, base[number] + place)
        self._part_rows, self._part_examples = {}, []
        self.next_part, self.next_row = next_part, first

    def counts(self) -> Counts:
        """The counts of what has been added."""
        return self._sum.counts()

    def without_doubles(self) -> Counts:
        """The counts without reports whose id stands twice; these get their reason."""
        counts = self.counts()
        if self.spill is None:
            return counts
        keys, many = np.unique(self.spill.superfluous(counts.types), return_counts=True)
        if len(keys):
            self.reasons[Reason.DOUBLE_ID] = int(many.sum())
        taken = Counts(self.zones, counts.types, keys, -many.astype(np.int64))
        return added([counts, taken], self.zones)

    def saved(self) -> dict[str, object]:
        """The tally as an object of JSON, without its counts; the ids are in the files of the spill."""
        return {
            "next_part": self.next_part,
            "next_row": self.next_row,
            "rows": self.rows,
            "without_id": self.without_id,
            "reasons": dict(self.reasons),
            "examples": {reason: list(rows) for reason, rows in self.examples.items()},
            "spill": self.spill.lengths if self.spill else None,
        }


def tally_from(said: dict, counts: Counts, spill: IdSpill | None) -> Tally:
    """A tally as ``saved`` tells it, and its counts."""
    tally = Tally(
        counts.zones,
        said["next_part"],
        said["next_row"],
        said["rows"],
        said["without_id"],
        {Reason(reason): many for reason, many in said["reasons"].items()},
        {Reason(reason): tuple(rows) for reason, rows in said["examples"].items()},
        spill,
    )
    tally.begin_with(counts)
    return tally
