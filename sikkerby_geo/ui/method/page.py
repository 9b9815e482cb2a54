"""Om tallene on screen: a list of contents whose links name a section, and that section (or all of them)."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.api.routes import DATA, VERSION
from sikkerby_geo.ui.frame import cache, shell
from sikkerby_geo.ui.frame.blocks import show_aside, show_block
from sikkerby_geo.ui.frame.contact import contact
from sikkerby_geo.ui.frame.pages import PAGE
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.method.sections import SECTIONS, opening_words, section
from sikkerby_geo.views.method.sources import EVERY, TRUST_CLASSES, Filter, kinds_offered

EVERYTHING = "alt"


def show() -> None:
    """The whole page under the head, for the section in the address."""
    with shell.Apology():
        atlas = cache.atlas()
        asked = browser.own("afsnit", SECTIONS[0])
        chosen = browser.own("afsnit", SECTIONS[0], (*SECTIONS, EVERYTHING))
        _follow(chosen)
        messages = [*every_page.read(atlas).messages]
        if asked != chosen:
            messages.append(t("problem.address", name="afsnit", value=quoted(asked), shown=chosen))
        shell.messages(messages)
        with st.container(key="page"):
            with st.container(key="contents"):
                _contents(atlas, chosen)
            with st.container(key="read"):
                st.html(render("headline.html", headline=Headline(*opening_words(atlas))))
                for section_id in SECTIONS if chosen == EVERYTHING else (chosen,):
                    with shell.Apology():
                        _section(atlas, section_id)


def _follow(chosen: str) -> None:
    """Bring the browser's address along when another section is chosen.

    A link to the page one is already on gives the run its parameters, but leaves the address bar as it was.
    """
    before = st.session_state.get("afsnit-shown", chosen)
    st.session_state["afsnit-shown"] = chosen
    if before != chosen:
        browser.put({"afsnit": "" if chosen == SECTIONS[0] else chosen})


def _contents(atlas: Atlas, chosen: str) -> None:
    """Links to every section; each is an address that can be shared."""
    st.html(render("contents.html"))
    query = every_page.write(every_page.read(atlas).choice)
    names = {section_id: t(f"method.toc.{section_id}") for section_id in SECTIONS}
    for section_id, name in {**names, EVERYTHING: t("method.everything")}.items():
        here = "here" if section_id == chosen else "there"
        with st.container(key=f"toc-{here}-{section_id}"):
            st.page_link(PAGE["om_tallene"].file, label=name, query_params={**query, "afsnit": section_id})


def _section(atlas: Atlas, section_id: str) -> None:
    """A section: its heading and first block, the filters where it has any, and the other blocks."""
    with st.container(key=f"section-{section_id}"):
        lead = st.container()
        chosen = _filters(atlas) if section_id == "kilder" else EVERY
        found = section(atlas, section_id, contact(), chosen, shared=f"{DATA}/{VERSION}/")
        with lead:
            st.html(render("heading.html", heading=found.heading, unread=found.unread))
            for block in found.blocks[:1]:
                show_block(block)
        for block in found.blocks[1:]:
            show_block(block)
        if found.aside is not None:
            show_aside(*found.aside)


def _filters(atlas: Atlas) -> Filter:
    """The controls of the list of sources; what they say stands in the address."""
    kinds = ("", *kinds_offered(atlas))
    classes = ("", *map(str, TRUST_CLASSES))
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(t("source_list.search"), help=t("source_list.search_help"), **_bound("soeg"))
        kind = st.selectbox(
            t("source_list.kind_label"),
            kinds,
            filter_mode="contains",
            format_func=lambda kind: t(f"source_kind.{kind}") if kind else t("source_list.all"),
            **_bound("art", kinds),
        )
        trust = st.selectbox(
            t("source_list.trust_label"),
            classes,
            filter_mode="contains",
            format_func=lambda trust: t(f"trust.t{trust}") if trust else t("source_list.all"),
            **_bound("klasse", classes),
        )
    return Filter(words, kind, trust)


def _bound(name: str, known: tuple[str, ...] | None = None) -> dict:
    """Arguments that tie a widget to a parameter of the address."""
    key = f"filter-{name}"
    st.session_state[key] = browser.own(name, "", known, longest=80)
    return {"key": key, "on_change": lambda: browser.put({name: st.session_state[key]})}
