"""The page Møde: a meeting is prepared beside its show, fills the screen, and goes along on paper or a stick."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.address import meeting as meeting_address
from sikkerby_geo.ui.frame import cache, how_clear, shell
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.link import ADDRESS
from sikkerby_geo.ui.frame.static_files import ADDRESS as STATIC_ADDRESS
from sikkerby_geo.ui.frame.static_files import asset, fetched
from sikkerby_geo.ui.meeting.controls import show_controls
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.svg_text import BLANK, printable
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.qr import meeting_link, web_address, why_no_code
from sikkerby_geo.views.meeting.show import show_html

PREVIEW_HEIGHT = 620
"""Pixels the frame is given before the style makes it 16 to 9."""


@st.fragment
def show() -> None:
    """The whole page under the head, for the meeting in the address."""
    with shell.Apology():
        atlas = cache.judged_atlas()
        asked = meeting_address.read(atlas)
        reading = every_page.survey_only(every_page.read(atlas), atlas)
        every_page.settle(reading)
        base, trouble = _base()
        # An address with faults is prepared first: nobody shall read what was set aside from a wall.
        if asked.agenda and asked.showing and not asked.messages:
            _on_screen(atlas, asked.agenda, _link(atlas, base, asked.agenda))
            return
        moved = every_page.told(replace(reading, messages=()))
        shell.messages([*asked.messages, *moved, *trouble])
        with st.container(key="moede"):
            if asked.agenda is None:
                _choose(atlas)
            else:
                _prepare(atlas, asked.agenda, asked.shared, _link(atlas, base, asked.agenda))


def _base() -> tuple[str, tuple[str, ...]]:
    """The configured address, empty where there is none or a wrong one, and what is wrong with it."""
    try:
        return web_address(os.environ.get(ADDRESS, "")), ()
    except SikkerByError as trouble:
        return "", (t(trouble.key, **trouble.params),)


def _link(atlas: Atlas, base: str, agenda: Agenda) -> str | None:
    """The full address of the show, for the QR code: whoever follows it wants to see, not to prepare."""
    return meeting_link(base, meeting_address.write(atlas, agenda, showing=True))


def _choose(atlas: Atlas) -> None:
    """Without a committee: what to do, and the committees as buttons."""
    known = meeting_address.committees(atlas)
    caption = t("moede.choose_caption") if known else t("moede.no_committees")
    st.html(render("choose.html", title=t("moede.choose"), help=t("moede.choose_help"), caption=caption))
    with st.container(key="moede-choices"):
        for name, committee in known.items():
            st.button(
                plain(committee.name),
                key=f"moede-choose-{name}",
                on_click=meeting_address.choose,
                args=(atlas, committee),
            )


def _prepare(atlas: Atlas, agenda: Agenda, choice: Choice, link: str | None) -> None:
    with st.container(key="moede-controls"):
        show_controls(atlas, agenda, choice)
    with st.container(key="moede-says"):
        document = _document(atlas.key, agenda, link, today(), atlas)
        st.html(render("headline.html", headline=_says(atlas, agenda, document)))
        with st.container(key="moede-actions", horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                t("moede.on_screen"),
                key="moede-on-screen",
                type="primary",
                on_click=lambda: meeting_address.change(atlas, lambda found: found, showing=True),
            )
            _files(atlas, agenda, link)
    with st.container(key="moede-preview"):
        st.iframe(_shown(atlas, agenda, link), height=PREVIEW_HEIGHT, alt=_name(agenda))
    with st.container(key="moede-notes"):
        st.html(render("moede_notes.html", notes=_notes(agenda, link)))
        how_clear.show(atlas)


def _says(atlas: Atlas, agenda: Agenda, document: str) -> Headline:
    count = document.count('<section class="slide ')
    title = t("moede.sentence", committee=agenda.committee.official_name, count=count)
    measure = t(f"indicator.{agenda.choice.indicator_id}.name")
    certainty = t("moede.certainty", measure=measure, year=agenda.choice.year)
    return Headline(title, " ".join(filter(None, (certainty, clear_condition(atlas)))))


def _name(agenda: Agenda) -> str:
    return t("moede.frame", committee=agenda.committee.official_name)


def _files(atlas: Atlas, agenda: Agenda, link: str | None) -> None:
    """The hand-out and the offline show; both are the meeting as it is set up now."""
    committee = agenda.committee.place_id.removeprefix(meeting_address.PREFIX)
    stem = "-".join(filter(None, ("sikkerby-moede", committee, agenda.day.isoformat() if agenda.day else "")))
    st.download_button(
        t("moede.handout"),
        partial(_handout, atlas, agenda, link),
        file_name=f"{stem}.pdf",
        mime="application/pdf",
        key="moede-handout",
        on_click="ignore",
    )
    document = _document(atlas.key, agenda, link, today(), atlas).encode()
    st.download_button(
        t("moede.offline", size=number(len(document) / 1000)),
        document,
        file_name=f"{stem}.html",
        mime="text/html",
        key="moede-offline",
        on_click="ignore",
    )


def _handout(atlas: Atlas, agenda: Agenda, link: str | None) -> bytes:
    return handout_pdf(handout_of(atlas, agenda, link=link), version=atlas.version, printed=today())


@st.cache_data(max_entries=32, show_spinner=False)
def _document(key: str, agenda: Agenda, link: str | None, printed: date, _atlas: Atlas) -> str:
    """The show of a meeting, made once for a data version, what is called clear, and a day."""
    return show_html(_atlas, agenda, link=link, printed=printed)


def _shown(atlas: Atlas, agenda: Agenda, link: str | None) -> str:
    """The show as the page holds it: the browser has the typeface already."""
    return finished(_in_page, atlas, agenda, link)


def _in_page(atlas: Atlas, agenda: Agenda, link: str | None) -> str:
    return show_html(atlas, agenda, link=link, printed=today(), fonts=f"{STATIC_ADDRESS}/fonts")


def _notes(agenda: Agenda, link: str | None) -> list[str]:
    """How the show is steered, how the file is used, why there is no QR code, and which signs cannot be printed."""
    why = why_no_code(link)
    own = "".join((agenda.title, *agenda.questions))
    unprinted = BLANK in printable(own) and BLANK not in own
    return [
        t("moede.keys"),
        t("moede.stick"),
        *([why] if why else []),
        *([t("moede.no_address", variable=ADDRESS)] if link is None else []),
        *([t("moede.unprinted", sign=BLANK)] if unprinted else []),
    ]


def _on_screen(atlas: Atlas, agenda: Agenda, link: str | None) -> None:
    """The show over the whole window: nothing of the page is left but a quiet way back."""
    st.html(fetched(asset("css/moede_show.css")))
    with st.container(key="moede-close"):
        st.button(
            t("moede.close"),
            key="moede-close-button",
            on_click=lambda: meeting_address.change(atlas, lambda found: found),
        )
    with st.container(key="moede-show"):
        st.iframe(_shown(atlas, agenda, link), height=PREVIEW_HEIGHT, alt=_name(agenda))
    st.html(f"<script src='{asset('show/frame.js')}'></script>", unsafe_allow_javascript=True)
