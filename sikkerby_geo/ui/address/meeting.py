"""The meeting's part of the address: committee, neighbour, slides and own words, each checked and cut to length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, codec, every_page
from sikkerby_geo.ui.address.codec import Asked, Day, Declaration, One, Several, Words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.meeting.agenda import (
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    SLIDES,
    USUAL_SLIDES,
    Agenda,
)

PREFIX = "lu-"
"""How the tables mark a committee that has the name of its only area; addresses do without it."""
QUESTIONS = tuple(f"spm{number}" for number in range(1, MOST_QUESTIONS + 1))
"""One parameter a question: nothing a reader types can be taken for a divider."""
COMMITTEE, NEIGHBOUR, SHOW = "udvalg", "nabo", "vis"
OWN_QUESTIONS = tuple(Words(name, LONGEST_QUESTION) for name in QUESTIONS)
NAMES = (COMMITTEE, NEIGHBOUR, "slides", "titel", "dato", *QUESTIONS, SHOW)
"""The page's own parameters, besides those every page shares."""


@dataclass(frozen=True)
class MeetingAsked:
    """What the page shows: the meeting (none until a committee is chosen), whether it fills the screen, messages.

    ``shared`` is the choice every page shares, with the place and level the reader came with.
    """

    agenda: Agenda | None
    shared: Choice
    showing: bool = False
    messages: tuple[str, ...] = ()


def committees(atlas: Atlas) -> dict[str, Place]:
    """The committees by what the address calls them."""
    return {place.place_id.removeprefix(PREFIX): place for place in atlas.places.at(Level.LOKALUDVALG)}


def neighbours_of(atlas: Atlas, committee: Place) -> dict[str, Place]:
    """Whom a committee may be compared with: every area but its own, and every other committee of several areas."""
    several = {name: place for name, place in committees(atlas).items() if len(place.members) > 1}
    known = {place.place_id: place for place in atlas.places.at(Level.SURVEY_AREA)} | several
    return {name: place for name, place in known.items() if not set(place.members) & set(committee.members)}


def showing_of() -> One[bool]:
    """Whether the meeting fills the screen."""
    return One(SHOW, {"": False, "1": True}, shown=t("moede.preparing"))


def committee_of(atlas: Atlas, default: Place | None = None) -> One[Place | None]:
    """The committee; where the address names none, the one that holds the place the reader came with, else none."""
    shown = default.name if default else t("moede.the_choice")
    return One(COMMITTEE, {**committees(atlas), "": default}, shown=shown)


def declared(atlas: Atlas, committee: Place) -> Declaration:
    """The parameters of a committee's meeting, by the field of ``Agenda`` each fills.

    The default neighbour is none: a meeting that holds itself up against another district shall have chosen to, and
    which one.
    """
    neighbours: dict[str, Place | None] = {**neighbours_of(atlas, committee), every_page.NONE: None}
    return {
        "neighbour": One(NEIGHBOUR, neighbours, every_page.NONE, shown=t("moede.no_neighbour").lower()),
        "slides": Several("slides", {slide: slide for slide in SLIDES}, default=USUAL_SLIDES, ordered=True),
        "title": Words("titel", LONGEST_TITLE),
        "day": Day("dato", shown=t("moede.without_day")),
    }


def parse(query: Mapping[str, str], atlas: Atlas) -> MeetingAsked:
    """The meeting of an address; an unknown value gives a message and the default, a long text is cut."""
    reading = every_page.survey_only(every_page.parse(query, atlas), atlas)
    asked = Asked(query, list(reading.messages))
    shared = reading.choice
    place = shared.place(atlas)
    around = atlas.places.around(place, Level.LOKALUDVALG) if place else None
    showing = showing_of().read(asked)
    committee = committee_of(atlas, around).read(asked)
    if committee is None:
        return MeetingAsked(None, shared, messages=tuple(asked.messages))
    agenda = Agenda(
        choice=replace(shared, level=Level.SURVEY_AREA, place_id=None),
        committee=committee,
        **codec.read(declared(atlas, committee), asked),
        questions=tuple(filter(None, (question.read(asked) for question in OWN_QUESTIONS))),
    )
    return MeetingAsked(agenda, shared, showing, tuple(asked.messages))


def own_words(atlas: Atlas, agenda: Agenda, *, showing: bool = False) -> dict[str, str]:
    """The page's own parameters of a meeting, all of them; what is empty or the default is left out of the address."""
    questions = dict.fromkeys(QUESTIONS, "") | dict(zip(QUESTIONS, agenda.questions, strict=False))
    return {
        COMMITTEE: committee_of(atlas).write(agenda.committee),
        **codec.write(declared(atlas, agenda.committee), vars(agenda)),
        **questions,
        SHOW: showing_of().write(showing),
    }


def write(atlas: Atlas, agenda: Agenda, *, showing: bool = False) -> dict[str, str]:
    """The whole address of a meeting, as short as it can be for a QR code; ``parse`` of it gives the meeting back."""
    implied = ("niveau", "tal") if agenda.choice.rule else ("niveau",)  # a rule brings its measure
    shared = {name: value for name, value in every_page.write(agenda.choice).items() if name not in implied}
    own = {name: value for name, value in own_words(atlas, agenda, showing=showing).items() if value}
    return {**own, **shared}


def read(atlas: Atlas) -> MeetingAsked:
    """The meeting in the browser's address."""
    return parse(browser.query(), atlas)


def go(atlas: Atlas, agenda: Agenda, *, showing: bool = False) -> None:
    """Put a meeting into the browser's address; the shared parameters stay as they are."""
    browser.put(own_words(atlas, agenda, showing=showing))


def change(atlas: Atlas, alter: Callable[[Agenda], Agenda], *, showing: bool = False) -> None:
    """Alter the meeting of the address; for the callbacks of controls. Without a committee there is none to alter."""
    browser.catch_up()
    agenda = read(atlas).agenda
    if agenda is not None:
        go(atlas, alter(agenda), showing=showing)


def choose(atlas: Atlas, committee: Place) -> None:
    """Meet in a committee: the place the pages share moves along, a neighbour that lies in it is dropped."""
    browser.catch_up()
    neighbour = browser.query().get(NEIGHBOUR, "")
    kept = neighbour if neighbour in neighbours_of(atlas, committee) else ""
    browser.put({COMMITTEE: committee.place_id.removeprefix(PREFIX), NEIGHBOUR: kept})
    every_page.change(atlas, lambda now: replace(now, place_id=atlas.places.around(committee, now.level).place_id))
