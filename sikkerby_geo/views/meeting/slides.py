"""The slides of a meeting in its own order: one message each; a broken data file takes only its own slide along."""

from __future__ import annotations

from collections.abc import Callable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.slide import Slide
from sikkerby_geo.views.meeting.slide_courses import course_slide, crime_slide
from sikkerby_geo.views.meeting.slide_figures import figures_slide, place_slide
from sikkerby_geo.views.meeting.slide_words import efforts_slide, questions_slide, unknown_slide

MAKERS: dict[str, Callable[[Atlas, Agenda], Slide]] = {
    "sted": place_slide,
    "tryghed": figures_slide,
    "tid": course_slide,
    "anmeldt": crime_slide,
    "indsatser": efforts_slide,
    "ukendt": unknown_slide,
    "spoergsmaal": questions_slide,
}
NEEDS = {"tryghed": "survey", "tid": "survey", "ukendt": "survey", "anmeldt": "crime"}
"""The table without which a slide has nothing to say."""


def slides_of(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """The slides that are shown, in the agenda's order; hiding or moving one changes no other."""
    return tuple(_made(atlas, agenda, slide_id) for slide_id in agenda.slides)


def _made(atlas: Atlas, agenda: Agenda, slide_id: str) -> Slide:
    needed = NEEDS.get(slide_id)
    if needed and not atlas.readable(needed):
        return _without(slide_id, t("slide.unreadable", file=atlas.origin(needed)))
    try:
        return MAKERS[slide_id](atlas, agenda)
    except SikkerByError as trouble:
        known = trouble.params.get("file")
        words = t("slide.unreadable", file=known) if known else t(trouble.key, **trouble.params)
        return _without(slide_id, words)


def _without(slide_id: str, trouble: str) -> Slide:
    """A slide that says why it is empty."""
    return Slide(slide_id, title=t(f"slide.trouble_{slide_id}"), trouble=trouble)
