"""What the map opens on, and what a choice knows of itself."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.choice import of_indicator, of_rule, opening, opening_in, rule_of
from tests.views.asking import OVER_10, UNDER_85, choose, surveyed


def test_every_page_opens_on_the_rule_that_is_decided_everywhere_in_the_newest_year(atlas: Atlas) -> None:
    start = opening(atlas)
    assert (start.year, start.rule_id, start.indicator_id) == (2025, UNDER_85, "safe_neighbourhood")
    assert start.level is Level.SURVEY_AREA
    assert start.place_id is None
    assert start.overlays == tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on)


def test_without_a_decided_year_the_map_opens_on_the_last_one(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18"}, year=2019)
    assert (opening(toy).year, opening(toy).rule_id) == (2019, OVER_10)


def test_without_any_table_there_is_still_something_to_open() -> None:
    empty = build_atlas(Snapshot({}, {}), "empty")
    assert opening(empty).rule_id == OVER_10


def test_a_year_alone_opens_on_the_rule_that_answers_in_it(atlas: Atlas) -> None:
    assert [opening_in(atlas, year).rule_id for year in (2017, 2022, 2024)] == [OVER_10, None, UNDER_85]
    assert opening_in(atlas, 2014) == replace(opening(atlas), year=2014)


def test_another_rule_or_measure_brings_its_newest_year_along(atlas: Atlas) -> None:
    assert of_rule(atlas, choose(2017), RULE[UNDER_85]) == choose(2025, UNDER_85)
    assert of_rule(atlas, choose(2025, UNDER_85), RULE[OVER_10]) == choose(2020)
    assert of_rule(atlas, choose(2017), None) == choose(2017, "insecure_neighbourhood")
    assert of_indicator(atlas, choose(2025, UNDER_85), "insecure_neighbourhood") == choose(2020)
    assert of_indicator(atlas, choose(2025, UNDER_85), "borgervendt").year == 2019


def test_what_is_published_for_larger_places_brings_its_level_along(atlas: Atlas) -> None:
    moved = of_indicator(atlas, choose(2025, UNDER_85, place_id="dalum"), "unemployed")
    assert (moved.level, moved.year) == (Level.BYDEL, 2024)
    assert "dalum" in atlas.places[moved.place_id].members


def test_each_measure_has_at_most_one_rule_and_a_choice_names_both() -> None:
    for measure in SURVEY_INDICATORS:
        rule = rule_of(measure.indicator_id)
        assert rule is None or rule.indicator is measure
    assert rule_of("insecure_evening") is None
    assert choose(2020, "insecure_evening").rule is None
    assert choose(2020, UNDER_85).rule.limit == 85


def test_a_choice_finds_its_place_and_an_unknown_one_is_nothing(atlas: Atlas) -> None:
    assert choose(2020, place_id="dalum").place(atlas).name == "Dalum"
    assert choose(2020, place_id="no-such-place").place(atlas) is None
