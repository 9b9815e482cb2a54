"""Files a browser fetches: published under a name that holds their content hash, so they never go stale."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from uuid import uuid4

from sikkerby_geo.facts.files import ROOT
from sikkerby_geo.views.screen_map.geometry import content_name

STATIC = ROOT / "static"
GEOMETRY = STATIC / "geometry"
"""Where geometry is published; made from the data when it is first asked for, so it is no part of the project."""


def publish(name: str, text: str) -> str:
    """Write ``text`` under ``static/geometry`` and return its address, ``name`` plus a content hash."""
    stem, suffix = os.path.splitext(name)
    path = GEOMETRY / f"{stem}-{content_name(text)}{suffix}"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(f".{uuid4().hex}")  # sessions that publish at once each write their own
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    return f"/app/static/geometry/{path.name}"


@cache
def asset(path: str) -> str:
    """Address of a file in ``static/``, marked with its content so that an update reaches every browser."""
    text = (STATIC / path).read_bytes().hex()
    return f"/app/static/{path}?v={content_name(text)}"


def asset_file(path: str) -> Path:
    return STATIC / path
