"""The controls of a meeting: each shows the address's meeting and writes the reader's back into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.neighbours import neighbours
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import codec, every_page
from sikkerby_geo.ui.address import meeting as meeting_address
from sikkerby_geo.ui.address.meeting import QUESTIONS
from sikkerby_geo.ui.frame import controls
from sikkerby_geo.ui.frame.day_field import day_field
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, SLIDES, Agenda
from sikkerby_geo.views.meeting.slides import offered_slides


def show_controls(atlas: Atlas, agenda: Agenda, choice: Choice) -> None:
    """Every control of the page; ``choice`` is the one all pages share."""
    _committee(atlas, agenda)
    controls.year_control(atlas, choice)
    controls.measure_control(atlas, choice)
    _neighbour(atlas, agenda)
    _own_words(atlas, agenda)
    _slides(atlas, agenda)


def _bound(atlas: Atlas, key: str, value: object, alter: Callable[[Agenda, Any], Agenda]) -> dict[str, Any]:
    """Arguments that tie a widget to the address: it starts at ``value``, and a change alters the meeting there."""
    st.session_state[key] = value

    def write() -> None:
        meeting_address.change(atlas, lambda agenda: alter(agenda, st.session_state[key]))

    return {"key": key, "on_change": write}


def _committee(atlas: Atlas, agenda: Agenda) -> None:
    known = {place.place_id: place for place in meeting_address.committees(atlas).values()}
    key = "moede-committee"
    st.session_state[key] = agenda.committee.place_id
    st.selectbox(
        t("moede.committee"),
        list(known),
        filter_mode="contains",
        format_func=lambda place_id: known[place_id].name if place_id in known else place_id,
        key=key,
        on_change=lambda: meeting_address.choose(atlas, known[st.session_state[key]]),
    )


def _neighbour(atlas: Atlas, agenda: Agenda) -> None:
    """Nobody, those who share a border, then everybody else."""
    known = meeting_address.neighbours_of(atlas, agenda.committee)
    beside = _beside(atlas.version, agenda.committee, atlas)
    near = [name for name, place in known.items() if set(place.members) & beside]
    options = [every_page.NONE, *near, *(name for name in known if name not in near)]

    def label(name: str) -> str:
        if name not in known:
            return t("moede.no_neighbour")
        return t("moede.neighbour_near", name=known[name].name) if name in near else known[name].name

    now = next((name for name, place in known.items() if place == agenda.neighbour), every_page.NONE)
    st.selectbox(
        t("moede.neighbour"),
        options,
        filter_mode="contains",
        format_func=label,
        help=t("moede.neighbour_help"),
        **_bound(atlas, "moede-neighbour", now, lambda found, name: replace(found, neighbour=known.get(str(name)))),
    )


@st.cache_data(max_entries=24, show_spinner=False)
def _beside(version: str, committee: Place, _atlas: Atlas) -> set[str]:
    """The survey areas of the committees that share a border with this one."""
    return {member for place in neighbours(_atlas, committee) for member in place.members}


def _own_words(atlas: Atlas, agenda: Agenda) -> None:
    """The committee's own title, day and questions: a field for each question, and one empty while there is room."""
    st.text_input(
        t("moede.title"),
        max_chars=LONGEST_TITLE,
        placeholder=t("moede.title_none"),
        **_bound(
            atlas,
            "moede-title",
            agenda.title,
            lambda found, text: replace(found, title=codec.cut(str(text), LONGEST_TITLE)),
        ),
    )
    day_field(
        "moede-day",
        t("moede.day"),
        t("moede.day_none"),
        agenda.day,
        lambda day: meeting_address.change(atlas, lambda now: replace(now, day=day)),
    )
    for number, name in enumerate(QUESTIONS[: len(agenda.questions) + 1]):
        now = agenda.questions[number] if number < len(agenda.questions) else ""

        def alter(found: Agenda, text: object, at: int = number) -> Agenda:
            asked = list(found.questions)
            asked[at : at + 1] = [codec.cut(str(text), LONGEST_QUESTION)]
            return replace(found, questions=tuple(filter(None, asked)))

        st.text_input(
            t("moede.question", number=number + 1),
            max_chars=LONGEST_QUESTION,
            placeholder=t("moede.question_none"),
            **_bound(atlas, f"moede-{name}", now, alter),
        )


def _slides(atlas: Atlas, agenda: Agenda) -> None:
    """The slides in order with buttons to move or hide each, then the hidden ones with a button to show each."""
    st.html(f"<h2 class='label'>{t('moede.slides')}</h2>")
    last = len(agenda.slides) - 1
    for place, slide in enumerate(agenda.slides):
        name = t(f"moede.slide.{slide}")
        with st.container(key=f"moede-slide-{slide}", horizontal=True, gap="xxsmall", vertical_alignment="center"):
            st.html(f"<span class='slide-name'>{place + 1}. {name}</span>")
            _button(atlas, "up", slide, place > 0, lambda found, who: _moved(found, who, -1))
            _button(atlas, "down", slide, place < last, lambda found, who: _moved(found, who, 1))
            _button(atlas, "hide", slide, last > 0, _hidden)
    for slide in (slide for slide in offered_slides(atlas) if slide not in agenda.slides):
        with st.container(key=f"moede-slide-{slide}", horizontal=True, gap="xxsmall", vertical_alignment="center"):
            st.html(f"<span class='slide-name off'>{t('moede.hidden', name=t(f'moede.slide.{slide}'))}</span>")
            _button(atlas, "show", slide, True, _shown)


def _button(atlas: Atlas, what: str, slide: str, there: bool, alter: Callable[[Agenda, str], Agenda]) -> None:
    """A button that says in words what it does to which slide; the style draws a sign for it."""
    label = t(f"moede.{what}", name=t(f"moede.slide.{slide}"))
    st.button(
        label,
        key=f"moede-{what}-{slide}",
        help=label,
        disabled=not there,
        on_click=lambda: meeting_address.change(atlas, lambda found: alter(found, slide)),
    )


def _moved(agenda: Agenda, slide: str, step: int) -> Agenda:
    slides = list(agenda.slides)
    to = slides.index(slide) + step if slide in slides else -1
    if 0 <= to < len(slides):
        slides.remove(slide)
        slides.insert(to, slide)
    return replace(agenda, slides=tuple(slides))


def _hidden(agenda: Agenda, slide: str) -> Agenda:
    """The meeting without a slide; the last one stays, for a show shows something."""
    left = tuple(found for found in agenda.slides if found != slide)
    return replace(agenda, slides=left or agenda.slides)


def _shown(agenda: Agenda, slide: str) -> Agenda:
    """The meeting with a slide again: before the first one that usually comes after it."""
    if slide in agenda.slides:
        return agenda
    after = [found for found in agenda.slides if SLIDES.index(found) > SLIDES.index(slide)]
    place = agenda.slides.index(after[0]) if after else len(agenda.slides)
    return replace(agenda, slides=(*agenda.slides[:place], slide, *agenda.slides[place:]))
