"""The legend counts what the map draws: nothing more, nothing less, zeros included."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.palette import CLASS_COLOURS, scale_of
from sikkerby_geo.views.map.legend import count, legend, proposed
from sikkerby_geo.views.map.state import map_state
from tests.views.asking import OVER_10, UNDER_85, choose, danish, surveyed

EVERY_OVERLAY = tuple(overlay.overlay_id for overlay in OVERLAYS)


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
@pytest.mark.parametrize("level", Level)
def test_every_place_is_in_exactly_one_line_of_the_values(atlas: Atlas, measure, level: Level) -> None:
    for year in atlas.years:
        found = legend(atlas, choose(year, measure.indicator_id, level))
        assert sum(entry.count for entry in found.values) == len(atlas.places.at(level))
        assert len(found.values) == len(CLASS_COLOURS) + 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
@pytest.mark.parametrize("level", Level)
def test_every_decided_place_is_in_exactly_one_line_of_the_states(atlas: Atlas, rule, level: Level) -> None:
    for year in atlas.years:
        found = legend(atlas, choose(year, rule.rule_id, level))
        assert sum(entry.count for entry in found.states) == atlas.decided(rule, level, year)
        assert len(found.states) == (len(FlagState) - 1 if year >= SURVEY_FROM else 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_the_legend_counts_the_looks_of_the_map(atlas: Atlas, rule) -> None:
    """Fill by fill, and hatch with outline by hatch with outline."""
    for year in atlas.years:
        choice = choose(year, rule.rule_id)
        areas = map_state(atlas, choice)["areas"].values()
        fills = Counter(area["colour"] or area["ground"] for area in areas)
        marks = Counter((area["ground"] == "bound", area["hatch"], area["outline"]) for area in areas)
        found = legend(atlas, choice)
        assert {entry.look.fill: entry.count for entry in found.values} == {
            entry.look.fill: fills[entry.look.fill] for entry in found.values
        }
        for entry in found.states:
            drawn = marks[entry.look.fill == "bound", entry.look.hatch, entry.look.outline]
            if entry.look.outline != "plain":
                assert entry.count == drawn


def test_2017_line_by_line(atlas: Atlas) -> None:
    found = legend(atlas, choose(2017))
    assert found.title == "Utrygge i nabolaget, 2017"
    assert [(entry.label, entry.count) for entry in found.values] == [
        (danish("0 til 5~%"), 1),
        (danish("over 5 til 10~%"), 0),
        (danish("over 10 til 15~%"), 3),
        (danish("over 15 til 20~%"), 1),
        (danish("over 20~%"), 1),
        ("kun grænsen kendt", 7),
        ("ingen tal", 0),
    ]
    assert {entry.label: entry.count for entry in found.states} == {
        "klart over": 2,
        "over, ikke klart": 3,
        "på eller under, ikke klart": 0,
        "klart under": 1,
        "højst (kun grænsen kendt)": 7,
        "over (kun grænsen kendt)": 0,
    }


def test_lines_of_nothing_are_shown_with_a_zero(snapshot: Snapshot) -> None:
    html = render("legend.html", legend=legend(surveyed(snapshot, {}, rest="4"), choose(2016)))
    assert html.count("<b>0</b>") >= len(CLASS_COLOURS) + 1


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=lambda measure: measure.indicator_id)
def test_the_limit_is_a_class_break_where_there_is_a_rule(atlas: Atlas, measure) -> None:
    found = legend(atlas, choose(2020, measure.indicator_id))
    below = [index for index, entry in enumerate(found.values) if entry.limit_above]
    limit = scale_of(measure).limit
    if limit is None:
        assert (below, found.limit) == ([], "")
    else:
        assert below == [2]
        assert found.limit == danish(f"grænsen: {limit}~%")


def test_the_limit_is_drawn_in_the_legend(atlas: Atlas) -> None:
    html = render("legend.html", legend=legend(atlas, choose(2017)))
    assert html.count(danish("grænsen: 10~%")) == 1


def test_without_a_rule_there_are_no_states(atlas: Atlas) -> None:
    assert legend(atlas, choose(2017, "insecure_neighbourhood")).states == ()


def test_the_words_follow_the_direction_of_the_rule(atlas: Atlas) -> None:
    over, under = (legend(atlas, choose(2020, rule)) for rule in (OVER_10, UNDER_85))
    assert over.states_title == "Over eller under grænsen"
    assert under.states_title == "Under eller over grænsen"
    assert under.states[0].label == "klart under"
    assert under.states[3].label == "klart over"


@pytest.mark.parametrize("every_year", [False, True])
def test_the_efforts_counted_are_those_the_map_draws(atlas: Atlas, every_year: bool) -> None:
    for year in atlas.years:
        choice = choose(year, overlays=EVERY_OVERLAY, every_year=every_year)
        drawn = map_state(atlas, choice)["efforts"]
        entries = [entry for entry in legend(atlas, choice).efforts if entry.symbol != "whole_area"]
        assert sum(entry.count or 0 for entry in entries) == len(drawn)
        shown = Counter(effort.kind.symbol for effort in effort_words.shown(atlas, choice))
        assert {entry.symbol: entry.count for entry in entries if entry.count} == dict(shown)


@pytest.mark.parametrize("every_year", [False, True])
def test_the_number_beside_an_overlays_box_is_what_it_adds(atlas: Atlas, every_year: bool) -> None:
    for year in atlas.years:
        for overlay in OVERLAYS:
            choice = choose(year, overlays=(overlay.overlay_id,), every_year=every_year)
            entries = legend(atlas, choice).efforts
            assert count(atlas, overlay, choice) == sum(entry.count for entry in entries)


def test_marks_of_a_whole_area_are_counted_and_stand_beside_labels(atlas: Atlas) -> None:
    choice = choose(2018)
    marked = {place_id for place_id, area in map_state(atlas, choice)["areas"].items() if area["whole_area"]}
    entry = next(entry for entry in legend(atlas, choice).efforts if entry.symbol == "whole_area")
    whole = effort_words.whole_area(atlas, choice)
    assert entry.count == len(whole)
    assert marked == {area for effort in whole for area in effort.area_ids}
    assert {"indre-lund", "ydre-lund"} <= marked


def test_after_the_records_end_nothing_is_known_to_be_in_progress_rather_than_nothing_being(atlas: Atlas) -> None:
    assert atlas.documented_to["partnerships"] == 2024
    for year, known in ((2024, True), (2025, False)):
        found = legend(atlas, choose(year, UNDER_85))
        assert (found.groups[0].count is not None) is known
        assert ("Indsatser: kendt til og med 2024." in found.notes) is not known
        assert {entry.group for entry in found.groups} == {"in_progress", "completed", "unconfirmed"}
    html = render("legend.html", legend=legend(atlas, choose(2025, UNDER_85)))
    assert re.search(r"<span>i gang</span><b>ikke kendt</b>", html)


@pytest.mark.parametrize("every_year", [False, True])
def test_every_effort_on_the_map_is_counted_in_one_group(atlas: Atlas, every_year: bool) -> None:
    for year in atlas.years:
        choice = choose(year, every_year=every_year, proposals=True)
        drawn = Counter(effort["group"] for effort in map_state(atlas, choice)["efforts"])
        whole = effort_words.whole_area(atlas, choice)
        found = legend(atlas, choice)
        assert sum(entry.count or 0 for entry in found.groups) == drawn.total() + len(whole)
        assert all(drawn[entry.group] <= (entry.count or 0) for entry in found.groups)


def test_a_proposal_is_never_counted_unasked(atlas: Atlas) -> None:
    for year in atlas.years:
        choice = choose(year)
        asked = replace(choice, proposals=True)
        assert "proposed" not in {entry.group for entry in legend(atlas, choice).groups}
        assert "proposed" not in {effort["group"] for effort in map_state(atlas, choice)["efforts"]}
        assert legend(atlas, asked).groups[-1].count == proposed(atlas, choice)
    assert proposed(atlas, choice) > 0


def test_no_overlay_chosen_no_line_of_efforts(atlas: Atlas) -> None:
    found = legend(atlas, replace(choose(2018), overlays=()))
    assert (found.efforts, found.groups) == ((), ())


def test_efforts_without_a_place_are_counted_in_a_note(atlas: Atlas) -> None:
    choice = choose(2017)
    note = next(note for note in legend(atlas, choice).notes if "uden kendt sted" in note)
    assert note.startswith(str(len(effort_words.unplaced(atlas, choice))))
