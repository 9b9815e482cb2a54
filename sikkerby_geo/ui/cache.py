"""One atlas for each data version, shared by all sessions and only read."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.files import ROOT, stamp_of, version_of
from sikkerby_geo.facts.library import read_library
from sikkerby_geo.ui.static_files import publish
from sikkerby_geo.views.screen_map.geometry import geometry_files


def data_root() -> Path:
    """The folder that holds ``data/`` and ``geodata/``: the project, or what SIKKERBY_ROOT names."""
    return Path(os.environ.get("SIKKERBY_ROOT", ROOT))


def atlas() -> Atlas:
    """The atlas of the data files as they are now."""
    root = data_root()
    return _atlas(str(root), stamp_of(root))


@st.cache_resource(max_entries=2, show_spinner=False)
def _atlas(root: str, stamp: tuple[tuple[int, int], ...]) -> Atlas:
    built = build_atlas(read_library(Path(root)), version_of(Path(root)))
    # Streamlit collects garbage after every run; what lives as long as the server need not be looked through again.
    gc.collect()
    gc.freeze()
    return built


@st.cache_resource(max_entries=2, show_spinner=False)
def geometry_urls(version: str, _atlas: Atlas) -> dict[str, str]:
    """Addresses of the map's geometry files for a data version, published once."""
    return {name: publish(f"{name}.json", text) for name, text in geometry_files(_atlas).items()}
