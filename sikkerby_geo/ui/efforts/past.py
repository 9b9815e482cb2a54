"""The past of the register on the page: an effort's history, what was published, and the register as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import past as build_past
from sikkerby_geo.build import register as build_register
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.register.history import Past
from sikkerby_geo.domain.register.merging import WHOLE
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.text import names, period, t
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.efforts import told, writer
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.ui.frame.day_field import day_field
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts import past_words
from sikkerby_geo.views.efforts.field_words import field_name

MOST_LISTED = 20
LONGEST_WHY = 200
_PLACE = "past"


@st.cache_resource(max_entries=4, show_spinner=False)
def _as_of(version: str, day: date, _atlas: Atlas) -> Atlas:
    return build_past.atlas_as_of(_atlas, build.own_store(), day)


def as_of(atlas: Atlas, day: date | None) -> Atlas:
    """The atlas whose register is as it was at the end of a day; the current one where no day is asked for, or the
    store cannot be read, which is said."""
    if day is None:
        return atlas
    try:
        return _as_of(atlas.version, day, atlas)
    except SikkerByError as error:
        texts = (t(error.key, **error.params),)
        st.html(render("own_faults.html", heading=t("past.day.unread"), texts=texts))
        return atlas


def show_day(day: date, register: tuple[Effort, ...]) -> None:
    """That the page shows the register of a day, and the way back to today's."""
    with st.container(key="register-day", horizontal=True, vertical_alignment="center", gap="small"):
        said = t("past.day.banner", day=period(day.isoformat()), count=len(register))
        st.html(render("message.html", text=said), width="content")
        st.button(t("past.day.back"), key="register-today", on_click=_go_to, args=(register, None), type="tertiary")


def _go_to(register: tuple[Effort, ...], day: date | None) -> None:
    register_address.change(register, day=day)


def show_register(today: Atlas, register: tuple[Effort, ...], day: date | None) -> None:
    """The past of the whole register: a day to read it as of, its newest changes, and what no longer stands."""
    st.html(f"<h2 class='section'>{t('past.day.heading')}</h2><p class='note'>{t('past.day.note')}</p>")
    with st.container(key="register-day-field", width=220):
        day_field(
            "register-day-typed", t("past.day.label"), t("past.day.none"), day, lambda chosen: _go_to(register, chosen)
        )
    st.html(f"<h2 class='section'>{t('past.log.heading')}</h2>")
    try:
        newest = build_past.newest_changes(build.own_store(), MOST_LISTED)
        touched = [replace(one, revision=writer.told(one.revision)) for one in newest]
        gone = build_past.gone(build.own_store(), today) if touched else {}
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=(t(error.key, **error.params),)))
        return
    if not touched:
        st.html(f"<p class='note'>{t('past.log.empty')}</p>")
        return
    st.html(
        past_words.log_sheet(touched, {row.effort_id: row.entry.name for row in today.register.values()} | gone).html
    )
    if gone:
        chosen = st.selectbox(
            t("past.gone"),
            sorted(gone, key=gone.__getitem__),
            filter_mode="contains",
            format_func=lambda effort_id: gone.get(effort_id, effort_id),
            index=None,
            placeholder=t("past.gone_none"),
            key="register-gone",
        )
        if chosen is not None:
            show_effort(today, chosen, "gone")


def show_effort(atlas: Atlas, effort_id: str, place: str = "") -> None:
    """The history of an effort, newest first, what was published beside what stands now, and a change undone.

    ``atlas`` is the one of today. A page may show two of them at once, each in a ``place`` of its own.
    """
    row = atlas.register.get(effort_id)
    if row is not None and row.entry.withdrawn:
        st.html(render("message.html", text=t("past.withdrawn", reason=row.entry.withdrawn)))
    try:
        history = build_register.history_of(build.own_store(), atlas, effort_id)
        changes = tuple(replace(one, revision=writer.told(one.revision)) for one in history)
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=(t(error.key, **error.params),)))
        return
    if not changes:
        st.html(f"<p class='note'>{t('past.none')}</p>")
        return
    with st.expander(t("past.heading", count=len(changes))):
        if row is not None and row.published is not None and row.revision:
            st.html(f"<h3 class='section'>{t('past.published_heading')}</h3>")
            sheet = past_words.published_sheet(row, atlas)
            st.html(sheet.html if sheet.rows else f"<p class='note'>{t('past.published_same')}</p>")
        for change in reversed(changes):
            st.html(render("register_change.html", change=past_words, past=change, atlas=atlas))
        if writer.writer() is not None:
            _undo_control(atlas, effort_id, changes, f"-{place}" if place else "")


def _undo_control(atlas: Atlas, effort_id: str, changes: tuple[Past, ...], of: str) -> None:
    mark = f"{effort_id}-{len(changes)}{of}"
    by_number = {change.revision.number: change for change in reversed(changes)}
    number = st.selectbox(
        t("past.choose"),
        list(by_number),
        filter_mode="contains",
        format_func=lambda each: past_words.change_line(by_number[each]),
        key=f"register-past-{mark}",
    )
    why = st.text_input(t("past.why"), max_chars=LONGEST_WHY, key=f"register-past-why-{mark}")
    place = f"{_PLACE}-{effort_id}-{number}{of}"
    told.show_trouble(place, t("past.not_undone"))
    with st.container(horizontal=True, key=f"register-undo-ways{of}"):
        args = (atlas, effort_id, number, why, place)
        st.button(t("past.undo"), key=f"register-undo{of}", on_click=_undo, args=args)
        if st.session_state.get(f"{place}-rest"):
            rest = {"rest": True}
            st.button(t("past.undo_rest"), key=f"register-undo-rest{of}", on_click=_undo, args=args, kwargs=rest)


def _undo(atlas: Atlas, effort_id: str, number: int, why: str, place: str, *, rest: bool = False) -> None:
    told.trouble(place)
    st.session_state.pop(f"{place}-rest", None)
    with told.step(place):
        who = sign_in.must_write().who
        try:
            saved = build_register.undo_change(
                build.own_store(), atlas, effort_id, number, who=who, why=why, keep_later=rest
            )
        except build_register.EditConflict as error:
            conflict = error.conflicts[0]
            whole = conflict.fields == (WHOLE,)
            fields = "" if whole else names(field_name(FIELD[field]) for field in conflict.fields)
            key = "past.later_whole" if whole else "past.later"
            told.trouble(place, t(key, fields=fields, number=conflict.since.number))
            st.session_state[f"{place}-rest"] = not whole
            return
        except NothingNewError:
            told.trouble(place, t("past.already"))
            return
        told.tell(t("past.undone", number=number, made=saved.revision))
