"""The field for a meeting's day: typed as people write dates, kept when it is left by Tab or Enter.

Streamlit's own field of dates keeps a typed day only after a click beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st
from babel.dates import get_month_names

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import meeting as meeting_address
from sikkerby_geo.ui.address.meeting import FIRST_DAY, LAST_DAY
from sikkerby_geo.views.meeting.agenda import Agenda

KEY, WRONG = "moede-day", "moede-day-wrong"
LONGEST = 30
_NUMBERS = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})")
_MONTHS = {name: number for number, name in get_month_names("wide", locale="da_DK").items()}


def written_day(day: date | None) -> str:
    """A day as the field shows it: 03.12.2026."""
    return day.strftime("%d.%m.%Y") if day else ""


def read_day(text: str) -> date | None:
    """A day as people write it (3.12.2026, 03 12 2026, 3/12-2026, 3. december 2026, 2026-12-03); None for no day.

    Days outside those a meeting can be on are none.
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


def day_field(atlas: Atlas, agenda: Agenda) -> None:
    """The field with the meeting's day; what is no day stays in it with a word on how to write one."""
    wrong = st.session_state.get(WRONG, "")
    st.session_state[KEY] = wrong or written_day(agenda.day)
    st.text_input(
        t("moede.day"), max_chars=LONGEST, placeholder=t("moede.day_none"), key=KEY, on_change=_keep, args=(atlas,)
    )
    if wrong:
        st.html(f"<p class='note' role='alert'>{escape(t('moede.day_wrong', written=wrong))}</p>")


def _keep(atlas: Atlas) -> None:
    text = st.session_state[KEY].strip()
    day = read_day(text)
    st.session_state[WRONG] = "" if day or not text else text
    if day or not text:
        meeting_address.change(atlas, lambda agenda: replace(agenda, day=day))
