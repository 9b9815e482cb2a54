"""Offers on the page of the register: what is known near a place, and the list of them all."""

from __future__ import annotations

from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.efforts import KIND, OFFERS, EffortKind
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.frame.blocks import aside_html, csv_button
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.efforts.offers import neighbourhoods, offers_say, offers_sheet, shown_offers

KINDS: dict[str, EffortKind | None] = {"": None, **{kind.address: KIND[kind.kind_id] for kind in OFFERS.kinds}}
KIND_NAME, PLACE_NAME = "tilbud", "naer"


def show(atlas: Atlas) -> None:
    """The section: a kind and a place to ask near, the answer in sentences, and the table."""
    st.html(render("heading.html", heading=t("offers.heading"), unread=_unread(atlas)))
    st.html(Prose((t("offers.intro"),)).html)
    near = finished(neighbourhoods, atlas)
    with st.container(key="offers-asked", horizontal=True, gap="medium", vertical_alignment="bottom"):
        kind = st.selectbox(
            t("offers.kind"),
            list(KINDS),
            filter_mode="contains",
            format_func=_kind_words,
            **_bound(KIND_NAME, tuple(KINDS)),
        )
        name = st.selectbox(
            t("offers.place"),
            ["", *near],
            filter_mode="contains",
            format_func=lambda word: near[word].words if word else t("offers.every_place"),
            help=t("offers.place_help"),
            **_bound(PLACE_NAME, ("", *near)),
        )
    says, sheet, html = finished(_answer, atlas, kind, name)
    st.html(says)
    if html:
        st.html(html)
        csv_button(sheet)


def _answer(atlas: Atlas, kind: str, name: str) -> tuple[str, Sheet, str]:
    """What is known of a kind near a place in sentences, the table, and the table folded; nothing where it is empty."""
    where = finished(neighbourhoods, atlas)[name] if name else None
    sheet = offers_sheet(atlas, shown_offers(atlas, KINDS[kind], where))
    html = aside_html(t("offers.show", count=len(sheet.rows)), sheet) if sheet.rows else ""
    return Prose(offers_say(atlas, KINDS[kind], where)).html, sheet, html


def _kind_words(word: str) -> str:
    kind = KINDS[word]
    return say(kind) if kind else t("offers.every_kind")


def _unread(atlas: Atlas) -> list[str]:
    return [] if atlas.readable("offers") else [t("method.unread", file=atlas.origin("offers"))]


def _bound(name: str, known: tuple[str, ...]) -> dict[str, Any]:
    """Arguments that tie a widget to a parameter of the address."""
    key = f"offers-{name}"
    st.session_state[key] = browser.own(name, "", known)
    return {"key": key, "on_change": lambda: browser.put({name: st.session_state[key]})}
