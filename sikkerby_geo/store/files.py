"""Data files: which of them count, what they hold, and whether they are still what the manifest says."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.problems import Fault
from sikkerby_geo.facts.thresholds import MOST_FILE_BYTES
from sikkerby_geo.facts.versions import ROOT


def path_of(dataset: str) -> str:
    """Where a data set lies, relative to the project."""
    if dataset in LAYERS:
        return f"geodata/{dataset.removesuffix('_layer')}.geojson"
    return f"data/{dataset}.csv"


FILES = tuple(path_of(dataset) for dataset in (*TABLES, *LAYERS))
"""Every file that is read. Whatever else lies in the folders (an editor's lock, a spare copy) counts for nothing."""


def stamp_of(root: Path) -> tuple[tuple[int, int], ...]:
    """Size and time of each data file: cheap to take in each run, and new when a file is edited.

    Each file is opened for a moment, because a lock or a missing right shows in no other way, nor that it is gone.
    """
    return tuple(_state(root / file) for file in FILES)


def _state(path: Path) -> tuple[int, int]:
    try:
        if not path.is_file():
            return -1, 0
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
    except OSError as error:
        return -1, error.errno or 0
    return status.st_size, status.st_mtime_ns


def digests_of(root: Path = ROOT) -> dict[str, str]:
    """Content hash of each data file by its path, in hexadecimal; blank where it cannot be read."""
    found = {file: read_bytes(root, file) for file in FILES}
    return {
        file: "" if isinstance(content, Fault) else hashlib.sha256(content).hexdigest()
        for file, content in found.items()
    }


def version_from(digests: Mapping[str, str]) -> str:
    """One hash of the content of all data files; two equal versions show equal figures."""
    return hashlib.sha256("".join(f"{file}\n{digest}\n" for file, digest in digests.items()).encode()).hexdigest()


def version_of(root: Path = ROOT) -> str:
    """The version of the data files under a folder as they are now."""
    return version_from(digests_of(root))


def read_bytes(root: Path, file: str) -> bytes | Fault:
    """What a data file holds, or why it is not read: gone, a folder, too large, locked by another program, no right."""
    path = root / file
    try:
        if not path.is_file():
            return Fault(file, "not_a_file" if path.is_dir() else "no_file")
        size = path.stat().st_size
        if size > MOST_FILE_BYTES.value:
            return Fault(file, "large_file", value=str(size), allowed=str(MOST_FILE_BYTES.value))
        return path.read_bytes()
    except OSError as error:
        return Fault(file, "unreadable", allowed=error.strerror or type(error).__name__)


def read_text(root: Path, file: str) -> str | Fault:
    """A data file as text in UTF-8, with or without a BOM, its line ends as they are; or the fault."""
    content = read_bytes(root, file)
    if isinstance(content, Fault):
        return content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Fault(file, "not_utf8", allowed=str(error.start))


def altered_files(root: Path = ROOT) -> tuple[str, ...]:
    """The readable files whose content is not the one the manifest states, as paths; none where it cannot be read."""
    manifest = read_text(root, path_of("manifest"))
    if isinstance(manifest, Fault):
        return ()
    stated = {
        line["path"]: line["sha256"]
        for line in csv.DictReader(manifest.splitlines())
        if line.get("path") and line.get("sha256")
    }
    found = {file: read_bytes(root, file) for file in FILES if file in stated}
    return tuple(
        file
        for file, content in found.items()
        if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() != stated[file]
    )
