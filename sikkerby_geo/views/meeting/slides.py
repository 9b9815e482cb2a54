"""The slides of a meeting in its own order: one message each; a broken data file takes only its own slide along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.base.clear_words import clear_in_short
from sikkerby_geo.views.meeting.agenda import SLIDES, Agenda
from sikkerby_geo.views.meeting.slide import Slide
from sikkerby_geo.views.meeting.slide_courses import course_slide, crime_slide
from sikkerby_geo.views.meeting.slide_efforts import efforts_slides, no_efforts, proposal_slides
from sikkerby_geo.views.meeting.slide_figures import beside_slide, place_slide
from sikkerby_geo.views.meeting.slide_reports import reports_slides
from sikkerby_geo.views.meeting.slide_unknown import unknown_slide
from sikkerby_geo.views.meeting.slide_words import figure_question_slides, own_question_slides, title_slide

ONE: dict[str, Callable[[Atlas, Agenda], Slide]] = {
    "sted": place_slide,
    "tryghed": beside_slide,
    "tid": course_slide,
    "anmeldt": crime_slide,
    "ukendt": unknown_slide,
}
"""Ids that give one slide."""
SEVERAL: dict[str, Callable[[Atlas, Agenda], tuple[Slide, ...]]] = {
    "anmeldelser": reports_slides,
    "indsatser": efforts_slides,
    "foreslaaet": proposal_slides,
    "spoergsmaal": own_question_slides,
    "talspoergsmaal": figure_question_slides,
}
"""Ids that give as many slides as there is to say, or none."""
NEEDS = {"tryghed": "survey", "tid": "survey", "ukendt": "survey", "anmeldt": "crime"}
"""The table without which a slide has nothing to say."""
MAY_BE_CLEAR = ("sted", "tryghed", "tid", "talspoergsmaal")
"""Slides whose words hang on what is called clear."""
TELL_OF_EFFORTS = ("sted", "tryghed", "anmeldt", "tid")
"""Slides that may say that no effort was found, where none has a slide; the first that is shown does."""


def offered_slides(atlas: Atlas) -> tuple[str, ...]:
    """The slides a meeting may have: of reports only where a delivery stands."""
    return SLIDES if reports_of(atlas) else tuple(slide for slide in SLIDES if SEVERAL.get(slide) is not reports_slides)


def slides_of(atlas: Atlas, agenda: Agenda) -> tuple[Slide, ...]:
    """The slides that are shown, in the agenda's order; hiding or moving one changes no other.

    Where no effort was found another slide says so, and only without any such slide does that get one of its own. A
    meeting whose ids give nothing has its title.
    """
    found = {slide_id: _made(atlas, agenda, slide_id) for slide_id in agenda.slides}
    if "indsatser" in found and not found["indsatser"]:
        sentence = no_efforts(atlas, agenda)
        teller = next((one for one in TELL_OF_EFFORTS if one in found and not found[one][0].trouble), None)
        if teller is None:
            found["indsatser"] = (Slide("indsatser", sentence, certainty=t("effort.record_note")),)
        else:
            (slide,) = found[teller]
            found[teller] = (replace(slide, notes=(*slide.notes, f"{sentence}.")),)
    made = (_under_condition(atlas, slide) for slides in found.values() for slide in slides)
    return tuple(made) or (title_slide(agenda),)


def _under_condition(atlas: Atlas, slide: Slide) -> Slide:
    """A slide that may call something clear, with the condition of that word where it is not the usual one."""
    condition = clear_in_short(atlas)
    if not condition or slide.trouble or slide.slide_id not in MAY_BE_CLEAR:
        return slide
    return replace(slide, certainty=" ".join(filter(None, (slide.certainty, condition))))


def _made(atlas: Atlas, agenda: Agenda, slide_id: str) -> tuple[Slide, ...]:
    if slide_id == "forside":
        return (title_slide(agenda),)
    needed = NEEDS.get(slide_id)
    if needed and not atlas.readable(needed):
        return (_without(slide_id, t("slide.unreadable", file=atlas.origin(needed))),)
    try:
        return (ONE[slide_id](atlas, agenda),) if slide_id in ONE else SEVERAL[slide_id](atlas, agenda)
    except SikkerByError as trouble:
        known = trouble.params.get("file")
        words = t("slide.unreadable", file=known) if known else t(trouble.key, **trouble.params)
        return (_without(slide_id, words),)


def _without(slide_id: str, trouble: str) -> Slide:
    """A slide that says why it is empty."""
    return Slide(slide_id, title=t(f"slide.trouble_{slide_id}"), trouble=trouble)
