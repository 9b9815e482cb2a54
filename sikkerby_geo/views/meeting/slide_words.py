"""The slides of words: the meeting's title, its own questions, and the questions its figures raise, each on its own."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.slide import Slide, sources_line


def title_slide(agenda: Agenda) -> Slide:
    """The meeting's own title, its committee and its day; without a title of its own it is named by its committee."""
    committee = agenda.committee.official_name if agenda.title else ""
    day = danish_date(agenda.day) if agenda.day else ""
    return Slide("forside", meeting_title(agenda), notes=tuple(filter(None, (committee, day))))


def meeting_title(agenda: Agenda) -> str:
    return agenda.title or t("show.title", committee=agenda.committee.official_name)


def own_question_slides(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """The committee's own questions, one a slide."""
    count = len(agenda.questions)
    return tuple(
        Slide("spoergsmaal", question, number=number, heading=_heading("own", number, count))
        for number, question in enumerate(agenda.questions, start=1)
    )


def figure_question_slides(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """The questions the figures raise, one a slide; how sure the figures are stands on the other slides."""
    made = questions_of(atlas, agenda)
    return tuple(
        Slide(
            "talspoergsmaal",
            question.text,
            number=number,
            heading=_heading("made", number, len(made)),
            source=sources_line(question.sources),
        )
        for number, question in enumerate(made, start=1)
    )


def _heading(whose: str, number: int, of: int) -> str:
    """What stands above a question: whose it is, and which of how many."""
    words = t(f"slide.question_{whose}")
    return f"{words} {t('slide.part', number=number, of=of)}" if of > 1 else words
