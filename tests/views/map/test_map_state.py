"""What is sent to the browser for a choice: small, without geometry, and new exactly when the picture is."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.map.state import map_state
from tests.views.asking import UNDER_85, choose, danish, renamed

LARGEST = 15_000
"""Bytes a change of year may send."""


def sent(state: dict) -> int:
    return len(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode())


def leaves(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        for key, child in node.items():
            yield key
            yield from leaves(child)
    elif isinstance(node, list):
        for child in node:
            yield from leaves(child)
    else:
        yield node


def test_a_change_of_year_stays_small_in_every_year(atlas: Atlas) -> None:
    sizes = {
        (year, rule.rule_id): sent(map_state(atlas, choose(year, rule.rule_id)))
        for year in atlas.years
        for rule in RULES
    }
    assert max(sizes.values()) < LARGEST, max(sizes, key=sizes.get)


def test_the_state_holds_no_geometry(atlas: Atlas) -> None:
    choice = choose(2017, overlays=tuple(overlay.overlay_id for overlay in OVERLAYS), every_year=True)
    found = list(leaves(map_state(atlas, choice)))
    assert not {"geometry", "coordinates", "features", "type"} & {leaf for leaf in found if isinstance(leaf, str)}
    assert not any(isinstance(leaf, float) for leaf in found)


def test_the_state_is_plain_json(atlas: Atlas) -> None:
    state = map_state(atlas, choose(2017, place_id="dalum"))
    assert json.loads(json.dumps(state)) == state


@pytest.mark.parametrize("level", Level)
def test_every_place_of_the_level_is_told_and_no_other(atlas: Atlas, level: Level) -> None:
    for year in atlas.years:
        state = map_state(atlas, choose(year, level=level))
        assert set(state["areas"]) == {place.place_id for place in atlas.places.at(level)}
        assert state["level"] == level.value


def test_the_key_is_new_exactly_when_the_picture_is(atlas: Atlas) -> None:
    asked = [rule.rule_id for rule in RULES] + [measure.indicator_id for measure in SURVEY_INDICATORS]
    choices = [choose(year, what, level) for year in (2013, 2017, 2018, 2025) for what in asked for level in Level]
    choices += [replace(choice, place_id="dalum") for choice in choices]
    choices += [replace(choice, overlays=()) for choice in choices[:40]]
    choices += [replace(choice, every_year=True) for choice in choices[:40]]
    states = [map_state(atlas, choice) for choice in choices]
    pictures: dict[str, set[str]] = {}
    for state in states:
        rest = {name: value for name, value in state.items() if name != "key"}
        pictures.setdefault(json.dumps(rest, sort_keys=True), set()).add(state["key"])
    assert all(len(keys) == 1 for keys in pictures.values())
    assert len(set(itertools.chain.from_iterable(pictures.values()))) == len(pictures)
    assert len(pictures) > 50


def test_the_same_choice_gives_the_same_state_twice(atlas: Atlas) -> None:
    assert map_state(atlas, choose(2020)) == map_state(atlas, choose(2020))


def test_the_chosen_place_is_in_the_state(atlas: Atlas) -> None:
    assert map_state(atlas, choose(2017, place_id="moellehoej"))["selected"] == "moellehoej"
    assert map_state(atlas, choose(2017))["selected"] is None


def test_the_five_over_the_limit_are_hatched_and_no_other(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2017))["areas"]
    assert {place_id: area["hatch"] for place_id, area in areas.items() if area["hatch"]} == {
        "dalum": "sparse",
        "indre-lund": "sparse",
        "kongens-mose": "sparse",
        "moellehoej": "dense",
        "ydre-lund": "dense",
    }
    assert {place_id for place_id, area in areas.items() if area["outline"].startswith("over")} == {
        place_id for place_id, area in areas.items() if area["hatch"]
    }


def test_what_may_lie_over_is_outlined_without_a_hatch(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2020))["areas"]
    unsure = {place_id for place_id, area in areas.items() if area["outline"] == "under_unsure"}
    assert unsure == {"aaby", "engvang", "fjordby", "indre-lund", "oeen", "vestmark"}
    assert not [place_id for place_id in unsure if areas[place_id]["hatch"]]


def test_the_six_under_the_limit_are_hatched(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2025, UNDER_85))["areas"]
    assert {place_id for place_id, area in areas.items() if area["hatch"]} == {
        "dalum",
        "engvang",
        "kongens-mose",
        "moellehoej",
        "oeen",
        "ydre-lund",
    }


def test_a_label_has_the_figure_or_its_bound_and_says_when_it_is_unsure(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2017))["areas"]
    assert (areas["moellehoej"]["figure"], areas["moellehoej"]["word"]) == (danish("21~%"), "")
    assert (areas["dalum"]["figure"], areas["dalum"]["word"]) == (danish("13~%"), "ikke klart")
    assert (areas["oeen"]["figure"], areas["oeen"]["ground"]) == (danish("≤ 10~%"), "bound")
    assert map_state(atlas, choose(2022))["areas"]["dalum"]["figure"] == ""
    assert map_state(atlas, choose(2022))["areas"]["dalum"]["ground"] == "missing"


def test_without_a_rule_nothing_is_flagged(atlas: Atlas) -> None:
    for area in map_state(atlas, choose(2017, "insecure_neighbourhood"))["areas"].values():
        assert (area["hatch"], area["outline"], area["word"]) == ("", "plain", "")


def test_a_tooltip_has_figure_state_and_source(atlas: Atlas) -> None:
    tip = map_state(atlas, choose(2017))["areas"]["moellehoej"]["tip"]
    assert tip == [
        "Møllehøj",
        danish("Utrygge i nabolaget: 21~% (16–27~%), ca. 246 svar (skønnet), 2017"),
        danish("Klart over 10~%"),
        "Kilde: Tryghedsundersøgelsen, Legeby (Legeby Kommune)",
    ]


def test_a_tooltip_gives_the_reason_where_there_is_no_figure(atlas: Atlas) -> None:
    tip = map_state(atlas, choose(2022))["areas"]["moellehoej"]["tip"]
    assert tip == ["Møllehøj", "Vi har ikke fundet tallet. Det betyder ikke, at det ikke findes."]


def test_every_tooltip_with_a_figure_names_a_source(atlas: Atlas) -> None:
    for year, rule, level in itertools.product(atlas.years, RULES, Level):
        for area in map_state(atlas, choose(year, rule.rule_id, level))["areas"].values():
            assert all(isinstance(line, str) and line for line in area["tip"])
            assert not area["figure"] or area["tip"][-1].startswith("Kilde: ")


def test_no_overlay_no_effort(atlas: Atlas) -> None:
    assert map_state(atlas, choose(2018, overlays=()))["efforts"] == []


def test_an_effort_is_an_id_a_layer_and_a_group(atlas: Atlas) -> None:
    drawn = map_state(atlas, choose(2018))["efforts"]
    assert drawn
    assert all(set(effort) == {"id", "layer", "group"} for effort in drawn)
    assert len({(effort["layer"], effort["id"]) for effort in drawn}) == len(drawn)


def test_a_hostile_name_is_sent_as_it_is_for_the_browser_to_write_as_text(snapshot: Snapshot) -> None:
    name = "<img src=x onerror=alert(1)>"
    area = map_state(renamed(snapshot, "dalum", name), choose(2017))["areas"]["dalum"]
    assert area["name"] == area["tip"][0] == name
