"""The register's page: filters, a sentence, the map, the entry in full, the sums, the list and the files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import escape
from streamlit.delta_generator import DeltaGenerator

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import NOT_STATED
from sikkerby_geo.facts.areas import CITY_ID, LEVEL_LAYER, Level
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.efforts import conflicts, exchange, form, offers, on_card, past, tables, told
from sikkerby_geo.ui.efforts import controls as register_controls
from sikkerby_geo.ui.efforts.screen import (
    Screen,
    key_html,
    list_parts,
    map_state,
    register_of,
    says_parts,
    screen_of,
    sums_parts,
)
from sikkerby_geo.ui.frame import account, cache, shell, whole_page
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.map_panel import show_state
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import (
    GROUPS,
    ORDERS,
)
from sikkerby_geo.views.efforts.summary import lost_words


@st.fragment
def show() -> None:
    """The whole page under the head, for the choice in the address."""
    whole_page.drawn()
    with shell.Apology():
        today = cache.atlas()
        if form.show(today):
            return
        atlas = past.as_of(today, register_address.day())
        register = register_of(atlas.version, atlas)
        reading = every_page.read(atlas)
        asked, refused = register_address.read(register)
        messages = [*reading.messages, *refused]
        if not messages:  # an address with faults stands until the reader's next choice, and so do its messages
            every_page.go(reading.choice)
            register_address.go(asked, register)
        shell.messages([*messages, *filter(None, [lost_words(atlas)])])
        screen = screen_of(atlas, reading.choice, asked)
        with st.container(key="register"):
            with st.container(key="register-news"):
                _news(screen)
            with st.container(key="register-says"):
                _says(screen)
                if asked.day is None:
                    form.show_way_in()
            with st.container(key="register-filters"):
                register_controls.filters(atlas, reading.choice, asked, register)
            with st.container(key="register-map"):
                _map(screen)
            _entry(screen, today)
            with st.container(key="register-key"):
                _key(screen)
            if screen.entries:
                with st.container(key="register-sums"):
                    _sums(screen)
                    tables.show(atlas, reading.choice.level)
                with st.container(key="register-list"):
                    _list(screen)
                with st.container(key="register-files"):
                    _files(screen)
            with shell.Apology(), st.container(key="register-things"):
                offers.show(atlas)
            with st.container(key="register-past"):
                if asked.day is None:
                    exchange.show(tuple(entry.effort_id for entry in screen.entries))
                past.show_register(today, register, asked.day)


def _news(screen: Screen) -> None:
    """Who is signed in, what the last step did, which day's register this is, and what waits to be decided."""
    account.show()
    told.show()
    if screen.asked.day is not None:
        past.show_day(screen.asked.day, screen.register)
    else:
        conflicts.show_unsaved(screen.atlas)
        conflicts.show_waiting(screen.atlas)


def _headed(name: str, heading: str) -> DeltaGenerator:
    """A section's heading, with room for its control beside it."""
    row = st.container(key=f"register-{name}-head", horizontal=True, vertical_alignment="bottom", gap="medium")
    row.html(f"<h2 class='section'>{escape(heading)}</h2>")
    return row


def _says(screen: Screen) -> None:
    html, city, unknown = finished(says_parts, screen.atlas, screen.choice, screen.asked)
    st.html(html)
    if not city and not unknown:
        return
    with st.container(key="register-offers", horizontal=True, gap="small"):
        st.html(f"<p class='note'>{t('register.says.elsewhere', city=city, unknown=unknown)}</p>", width="content")
        for name, area, count in (("city", CITY_ID, city), ("unknown", NOT_STATED, unknown)):
            if count:
                st.button(
                    t(f"register.says.elsewhere_{name}"),
                    key=f"register-offer-{name}",
                    type="tertiary",
                    on_click=register_controls.choose_place,
                    args=(screen.atlas, screen.register, None, area),
                )


def _map(screen: Screen) -> None:
    atlas, level = screen.atlas, screen.choice.level
    layer = LEVEL_LAYER[level]
    if not atlas.readable(layer) or not atlas.places.places:
        st.info(t("map.no_shapes", file=atlas.origin(layer if not atlas.readable(layer) else "areas")))
        return
    state = finished(map_state, atlas, screen.choice, screen.asked)
    show_state(atlas, state, partial(register_controls.choose_place, atlas, screen.register))


def _key(screen: Screen) -> None:
    for html in finished(key_html, screen.atlas, screen.choice, screen.asked):
        st.html(html)


def _entry(screen: Screen, today: Atlas) -> None:
    """The chosen entry in full, also where the filters leave it out, and its history."""
    entry = next((entry for entry in screen.register if entry.effort_id == screen.asked.entry_id), None)
    if entry is None:
        _gone(today)
        return
    with st.container(key="register-entry"):
        card = entry_card(entry, screen.atlas)
        st.html(render("register_entry.html", card=card, outside=entry not in screen.entries))
        if screen.asked.day is None:
            on_card.show(today, today.register.get(entry.effort_id))
        close = partial(register_address.change, screen.register, entry_id=None, page=screen.asked.page)
        past.show_effort(today, entry.effort_id)
        st.button(t("register.entry.close"), key="register-close", on_click=close)


def _gone(today: Atlas) -> None:
    """Why an effort that the address asks for no longer stands: links to it may be in minutes and mails."""
    row = today.register.get(register_address.asked_for())
    if row is not None and row.entry.withdrawn:
        with st.container(key="register-entry"):
            st.html(f"<h2 class='section'>{escape(row.entry.name)}</h2>")
            past.show_effort(today, row.effort_id)


def _sums(screen: Screen) -> None:
    heading, html = finished(sums_parts, screen.atlas, screen.choice, screen.asked)
    with _headed("sums", heading):
        register_controls.group_control(screen.asked, screen.register, GROUPS)
    st.html(html)


def _list(screen: Screen) -> None:
    with _headed("list", t("register.list.heading")):
        register_controls.order_control(screen.asked, screen.register, ORDERS)
    here = tuple(st.query_params.to_dict().items())
    html, page, pages = finished(list_parts, screen.atlas, screen.choice, screen.asked, here)
    st.html(html)
    if pages > 1:
        with st.container(key="register-pages", horizontal=True, vertical_alignment="center", gap="small"):
            _turn("previous", page - 1, page > 1, screen.register)
            st.html(f"<p class='note'>{t('register.list.page', page=page, pages=pages)}</p>", width="content")
            _turn("next", page + 1, page < pages, screen.register)


def _turn(name: str, page: int, there: bool, register: tuple[Effort, ...]) -> None:
    st.button(
        t(f"register.list.{name}"),
        key=f"register-{name}",
        disabled=not there,
        on_click=partial(register_address.change, register, page=page),
    )


def _files(screen: Screen) -> None:
    """The files, each made when it is asked for and kept by what it holds."""
    note = t("register.files.note", count=len(screen.entries))
    st.html(f"<h2 class='section'>{t('register.files.heading')}</h2><p class='note'>{note}</p>")
    with st.container(key="register-downloads", horizontal=True, gap="small"):
        for file_format, media_type in files.FORMATS.items():
            suffix, _, system = file_format.partition("_")
            st.download_button(
                t(f"register.files.{file_format}"),
                _maker(file_format, screen),
                file_name=f"sikkerby-indsatser{f'-{system}' if system else ''}.{suffix}",
                mime=media_type,
                help=t(f"register.files.{file_format}_help"),
                on_click="ignore",
                key=f"register-file-{file_format}",
            )


def _maker(file_format: str, screen: Screen) -> Callable[[], bytes]:
    """What makes a file when its button is pressed; the words are taken now, while the page has its address."""
    ids, words = tuple(entry.effort_id for entry in screen.entries), screen.words
    level = screen.choice.level
    return lambda: _file(file_format, screen.atlas.version, ids, words, level, screen.entries, screen.atlas)


@st.cache_data(max_entries=32, show_spinner=False)
def _file(
    file_format: str,
    version: str,
    ids: tuple[str, ...],
    words: str,
    level: Level,
    _entries: tuple[Effort, ...],
    _atlas: Atlas,
) -> bytes:
    """One file; its key is the data version, the ids it holds, the words of the choice and the level of its sums."""
    if file_format == "xlsx":
        return files.as_xlsx(_entries, _atlas, words, level)
    make: dict[str, Callable[..., bytes]] = {
        "csv": files.as_csv,
        "geojson": files.as_geojson,
        "gpkg": files.as_gpkg,
        "geojson_25832": partial(files.as_geojson, crs=METRES),
        "gpkg_25832": partial(files.as_gpkg, crs=METRES),
    }
    return make[file_format](_entries, _atlas)
