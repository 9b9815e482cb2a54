"""Two changes that cannot both stand, on the page: field by field, until somebody chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import conflicts as build_conflicts
from sikkerby_geo.build import register as build_register
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.history import Conflict
from sikkerby_geo.domain.register.merging import WHOLE, merge
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import told
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts import past_words
from sikkerby_geo.views.efforts.field_words import field_name

THEIRS, MINE = "theirs", "mine"
LONGEST_WHY = 200


def show_waiting(atlas: Atlas) -> None:
    """The conflicts that wait, for whoever may decide them; readers are not troubled with them."""
    if writer() is None:
        return
    try:
        found = build_conflicts.waiting(build.own_store(), atlas)
    except SikkerByError as error:
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=(t(error.key, **error.params),)))
        return
    if not found:
        return
    with st.container(key="register-conflicts"):
        heading, text = t("past.conflict.heading", count=len(found)), t("past.conflict.help")
        st.html(f"<h2 class='section'>{heading}</h2><p class='note'>{text}</p>")
        for conflict in found:
            _waiting(atlas, conflict)


def _waiting(atlas: Atlas, conflict: Conflict) -> None:
    place = f"conflict-{conflict.conflict_id}"
    st.html(render("message.html", text=past_words.conflict_intro(conflict, atlas)))
    left = t("past.conflict.left_by", who=conflict.who, why=conflict.why or "–")
    st.html(render("register_left.html", text=left))
    chosen = choices(atlas, conflict, place)
    why = st.text_input(t("past.why"), max_chars=LONGEST_WHY, key=f"{place}-why")
    told.show_trouble(place, t("past.conflict.not_decided"))
    args = (atlas, conflict, chosen, why, place)
    st.button(t("past.conflict.decide"), key=f"{place}-decide", on_click=_decide, args=args)


_UNSAVED = "register-unsaved"


def keep_unsaved(conflict: Conflict, why: str) -> None:
    """Let the page ask about a change that was not written, because somebody else changed the same meanwhile."""
    st.session_state[_UNSAVED] = (*_others(conflict), (conflict, why))


def _others(conflict: Conflict) -> tuple[tuple[Conflict, str], ...]:
    """What else of this session waits to be asked about."""
    kept = st.session_state.get(_UNSAVED, ())
    return tuple((one, why) for one, why in kept if one.effort_id != conflict.effort_id)


def _let_go(conflict: Conflict) -> None:
    st.session_state[_UNSAVED] = _others(conflict)


def show_unsaved(atlas: Atlas) -> None:
    """Changes of this session that were not written, field by field, until their writer chooses or lets them wait."""
    if writer() is None:
        return
    for conflict, why in st.session_state.get(_UNSAVED, ()):
        place = f"unsaved-{conflict.effort_id}"
        with st.container(key=f"register-{place}"):
            st.html(render("message.html", text=past_words.conflict_intro(conflict, atlas)))
            chosen = choices(atlas, conflict, place)
            told.show_trouble(place, t("past.conflict.not_decided"))
            with st.container(horizontal=True, key=f"register-{place}-ways"):
                args = (conflict, why, place)
                st.button(t("past.conflict.decide"), key=f"{place}-decide", on_click=_save, args=(atlas, chosen, *args))
                st.button(t("past.conflict.leave"), key=f"{place}-leave", on_click=_leave, args=args)


def _save(atlas: Atlas, chosen: Mapping[str, str], conflict: Conflict, why: str, place: str) -> None:
    """Write what was chosen, starting from what stood when it was; a change in between is asked about again."""
    with told.step(place):
        edit = build_register.Edit(conflict.effort_id, decided_entry(conflict, chosen), conflict.since.number)
        try:
            saved = build_register.save(build.own_store(), atlas, [edit], who=sign_in.must_write().who, why=why)
        except build_register.EditConflict as error:
            keep_unsaved(error.conflicts[0], why)
            return
        except NothingNewError:
            _let_go(conflict)
            told.tell(t("past.conflict.dropped"))
            return
        _let_go(conflict)
        told.tell(t("past.conflict.decided", made=saved.revision))


def _leave(conflict: Conflict, why: str, place: str) -> None:
    with told.step(place):
        build_conflicts.leave(build.own_store(), conflict, who=sign_in.must_write().who, why=why)
        _let_go(conflict)
        told.tell(t("past.conflict.left"))


def choices(atlas: Atlas, conflict: Conflict, place: str) -> dict[str, str]:
    """Both changes side by side, and a choice for each field (or ``WHOLE``); ``place`` begins the keys of the fields.

    Gives ``THEIRS`` (what stands now) or ``MINE`` by field.
    """
    st.html(past_words.conflict_sheet(conflict, atlas).html)
    labels = {THEIRS: t("past.conflict.keep_theirs"), MINE: t("past.conflict.take_mine")}
    chosen = {}
    for field in conflict.fields:
        chosen[field] = st.radio(
            t("past.conflict.caption") if field == WHOLE else field_name(FIELD[field]),
            list(labels),
            format_func=lambda side: labels[side],
            horizontal=True,
            key=f"{place}-{field}",
        )
    return chosen


def decided_entry(conflict: Conflict, chosen: Mapping[str, str]) -> Entry | None:
    """The entry that the choices give: what both changed alone, and for each field in dispute the side chosen."""
    if WHOLE in conflict.fields:
        return conflict.mine if chosen[WHOLE] == MINE else conflict.theirs
    merged, mine = merge(conflict.base, conflict.theirs, conflict.mine).entry, conflict.mine
    if merged is None or mine is None:
        return merged
    taken = {field: getattr(mine, field) for field in conflict.fields if chosen[field] == MINE}
    return replace(merged, **taken)


def _decide(atlas: Atlas, conflict: Conflict, chosen: Mapping[str, str], why: str, place: str) -> None:
    with told.step(place):
        who = sign_in.must_write().who
        entry = decided_entry(conflict, chosen)
        try:
            saved = build_conflicts.decide(build.own_store(), atlas, conflict, entry, who=who, why=why)
        except NothingNewError:
            told.tell(t("past.conflict.dropped"))
            return
        told.tell(t("past.conflict.decided", made=saved.revision))
