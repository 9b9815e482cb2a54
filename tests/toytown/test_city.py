"""The toy city is read without a fault, nests as a city must, and holds what its description promises."""

from __future__ import annotations

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.rules import RULE


def test_every_table_and_layer_is_there_and_read(snapshot):
    assert snapshot.troubles == ()
    assert {*snapshot.tables, *snapshot.layers} == {*TABLES, *LAYERS}


def test_it_has_thirteen_areas_in_twelve_committees_in_ten_bydele(atlas):
    assert [len(atlas.places.at(level)) for level in Level] == [13, 12, 10]


def test_every_overlay_has_something_to_draw(atlas):
    assert {effort.overlay.overlay_id for effort in atlas.efforts} == {
        one.overlay_id for one in OVERLAYS if not one.own
    }


def test_its_years_are_decided_as_described(atlas):
    def flagged(rule_id: str, year: int) -> tuple[int, int]:
        states = atlas.states(RULE[rule_id], Level.SURVEY_AREA, year).values()
        return sum(state.flagged is not None for state in states), sum(state.flagged is True for state in states)

    decided = {year: flagged("over_10_insecure", year) for year in (2015, 2016, 2017, 2020)}
    assert decided == {2015: (13, 3), 2016: (13, 2), 2017: (13, 5), 2020: (13, 5)}
    assert flagged("under_85_safe", 2024) == (13, 5)
    assert flagged("under_85_safe", 2025) == (13, 6)
    assert flagged("under_75_safe_evening", 2025) == (13, 5)
