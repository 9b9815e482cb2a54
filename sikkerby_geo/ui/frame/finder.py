"""Find a place, on every page: what is typed is looked up here, and only what is found goes to the browser."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.thresholds import LONGEST_QUERY
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.frame import cache
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.pages import PAGE, Page
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.finder import Row, Way, found
from sikkerby_geo.views.base.html import render

FIELD = "find-field"
ENTRY = "indsats"
"""The parameter of the address that opens an entry of the register."""


def show(page_id: str) -> None:
    """The field, and under it what fits the words in it."""
    page = PAGE[page_id]
    atlas = cache.atlas()
    choice = every_page.read(atlas).choice
    level = Level.SURVEY_AREA if page.areas_only else choice.level
    with st.container(key="find-place"):
        typed = st.text_input(
            t("finder.label"),
            type="search",
            max_chars=LONGEST_QUERY.value,
            placeholder=t("finder.placeholder"),
            live=True,
            key=FIELD,
        )
    if not typed or not typed.strip():
        return
    answer = found(cache.place_index(atlas.version, atlas).find(typed), typed.strip(), atlas.places, level)
    with st.container(key="found"):
        st.html(render("found.html", says=answer.says))
        for number, row in enumerate(answer.rows):
            _row(page, choice, number, row)
        if answer.sources:
            st.html(render("sources.html", lines=[answer.sources]))


def _row(page: Page, choice: Choice, number: int, row: Row) -> None:
    """A name with what it is, and a way to each of its places; an effort of the register is a way by itself."""
    with st.container(key=f"hit-{number}", horizontal=True, vertical_alignment="center", gap="small"):
        if row.effort_id:
            _entry(page, choice, number, row)
        elif row.name:
            st.html(render("found_name.html", name=row.name), width="content")
        if row.about and row.name:
            st.html(render("found_about.html", about=row.about), width="content")
        for way in row.ways:
            _way(page, choice, number, way)
        if row.about and not row.name:
            st.html(render("found_about.html", about=row.about), width="content")


def _way(page: Page, choice: Choice, number: int, way: Way) -> None:
    if page.shows_place:
        key = f"way-{number}-{way.place.place_id}"
        st.button(plain(way.label), key=key, type="tertiary", on_click=partial(_choose, page, way.place))
    else:
        there = replace(choice, level=way.place.level, place_id=way.place.place_id)
        st.page_link(PAGE["bydel"].file, label=plain(way.label), query_params=every_page.write(there))


def _choose(page: Page, place: Place) -> None:
    """Take a place into the address, as a click on the map does; what the page itself said of places yields."""
    browser.catch_up()
    if any(name in browser.query() for name in page.own_places):
        browser.put(dict.fromkeys(page.own_places, ""))
    every_page.change(cache.atlas(), lambda now: replace(now, level=place.level, place_id=place.place_id))
    _close()


def _entry(page: Page, choice: Choice, number: int, row: Row) -> None:
    """To the register's entry: a link to the page one is on would leave the address behind, so there it is a button."""
    register = PAGE["indsatser"]
    if page is register:
        key = f"entry-{number}"
        st.button(plain(row.name), key=key, type="tertiary", on_click=partial(_open, row.effort_id))
    else:
        query = {**every_page.write(choice), ENTRY: row.effort_id}
        st.page_link(register.file, label=plain(row.name), query_params=query)


def _open(effort_id: str) -> None:
    browser.put({ENTRY: effort_id})
    _close()


def _close() -> None:
    """Empty the field, and draw the whole page for what was chosen."""
    st.session_state[FIELD] = ""
    st.rerun()
