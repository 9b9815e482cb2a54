"""What a meeting is about: its committee, a neighbour to compare with, its slides in order, and its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sikkerby_geo.facts.areas import Place
from sikkerby_geo.views.base.choice import Choice

SLIDES = (
    "forside",
    "sted",
    "tryghed",
    "tid",
    "anmeldt",
    "anmeldelser",
    "indsatser",
    "foreslaaet",
    "ukendt",
    "spoergsmaal",
    "talspoergsmaal",
)
"""Ids of the slides in their usual order; the address names them: the meeting's own title, where we are, beside the
city, over time, reported crime, reports of the newest quarter, efforts by group, efforts that were only proposed, what
is not found, the committee's own questions, and questions made from the figures. An id may give several slides (a
question each) or none."""
USUAL_SLIDES = ("forside", "sted", "tryghed", "tid", "anmeldt", "indsatser", "spoergsmaal")
"""The slides of a meeting nobody has set up: proposals, gaps and questions from the figures are chosen, never given."""
LONGEST_TITLE = 80
"""Characters of a meeting's own title: three lines on its slide, one on the hand-out."""
LONGEST_QUESTION = 120
"""Characters of an own question: what is read aloud in one breath, three lines on its slide and on the hand-out."""
MOST_QUESTIONS = 6
"""Own questions: as many as fit the one page of the hand-out, each of the longest length."""


@dataclass(frozen=True)
class Agenda:
    """A meeting as its page sets it up; the address carries exactly this.

    ``choice`` holds year, measure and rule, at the level of survey areas and with no place selected. ``slides`` are
    the ids of the slides that are shown, in order. ``title``, ``day`` and ``questions`` are the committee's own: text
    of limited length, shown as text and never as markup.
    """

    choice: Choice
    committee: Place
    neighbour: Place | None = None
    slides: tuple[str, ...] = USUAL_SLIDES
    title: str = ""
    day: date | None = None
    questions: tuple[str, ...] = ()
