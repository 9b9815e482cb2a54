"""What a run has done so far, in one file that is either the old or the new one, whatever happens."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import numpy as np

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.report_counts import Counts, Zone

STATE = "state.npz"


class UnwritableError(SikkerByError):
    """The folder of what has been counted so far cannot be written."""

    def __init__(self, folder: Path) -> None:
        super().__init__("problem.store_unwritable", file=str(folder))


def write_state(folder: Path, said: object, counts: dict[str, Counts]) -> None:
    """Write an object of JSON and some counts.

    Raises
    ------
    UnwritableError
        They cannot be written.
    """
    arrays = {f"{name}_{part}": getattr(one, part) for name, one in counts.items() for part in ("keys", "reports")}
    words = {name: {"types": one.types, "synthetic": one.synthetic} for name, one in counts.items()}
    told = json.dumps({"said": said, "counts": words}, ensure_ascii=False).encode()
    beside = folder / f"{STATE}.new"
    try:
        with beside.open("wb") as file:
            np.savez(file, told=np.frombuffer(told, dtype=np.uint8), **arrays)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / STATE)
    except OSError as error:
        raise UnwritableError(folder) from error


def read_state(folder: Path, zones: tuple[Zone, ...]) -> tuple[dict, dict[str, Counts]] | None:
    """What was written, or None where there is nothing that can be read."""
    try:
        with np.load(folder / STATE, allow_pickle=False) as file:
            told = json.loads(file["told"].tobytes())
            counts = {
                name: Counts(
                    zones, tuple(one["types"]), file[f"{name}_keys"], file[f"{name}_reports"], one["synthetic"]
                )
                for name, one in told["counts"].items()
            }
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    return told["said"], counts
