"""The register's part of the address: what is written is read again, and nothing else is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.efforts import KIND, REGISTER_KINDS
from sikkerby_geo.text import t
from sikkerby_geo.ui.address.codec import cut
from sikkerby_geo.ui.address.efforts import (
    AREAS,
    KINDS,
    LONGEST_TEXT,
    OFFICES,
    STAGES,
    STATUS,
    declared,
    focus_numbers,
    parse,
    write,
    years_of,
)
from sikkerby_geo.ui.address.every_page import COMMON
from sikkerby_geo.views.efforts.entries import GROUPS, ORDERS, RegisterChoice, say


@pytest.fixture(scope="module")
def register(atlas):
    return register_from(atlas, say)


def some(known):
    """Any of the known values, in the order the address keeps them."""
    values = list(known)
    return st.sets(st.sampled_from(values)).map(lambda chosen: tuple(value for value in values if value in chosen))


NAMES = [parameter.name for parameter in declared(()).values()]
texts = st.text(max_size=LONGEST_TEXT).map(lambda text: cut(text, LONGEST_TEXT))
periods = st.tuples(st.none() | st.integers(2008, 2015), st.none() | st.integers(2015, 2024))


@given(data=st.data(), text=texts, period=periods)
def test_what_is_written_is_read_again(register, data, text, period):
    choice = RegisterChoice(
        text=text,
        area=data.draw(st.sampled_from([None, *AREAS.values()])),
        administrations=data.draw(some(OFFICES.values())),
        focus=data.draw(some(focus_numbers(register).values())),
        kinds=data.draw(some(KINDS.values())),
        stages=data.draw(some(STAGES.values())),
        groups=data.draw(some(STATUS.values())),
        first=period[0],
        last=period[1],
        with_money=data.draw(st.booleans()),
        located=data.draw(st.booleans()),
        group=data.draw(st.sampled_from(GROUPS)),
        order=data.draw(st.sampled_from(ORDERS)),
        page=data.draw(st.integers(1, 999)),
        entry_id=data.draw(st.none() | st.sampled_from([found.effort_id for found in register])),
    )
    assert parse(write(choice, register), register) == (choice, ())


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
def test_anything_typed_gives_a_choice_that_can_be_written(register, query):
    choice, _ = parse(query, register)
    again, refused = parse(write(choice, register), register)
    assert again == choice
    assert refused == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hvor", "maanen"),
        ("slags", "ufo"),
        ("stadie", "faerdig"),
        ("forvaltning", "ØVRIGE"),
        ("indsatsomraade", "7"),
        ("fra", "1066"),
        ("til", "2018.0"),
        ("kun", "alt"),
        ("sum", "penge"),
        ("orden", "bedst"),
        ("side", "0"),
        ("side", "٣"),
        ("side", "-1"),
    ],
)
def test_an_unknown_value_is_told_and_left_out(register, name, value):
    choice, refused = parse({name: value}, register)
    assert choice == RegisterChoice()
    assert len(refused) == 1
    assert f"{name}={value}" in refused[0]


def test_the_known_part_of_a_list_is_kept(register):
    choice, refused = parse({"slags": "kameraer,ufo,belysning"}, register)
    assert choice.kinds == (KIND["lighting"], KIND["video_surveillance"])
    assert refused == (t("problem.address", name="slags", value="ufo", shown=t("problem.without_it")),)


def test_a_period_that_ends_before_it_starts_loses_its_start(register):
    choice, refused = parse({"fra": "2020", "til": "2012"}, register)
    assert (choice.first, choice.last) == (None, 2012)
    assert len(refused) == 1


def test_an_unknown_entry_is_told_in_short(register):
    choice, refused = parse({"indsats": "x" * 500}, register)
    assert choice.entry_id is None
    assert refused == (t("register.entry.unknown", value="x" * 40),)


def test_a_long_search_is_cut(register):
    assert len(parse({"soeg": "lys " * 100}, register)[0].text) <= LONGEST_TEXT


def test_every_kind_stage_and_administration_can_be_asked_for():
    assert set(KINDS.values()) == set(REGISTER_KINDS)
    assert set(STAGES.values()) == set(Stage)
    assert set(STATUS.values()) == set(StatusGroup)
    assert set(OFFICES.values()) == {office.code for office in ADMINISTRATIONS} | {NOT_STATED}
    assert all(word.isascii() for words in (KINDS, STAGES, STATUS, OFFICES, AREAS) for word in words)


def test_the_pages_own_parameters_are_none_of_the_shared_ones():
    assert set(NAMES).isdisjoint(COMMON)


def test_years_reach_from_the_first_to_the_last_stated(register):
    assert (years_of(register)[0], years_of(register)[-1]) == (2008, 2024)
    assert list(years_of(())) == []
