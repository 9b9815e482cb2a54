"""What a page will ask for a moment later, named in its first document, so that a browser has it by then."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import streamlit

from sikkerby_geo.ui.frame.static_files import asset, script

STREAMLIT = Path(streamlit.__file__).parent / "static"
"""Streamlit's files as it serves them, its document and its scripts."""
SCRIPTS = "static/js"
FOLIUM = "streamlit_folium"
COMPONENT = f"component/{FOLIUM}.st_folium"
EVERYWHERE = ("Html", "PageLink", "Button", "TextInput", "Selectbox", "Checkbox", "ButtonGroup", "DownloadButton")
"""The kinds of parts every page begins with; Streamlit fetches the script of a kind when the first of it comes."""
ON_THE_MAP = ("ComponentInstance",)
"""The kind the map page has besides: a frame."""
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def scripts(page_id: str) -> str:
    """The lines for the head of a page's document: the scripts of its parts, after what the document needs itself."""
    kinds = EVERYWHERE + (ON_THE_MAP if page_id == "kort" else ())
    return "".join(
        f'<link rel="modulepreload" fetchpriority="low" href="./{SCRIPTS}/{name}">' for name in scripts_of(kinds)
    )


def frame(*geometry: str) -> str:
    """The lines for the files of the map's frame, which asks for one after the other, and for its ``geometry``.

    The component itself is served from the first run on that has imported it.
    """
    component = (component_script(),) if FOLIUM in sys.modules else ()
    leaflet = (asset("vendor/leaflet-1.9.4/leaflet.js"), asset("vendor/leaflet-1.9.4/leaflet.css"))
    wanted = (*component, *leaflet, script("map"), asset("map/map.css"), *geometry)
    return "".join(f'<link rel="prefetch" href="./{address}">' for address in wanted)


@cache
def scripts_of(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts of some kinds of parts and all they import, without those in Streamlit's document.

    Raises ValueError where Streamlit has no script of such a kind, or several.
    """
    there = (STREAMLIT / "index.html").read_text(encoding="utf-8")
    folder = STREAMLIT / SCRIPTS
    found: dict[str, None] = {}
    wanted = [_only(folder, f"{kind}.*.js").name for kind in kinds]
    while wanted:
        name = wanted.pop(0)
        if name in found or f"/{name}" in there:
            continue
        found[name] = None
        wanted += IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return tuple(found)


@cache
def component_script() -> str:
    """The script of the map's component, as its frame asks for it; found without importing it, which a run has to."""
    found = find_spec(FOLIUM)
    if found is None or found.origin is None:
        raise ValueError(f"{FOLIUM} is not installed")
    folder = Path(found.origin).parent / "frontend" / "build"
    return f"{COMPONENT}/{_only(folder / SCRIPTS, 'main.*.js').relative_to(folder).as_posix()}"


def _only(folder: Path, pattern: str) -> Path:
    paths = list(folder.glob(pattern))
    if len(paths) != 1:
        raise ValueError(f"{folder}: {len(paths)} files {pattern}")
    return paths[0]
