"""Own figures of one session: they live in its state, join the atlas it sees, and end with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.problems import SikkerByError

_KEY, _WRITTEN = "own-session", "own-written"


@dataclass(frozen=True)
class _Kept:
    """What a session has brought, and the atlas with it; ``joined`` is the version of the shared one it was made of."""

    deliveries: tuple[build.Delivery, ...]
    joined: str = ""
    atlas: Atlas | None = None


def keep(deliveries: Sequence[build.Delivery]) -> None:
    """Show figures in this session alone; of the same kind and source those brought before yield."""
    taken = {(one.kind, one.source.source_id) for one in deliveries}
    before = st.session_state.get(_KEY, _Kept(()))
    others = [one for one in before.deliveries if (one.kind, one.source.source_id) not in taken]
    st.session_state[_KEY] = _Kept((*others, *deliveries))


def forget() -> None:
    """Show what everybody sees again."""
    st.session_state.pop(_KEY, None)


def wrote(revision: int) -> None:
    """Remember what this session has put in: it sees it in its next run, while others may see it a moment later."""
    st.session_state[_WRITTEN] = revision


def written() -> int:
    """The newest revision this session has written; 0 where it has written none."""
    return st.session_state.get(_WRITTEN, 0)


def files() -> tuple[str, ...]:
    """The names of the files whose figures this session alone sees."""
    kept = st.session_state.get(_KEY)
    return tuple(dict.fromkeys(one.file_name for one in kept.deliveries)) if kept else ()


def with_own(shared: Atlas) -> Atlas:
    """The atlas of this session: the shared one itself where it has brought nothing.

    What can no longer join, because it stands in the store by now or breaks a contract, is forgotten.
    """
    kept = st.session_state.get(_KEY)
    if not kept:
        return shared
    if kept.atlas is None or kept.joined != shared.version:
        try:
            joined = build.preview(shared, build.own_store(), *kept.deliveries).atlas
        except SikkerByError:
            forget()
            return shared
        kept = st.session_state[_KEY] = _Kept(kept.deliveries, shared.version, joined)
    return kept.atlas or shared
