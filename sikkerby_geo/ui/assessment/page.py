"""The page of the safety assessment: an area on the map, its facts, the questions with fields, and the files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.facts.clock import today
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, shell
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.static_files import asset, fetched
from sikkerby_geo.ui.whatif import inputs, section
from sikkerby_geo.ui.whatif import state as drawn
from sikkerby_geo.views.assessment.content import Assessment, assessment_of
from sikkerby_geo.views.assessment.files import assessment_docx, assessment_pdf
from sikkerby_geo.views.assessment.form import HEAD, QUESTIONS, Form, form_of, longest
from sikkerby_geo.views.base.document_parts import DOCX_TYPE
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose

WRITTEN = "assessment-written"
"""Key of the session's words, by field; a field's own state is gone as soon as another page is shown."""
ANSWER_HEIGHT = 96


@st.fragment
def show() -> None:
    """The whole page under the head; the area is the one on the map of *Hvad nu hvis*."""
    with shell.Apology():
        atlas = cache.atlas()
        reading = every_page.read(atlas)
        every_page.settle(reading)
        shell.messages(every_page.told(reading))
        st.html(fetched(asset("css/whatif.css")))
        st.html(render("headline.html", headline=Headline(t("assessment.title"), t("assessment.intro"))))
        now = drawn.current()
        found = drawn.scenario_or_why(atlas, now) if now else None
        with st.container(key="whatif"):
            with st.container(key="whatif-main"):
                with st.container(key="whatif-map"):
                    inputs.ways_in(atlas)
                    section.area_map(atlas, found)
                with st.container(key="whatif-answer"):
                    _head()
                    _told(found)
            if isinstance(found, Scenario):
                with st.container(key="assessment"):
                    _assessment(atlas, found)


def _told(found: Scenario | str | None) -> None:
    """What keeps the area from being assessed, and that one is needed."""
    for text in drawn.told("map"):
        st.html(render("message.html", text=text))
    if isinstance(found, str):
        st.html(render("message.html", text=found))
    elif found is None:
        st.html(Prose((t("assessment.draw_first"),)).html)


def _head() -> None:
    for name in HEAD:
        _field(name, t(f"assessment.field.{name}"), tall=name == "proposal")
    st.html(Prose((t("assessment.kept_note"),)).html)


def _assessment(atlas: Atlas, found: Scenario) -> None:
    form = _form()
    told = assessment_of(atlas, found, form)
    st.html(render("heading.html", heading=told.title, unread=[]))
    st.html(render("assessment.html", told=told))
    with st.container(key="assessment-ask"):
        _questions(told)
    with st.container(key="assessment-take"):
        st.html(f"<h2 class='section'>{t('assessment.files')}</h2>")
        _files(atlas, found, _form())


def _questions(told: Assessment) -> None:
    st.html(f"<h2 class='section'>{t('assessment.part.questions')}</h2>")
    st.html(Prose((t("assessment.ours"),)).html)
    with st.container(key="assessment-questions"):
        for name, (title, _) in zip(QUESTIONS, told.questions, strict=True):
            _field(name, title, tall=True)


def _field(name: str, label: str, *, tall: bool) -> None:
    """A field that keeps its words for the session, whatever page is shown in between."""
    key = f"assessment-{name}"
    written: dict[str, str] = st.session_state.setdefault(WRITTEN, {})
    st.session_state[key] = written.get(name, "")

    def keep() -> None:
        written[name] = st.session_state[key]

    if tall:
        st.text_area(plain(label), max_chars=longest(name), height=ANSWER_HEIGHT, key=key, on_change=keep)
    else:
        st.text_input(plain(label), max_chars=longest(name), key=key, on_change=keep)


def _form() -> Form:
    return form_of(st.session_state.get(WRITTEN, {}))


def _files(atlas: Atlas, found: Scenario, form: Form) -> None:
    printed = today()
    files = {"pdf": ("application/pdf", assessment_pdf), "docx": (DOCX_TYPE, assessment_docx)}
    with st.container(key="assessment-files", horizontal=True, gap="small"):
        for kind, (mime, make) in files.items():
            st.download_button(
                plain(t(f"assessment.{kind}")),
                partial(make, atlas, found, form, printed=printed),
                file_name=f"sikkerby-tryghedsvurdering.{kind}",
                mime=mime,
                key=f"assessment-{kind}",
                on_click="ignore",
            )
