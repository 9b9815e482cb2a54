"""What the map opens on, and what a choice knows of itself."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.choice import latest_decided, newest, opening, rule_of
from tests.views.asking import OVER_10, UNDER_85, choose, surveyed


def test_the_map_opens_on_the_ten_per_cent_rule_in_the_newest_year_it_is_decided_everywhere(atlas: Atlas) -> None:
    start = opening(atlas)
    assert (start.year, start.rule_id, start.indicator_id) == (2020, OVER_10, "insecure_neighbourhood")
    assert start.level is Level.SURVEY_AREA
    assert start.place_id is None
    assert start.overlays == tuple(overlay.overlay_id for overlay in OVERLAYS if overlay.default_on)


def test_the_newest_figures_are_those_of_the_85_per_cent_rule(atlas: Atlas) -> None:
    rule, year = newest(atlas)
    assert (rule.rule_id, year) == (UNDER_85, 2025)


def test_a_rule_is_decided_everywhere_only_if_no_place_of_the_level_is_open(atlas: Atlas) -> None:
    for rule in RULES:
        for level in Level:
            year = latest_decided(atlas, rule, level)
            later = [when for when in atlas.years if year is None or when > year]
            everywhere = len(atlas.places.at(level))
            assert year is None or atlas.decided(rule, level, year) == everywhere
            assert all(atlas.decided(rule, level, when) < everywhere for when in later)


def test_without_a_decided_year_the_map_opens_on_the_last_one(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18"}, year=2019)
    assert opening(toy).year == 2019
    assert newest(toy) is None


def test_without_any_table_there_is_still_something_to_open() -> None:
    empty = build_atlas(Snapshot({}, {}), "empty")
    assert opening(empty).rule_id == OVER_10
    assert newest(empty) is None


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
