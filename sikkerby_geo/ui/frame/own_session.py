"""Own figures of one session: they live in its state, join the atlas it sees, and end with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.problems import SessionLimitError, SikkerByError
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.text import names, t

_KEY, _LOST, _WRITTEN = "own-session", "own-lost", "own-written"


@dataclass(frozen=True)
class _Kept:
    """What a session has brought, and what comes of it beside the shared atlas of the version ``joined``."""

    deliveries: tuple[build.Delivery, ...]
    joined: str
    would: build.Preview

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.file_name for one in self.deliveries))


@st.cache_resource(max_entries=1, show_spinner=False)
def _previews() -> build.SessionPreviews:
    return build.SessionPreviews()


def preview(shared: Atlas, deliveries: Sequence[build.Delivery], *, bounded: bool) -> build.Preview:
    """What a file would change, worked out once for all sessions that hold it; raises as ``SessionPreviews.of``."""
    return _previews().of(shared, build.own_store(), deliveries, bounded=bounded)


def keep(shared: Atlas, deliveries: Sequence[build.Delivery]) -> None:
    """Show figures in this session alone; of the same kind and source those brought before yield.

    Raises SessionLimitError where that is more than a session may bring, or sessions may hold; nothing changes then.
    """
    taken = {(one.kind, one.source.source_id) for one in deliveries}
    before = st.session_state.get(_KEY)
    others = [one for one in before.deliveries if (one.kind, one.source.source_id) not in taken] if before else []
    together = (*others, *deliveries)
    st.session_state[_KEY] = _Kept(together, shared.version, preview(shared, together, bounded=True))


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
    return kept.files if kept else ()


def lost() -> str:
    """Why figures that this session alone saw are shown no more, told once; blank where there is nothing to tell."""
    return st.session_state.pop(_LOST, "")


def with_own(shared: Atlas) -> Atlas:
    """The atlas of this session: the shared one itself where it has brought nothing.

    What can no longer join, because it stands in the store by now, breaks a contract or finds no room, is forgotten,
    and told.
    """
    kept = st.session_state.get(_KEY)
    if not kept:
        return shared
    if kept.joined != shared.version:
        deliveries, said = kept.deliveries, names(kept.files)
        del kept
        forget()  # first, so that what it holds makes room
        try:
            would = preview(shared, deliveries, bounded=True)
        except SikkerByError as error:
            st.session_state[_LOST] = t("own_data.session.lost", files=said, why=_why(error))
            return shared
        kept = st.session_state[_KEY] = _Kept(deliveries, shared.version, would)
    return kept.would.atlas


def _why(error: SikkerByError) -> str:
    if isinstance(error, NothingNewError):
        return t("own_data.session.joined")
    if isinstance(error, SessionLimitError):
        return t(error.key, **error.params)
    return t("own_data.session.apart")
