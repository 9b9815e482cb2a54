"""Studies that are kept: listed, opened, kept anew, taken out and put back; only who may write is offered to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import effect_studies as store_of
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.facts.effect_studies import LONGEST_NOTE, LONGEST_TITLE, EffectStudy, KeptStudies, KeptStudy
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import first_upper, names, t
from sikkerby_geo.ui.address import effect as address
from sikkerby_geo.ui.frame import cache, own_session, sign_in
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.pages import PAGE
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.effect.ask import Ask, Asked, subject_words, where_words
from sikkerby_geo.views.effect.saved import kept_sheet, result_of, since_lines
from sikkerby_geo.views.own_data.log import LONGEST_WHY, revision_words

_TOLD, _TROUBLE = "effect-told", "effect-trouble"
MOST_UNDONE = 20
"""Revisions of studies that are offered to be undone, the newest."""


@dataclass(frozen=True)
class Kept:
    """What is kept, read once a run, and why it cannot be read; ``shown`` is the study the address names."""

    studies: KeptStudies = field(default_factory=KeptStudies)
    trouble: str = ""
    shown: KeptStudy | None = None


def read(study_id: str) -> Kept:
    """The kept studies as they stand, and the one of an id."""
    try:
        found = store_of.kept_studies(build.own_store())
    except SikkerByError as error:
        return Kept(trouble=t(error.key, **error.params))
    return Kept(found, shown=found.get(study_id) if study_id else None)


def opened(kept: Kept) -> bool:
    """Whether the address asks nothing but a kept study, whose question is then put into it."""
    if kept.shown is None or address.asks():
        return False
    address.open_study(kept.shown.study.study_id, kept.shown.study.question)
    return True


@st.cache_data(max_entries=8, show_spinner=False)
def _figures(version: str, _atlas: Atlas) -> str:
    return store_of.figures_of(_atlas)


def since(atlas: Atlas, kept: Kept, own: address.Reading, place_id: str | None, answer: Study | None) -> None:
    """What to say of the kept study that is shown: then and now, or that its question cannot be asked now."""
    if kept.shown is None:
        if own.study_id and not kept.trouble:
            st.html(render("message.html", text=t("effect.kept.unknown")))
        return
    if address.question_in(own.ask, place_id, atlas) != kept.shown.study.question:
        st.html(render("message.html", text=t("effect.kept.other_question")))
        return
    lines = since_lines(kept.shown, _figures(atlas.version, atlas), answer, names=sign_in.writer().sees_names)
    st.html(render("effect_since.html", lines=lines))


def show(
    atlas: Atlas, kept: Kept, own: address.Reading, place_id: str | None, asked: Asked | None, answer: Study | None
) -> None:
    """What came of the last step, the form to keep what is shown, the kept ones, and what can be undone."""
    who = sign_in.writer()
    for text in st.session_state.pop(_TOLD, ()):
        st.html(render("message.html", text=text))
    if asked is not None and answer is not None:
        with st.container(key="effect-form"):
            _form(atlas, kept, own.ask, place_id, asked, answer, who)
    elif kept.shown is not None and isinstance(who, Writer):
        with st.container(key="effect-form"):
            _lost(kept.shown)
    st.html(render("heading.html", heading=t("effect.section.kept"), unread=[]))
    if kept.trouble:
        st.html(render("own_faults.html", heading=t("effect.save.not_now"), texts=[kept.trouble]))
        return
    found = kept.studies
    if found.unread:
        text = t("effect.kept.unread", count=len(found.unread), names=names(found.unread))
        st.html(render("message.html", text=text))
    if found.studies:
        st.html(kept_sheet(found, _figures(atlas.version, atlas), names=who.sees_names).html)
        with st.container(key="effect-kept", horizontal=True, gap="small"):
            for one in found.studies:
                query = {**one.study.question, address.STUDY: one.study.study_id}
                words = t("effect.kept.open", title=one.study.title)
                st.page_link(PAGE["effekt"].file, label=plain(words), query_params=query)
    else:
        st.html(render("message.html", text=t("effect.kept.none")))
    if isinstance(who, Writer):
        _undoing(kept)


def _form(
    atlas: Atlas, kept: Kept, ask: Ask, place_id: str | None, asked: Asked, answer: Study, who: Writer | Refused
) -> None:
    """The fields to keep what is shown; where it is a kept one already, the ways to keep it anew or take it out."""
    st.html(render("heading.html", heading=t("effect.section.save"), unread=[]))
    trouble = st.session_state.pop(_TROUBLE, None)
    if trouble:
        st.html(render("own_faults.html", heading=t("effect.save.trouble"), texts=[trouble]))
    if isinstance(who, Refused):
        st.html(render("message.html", text=t("effect.save.refused", why=t(who.key, **who.params))))
        return
    if own_session.files():
        st.html(render("message.html", text=t("effect.save.session")))
        return
    st.html(f"<p class='second'>{t('effect.save.heading_second')}</p>")
    question = address.question_in(ask, place_id, atlas)
    shown = kept.shown
    with st.container(key="effect-save"):
        usual = f"{first_upper(subject_words(asked))}, {where_words(atlas, answer.question)}"[:LONGEST_TITLE]
        title = st.text_input(
            t("effect.save.title"),
            shown.study.title if shown else usual,
            max_chars=LONGEST_TITLE,
            key=_key("title", question),
        )
        note = st.text_area(
            t("effect.save.note"), shown.study.note if shown else "", max_chars=LONGEST_NOTE, key=_key("note", question)
        )
        why = st.text_input(t("effect.save.why"), max_chars=LONGEST_WHY, key=_key("why", question))
        made = EffectStudy(
            store_of.new_study_id(),
            (title or "").strip(),
            question,
            result_of(answer),
            atlas.version,
            _figures(atlas.version, atlas),
            (note or "").strip(),
        )
        with st.container(key="effect-ways", horizontal=True, gap="small"):
            st.button(t("effect.save.button"), key="effect-keep", type="primary", on_click=_keep, args=(made, why))
            if shown is not None and shown.study.question == question:
                again = replace(made, study_id=shown.study.study_id)
                args = (again, why, shown.revision)
                st.button(t("effect.save.again"), key="effect-again", on_click=_keep, args=args)
                st.button(t("effect.kept.drop"), key="effect-drop", on_click=_drop, args=(shown, why))


def _lost(shown: KeptStudy) -> None:
    """The way to take out a kept study whose question cannot be asked any longer."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.html(render("own_faults.html", heading=t("effect.save.trouble"), texts=[trouble]))
    st.button(t("effect.kept.drop"), key="effect-drop", on_click=_drop, args=(shown, ""))


def _key(name: str, question: dict[str, str]) -> str:
    """The key of a field: another one for each question, so that no words stay behind from the last."""
    return f"effect-save-{name}-{'-'.join(question.values())}"


def _keep(study: EffectStudy, why: str, seen: int = 0) -> None:
    try:
        who = sign_in.must_write()
        made = store_of.keep_study(build.own_store(), study, who=who.who, why=why or "", seen=seen)
    except SikkerByError as error:
        st.session_state[_TROUBLE] = t(error.key, **error.params)
        return
    own_session.wrote(made)
    st.session_state[_TOLD] = (t("effect.save.done", revision=made),)
    address.open_study(study.study_id, study.question)


def _drop(kept: KeptStudy, why: str) -> None:
    try:
        who = sign_in.must_write()
        made = store_of.drop_study(build.own_store(), kept, who=who.who, why=why or "")
    except SikkerByError as error:
        st.session_state[_TROUBLE] = t(error.key, **error.params)
        return
    own_session.wrote(made)
    st.session_state[_TOLD] = (t("effect.save.dropped", revision=made),)
    address.change(cache.atlas(), lambda ask: ask)


def _undoing(kept: Kept) -> None:
    """The newest revisions of studies, each of which can be undone by a new one."""
    try:
        revisions = {one.number: one for one in store_of.study_revisions(build.own_store())[:MOST_UNDONE]}
    except SikkerByError:
        return
    if not revisions:
        return
    with st.container(key="effect-undoing", horizontal=True, gap="small", vertical_alignment="bottom"):
        number = st.selectbox(
            t("own_data.log.choose"),
            list(revisions),
            filter_mode="contains",
            format_func=lambda each: revision_words(revisions[each]),
            key=f"effect-revision-{max(revisions)}",  # after each step the newest is the one that is offered
        )
        st.button(t("effect.kept.undo", revision=number), key="effect-undo", on_click=_undo, args=(number,))


def _undo(number: int) -> None:
    try:
        store = build.own_store()
        who = sign_in.must_write()
        made = store.undo(number, who.who, "")
    except SikkerByError as error:
        st.session_state[_TOLD] = (t(error.key, **error.params),)
        return
    own_session.wrote(made)
    st.session_state[_TOLD] = (t("effect.save.undone", revision=number, made=made),)
