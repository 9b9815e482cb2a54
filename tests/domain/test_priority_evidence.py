"""The evidence behind a priority: which years are offered, which year each part is from, and what counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.evidence import Basis, Evidence, basis, offered, worsening_if
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.priority import FAMILIES, FAMILY, PRESETS
from tests.toytown import cell, figure

SAFE, INSECURE = FAMILY["safe"], FAMILY["insecure"]


def test_insecure_and_safe_are_never_mixed() -> None:
    for family in FAMILIES:
        assert INDICATOR[family.main_id].worse_high == INDICATOR[family.evening_id].worse_high


def test_offered_where_ten_areas_have_the_main_figure_newest_first(atlas: Atlas) -> None:
    assert [(family.family_id, year) for family, year in offered(atlas)] == [("safe", 2025), ("insecure", 2020)]


def test_a_part_few_areas_have_is_left_out_for_all(atlas: Atlas) -> None:
    found = basis(atlas, SAFE, 2025)
    assert found.used == ("level", "evening", "crime", "uncovered")
    assert found.known("worsening") == 1
    assert basis(atlas, INSECURE, 2020).used == ("level", "uncovered")


def test_the_evening_is_taken_from_the_newest_year_that_has_it(atlas: Atlas) -> None:
    assert basis(atlas, SAFE, 2025).years["evening"] == 2025
    assert basis(atlas, INSECURE, 2020).years["evening"] is None
    moved = {
        (measure, place, year - (measure == "safe_evening")): found
        for (measure, place, year), found in atlas.observations.items()
    }
    earlier = basis(replace(atlas, observations=moved), SAFE, 2025)
    assert earlier.years["evening"] == 2024
    assert {item.place_id: item.raw["evening"] for item in earlier.evidence}["dalum"] == 66


def test_crime_is_of_the_calendar_year_before_and_coverage_of_the_last_documented_one(atlas: Atlas) -> None:
    years = basis(atlas, SAFE, 2025).years
    assert (years["crime"], years["uncovered"]) == (2024, 2024)
    longer = replace(atlas, documented_to=dict.fromkeys(atlas.documented_to, 2018))
    found = basis(longer, SAFE, 2025)
    assert found.years["uncovered"] == 2018
    assert {item.place_id: item.raw["uncovered"] for item in found.evidence}["moellehoej"] == pytest.approx(
        77.5, abs=0.1
    )


@pytest.mark.parametrize(("before", "after", "points"), [(85, 70, 8.26), (85, 83, 1.21), (85, 95, 0)])
def test_a_fall_counts_as_worsening_by_what_can_be_expected_of_it(
    atlas: Atlas, before: int, after: int, points: float
) -> None:
    found = {
        ("safe_neighbourhood", "dalum", 2024): cell(before, place_id="dalum", year=2024),
        ("safe_neighbourhood", "dalum", 2025): cell(after, place_id="dalum", year=2025),
    }
    evidence = basis(replace(atlas, observations={**atlas.observations, **found}), SAFE, 2025).evidence
    assert {item.place_id: item.raw["worsening"] for item in evidence}["dalum"] == pytest.approx(points, abs=0.01)


def test_more_insecurity_is_worsening_too(atlas: Atlas) -> None:
    found = {
        ("insecure_neighbourhood", "dalum", 2019): cell(8, place_id="dalum", year=2019),
        ("insecure_neighbourhood", "dalum", 2020): cell(23, place_id="dalum", year=2020),
    }
    evidence = basis(replace(atlas, observations={**atlas.observations, **found}), INSECURE, 2020).evidence
    assert {item.place_id: item.raw["worsening"] for item in evidence}["dalum"] == pytest.approx(9.31, abs=0.01)


def test_the_worsening_of_a_moved_share_is_worked_out_anew() -> None:
    fallen = Evidence("nord", {"worsening": 15.0}, figure(70), None, figure(85))

    def moved(item: Evidence, percent: float) -> float | None:
        still = Evidence("syd", {"worsening": 0.0}, figure(85), None, figure(85))
        return worsening_if(Basis(SAFE, 2025, {}, (item, still), ()), "nord", percent)

    assert [moved(fallen, percent) for percent in (70, 83, 95)] == pytest.approx([8.26, 1.21, 0], abs=0.01)
    assert moved(replace(fallen, before=None), 70) is None
    assert moved(replace(fallen, raw={"worsening": None}), 70) is None
    assert moved(replace(fallen, level=replace(fallen.level, doubted=True)), 70) == 0


def test_every_preset_gives_every_part_a_weight_in_steps_of_five_that_sum_to_100() -> None:
    for preset in PRESETS:
        assert sum(preset.weights.values()) == 100
        assert all(weight % 5 == 0 for weight in preset.weights.values())
