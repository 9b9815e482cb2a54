"""The composition root: the facts of the store, and the atlas that follows from them. Knows no Streamlit."""

from __future__ import annotations

import os
from pathlib import Path

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import stamp_of
from sikkerby_geo.store.reading import read_snapshot

Stamp = tuple[tuple[int, int], ...]
"""What tells cheaply whether the facts may have changed."""


def data_root() -> Path:
    """The folder that holds ``data/`` and ``geodata/``: the program's, or what SIKKERBY_ROOT names."""
    return Path(os.environ.get("SIKKERBY_ROOT", ROOT))


def stamp(root: Path) -> Stamp:
    """The stamp of the facts under a folder as they are now; a new one means that they may have changed."""
    return stamp_of(root)


def atlas_of(root: Path) -> Atlas:
    """The atlas of the facts under a folder as they are now."""
    snapshot = read_snapshot(root)
    return build_atlas(snapshot, snapshot.snapshot_id)
