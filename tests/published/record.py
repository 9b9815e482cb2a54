"""Where the public record lies: the project itself, or the folder SIKKERBY_ROOT names (a copy under test)."""

from __future__ import annotations

import os
from pathlib import Path

from sikkerby_geo.facts.library import ROOT

RECORD = Path(os.environ.get("SIKKERBY_ROOT") or ROOT)
"""The folder whose ``data/`` and ``geodata/`` the published checks speak of."""


def data_files(root: Path) -> list[Path]:
    """Every file of the two data folders of ``root``."""
    return [path for folder in ("data", "geodata") for path in sorted((root / folder).iterdir())]
