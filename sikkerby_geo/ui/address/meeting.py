"""The meeting's part of the address: committee, neighbour, slides and own words, each checked and cut to length."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.characters import quoted, refused, without
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base.choice import Choice, newest
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, SLIDES, Agenda

PREFIX = "lu-"
"""How the tables mark a committee that has the name of its only area; addresses do without it."""
COMMITTEE, NEIGHBOUR, SLIDE_ORDER, TITLE, DAY, SHOW = "udvalg", "nabo", "slides", "titel", "dato", "vis"
QUESTIONS = tuple(f"spm{number}" for number in range(1, MOST_QUESTIONS + 1))
"""One parameter a question: nothing a reader types can be taken for a divider."""
NAMES = (COMMITTEE, NEIGHBOUR, SLIDE_ORDER, TITLE, DAY, *QUESTIONS, SHOW)
"""The page's own parameters, besides those every page shares."""
ON = "1"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""A meeting on any other day is a slip of the keyboard."""

Refuse = Callable[[str, str, str], None]
"""Takes note of a value set aside: its parameter, the value, and what is shown instead."""


@dataclass(frozen=True)
class Asked:
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


def clean(text: str) -> str:
    """Own words as one line, without what is not let in."""
    return " ".join(unicodedata.normalize("NFC", without(text)).split())


def cut(text: str, longest: int) -> str:
    """Own words as one line of at most ``longest`` characters."""
    return clean(text)[:longest].rstrip()


def parse(query: Mapping[str, str], atlas: Atlas) -> Asked:
    """The meeting of an address; an unknown value gives a message and the default, a long text is cut."""
    reading = every_page.survey_only(every_page.parse(query, atlas), atlas)
    messages = list(reading.messages)

    def refuse(name: str, value: str, shown: str) -> None:
        messages.append(t("problem.address", name=name, value=quoted(value), shown=shown))

    def words(name: str, longest: int) -> str:
        written = query.get(name, "")
        if signs := refused(written):
            messages.append(t("problem.signs", name=name, signs=", ".join(signs)))
        if len(clean(written)) > longest:
            messages.append(t("moede.cut", name=name, longest=longest))
        return cut(written, longest)

    showing = query.get(SHOW) or ""
    if showing not in ("", ON):
        refuse(SHOW, showing, t("moede.preparing"))
    shared = _start(reading.choice, query, atlas)
    committee = _committee(query, atlas, shared, refuse)
    if committee is None:
        return Asked(None, shared, messages=tuple(messages))
    day = query.get(DAY) or ""
    if day and _day(day) is None:
        refuse(DAY, day, t("moede.without_day"))
    agenda = Agenda(
        choice=replace(shared, level=Level.SURVEY_AREA, place_id=None),
        committee=committee,
        neighbour=_neighbour(query, atlas, committee, refuse),
        slides=_slides(query, refuse),
        title=words(TITLE, LONGEST_TITLE),
        day=_day(day),
        questions=tuple(filter(None, (words(name, LONGEST_QUESTION) for name in QUESTIONS))),
    )
    return Asked(agenda, shared, showing == ON, tuple(messages))


def _start(choice: Choice, query: Mapping[str, str], atlas: Atlas) -> Choice:
    """The shared choice; where the address has none, the newest figures.

    The map opens on the rule of the long series, but a committee meets about how things are now: an older year is
    right only when somebody has chosen it.
    """
    latest = newest(atlas)
    if latest is None or any(name in query for name in ("aar", "tal", "regel")):
        return choice
    rule, year = latest
    return replace(choice, year=year, rule_id=rule.rule_id, indicator_id=rule.indicator_id)


def _committee(query: Mapping[str, str], atlas: Atlas, shared: Choice, refuse: Refuse) -> Place | None:
    """The committee named, else the one that holds the place the reader came with, else none."""
    known = committees(atlas)
    named = query.get(COMMITTEE, "")
    place = shared.place(atlas)
    default = atlas.places.around(place, Level.LOKALUDVALG) if place else None
    if named and named not in known:
        refuse(COMMITTEE, named, default.name if default else t("moede.the_choice"))
    return known.get(named, default)


def _neighbour(query: Mapping[str, str], atlas: Atlas, committee: Place, refuse: Refuse) -> Place | None:
    """The neighbour named. The default is none: a meeting that holds itself up against another district shall have
    chosen to, and which one."""
    known = neighbours_of(atlas, committee)
    named = query.get(NEIGHBOUR) or every_page.NONE
    if named != every_page.NONE and named not in known:
        refuse(NEIGHBOUR, named, t("moede.no_neighbour").lower())
    return known.get(named)


def _slides(query: Mapping[str, str], refuse: Refuse) -> tuple[str, ...]:
    """The slides in the order of the address, each once; without any, all in their usual order."""
    named = dict.fromkeys(part for part in query.get(SLIDE_ORDER, "").split(",") if part)
    for part in named:
        if part not in SLIDES:
            refuse(SLIDE_ORDER, part, t("problem.without_it"))
    return tuple(part for part in named if part in SLIDES) or SLIDES


def _day(written: str) -> date | None:
    """A date as 2026-12-03; no other form, so that one day has one address."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.isoformat() == written and FIRST_DAY <= day <= LAST_DAY else None


def own_words(agenda: Agenda, *, showing: bool = False) -> dict[str, str]:
    """The page's own parameters of a meeting, all of them; what is empty or the default is left out of the address."""
    neighbour = agenda.neighbour.place_id.removeprefix(PREFIX) if agenda.neighbour else ""
    asked = dict.fromkeys(QUESTIONS, "") | dict(zip(QUESTIONS, agenda.questions, strict=False))
    return {
        COMMITTEE: agenda.committee.place_id.removeprefix(PREFIX),
        NEIGHBOUR: neighbour,
        SLIDE_ORDER: "" if agenda.slides == SLIDES else ",".join(agenda.slides),
        TITLE: agenda.title,
        DAY: agenda.day.isoformat() if agenda.day else "",
        **asked,
        SHOW: ON if showing else "",
    }


def write(agenda: Agenda, *, showing: bool = False) -> dict[str, str]:
    """The whole address of a meeting, as short as it can be for a QR code; ``parse`` of it gives the meeting back."""
    implied = ("niveau", "tal") if agenda.choice.rule else ("niveau",)  # a rule brings its measure
    shared = {name: value for name, value in every_page.write(agenda.choice).items() if name not in implied}
    own = {name: value for name, value in own_words(agenda, showing=showing).items() if value}
    return {**own, **shared}


def read(atlas: Atlas) -> Asked:
    """The meeting in the browser's address."""
    return parse(st.query_params.to_dict(), atlas)


def go(agenda: Agenda, *, showing: bool = False) -> None:
    """Put a meeting into the browser's address; the shared parameters stay as they are."""
    every_page.put(own_words(agenda, showing=showing))


def change(atlas: Atlas, alter: Callable[[Agenda], Agenda], *, showing: bool = False) -> None:
    """Alter the meeting of the address; for the callbacks of controls. Without a committee there is none to alter."""
    every_page.catch_up()
    agenda = read(atlas).agenda
    if agenda is not None:
        go(alter(agenda), showing=showing)


def choose(atlas: Atlas, committee: Place) -> None:
    """Meet in a committee: the place the pages share moves along, a neighbour that lies in it is dropped."""
    every_page.catch_up()
    neighbour = st.query_params.get(NEIGHBOUR, "")
    kept = neighbour if neighbour in neighbours_of(atlas, committee) else ""
    every_page.put({COMMITTEE: committee.place_id.removeprefix(PREFIX), NEIGHBOUR: kept})
    every_page.change(atlas, lambda now: replace(now, place_id=atlas.places.around(committee, now.level).place_id))
