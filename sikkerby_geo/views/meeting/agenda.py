"""What a meeting is about: its committee, a neighbour to compare with, its slides in order, and its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sikkerby_geo.facts.areas import Place
from sikkerby_geo.views.base.choice import Choice

SLIDES = ("sted", "tryghed", "tid", "anmeldt", "indsatser", "ukendt", "spoergsmaal")
"""Ids of the slides in their usual order; the address names them: where we are, how insecure and how sure, over time,
reported crime, what is being done, what nobody knows, questions."""
LONGEST_TITLE = 80
"""Characters of a meeting's own title: two lines at the size of a slide's sentence, one on the hand-out."""
LONGEST_QUESTION = 120
"""Characters of an own question: what is read aloud in one breath, two lines on a slide, three on the hand-out."""
MOST_QUESTIONS = 6
"""Own questions: as many as fit one slide and the one page of the hand-out, each of the longest length."""


@dataclass(frozen=True)
class Agenda:
    """A meeting as its page sets it up; the address carries exactly this.

    ``choice`` holds year, measure, rule and overlays of the map, at the level of survey areas and with no place
    selected. ``slides`` are the ids of the slides that are shown, in order. ``title``, ``day`` and ``questions`` are
    the committee's own: text of limited length, shown as text and never as markup.
    """

    choice: Choice
    committee: Place
    neighbour: Place | None = None
    slides: tuple[str, ...] = SLIDES
    title: str = ""
    day: date | None = None
    questions: tuple[str, ...] = ()
