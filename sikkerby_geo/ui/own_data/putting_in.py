"""What a file would change, shown before it is put in: for everybody, or in this session alone."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import counted, taking_in
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.problems import DataError, SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, map_panel, own_session, sign_in
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.ui.own_data import state
from sikkerby_geo.ui.own_data.state import Brought, Origin
from sikkerby_geo.views.base.choice import Choice, of_indicator
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.notices import fault_words
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.own_data.changes import Changes, changes, changes_sheet, hiding_words, turns_sheet

MOST_ROWS = 200
"""Rows of a table on the screen; its file has them all."""


def trouble_words(error: SikkerByError) -> tuple[str, ...]:
    """Trouble we foresaw, in sentences."""
    if isinstance(error, DataError):
        return tuple(f"{text[:1].upper()}{text[1:]}." for text in map(fault_words, error.faults))
    return (t(error.key, **error.params),)


def show(atlas: Atlas, brought: Brought, origin: Origin, found: taking_in.Intake, who: Writer | Refused) -> None:
    """The preview and the ways on; ``atlas`` is the one all sessions see."""
    store = build.own_store()
    key = (brought.mark, atlas.version, origin.source, origin.published, found.recipe.as_json(), len(found.rows))
    try:
        made = state.once("hiding", key, lambda: _hidden(atlas, store, brought, origin, found))
        parts = made.deliveries
        would, told = state.once("preview", key, lambda: _worked_out(atlas, parts, bounded=isinstance(who, Refused)))
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=trouble_words(error)))
        return
    st.html(render("own_heading.html", text=t("own_data.page.preview")))
    for text in (told.summary, *hiding_words(made.hidden, made.left_out)):
        st.html(render("message.html", text=text))
    for sheet in (changes_sheet(told), turns_sheet(told)):
        _table(sheet)
    choice = _seen(would.atlas, told)
    if choice is not None and st.toggle(t("own_data.page.on_map"), key="own-map"):
        map_panel.show_map(would.atlas, choice, lambda _: None)
    _ways_on(atlas, parts, origin, would, every_page.write(choice) if choice else None, who)


def _hidden(
    atlas: Atlas, store: build.Store, brought: Brought, origin: Origin, found: taking_in.Intake
) -> counted.Hiding:
    content, name, day = brought.content, brought.name, origin.published
    return counted.deliveries_of(store, atlas, found, origin.source, content=content, file_name=name, published=day)


def _worked_out(atlas: Atlas, parts: tuple[build.Delivery, ...], *, bounded: bool) -> tuple[build.Preview, Changes]:
    would = own_session.preview(atlas, parts, bounded=bounded)
    return would, changes(would.differences, atlas, would.atlas)


def _table(sheet: Sheet) -> None:
    if not sheet.rows:
        return
    st.html(replace(sheet, rows=sheet.rows[:MOST_ROWS]).html)
    if len(sheet.rows) > MOST_ROWS:
        st.html(render("message.html", text=t("own_data.page.first_rows", shown=MOST_ROWS, count=len(sheet.rows))))
    st.download_button(
        t("method.download"),
        lambda: sheet.csv,
        file_name=f"sikkerby-{sheet.sheet_id}.csv",
        mime="text/csv",
        key=f"csv-{sheet.sheet_id}",
        on_click="ignore",
        type="tertiary",
    )


def _seen(atlas: Atlas, told: Changes) -> Choice | None:
    """The choice that shows the first figure that changes."""
    if told.first is None:
        return None
    indicator_id, place_id, year = told.first
    chosen = of_indicator(atlas, every_page.read(atlas).choice, indicator_id)
    place = atlas.places.get(place_id)
    level = place.level if place else chosen.level
    return replace(chosen, year=year, level=level, place_id=place_id if place else None)


def _ways_on(
    atlas: Atlas,
    parts: tuple[build.Delivery, ...],
    origin: Origin,
    would: build.Preview,
    seen_at: dict[str, str] | None,
    drawn_for: Writer | Refused,
) -> None:
    with st.container(horizontal=True, key="own-ways"):
        may = isinstance(drawn_for, Writer)
        put_in = may and st.button(t("own_data.page.put_in"), key="own-put-in", type="primary")
        only_here = st.button(t("own_data.page.only_here"), key="own-only-here")
    if isinstance(drawn_for, Refused):
        st.html(render("message.html", text=t("own_data.page.not_you", why=t(drawn_for.key, **drawn_for.params))))
    try:
        if put_in:
            who = sign_in.must_write()
            cache.expect(would.atlas)
            made = taking_in.put_in(build.own_store(), atlas, parts, who=who.who, why=origin.why, seen=would.seen)
            own_session.wrote(made)
            state.tell(t("own_data.page.done", revision=made), seen_at=seen_at)
        if only_here:
            own_session.keep(atlas, parts)
            state.tell(t("own_data.page.kept_here"), seen_at=seen_at)
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=trouble_words(error)))
        return
    if put_in or only_here:
        state.next_file()
        st.rerun()
