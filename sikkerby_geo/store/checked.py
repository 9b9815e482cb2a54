"""What has been checked before and had no fault: a server that starts again reads it without the check.

Kept are hashes alone, in a file of the own folder: nothing in it is ever run, and no figure comes from it. It counts
only where nobody but its owner can write it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sikkerby_geo.facts.versions import ROOT

FILE_NAME = "checked.txt"
MOST = 1_000
"""Hashes that are kept, the newest: some thirty data versions."""
LONGEST = 200_000
"""Bytes of a file that is looked at."""
_DIGEST = re.compile("[0-9a-f]{64}")
_OTHERS_WRITE = 0o022
_CHECKS = ("sikkerby_geo/facts", "sikkerby_geo/store/reading.py")
"""The code that says what a fault is: where it has changed, all is checked anew."""


@cache
def _code() -> str:
    """A hash of the code that checks."""
    parts = [path for place in map(ROOT.joinpath, _CHECKS) for path in (sorted(place.rglob("*.py")) or [place])]
    return hashlib.sha256(b"\n".join(path.read_bytes() for path in parts)).hexdigest()


def mark(name: str, digest: str, referred: Iterable[str]) -> str:
    """A hash of a data set's content (``digest``), of what it is held against, and of the code that does it."""
    return hashlib.sha256("\n".join((_code(), name, digest, *referred)).encode()).hexdigest()


@dataclass
class Checked:
    """The marks of data sets without a fault; without a ``folder`` there are none, and all is checked."""

    folder: Path | None = None
    _marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._marks = _read(self.folder / FILE_NAME) if self.folder else []

    def __contains__(self, one: str) -> bool:
        return one in self._marks

    def keep(self, marks: Iterable[str]) -> None:
        """Keep the marks of what has been read without a fault; where they cannot be written they are for now."""
        before = list(self._marks)
        self._marks = list(dict.fromkeys((*marks, *before)))[:MOST]
        if self.folder is None or set(self._marks) <= set(before) or self.folder.resolve().is_relative_to(ROOT):
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, written = tempfile.mkstemp(dir=self.folder, prefix=FILE_NAME)  # for the owner alone
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write("\n".join(self._marks))
            os.replace(written, self.folder / FILE_NAME)
        except OSError:
            return


def _read(file: Path) -> list[str]:
    """The marks of a file; none where it is not there, not ours alone to write, or not what we write."""
    try:
        if not all(_ours(path) for path in (file, file.parent)) or file.stat().st_size > LONGEST:
            return []
        return _DIGEST.findall(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return []


def _ours(path: Path) -> bool:
    """Whether we can write it and nobody else can; on Windows a user's own folders are his by the system's rights."""
    mode = path.lstat().st_mode
    return os.access(path, os.W_OK) and (os.name != "posix" or not mode & _OTHERS_WRITE)
