"""Byg én side, under the map's table: ticks, year, place and heading, and the page as PDF and as a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.clock import today
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, every_page, one_page
from sikkerby_geo.ui.frame.fold import fold
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.link import link_to
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.document_parts import DOCX_TYPE
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.one_page.files import one_page_docx, one_page_pdf
from sikkerby_geo.views.one_page.order import EFFORTS, EVERY_PART, LONGEST_HEADING, PARTS, Order


def show(atlas: Atlas, choice: Choice) -> None:
    """The section, folded until the address speaks of a page."""
    with fold(t("one_page.title"), "one-page", opened=one_page.begun(browser.query())) as opened:
        if not opened:
            return
        ordered = one_page.read(atlas, choice)
        st.html(f"<p class='note'>{t('one_page.help')}</p>")
        for text in ordered.messages:
            st.html(render("message.html", text=text))
        _controls(atlas, ordered.order)
        _files(atlas, ordered.order)


def page_link(choice: Choice, since: int | None = None) -> None:
    """From another page to the section, with that page's choice and the year it compares with."""
    query = {**every_page.write(choice), one_page.PARTS_NAME: ",".join(PARTS)}
    if since is not None and since != choice.year:
        query[one_page.SINCE] = str(since)
    with st.container(key="to-one-page", width="content"):
        st.page_link("app.py", label=t("one_page.title"), query_params=query)


def _bound(atlas: Atlas, key: str, value: object, alter: Callable[[Order, Any], Order]) -> dict[str, Any]:
    """Arguments that tie a widget to the order in the address."""
    st.session_state[key] = value

    def write() -> None:
        browser.catch_up()
        now = one_page.read(atlas, every_page.read(atlas).choice).order
        one_page.put(atlas, alter(now, st.session_state[key]))

    return {"key": key, "on_change": write}


def _controls(atlas: Atlas, order: Order) -> None:
    with st.container(key="one-page-parts", horizontal=True):
        for part in EVERY_PART if reports_of(atlas) else PARTS:

            def tick(now: Order, on: object, name: str = part) -> Order:
                wanted = {*now.parts, name} if on else set(now.parts) - {name}
                return replace(now, parts=tuple(each for each in EVERY_PART if each in wanted))

            on = part in order.parts
            st.checkbox(t(f"one_page.part.{part}"), **_bound(atlas, f"one-page-{part}", on, tick))
    years = [year for year in atlas.years if year != order.choice.year] or [order.since]
    places: list[Place | None] = [None, *atlas.places.at(order.choice.level)]
    ids = [place.place_id if place else every_page.NONE for place in places]
    with st.container(key="one-page-what", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("one_page.since"),
            years,
            filter_mode="contains",
            **_bound(atlas, "one-page-since", order.since, lambda now, year: replace(now, since=year)),
        )
        st.selectbox(
            t("one_page.place"),
            ids,
            filter_mode="contains",
            format_func=lambda name: found.name if (found := atlas.places.get(name)) else t("one_page.no_place"),
            **_bound(
                atlas,
                "one-page-place",
                order.place.place_id if order.place else every_page.NONE,
                lambda now, name: replace(now, place=atlas.places.get(name)),
            ),
        )
        st.text_input(
            t("one_page.heading"),
            max_chars=LONGEST_HEADING,
            help=t("one_page.heading_help", longest=LONGEST_HEADING),
            **_bound(atlas, "one-page-heading", order.heading, lambda now, words: replace(now, heading=words)),
        )


def _files(atlas: Atlas, order: Order) -> None:
    if not order.parts:
        st.html(f"<p class='note'>{t('one_page.nothing')}</p>")
        return
    if EFFORTS in order.parts and order.place is None:
        st.html(f"<p class='note'>{t('one_page.without_place')}</p>")
    query = {**every_page.write(order.choice), **one_page.write(atlas, order)}
    link, printed = link_to("kort", {name: value for name, value in query.items() if value}), today()
    files = {
        "pdf": ("application/pdf", lambda: one_page_pdf(atlas, order, link=link, printed=printed)),
        "docx": (DOCX_TYPE, lambda: one_page_docx(atlas, order, link=link, printed=printed)),
    }
    with st.container(key="one-page-files", horizontal=True, gap="small"):
        for kind, (mime, make) in files.items():
            st.download_button(
                plain(t(f"one_page.{kind}")),
                make,
                file_name=f"sikkerby-side-{order.choice.year}.{kind}",
                mime=mime,
                key=f"one-page-{kind}",
                on_click="ignore",
            )
