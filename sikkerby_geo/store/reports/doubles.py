"""Ids that stand twice in a file, found exactly however long it is: fingerprints parted on disk, sorted part by part.

Of the reports with one id the first in the order of month, type, area and cell is counted, so that neither the order
of the rows nor how they were parted plays a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sikkerby_geo.facts.report_counts import month_of, type_of, zone_of

_RECORD = np.dtype([("one", "<u8"), ("other", "<u8"), ("key", "<i8")])
"""On disk: the two halves of a fingerprint, and what the report is counted by (``report_counts.keys_of``)."""
_ROWS_A_PART = 1 << 20
_MOST_PARTS = 256
_SIEVE = 20


class IdSpill:
    """The fingerprints of the placed reports of one file, in files of a folder by their first bits.

    ``lengths`` say how long the files are; to go on where an earlier run stood, they are cut back to those.
    """

    def __init__(self, paths: list[Path], lengths: list[int]) -> None:
        self._paths, self.lengths = paths, lengths
        self._bits = len(paths).bit_length() - 1

    @classmethod
    def new(cls, folder: Path, name: str, rows: int) -> IdSpill:
        """An empty one for about so many rows."""
        many = min(_MOST_PARTS, 1 << max(0, int(np.ceil(np.log2(max(rows, 1) / _ROWS_A_PART)))))
        paths = [_path(folder, name, part) for part in range(many)]
        for path in paths:
            path.write_bytes(b"")
        return cls(paths, [0] * many)

    @classmethod
    def again(cls, folder: Path, name: str, lengths: Sequence[int]) -> IdSpill | None:
        """One as it stood when its files had these lengths; None where they are shorter or gone."""
        paths = [_path(folder, name, part) for part in range(len(lengths))]
        for path, length in zip(paths, lengths, strict=True):
            if not path.exists() or path.stat().st_size < length:
                return None
            with path.open("ab") as file:
                file.truncate(length)
        return cls(paths, [*lengths])

    def add(self, ids: np.ndarray, keys: np.ndarray) -> None:
        """Put down the fingerprints (n × 2) of some reports, and what they are counted by (n)."""
        records = np.empty(len(ids), dtype=_RECORD)
        records["one"], records["other"], records["key"] = ids[:, 0], ids[:, 1], keys
        if self._bits == 0:
            self._append(0, records)
            return
        part = (ids[:, 0] >> np.uint64(64 - self._bits)).astype(np.uint8)
        records = records[np.argsort(part, kind="stable")]
        ends = np.cumsum(np.bincount(part, minlength=len(self._paths)))
        for number, (begin, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if end > begin:
                self._append(number, records[begin:end])

    def _append(self, part: int, records: np.ndarray) -> None:
        with self._paths[part].open("ab") as file:
            file.write(records.tobytes())
        self.lengths[part] += records.nbytes

    def superfluous(self, types: tuple[str, ...]) -> np.ndarray:
        """What the reports are counted by that are too many: all but one of each id. Each as often as it is."""
        rank = np.argsort(np.argsort(np.array(types, dtype=object))) if types else np.empty(0, dtype=np.int64)
        found = [_superfluous(np.fromfile(path, dtype=_RECORD), rank) for path in self._paths]
        return np.concatenate(found)

    def remove(self) -> None:
        """Delete the files."""
        for path in self._paths:
            path.unlink(missing_ok=True)


def _path(folder: Path, name: str, part: int) -> Path:
    return folder / f"{name}-{part}.ids"


def _superfluous(records: np.ndarray, rank: np.ndarray) -> np.ndarray:
    ordered = np.sort(records["one"])
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if len(twice) == 0:
        return np.empty(0, dtype=np.int64)
    # A first sieve by the last bits, so that the search is for a few alone.
    sieve = np.zeros(1 << _SIEVE, dtype=bool)
    sieve[twice & np.uint64(len(sieve) - 1)] = True
    records = records[sieve[records["one"] & np.uint64(len(sieve) - 1)]]
    near = np.minimum(np.searchsorted(twice, records["one"]), len(twice) - 1)
    records = records[twice[near] == records["one"]]
    keys = records["key"]
    order = np.lexsort((zone_of(keys), rank[type_of(keys)], month_of(keys), records["other"], records["one"]))
    records = records[order]
    same = (records["one"][1:] == records["one"][:-1]) & (records["other"][1:] == records["other"][:-1])
    return records["key"][1:][same]
