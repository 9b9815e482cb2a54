"""The full address of what a page shows, to be pasted elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlencode

import streamlit as st

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.ui.frame.pages import PAGE, PAGES
from sikkerby_geo.views.meeting.qr import web_address

ADDRESS = "SIKKERBY_ADRESSE"
"""Environment variable with the address readers reach this installation at."""


def link_to(page_id: str, query: Mapping[str, str]) -> str:
    """The address of a page with these parameters: under the installation's own address if one is set, else under
    the one the reader came by; empty where neither is known."""
    try:
        base = web_address(os.environ.get(ADDRESS, ""))
    except SikkerByError:
        base = ""
    base = base or _came_by()
    if not base:
        return ""
    page = "" if PAGE[page_id] is PAGES[0] else PurePosixPath(PAGE[page_id].file).stem
    return f"{base}/{page}" + (f"?{urlencode(query)}" if query else "")


def _came_by() -> str:
    """The address the reader's browser is at, without the page and its parameters."""
    told = (st.context.url or "").split("?")[0].split("#")[0].rstrip("/")
    own = {PurePosixPath(page.file).stem for page in PAGES}
    return told.rpartition("/")[0] if told.rpartition("/")[2] in own else told
