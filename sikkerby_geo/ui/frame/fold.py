"""A fold-out whose contents are made when the reader unfolds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from sikkerby_geo.ui.frame.labels import plain


@contextmanager
def fold(title: str, key: str, *, opened: bool = False) -> Iterator[bool]:
    """A fold-out under a title, ``opened`` to begin with or not; gives whether it is open now.

    What is in it is worked out, sent and set only where it is: most readers never unfold it.
    """
    if opened and key not in st.session_state:
        st.session_state[key] = True  # told as ``expanded`` it would be another fold-out once that changes
    container = st.expander(plain(title), key=key, on_change="rerun")
    with container:
        yield bool(container.open)


def show_folded(title: str, key: str, html: str) -> None:
    """HTML under a fold-out."""
    with fold(title, key) as opened:
        if opened:
            st.html(html)
