"""The composition root: the facts of the store, and the atlas that follows from them. Knows no Streamlit."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.files import stamp_of
from sikkerby_geo.store.reading import read_snapshot


def data_root() -> Path:
    """The folder that holds ``data/`` and ``geodata/``: the program's, or what SIKKERBY_ROOT names."""
    return Path(os.environ.get("SIKKERBY_ROOT", ROOT))


def atlas_of(root: Path, earlier: Atlas | None = None) -> Atlas:
    """The atlas of the facts under a folder as they are now; what has not changed is taken from an ``earlier`` one."""
    snapshot = read_snapshot(root, earlier.snapshot if earlier else None)
    return build_atlas(snapshot, snapshot.snapshot_id, earlier)


@dataclass
class Current:
    """The atlas of a folder, worked out again when a file has changed; one at a time, whoever asks."""

    root: Path
    _stamp: object = None
    _atlas: Atlas | None = None
    _one: Lock = field(default_factory=Lock)

    def atlas(self) -> tuple[Atlas, bool]:
        """The atlas as of now, and whether it is another one than the last time."""
        with self._one:
            stamp = stamp_of(self.root)
            if self._atlas is not None and stamp == self._stamp:
                return self._atlas, False
            self._atlas = atlas_of(self.root, self._atlas)
            self._stamp = stamp
            return self._atlas, True
