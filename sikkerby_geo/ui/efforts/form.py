"""The form of one entry: what must be said first, the place on the map, the rest in groups, and saving at the end."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.register import FIELD, Field, Group
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts import place_field, saving, told
from sikkerby_geo.ui.efforts.draft import KEY, Draft, key_of
from sikkerby_geo.ui.efforts.form_fields import show_fields
from sikkerby_geo.ui.efforts.writer import writer
from sikkerby_geo.ui.frame import account
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts.field_words import fault_words, group_heading
from sikkerby_geo.views.efforts.form_values import FORM_FIELDS
from sikkerby_geo.views.efforts.kept_words import alike_html, checks_html

LONGEST_WHY = 200
REQUIRED = tuple(field for field in FORM_FIELDS if field.required)
OPEN = (Group.WHERE, Group.WHEN)
"""The groups that are open when a form opens: nearly every effort has something to say in them."""


def grouped(group: Group) -> tuple[Field, ...]:
    """The fields of a group that the form asks for after those that must be filled in."""
    return tuple(field for field in FORM_FIELDS if field.group is group and not field.required)


def show_way_in() -> None:
    """The way to a new effort; nothing for a reader."""
    if writer() is not None:
        st.button(t("editing.add"), key="register-add", on_click=drafts.open_new)


def show(atlas: Atlas) -> bool:
    """The form that is open, if any. Whoever may no longer write still has the words; saving says why it cannot be."""
    draft = drafts.current()
    if draft is None:
        return False
    drafts.take_in(draft)
    faults = draft.faults(atlas) if draft.tried else ()
    # What comes and goes has a container that stays, or the map under it would be made anew while one draws on it.
    with st.container(key=KEY):
        with st.container(key=f"{KEY}-head"):
            account.show()
            _head(draft)
            _wrong(draft, faults)
        with st.container(key=f"{KEY}-fields-required"):
            st.html(f"<h2 class='section'>{t('editing.required')}</h2>")
            show_fields(atlas, draft, REQUIRED, faults)
        with st.container(key=f"{KEY}-alike"):
            _alike(atlas, draft)
        for group in OPEN:
            _group(atlas, draft, group, faults)
        st.html(f"<h2 class='section'>{t('editing.more')}</h2>")
        for group in Group:
            if group not in OPEN:
                wrong = any(FIELD[fault.field].group is group and not FIELD[fault.field].required for fault in faults)
                folded = st.expander(group_heading(group), expanded=wrong, key=f"{KEY}-group-{group}")
                with folded, st.container(key=f"{KEY}-fields-{group}"):
                    show_fields(atlas, draft, grouped(group), faults)
        _end(atlas, draft)
    return True


def _head(draft: Draft) -> None:
    if draft.new:
        heading = t("editing.title_copy", name=draft.source_name) if draft.source_name else t("editing.title_new")
    else:
        heading = t("editing.title_edit", name=draft.base.name)
    st.html(
        render(
            "register_form_head.html",
            heading=heading,
            text=t("editing.intro"),
            unsaved=draft.unsaved,
            step=f"{draft.effort_id}-open" if draft.step == 1 else "",
        )
    )


def _wrong(draft: Draft, faults: Sequence[EntryFault]) -> None:
    """All that keeps the entry from being saved, each a way to its field."""
    told.show_trouble(KEY, t("editing.not_saved"))
    if faults:
        listed = [(_where(fault), fault_words(fault)) for fault in faults]
        heading = t("editing.faults", count=len({where for where, _ in listed}))
        step = f"{draft.effort_id}-{draft.step}"
        st.html(render("register_faults.html", heading=heading, faults=listed, step=step))


def _where(fault: EntryFault) -> str:
    """The key of what a fault is about."""
    return "edit-place-ways" if fault.field == "geometry" else f"{key_of(fault.field)}-field"


def _alike(atlas: Atlas, draft: Draft) -> None:
    """What may be the same effort; once saving was tried it is asked."""
    if not draft.new:
        return
    alike = saving.alike(atlas, draft)
    if not alike:
        return
    asking = draft.asking and bool(saving.unanswered(atlas, draft))
    heading = t("editing.alike.asked") if asking else t("editing.alike.heading")
    step = f"{draft.effort_id}-{draft.step}" if asking else ""
    st.html(alike_html(alike, atlas, heading, step=step))
    if asking:
        st.button(t("editing.alike.other"), key=f"{KEY}-other", on_click=saving.save_other, args=(atlas,))


def _group(atlas: Atlas, draft: Draft, group: Group, faults: Sequence[EntryFault]) -> None:
    with st.container(key=f"{KEY}-group-{group}"):
        st.html(f"<h2 class='section'>{group_heading(group)}</h2>")
        if group is Group.WHERE:
            place_field.show(atlas, draft)
            for fault in faults:
                if fault.field == "geometry":
                    st.html(render("register_fault.html", text=fault_words(fault)))
        with st.container(key=f"{KEY}-fields-{group}"):
            show_fields(atlas, draft, grouped(group), faults)


def _end(atlas: Atlas, draft: Draft) -> None:
    """What is worth a second look, why, and the buttons."""
    st.html(checks_html(draft.entry, drafts.status_year()) or "<span hidden></span>")
    with st.container(key=f"{KEY}-end"):
        if key_of("why") not in st.session_state:
            st.session_state[key_of("why")] = draft.why
        st.text_input(t("editing.why"), max_chars=LONGEST_WHY, help=t("editing.why_help"), key=key_of("why"))
        if draft.leaving:
            st.html(render("message.html", text=t("editing.unsaved")))
        with st.container(key=f"{KEY}-ways", horizontal=True, gap="small"):
            st.button(t("editing.save"), type="primary", key=f"{KEY}-save", on_click=saving.save, args=(atlas,))
            if draft.leaving:
                st.button(t("editing.discard"), key=f"{KEY}-discard", on_click=saving.discard)
                st.button(t("editing.stay"), key=f"{KEY}-stay", on_click=saving.stay)
            else:
                st.button(t("editing.close"), key=f"{KEY}-close", on_click=saving.leave)
