"""What the register's page says of the last step, and what went wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.base.html import render

_TOLD, _TROUBLE, _COUNT = "register-told", "register-trouble", "register-told-count"


def tell(*texts: str) -> None:
    """Say something at the top of the page, until the next step."""
    st.session_state[_TOLD] = texts


def show() -> None:
    """What was said of the last step, once; the keyboard goes to the first of it."""
    texts = st.session_state.pop(_TOLD, ())
    if texts:
        st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    for place, text in enumerate(texts):
        step = "" if place else f"told-{st.session_state[_COUNT]}"
        st.html(render("register_told.html", text=text, step=step))


def trouble(place: str, *texts: str) -> None:
    """Keep what went wrong at a place of the page; nothing where all went well."""
    st.session_state[_TROUBLE] = (place, texts)


def show_trouble(place: str, heading: str) -> None:
    """What went wrong at a place with the last step."""
    where, texts = st.session_state.get(_TROUBLE, ("", ()))
    if where == place and texts:
        st.html(render("own_faults.html", heading=heading, texts=texts))


@contextmanager
def step(place: str) -> Iterator[None]:
    """One step of a writer's: trouble we foresaw is kept for the place, anything else is a bug."""
    trouble(place)
    try:
        yield
    except SikkerByError as error:
        trouble(place, t(error.key, **error.params))
