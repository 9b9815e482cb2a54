"""The rules year by year on the record: our count beside the published one."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.goals.rule_counts import Agreement, RuleYear, rule_years
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULE
from tests import toytown


def year_of(atlas: Atlas, rule_id: str, year: int, level: Level = Level.SURVEY_AREA) -> RuleYear:
    return next(found for found in rule_years(atlas, RULE[rule_id], level) if found.year == year)


@pytest.mark.parametrize(
    ("rule_id", "year", "computed", "published", "agreement"),
    [
        ("over_10_insecure", 2015, 3, 3, Agreement.FROM_LIST),
        ("over_10_insecure", 2016, 2, 2, Agreement.FROM_LIST),
        ("over_10_insecure", 2017, 5, 5, Agreement.FROM_LIST),
        ("over_10_insecure", 2020, 5, 5, Agreement.FROM_LIST),
        ("under_85_safe", 2024, 5, 5, Agreement.FROM_LIST),
        ("under_85_safe", 2025, 2, None, Agreement.NOT_PUBLISHED),
        ("under_85_safe", 2026, 6, None, Agreement.NOT_PUBLISHED),
        ("under_75_safe_evening", 2025, 2, None, Agreement.NOT_PUBLISHED),
    ],
)
def test_the_years_decided_for_every_area(atlas: Atlas, rule_id, year, computed, published, agreement):
    one = year_of(atlas, rule_id, year)
    assert one.complete
    assert (len(one.flagged), one.published, one.agreement) == (computed, published, agreement)


@pytest.mark.parametrize(
    ("rule_id", "year"),
    [("over_10_insecure", 2021), ("over_10_insecure", 2022), ("under_85_safe", 2022), ("under_75_safe_evening", 2023)],
)
def test_a_published_count_is_not_compared_with_half_an_answer(atlas: Atlas, rule_id, year):
    one = year_of(atlas, rule_id, year)
    assert not one.complete
    assert one.agreement is Agreement.INCOMPLETE


@pytest.mark.parametrize("level", [Level.LOKALUDVALG, Level.BYDEL])
def test_the_published_count_speaks_of_survey_areas_only(atlas: Atlas, level):
    assert year_of(atlas, "over_10_insecure", 2017, level).agreement is Agreement.OTHER_LEVEL


def agreement(published: int, *, exact: bool) -> Agreement:
    """Toytown in 2020 with every area decided, by figures alone or with one known by its bound."""
    snapshot = toytown.snapshot()
    said = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse", "source_id": "kommunen"}
    known = {"nord": "12", "oest": "15" if exact else ">10", "vest": "4", "syd": "6"}
    rows = [
        said | {"year": 2020, "area_id": area, "percent": text.lstrip(">"), "bound": text[: text.startswith(">")]}
        for area, text in known.items()
    ]
    goals = [
        {"goal_id": "g", "programme": "P", "indicator_da": "I", "measure": "insecure_neighbourhood"}
        | {"scope": "every_district", "comparator": "<=", "target": 10, "source_id": "kommunen"}
    ]
    results = [{"goal_id": "g", "year": 2020, "value": published, "source_id": "kommunen"}]
    tables = {
        **snapshot.tables,
        "survey": toytown.table("survey", rows),
        "goals": toytown.table("goals", goals),
        "goal_results": toytown.table("goal_results", results),
    }
    atlas = build_atlas(type(snapshot)(tables, snapshot.layers), "toy")
    return year_of(atlas, "over_10_insecure", 2020).agreement
