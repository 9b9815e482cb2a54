"""What is newest on the toy city: the rule and year pages open on, and the newest year with answers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.goals.newest import (
    answered_years,
    newest_rule,
    newest_whole_year,
    newest_year,
    subject_in,
)
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.rules import LONG_RULE, RULE, RULES, STRATEGY_RULE
from sikkerby_geo.facts.snapshot import Snapshot
from tests.toytown import table

EVENING = RULE["under_75_safe_evening"]


def with_rows(snapshot: Snapshot, year: int, measure: str, areas: list[str]) -> Atlas:
    """The toy city with figures of its own: 12 % in each of some areas."""
    said = {"year": year, "measure": measure, "series": "tryghedsundersoegelse", "source_id": "undersoegelsen"}
    rows = table("survey", [said | {"area_id": area, "percent": 12} for area in areas])
    survey = pd.concat([snapshot.table("survey"), rows], ignore_index=True)
    return build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": survey}), "own")


def every_area(snapshot: Snapshot) -> list[str]:
    return list(snapshot.table("areas").area_id)


def test_the_rule_with_the_newest_whole_year_is_the_newest(atlas: Atlas) -> None:
    assert newest_rule(atlas) == (STRATEGY_RULE, 2025)
    assert newest_whole_year(atlas, EVENING) == 2025


@pytest.mark.parametrize("year", [2025, 2028])
def test_own_figures_bring_the_ten_per_cent_rule_back_by_themselves(snapshot: Snapshot, year: int) -> None:
    """Later than all others, or in the same year as the newest of another rule."""
    own = with_rows(snapshot, year, "insecure_neighbourhood", every_area(snapshot))
    assert newest_rule(own) == (LONG_RULE, year)


def test_figures_for_some_areas_do_not_bring_it_back(snapshot: Snapshot) -> None:
    own = with_rows(snapshot, 2028, "insecure_neighbourhood", every_area(snapshot)[:12])
    assert newest_rule(own) == (STRATEGY_RULE, 2025)
    assert newest_whole_year(own, LONG_RULE) == 2020


def test_which_rule_wins_does_not_hang_on_the_registrys_order(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = with_rows(snapshot, 2025, "insecure_neighbourhood", every_area(snapshot))
    monkeypatch.setattr("sikkerby_geo.facts.rules.RULES", tuple(reversed(RULES)))
    assert newest_rule(own) == (LONG_RULE, 2025)


def test_a_whole_year_has_no_newer_one(atlas: Atlas) -> None:
    for rule in RULES:
        for level in Level:
            year = newest_whole_year(atlas, rule, level)
            everywhere = len(atlas.places.at(level))
            assert year is None or atlas.decided(rule, level, year) == everywhere
            later = [when for when in atlas.years if year is None or when > year]
            assert all(atlas.decided(rule, level, when) < everywhere for when in later)


def test_the_newest_year_is_whole_before_it_is_new(atlas: Atlas) -> None:
    assert newest_year(atlas, LONG_RULE.indicator_id, LONG_RULE, Level.SURVEY_AREA) == 2020
    assert answered_years(atlas, LONG_RULE.indicator_id, Level.SURVEY_AREA)[-1] == 2021
    assert newest_year(atlas, LONG_RULE.indicator_id, None, Level.SURVEY_AREA) == 2020
    assert newest_year(atlas, "unemployed", None, Level.SURVEY_AREA) is None
    assert newest_year(atlas, "unemployed", None, Level.BYDEL) == 2024


def test_a_year_alone_speaks_of_the_rule_with_most_answers_in_it(atlas: Atlas) -> None:
    assert subject_in(atlas, 2017) == (LONG_RULE.indicator, LONG_RULE)
    assert subject_in(atlas, 2021) == (LONG_RULE.indicator, LONG_RULE)
    assert subject_in(atlas, 2025) == (STRATEGY_RULE.indicator, STRATEGY_RULE)
    assert subject_in(atlas, 2022) == (INDICATOR["insecure_evening"], None)
    assert subject_in(atlas, 2014) is None


def test_without_a_survey_nothing_is_newest() -> None:
    empty = build_atlas(Snapshot({}, {}), "empty")
    assert newest_rule(empty) is None
    assert newest_year(empty, LONG_RULE.indicator_id, LONG_RULE, Level.SURVEY_AREA) is None
