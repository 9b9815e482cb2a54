"""Whether a control speaks for the reader, or with the value of a moment ago.

With each click a browser tells the value of every control. One that a run has set and the browser has not drawn yet
still has the value before, which Streamlit takes for a change by the reader.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState, get_script_run_ctx

from sikkerby_geo.ui.address import browser

_BEFORE = "controls-before"
"""Key of what the browser had in each control that a run has set otherwise; no control has it."""


def set_control(key: str, value: object) -> None:
    """Set a control that is drawn next; what the browser has in it is kept until it tells that it has drawn it."""
    before: dict[str, object] = st.session_state.setdefault(_BEFORE, {})
    told = st.session_state.get(key, value)
    if _same(told, value):
        before.pop(key, None)
    else:
        before[key] = told
    st.session_state[key] = value


def asked_by_reader(key: str) -> bool:
    """For the callback of a control: whether it is the reader who has changed it.

    What a reader changes runs the fragment it lies in. One who goes back to the value before does so in a browser where
    all else is as it was drawn; in one that is behind everything is as before, the address too where there is no more.
    """
    run = get_script_run_ctx()
    if run is not None and run.fragment_ids_this_run and ThreadState.get().fragment_id not in run.fragment_ids_this_run:
        return False
    before: dict[str, object] = st.session_state.get(_BEFORE, {})
    if key not in before or not _same(st.session_state[key], before[key]):
        return True
    others = [name for name in before if name != key and name in st.session_state]
    behind = all(_same(st.session_state[name], before[name]) for name in others) if others else browser.is_behind()
    return not behind


def _same(one: object, other: object) -> bool:
    """Whether two values of a control are one; a list that may be searched tells its choice as text."""
    return str(one) == str(other)
