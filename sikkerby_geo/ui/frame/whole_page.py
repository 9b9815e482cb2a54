"""A change in one part of a page that another part must show: the whole page is drawn again, not only the part."""

from __future__ import annotations

import streamlit as st

_ASKED = "whole-page-asked"


def ask() -> None:
    """Have the whole page drawn again; for the callbacks of controls that stand in a fragment."""
    st.session_state[_ASKED] = True


def redraw_if_asked() -> None:
    """Leave a fragment for a run of the whole page, if its control asked for one."""
    if st.session_state.pop(_ASKED, False):
        st.rerun()


def drawn() -> None:
    """The whole page is being drawn, and no fragment of it needs to ask for that any more."""
    st.session_state.pop(_ASKED, None)
