"""The log on the page: who put in what, when and why; a revision undone, or marked as published."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.revisions import LaterChangeError, Revision
from sikkerby_geo.facts.roles import Role, RoleError
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import own_session, sign_in
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.ui.own_data import state
from sikkerby_geo.ui.own_data.putting_in import trouble_words
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.own_data.log import LONGEST_WHY, log_sheet, revision_words

_LATER, _TROUBLE = "own-undo-later", "own-undo-trouble"


def show(who: Writer | Refused) -> None:
    """The newest revisions, and below them what can be done with one.

    Who made them is told to those who have a role; that somebody was given one, to administrators.
    """
    st.html(render("own_heading.html", text=t("own_data.log.heading")))
    try:
        store = build.own_store()
        about_roles = build.role_revisions(store)
        revisions = store.revisions()
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=trouble_words(error)))
        return
    figures = [revision for revision in revisions if revision.number not in about_roles]
    told = revisions if who.role is Role.ADMINISTRATOR else figures
    if not told:
        st.html(render("message.html", text=t("cli.log.empty")))
        return
    st.html(log_sheet(told, names=who.sees_names).html)
    if isinstance(who, Writer) and figures:
        _steps(figures)


def _steps(revisions: list[Revision]) -> None:
    by_number = {revision.number: revision for revision in revisions}
    number = st.selectbox(
        t("own_data.log.choose"),
        list(by_number),
        filter_mode="contains",
        format_func=lambda each: revision_words(by_number[each]),
        key="own-revision",
    )
    why = st.text_input(t("own_data.log.why"), max_chars=LONGEST_WHY, key="own-undo-why")
    trouble = st.session_state.get(_TROUBLE)
    if trouble is not None and trouble[0] == number:
        st.html(render("own_faults.html", heading=t("own_data.log.not_undone"), texts=trouble[1]))
    with st.container(horizontal=True, key="own-undo-ways", vertical_alignment="bottom"):
        st.button(t("own_data.log.undo"), key="own-undo", on_click=_undo, args=(number, why))
        if trouble is not None and trouble[0] == number and trouble[2]:
            st.button(
                t("own_data.log.undo_all"), key=_LATER, on_click=_undo, args=(number, why), kwargs={"later": True}
            )
        st.button(t("own_data.log.publish"), key="own-publish", on_click=_publish, args=(number, why))


def _undo(number: int, why: str, *, later: bool = False) -> None:
    try:
        store = build.own_store()
        who = sign_in.must_write()
        if number in build.role_revisions(store):
            raise RoleError("sign_in.roles.not_undone")
        made = store.undo(number, who.who, why, later=later)
    except SikkerByError as error:
        st.session_state[_TROUBLE] = (number, trouble_words(error), isinstance(error, LaterChangeError))
        return
    st.session_state.pop(_TROUBLE, None)
    own_session.wrote(made)
    state.tell(t("cli.undo.done", revision=number, made=made))


def _publish(number: int, why: str) -> None:
    """Mark the figures of a revision as published today."""
    try:
        who = sign_in.must_write()
        made = build.publish(build.own_store(), number, today().isoformat(), who=who.who, why=why)
    except SikkerByError as error:
        st.session_state[_TROUBLE] = (number, trouble_words(error), False)
        return
    st.session_state.pop(_TROUBLE, None)
    own_session.wrote(made)
    state.tell(t("cli.publish.done", revision=number, made=made))
