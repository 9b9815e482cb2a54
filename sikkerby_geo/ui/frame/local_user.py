"""The machine's own user: without sign-in, who sits at the machine the app runs on may write, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PROXIED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"})
"""Headers a proxy adds: whoever is behind one may be anybody."""


def is_here() -> bool:
    """Whether this reader sits at the machine itself."""
    return at_the_machine(str(st.get_option("server.address") or ""), st.context.headers)


def at_the_machine(address: str, headers: Mapping[str, str]) -> bool:
    """Whether the server listens to its own machine alone, and the page was asked for there: by no other name, as one
    that leads here from elsewhere would be, from no other page, and through no proxy."""
    told = {name.lower(): value for name, value in headers.items()}
    here = "//" + told.get("host", ""), told.get("origin", "")
    return address in LOOPBACK and not PROXIED & told.keys() and all(_host(one) in LOOPBACK for one in here)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
