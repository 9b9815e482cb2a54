"""The meeting's part of the address: what is written is read again, and nothing else is believed."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sikkerby_geo.domain.goals.newest import answered_years
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.text import t
from sikkerby_geo.ui.address.codec import FIRST_DAY, LAST_DAY, cut
from sikkerby_geo.ui.address.every_page import COMMON
from sikkerby_geo.ui.address.meeting import (
    NAMES,
    PREFIX,
    QUESTIONS,
    committees,
    neighbours_of,
    own_words,
    parse,
    write,
)
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, SLIDES, Agenda
from tests.toytown.city_record import city_atlas

ATLAS = city_atlas()
"""Hypothesis draws from it while tests are collected, before there are fixtures."""
ODD = 'Æblø & "råb" |#1?%20+=;\n\t<b>👩\u200d🚒</b>\u00a0\u202egnol'
OWN_TITLE = st.text(max_size=200).map(lambda text: cut(text, LONGEST_TITLE))
OWN_QUESTION = st.text(max_size=200).map(lambda text: cut(text, LONGEST_QUESTION)).filter(bool)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Any meeting a reader can set up."""
    committee = draw(st.sampled_from(list(committees(ATLAS).values())))
    rule = draw(st.sampled_from([*RULES, None]))
    indicator_id = rule.indicator_id if rule else draw(st.sampled_from(SURVEY_INDICATORS)).indicator_id
    overlays = draw(st.sets(st.sampled_from([overlay.overlay_id for overlay in OVERLAYS])))
    return Agenda(
        choice=Choice(
            year=draw(st.sampled_from(answered_years(ATLAS, indicator_id, Level.SURVEY_AREA))),
            indicator_id=indicator_id,
            rule_id=rule.rule_id if rule else None,
            level=Level.SURVEY_AREA,
            overlays=tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.overlay_id in overlays),
            every_year=draw(st.booleans()),
            proposals=draw(st.booleans()),
        ),
        committee=committee,
        neighbour=draw(st.sampled_from([None, *neighbours_of(ATLAS, committee).values()])),
        slides=tuple(draw(st.permutations(SLIDES)))[: draw(st.integers(1, len(SLIDES)))],
        title=draw(OWN_TITLE),
        day=draw(st.none() | st.dates(FIRST_DAY, LAST_DAY)),
        questions=tuple(draw(st.lists(OWN_QUESTION, max_size=MOST_QUESTIONS))),
    )


def sent(query: dict[str, str]) -> dict[str, str]:
    """The parameters as a browser hands them on: through the address and back."""
    return dict(parse_qsl(urlencode(query), strict_parsing=True))


PLAIN = parse({"udvalg": "lund"}, ATLAS).agenda


@given(agendas(), st.booleans())
@example(replace(PLAIN, title=cut(ODD, LONGEST_TITLE), questions=(cut(ODD, LONGEST_QUESTION),)), True)
def test_a_meeting_written_and_read_is_the_same_meeting(agenda, showing):
    asked = parse(sent(write(ATLAS, agenda, showing=showing)), ATLAS)
    assert asked.messages == ()
    assert (asked.agenda, asked.showing) == (agenda, showing)


@given(st.dictionaries(st.sampled_from([*NAMES, *COMMON]), st.text(max_size=30)))
def test_anything_typed_gives_a_meeting_that_can_be_written(query):
    asked = parse({"udvalg": "dalum", **query}, ATLAS)
    if asked.agenda is not None:
        again = parse(write(ATLAS, asked.agenda, showing=asked.showing), ATLAS)
        assert (again.agenda, again.showing, again.messages) == (asked.agenda, asked.showing, ())


@given(st.text(max_size=300), st.integers(1, 150))
@example("Nej\u202e til\u2066 mere\x00 lys", 150)
def test_own_words_are_cut_and_cleaned_once_and_for_all(text, longest):
    short = cut(text, longest)
    assert cut(short, longest) == short
    assert len(short) <= longest
    assert short == " ".join(short.split())
    assert not set(short) & set("\x00\n\t\u202e\u2066")


def test_what_is_the_default_is_left_out_of_the_address():
    asked = own_words(ATLAS, parse({"udvalg": "lund"}, ATLAS).agenda)
    assert {name: value for name, value in asked.items() if value} == {"udvalg": "lund"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("udvalg", "lu-lund"),
        ("udvalg", "frederiksberg"),
        ("nabo", "dalum"),
        ("nabo", "maanen"),
        ("nabo", "lu-lund"),
        ("slides", "indhold"),
        ("dato", "3.12.2025"),
        ("dato", "20251203"),
        ("dato", "2025-02-30"),
        ("dato", "1066-10-14"),
        ("vis", "ja"),
        ("aar", "1066"),
    ],
)
def test_an_unknown_value_is_told_and_the_default_shown(name, value):
    base = {"udvalg": "dalum", "tal": "tryg-nabolag"}
    asked = parse({**base, "sted": "dalum", name: value}, ATLAS)
    assert len(asked.messages) == 1
    assert f"{name}={value}" in asked.messages[0]
    assert (asked.agenda, asked.showing) == (parse(base, ATLAS).agenda, False)


def test_a_long_text_is_cut_and_the_reader_told():
    asked = parse({"udvalg": "dalum", "titel": "å" * 500, "spm2": "ord " * 80}, ATLAS)
    assert asked.agenda.title == "å" * LONGEST_TITLE
    assert len(asked.agenda.questions[0]) <= LONGEST_QUESTION
    assert asked.messages == (
        t("problem.address_cut", name="titel", longest=LONGEST_TITLE),
        t("problem.address_cut", name="spm2", longest=LONGEST_QUESTION),
    )


def test_questions_close_up_where_one_is_missing():
    asked = parse({"udvalg": "dalum", "spm2": "Først?", "spm5": " \n ", "spm6": "Så?"}, ATLAS)
    assert asked.agenda.questions == ("Først?", "Så?")


def test_the_known_slides_are_kept_each_once():
    asked = parse({"udvalg": "dalum", "slides": "ukendt,indhold,sted,ukendt"}, ATLAS)
    assert asked.agenda.slides == ("ukendt", "sted")
    assert len(asked.messages) == 1


@pytest.mark.parametrize(
    ("place", "committee"),
    [("ydre-lund", "lund"), ("lu-dalum", "dalum"), ("bydel-6", "lund"), ("bakken", "bakken")],
)
def test_without_a_committee_the_shared_place_chooses_it(place, committee):
    asked = parse({"sted": place}, ATLAS)
    assert asked.agenda.committee == committees(ATLAS)[committee]
    assert asked.shared.place_id == place


def test_without_any_place_there_is_no_meeting_yet():
    assert parse({}, ATLAS).agenda is None
    assert parse({"titel": "x", "vis": "1"}, ATLAS).messages == ()


def test_a_meeting_starts_on_the_newest_figures_unless_the_address_has_a_choice():
    start = opening(ATLAS)
    choice = parse({"udvalg": "dalum", "sted": "bakken", "lag": "belysning"}, ATLAS).agenda.choice
    assert choice == replace(start, overlays=("belysning",))
    assert parse({"udvalg": "dalum", "aar": "2017"}, ATLAS).agenda.choice.rule_id == RULES[0].rule_id
    assert parse({"udvalg": "dalum", "regel": "10pct"}, ATLAS).agenda.choice.year == 2020


def test_nobody_is_held_up_against_a_neighbour_unasked_nor_against_itself():
    assert parse({"udvalg": "lund"}, ATLAS).agenda.neighbour is None
    for committee in committees(ATLAS).values():
        known = neighbours_of(ATLAS, committee)
        assert not any(set(place.members) & set(committee.members) for place in known.values())
        assert len(known) == 13 + 1 - (3 if len(committee.members) > 1 else 1)
        assert all(not name.startswith(PREFIX) for name in known)


def test_the_pages_own_parameters_are_none_of_the_shared_ones():
    assert set(NAMES).isdisjoint(COMMON)
    assert len(QUESTIONS) == MOST_QUESTIONS
