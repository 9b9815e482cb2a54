"""What is written by hand on the page: the forms of the assessments, their steps, and the report's figures held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import yearly_report as kept_for_report
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import LONGEST_ASSESSMENT
from sikkerby_geo.facts.yearly_report import NEXT, Author, KeptText, Period, Review
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.frame import account, cache, sign_in
from sikkerby_geo.ui.frame.sign_in import Writer
from sikkerby_geo.views.base.html import render

_TOLD, _TROUBLE, _DRAFTS = "report-told", "report-trouble", "report-drafts"
ROWS_HIGH = 220
"""Height of a field to write in, in pixels."""


@dataclass
class Draft:
    """What is typed in a form: the words, and the words and revision they were begun from."""

    words: str
    begun: str
    seen: int


def tell() -> None:
    """What the last step did, once."""
    if told := st.session_state.pop(_TOLD, ""):
        st.html(render("message.html", text=told))


def may_write() -> bool:
    """Whether the page offers to write; at a write it is asked anew."""
    return isinstance(account.drawn_for(), Writer)


def show_form(period: Period, author: Author, kept: KeptText | None) -> None:
    """The form of a text for whoever may write: its words, and the step it can take. Nothing typed is ever lost."""
    if not may_write():
        return
    place = f"{period.period_id.lower()}-{author}"
    draft = _draft(place, kept)
    key = f"report-words-{place}"
    where, texts = st.session_state.get(_TROUBLE, ("", ()))
    st.session_state.setdefault(key, draft.words)
    opened = where == place or draft.words != draft.begun
    with st.expander(t(f"yearly.write.{author}"), expanded=opened, key=f"report-form-{place}"):
        if where == place:
            st.html(render("own_faults.html", heading=t("yearly.hand.not_saved"), texts=texts))
        st.text_area(
            t("yearly.hand.words"),
            max_chars=LONGEST_ASSESSMENT.value,
            help=t("yearly.hand.help", longest=number(LONGEST_ASSESSMENT.value)),
            height=ROWS_HIGH,
            key=key,
            on_change=_typed,
            args=(place,),
        )
        with st.container(key=f"report-ways-{place}", horizontal=True, gap="small"):
            st.button(t("yearly.hand.save"), key=f"report-save-{place}", on_click=_save, args=(period, author))
            step = NEXT.get(kept.text.state) if kept is not None else None
            if kept is not None and step is not None:
                word = "review" if step is Review.REVIEWED else "approve"
                st.button(t(f"yearly.hand.{word}"), key=f"report-step-{place}", on_click=_step, args=(place, kept))


def _draft(place: str, kept: KeptText | None) -> Draft:
    """What is typed at a place; where nothing is, what stands."""
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    words, revision = (kept.text.words, kept.revision) if kept is not None else ("", 0)
    draft = drafts.get(place)
    if draft is None or (draft.seen != revision and draft.words == draft.begun):
        draft = drafts[place] = Draft(words, words, revision)
        st.session_state.pop(f"report-words-{place}", None)
    return draft


def _typed(place: str) -> None:
    st.session_state[_DRAFTS][place].words = st.session_state[f"report-words-{place}"]


def _act(place: str, act: Callable[[Writer], str]) -> bool:
    """One step of a writer's, told when it is done; trouble we foresaw stands at its place. Whether it is done."""
    st.session_state.pop(_TROUBLE, None)
    try:
        st.session_state[_TOLD] = act(sign_in.must_write())
    except SikkerByError as error:
        st.session_state[_TROUBLE] = (place, (t(error.key, **error.params),))
        return False
    return True


def _save(period: Period, author: Author) -> None:
    """Write the words of a form as a draft. Where somebody else has written meanwhile, that stands above the form, and
    the next save is told to have seen it."""
    place = f"{period.period_id.lower()}-{author}"
    draft: Draft = st.session_state[_DRAFTS][place]

    def write(who: Writer) -> str:
        store = build.own_store()
        revision = kept_for_report.write_words(store, (period, author), draft.words, who=who.who, seen=draft.seen)
        key = "saved" if draft.words.strip() else "taken_out"
        return t(f"yearly.hand.{key}", author=t(f"yearly.author.{author}"), revision=revision)

    if _act(place, write):
        del st.session_state[_DRAFTS][place]
        return
    kept = kept_for_report.texts_of(build.own_store(), period).get(author)
    draft.seen = kept.revision if kept is not None else 0


def _step(place: str, kept: KeptText) -> None:
    """Say of the text that the page shows that it is reviewed, or approve it."""

    def step(who: Writer) -> str:
        revision = kept_for_report.take_step(build.own_store(), kept, who=who.who)
        state = t(f"yearly.state.{NEXT[kept.text.state]}")
        return t("yearly.hand.stepped", author=t(f"yearly.author.{kept.text.author}"), state=state, revision=revision)

    _act(place, step)


def show_hold(period: Period) -> None:
    """A button for whoever may write: the figures as all see them now are kept for the next report."""
    if not may_write():
        return
    st.button(t("yearly.page.hold"), key="report-hold", help=t("yearly.page.hold_help"), on_click=_hold, args=(period,))
    where, texts = st.session_state.get(_TROUBLE, ("", ()))
    if where == "hold":
        st.html(render("own_faults.html", heading=t("yearly.page.not_held"), texts=texts))


def _hold(period: Period) -> None:
    def hold(who: Writer) -> str:
        revision = kept_for_report.hold_figures(build.own_store(), cache.shared_atlas(), period, who=who.who)
        return t("yearly.page.held", revision=revision)

    _act("hold", hold)
