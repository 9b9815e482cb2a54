"""Each rule year by year: our count, the published one, and what their agreement is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.goals.rule_counts import Agreement, RuleYear, rests_on_bound, rule_years
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM
from sikkerby_geo.facts.rules import RULE, RULES, Range
from tests import toytown


def year_of(atlas: Atlas, rule_id: str, year: int, level: Level = Level.SURVEY_AREA) -> RuleYear:
    return next(found for found in rule_years(atlas, RULE[rule_id], level) if found.year == year)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_year_since_the_break_is_there_and_adds_up(atlas: Atlas, rule, level):
    found = rule_years(atlas, rule, level)
    assert [one.year for one in found] == [year for year in atlas.years if year >= SURVEY_FROM]
    for one in found:
        assert len(one.flagged) <= one.decided <= one.total == len(atlas.places.at(level))
        assert one.decided == atlas.decided(rule, level, one.year)
        assert one.unsure <= one.decided


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


def test_an_independent_count_agrees_or_differs():
    assert agreement(2, exact=True) is Agreement.AGREES
    assert agreement(3, exact=True) is Agreement.DIFFERS


def test_one_flag_from_the_list_makes_the_count_dependent():
    assert agreement(2, exact=False) is Agreement.FROM_LIST
    assert agreement(3, exact=False) is Agreement.FROM_LIST_DIFFERS


def test_a_published_count_is_not_compared_with_half_an_answer(atlas: Atlas):
    known = {2017: (5, Agreement.FROM_LIST), 2018: (0, Agreement.NOT_PUBLISHED)}
    for year, (published, agreement) in known.items():
        one = year_of(atlas, "over_10_insecure", year)
        assert (one.published or 0, one.agreement) == (published, agreement)
    half = replace(atlas, published_counts={("insecure_neighbourhood", 2018): (1, toytown.source())})
    assert not year_of(half, "over_10_insecure", 2018).complete
    assert year_of(half, "over_10_insecure", 2018).agreement is Agreement.INCOMPLETE


@pytest.mark.parametrize("level", [Level.LOKALUDVALG, Level.BYDEL])
def test_the_published_count_speaks_of_survey_areas_only(atlas: Atlas, level):
    assert year_of(atlas, "over_10_insecure", 2017, level).agreement is Agreement.OTHER_LEVEL


def test_a_figure_is_no_bound_and_nothing_is_none():
    assert not rests_on_bound(toytown.cell(12))
    assert rests_on_bound(toytown.cell(share=Range.bounded("<=", 10)))
    assert not rests_on_bound(toytown.cell())
