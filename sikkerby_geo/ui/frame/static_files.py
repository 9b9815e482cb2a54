"""Files a browser fetches: their addresses hold their content hash, so they never go stale, and are relative."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.views.base.hashing import content_name
from sikkerby_geo.views.base.marks import marks_css

STATIC = ROOT / "static"
ADDRESS = "app/static"
"""Where ``static`` is found, seen from a page: every page lies right under the base path, whatever that is."""
MARKS = f"{ADDRESS}/css/marks.css"
"""The one style sheet that is worked out: the looks of areas and efforts."""
GEOMETRY = f"{ADDRESS}/geometry"
SCRIPT_SETS = f"{ADDRESS}/scripts"
MOST = 16
"""Published texts that are kept, those asked for last: four for each of four data versions, for pages that stand
open."""

SCRIPTS = {
    "map": (
        *("geometry", "arranging", "looks", "nodes", "clicks", "symbols", "tooltips", "canvas", "backdrop"),
        *("districts", "cells", "marks", "efforts", "viewport", "map"),
    ),
    "draw": ("drawn_shapes", "drawn_layers", "drawing_tools", "pen", "draw"),
}
"""The scripts in ``static/map``, each after those it needs.

The map's frame asks for one script after the other and waits for each, so a set is sent as one.
"""

_published: dict[str, str] = {}
_publishing = Lock()


def publish(name: str, text: str) -> str:
    """Keep ``text`` for browsers under ``name`` plus a content hash, and return its address.

    It is kept in memory: the program's folder may be read-only, shared with another process, or swept.
    """
    stem, suffix = os.path.splitext(name)
    full = f"{stem}-{content_name(text)}{suffix}"
    with _publishing:
        _published.pop(full, None)
        _published[full] = text
        for oldest in list(_published)[:-MOST]:
            del _published[oldest]
    return f"{GEOMETRY}/{full}"


def published(name: str) -> str | None:
    """A published text by the last part of its address; None where there is none."""
    return _published.get(name)


def still_published(addresses: Iterable[str]) -> bool:
    """Whether all of these published texts are kept; they count as asked for now, and others make way before them."""
    with _publishing:
        names = [address.rpartition("/")[2] for address in addresses]
        for name in [name for name in names if name in _published]:
            _published[name] = _published.pop(name)
        return all(name in _published for name in names)


@cache
def asset(path: str) -> str:
    """Address of a file in ``static/``, marked with its content so that an update reaches every browser."""
    text = (STATIC / path).read_bytes().hex()
    return f"{ADDRESS}/{path}?v={content_name(text)}"


def script_text(name: str) -> str:
    """A set of scripts one after the other, as they stand in their files. Raises KeyError for an unknown set."""
    return "\n".join((STATIC / "map" / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPTS[name])


@cache
def script(name: str) -> str:
    """Address of a set of scripts, marked with its content as ``asset`` is."""
    return f"{SCRIPT_SETS}/{name}.js?v={content_name(script_text(name))}"


@cache
def style_addresses(page_id: str) -> tuple[str, ...]:
    """Addresses of a page's style sheets in the order they hold: marks, frame, the page's own, paper."""
    marks = f"{MARKS}?v={content_name(marks_css())}"
    return (marks, *(asset(f"css/{name}.css") for name in ("base", page_id, "paper")))


def fetched(*addresses: str) -> str:
    """A style element that has a browser fetch sheets: they hold as if they stood in it, and are sent once."""
    return "<style>" + "".join(f"@import url('{address}');" for address in addresses) + "</style>"


def in_frame(address: str) -> str:
    """An address of ours as seen from a component's frame, which lies two steps below the pages."""
    return f"../../{address}"


def asset_file(path: str) -> Path:
    return STATIC / path
