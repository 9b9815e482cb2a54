"""The address: what is written is read back, and nothing from outside gets past the check."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.goals.newest import answered_years
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base.choice import Choice, at_level, opening
from tests.toytown.city_record import city_atlas

ATLAS = city_atlas()
"""Hypothesis draws from it while tests are collected, before there are fixtures."""


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Any choice a reader can make that has an answer."""
    level = draw(st.sampled_from(list(Level)))
    rule = draw(st.sampled_from([*RULES, None]))
    places = [place.place_id for place in ATLAS.places.at(level)]
    picked = draw(st.sets(st.sampled_from([overlay.overlay_id for overlay in OVERLAYS])))
    indicator_id = rule.indicator_id if rule else draw(st.sampled_from(SURVEY_INDICATORS)).indicator_id
    return Choice(
        year=draw(st.sampled_from(answered_years(ATLAS, indicator_id, level))),
        indicator_id=indicator_id,
        rule_id=rule.rule_id if rule else None,
        level=level,
        place_id=draw(st.sampled_from([*places, None])),
        overlays=tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.overlay_id in picked),
        every_year=draw(st.booleans()),
        proposals=draw(st.booleans()),
        assumed=draw(st.sampled_from([*CLEAR_UNDER.values()])),
        report_cells=draw(st.booleans()),
        events=draw(st.sampled_from(list(EventsShown))),
    )


@given(choices())
def test_a_choice_written_and_read_is_the_same_choice(choice):
    assert every_page.parse(every_page.write(choice), ATLAS) == every_page.Reading(choice)


@given(choices())
def test_two_choices_have_the_same_address_only_if_they_are_the_same(choice):
    assert (every_page.write(choice) == every_page.write(opening(ATLAS))) == (choice == opening(ATLAS))


@given(choices(), st.sampled_from(list(Level)))
def test_a_change_of_level_keeps_the_place_around_and_gives_a_valid_address(choice, level):
    moved = at_level(choice, level, ATLAS)
    reading = every_page.parse(every_page.write(moved), ATLAS)
    assert reading.messages == ()
    assert reading.choice == replace(moved, year=reading.choice.year)
    assert (reading.choice.year == moved.year) == (reading.moved == "")
    assert (moved.place_id is None) == (choice.place_id is None)
    if moved.place_id:
        members = [set(ATLAS.places[found.place_id].members) for found in (choice, moved)]
        assert members[0] & members[1]


@given(st.dictionaries(st.sampled_from(every_page.COMMON), st.text(max_size=60)))
def test_any_address_gives_a_choice_that_exists(query):
    reading = every_page.parse(query, ATLAS)
    assert every_page.parse(every_page.write(reading.choice), ATLAS) == every_page.Reading(reading.choice)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("aar", "2008"),
        ("aar", "-2017"),
        ("aar", "２０１７"),
        ("tal", "insecure_neighbourhood"),
        ("regel", "over_10_insecure"),
        ("niveau", "survey_area"),
        ("sted", "Møllehøj"),
        ("sted", "<script>"),
        ("indsatsaar", "ja"),
        ("forslag", "ja"),
    ],
)
def test_a_value_that_does_not_exist_gives_one_message_and_the_default(name, value):
    reading = every_page.parse({name: value}, ATLAS)
    assert reading.choice == opening(ATLAS)
    assert len(reading.messages) == 1
    assert f"{name}={value}" in reading.messages[0]


def test_a_long_value_is_cut_in_its_message():
    message = every_page.parse({"sted": "x" * 5000}, ATLAS).messages[0]
    assert len(message) < 200


def test_a_place_named_with_another_level_stands_for_its_counterpart_there():
    reading = every_page.parse({"sted": "ydre-lund", "niveau": "udvalg"}, ATLAS)
    assert (reading.choice.level, reading.choice.place_id) == (Level.LOKALUDVALG, "lu-lund")
    assert reading.messages == ()


def test_an_empty_address_is_the_opening():
    assert every_page.parse({}, ATLAS) == every_page.Reading(opening(ATLAS))


@pytest.mark.parametrize(
    ("query", "shown", "told"),
    [
        ({"aar": "2022", "regel": "10pct"}, 2020, "områdetal for utrygge i nabolaget i 2022 og viser derfor 2020, det"),
        ({"aar": "2020", "tal": "tryg-nabolag"}, 2025, "viser derfor 2025, det nyeste år med svar for alle 13 områder"),
        ({"aar": "2014"}, 2025, "2014"),
        ({"aar": "2024", "tal": "ledige"}, 2024, "Vi viser nu bydele, 2024: tallet findes ikke for mindre områder."),
        ({"aar": "2024", "tal": "borgervendt"}, 2019, "kriminalitet pr. 1.000 indbyggere i 2024"),
    ],
)
def test_a_year_without_answers_gives_the_newest_with_answers_and_says_so(query, shown, told):
    reading = every_page.parse(query, ATLAS)
    assert (reading.choice.year, reading.messages) == (shown, ())
    assert told in reading.moved
    assert len(re.findall(r"\.(?: |$)", reading.moved.replace("pr. ", ""))) == 1


@pytest.mark.parametrize("query", [{"aar": "2021", "regel": "10pct"}, {"aar": "2013"}, {"aar": "2022"}])
def test_a_year_with_any_answer_is_kept(query):
    reading = every_page.parse(query, ATLAS)
    assert (str(reading.choice.year), reading.moved) == (query["aar"], "")


def test_a_rule_brings_its_measure_and_wins_over_another():
    alone = every_page.parse({"regel": "85pct", "aar": "2025"}, ATLAS)
    assert alone.choice.indicator_id == "safe_neighbourhood"
    assert alone.messages == ()
    torn = every_page.parse({"regel": "85pct", "tal": "utryg-nabolag", "aar": "2025"}, ATLAS)
    assert torn.choice == alone.choice
    assert torn.messages == (t("problem.address_conflict", rule=t("rule.under_85_safe.name")),)


def test_overlays_stand_in_the_order_of_the_registry_whatever_the_address_says():
    one = every_page.parse({"lag": "stationer,partnerskaber,stationer"}, ATLAS).choice
    assert one.overlays == ("partnerskaber", "stationer")
    assert every_page.parse({"lag": "ingen"}, ATLAS).choice.overlays == ()
    assert every_page.parse({"lag": ""}, ATLAS).choice == every_page.parse({}, ATLAS).choice
