"""A field for a day: typed as people write dates, kept when it is left by Tab or Enter.

Streamlit's own field of dates keeps a typed day only after a click beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape

import streamlit as st
from babel.dates import get_month_names

from sikkerby_geo.text import t
from sikkerby_geo.ui.address.codec import FIRST_DAY, LAST_DAY
from sikkerby_geo.ui.frame.labels import plain

WRONG = "-wrong"
"""What the key of a field ends in where it holds what is no day."""
LONGEST = 30
_NUMBERS = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})")
_MONTHS = {name: number for number, name in get_month_names("wide", locale="da_DK").items()}


def written_day(day: date | None) -> str:
    """A day as the field shows it: 03.12.2026."""
    return day.strftime("%d.%m.%Y") if day else ""


def read_day(text: str) -> date | None:
    """A day as people write it (3.12.2026, 03 12 2026, 3/12-2026, 3. december 2026, 2026-12-03); None for no day.

    Days outside those an address may name are none.
    """
    words = " ".join(text.casefold().split())
    for name, number in _MONTHS.items():
        words = re.sub(rf"\.? ?\b{name}\b ?", f".{number}.", words)
    found = _NUMBERS.fullmatch(words)
    try:
        day = date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(words)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def day_field(key: str, label: str, none: str, day: date | None, keep: Callable[[date | None], None]) -> None:
    """A field with a day; ``keep`` is called with what a reader chose. What is no day stays in it with a word on how
    to write one; ``none`` is shown where it is empty."""
    wrong = st.session_state.get(key + WRONG, "")
    st.session_state[key] = wrong or written_day(day)
    st.text_input(plain(label), max_chars=LONGEST, placeholder=none, key=key, on_change=_read, args=(key, keep))
    if wrong:
        st.html(f"<p class='note' role='alert'>{escape(t('day.wrong', written=wrong))}</p>")


def _read(key: str, keep: Callable[[date | None], None]) -> None:
    text = st.session_state[key].strip()
    day = read_day(text)
    st.session_state[key + WRONG] = "" if day or not text else text
    if day or not text:
        keep(day)
