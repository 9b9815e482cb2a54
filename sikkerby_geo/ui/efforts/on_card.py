"""What a writer can do with an entry from its card: edit, copy, say that it is done, let it go out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import FIELD
from sikkerby_geo.facts.register_entry import DatedStage, Origin, RegisterRow, YearlyStatus
from sikkerby_geo.facts.stages import Stage
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts import saving, told
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts.field_words import code_words
from sikkerby_geo.views.efforts.form_values import Unreadable, read_date, written_date

LONGEST_WORDS, LONGEST_REASON = 500, 200
YEARS_BACK = 8
_OUT = "register-going-out"
STAGE, STATUS = FIELD["stage"], FIELD["yearly_status"]


def show(atlas: Atlas, row: RegisterRow | None) -> None:
    """The ways of a writer; nothing for a reader."""
    if row is None or writer() is None:
        return
    place = f"card-{row.effort_id}"
    told.show_trouble(place, t("editing.not_saved"))
    if st.session_state.get(_OUT) == row.effort_id:
        _confirm(atlas, row, place)
        return
    with st.container(key="register-card-ways", horizontal=True, gap="small"):
        st.button(t("editing.edit"), key="register-edit", on_click=drafts.open_edit, args=(row,))
        st.button(t("editing.copy"), key="register-copy", on_click=drafts.open_copy, args=(row,))
        way = "delete" if row.origin is Origin.OWN else "withdraw"
        st.button(t(f"editing.out.{way}"), key="register-out", on_click=_ask, args=(row.effort_id,))
    with st.expander(t("editing.quick.heading"), key="register-quick"):
        _stage(atlas, row, place)
        _status(atlas, row, place)


def _ask(effort_id: str | None) -> None:
    st.session_state[_OUT] = effort_id


def _confirm(atlas: Atlas, row: RegisterRow, place: str) -> None:
    """Deleting or letting go out, once more, with its reason."""
    way = "delete" if row.origin is Origin.OWN else "withdraw"
    with st.container(key="register-confirm"):
        st.html(render("register_told.html", text=t(f"editing.out.{way}_text", name=row.entry.name), step=place))
        st.text_input(t("editing.out.reason"), max_chars=LONGEST_REASON, key="register-reason")
        with st.container(horizontal=True, gap="small", key="register-confirm-ways"):
            st.button(
                t(f"editing.out.confirm_{way}"),
                key="register-confirmed",
                on_click=_take_out,
                args=(atlas, row, place),
            )
            st.button(t("editing.out.keep"), key="register-keep", on_click=_ask, args=(None,))


def _take_out(atlas: Atlas, row: RegisterRow, place: str) -> None:
    with told.step(place):
        who = sign_in.must_write().who
        reason = str(st.session_state.get("register-reason", "")).strip()
        if not reason:
            raise SikkerByError("editing.out.no_reason")
        own = row.origin is Origin.OWN
        entry = None if own else replace(row.entry, withdrawn=reason)
        done = "editing.out.deleted" if own else "editing.out.withdrawn"
        saving.write(atlas, Edit(row.effort_id, entry, row.revision), who, reason, done, row.entry.name)
        _ask(None)
        st.session_state.pop("register-reason", None)


def _stage(atlas: Atlas, row: RegisterRow, place: str) -> None:
    """How far it has come: two taps where it is finished today."""
    mark = f"quick-{row.effort_id}"
    offered = list(dict.fromkeys((*STAGE.choosable, row.entry.stage)))
    usual = Stage.COMPLETED if row.entry.stage != Stage.COMPLETED else row.entry.stage
    with st.container(key="register-quick-stage"):
        st.selectbox(
            t("editing.quick.stage"),
            offered,
            index=offered.index(usual),
            filter_mode="contains",
            format_func=lambda code: code_words(STAGE, code, atlas),
            key=f"{mark}-stage",
        )
        st.text_input(t("editing.quick.date"), value=written_date(today().isoformat()), key=f"{mark}-date")
        args = (atlas, row, place, mark)
        st.button(t("editing.quick.save_stage"), key="register-save-stage", on_click=_save_stage, args=args)


def _save_stage(atlas: Atlas, row: RegisterRow, place: str, mark: str) -> None:
    with told.step(place):
        who = sign_in.must_write().who
        stage, typed = str(st.session_state[f"{mark}-stage"]), str(st.session_state[f"{mark}-date"])
        dates = {one.stage: one.date for one in row.entry.stages}
        if typed.strip():
            try:
                dates[stage] = read_date(typed)
            except Unreadable:
                raise SikkerByError("record.fault.not_a_date", value=typed[:20], field="") from None
        stages = tuple(sorted(DatedStage(date, known) for known, date in dates.items()))
        what = code_words(STAGE, stage, atlas)
        edit = Edit(row.effort_id, replace(row.entry, stage=stage, stages=stages), row.revision)
        why = t("editing.quick.why_stage", stage=what)
        _written(atlas, edit, who, why, what, (f"{mark}-stage", f"{mark}-date"))


def _status(atlas: Atlas, row: RegisterRow, place: str) -> None:
    """How a year went."""
    mark = f"quick-{row.effort_id}"
    last = drafts.status_year()
    with st.container(key="register-quick-status"):
        st.selectbox(
            t("editing.quick.year"),
            list(range(last + 1, last - YEARS_BACK, -1)),
            index=1,
            filter_mode="contains",
            key=f"{mark}-year",
        )
        st.segmented_control(
            t("editing.quick.status"),
            STATUS.codes,
            format_func=lambda code: code_words(STATUS, code, atlas),
            key=f"{mark}-status",
        )
        st.text_input(t("editing.quick.words"), max_chars=LONGEST_WORDS, key=f"{mark}-words")
        args = (atlas, row, place, mark)
        st.button(t("editing.quick.save_status"), key="register-save-status", on_click=_save_status, args=args)


def _save_status(atlas: Atlas, row: RegisterRow, place: str, mark: str) -> None:
    with told.step(place):
        who = sign_in.must_write().who
        year, status = int(st.session_state[f"{mark}-year"]), st.session_state[f"{mark}-status"]
        if not status:
            raise SikkerByError("editing.quick.no_status")
        words = str(st.session_state[f"{mark}-words"]).strip()
        others = [one for one in row.entry.yearly_status if one.year != year]
        told_now = tuple(sorted((*others, YearlyStatus(year, status, words))))
        what = t("editing.quick.why_status", year=year, status=code_words(STATUS, status, atlas))
        edit = Edit(row.effort_id, replace(row.entry, yearly_status=told_now), row.revision)
        _written(atlas, edit, who, what, what, (f"{mark}-year", f"{mark}-status", f"{mark}-words"))


def _written(atlas: Atlas, edit: Edit, who: str, why: str, what: str, fields: tuple[str, ...]) -> None:
    """Write a quick change; then its fields begin anew."""
    saving.write(atlas, edit, who, why, "editing.quick.saved", what=what)
    for key in fields:
        st.session_state.pop(key, None)
