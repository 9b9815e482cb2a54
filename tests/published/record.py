"""Where the public record lies: the project itself, or the folder SIKKERBY_ROOT names (a copy under test)."""

from __future__ import annotations

import os
from pathlib import Path

from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.views.base.notices import fault_words

RECORD = Path(os.environ.get("SIKKERBY_ROOT") or ROOT)
"""The folder whose ``data/`` and ``geodata/`` the published checks speak of."""


def data_files(root: Path) -> list[Path]:
    """Every file of the two data folders of ``root``."""
    return [path for folder in ("data", "geodata") for path in sorted((root / folder).iterdir())]


def read_whole(root: Path) -> Snapshot:
    """Every table and layer under ``root``; nothing can be said of a record with a fault, so each is told instead."""
    snapshot = read_snapshot(root)
    faults = [fault for trouble in snapshot.troubles for fault in trouble.faults]
    assert not faults, "Mend first:\n" + "\n".join(f"{fault.file}: {fault_words(fault)}" for fault in faults)
    return snapshot
