"""The address as it stands in the browser: the one place that reads and writes it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

import streamlit as st

_TRAIL = "address-trail"
"""Key of the session's trail; no control has it."""
_KEPT = "address-kept"
"""Key of what was said of the choice in the address; no control has it."""
_PAGE = "page-entered"
"""Key of the page that was opened last; no control has it."""
_BEHIND = 20
"""How many changes a browser may be behind; nobody makes more while one is on its way."""


@dataclass(frozen=True)
class Trail:
    """The address this session wrote last, and those before it that the browser may still show."""

    last: dict[str, str]
    replaced: tuple[dict[str, str], ...] = ()


def query() -> dict[str, str]:
    """The address as it stands in the browser."""
    told = st.query_params.to_dict()
    trail = st.session_state.get(_TRAIL)
    if trail is not None and told != trail.last:
        del st.session_state[_TRAIL]  # the reader went back, or to another page: what the browser says now counts
    return told


def catch_up() -> None:
    """Before every change: a quick reader's next one comes from a browser that has not yet taken in the last.

    It tells the address as it was before; what was written in the meantime would be lost.
    """
    if is_behind():
        st.query_params.from_dict(st.session_state[_TRAIL].last)


def is_behind() -> bool:
    """Whether the browser still shows an address that has been replaced."""
    trail = st.session_state.get(_TRAIL, Trail({}))
    told = st.query_params.to_dict()
    return told != trail.last and told in trail.replaced


def write(query: dict[str, str]) -> None:
    """Put an address into the browser, and keep the one it takes the place of."""
    now = st.query_params.to_dict()
    trail = st.session_state.get(_TRAIL)
    replaced = trail.replaced if trail is not None and trail.last == now else ()
    st.query_params.from_dict(query)
    st.session_state[_TRAIL] = Trail(query, (*replaced[-_BEHIND:], now))


def keep(query: Mapping[str, str], text: str) -> None:
    """Keep what is said of a choice, to be said for as long as the address has that very choice."""
    st.session_state[_KEPT] = (dict(query), text)


def kept(query: Mapping[str, str]) -> str:
    """What was said of a choice; nothing of any other, and then it is forgotten."""
    said_of, text = st.session_state.get(_KEPT, ({}, ""))
    if said_of != query:
        st.session_state.pop(_KEPT, None)
        return ""
    return str(text)


def enter(page_id: str) -> None:
    """A page begins: what was kept on another page is not said on this one."""
    if st.session_state.get(_PAGE) != page_id:
        st.session_state.pop(_KEPT, None)
    st.session_state[_PAGE] = page_id


def own(name: str, default: str, known: Container[str] | None = None, longest: int = 200) -> str:
    """A page's own parameter: an unknown value gives the default, a long one is cut; it is text, never markup."""
    value = st.query_params.get(name, default)[:longest]
    return value if known is None or value in known else default


def put(values: Mapping[str, str]) -> None:
    """Write a page's own parameters; an empty one is left out of the address."""
    catch_up()
    query = {**st.query_params.to_dict(), **values}
    write({name: value for name, value in query.items() if value or name not in values})
