"""The two rules above the map: their words are worked out, at every level, and lead to what they say."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.map_page.in_sight import in_sight
from sikkerby_geo.views.map_page.strip import strip
from tests.views.asking import OVER_10, UNDER_85, choose, danish, surveyed


@pytest.mark.parametrize(
    ("level", "labels"),
    [
        (
            Level.SURVEY_AREA,
            ["Over 10~% utrygge: 5 af 13 (2020, nyeste hele år)", "Under 85~% trygge: 6 af 13 (2025)"],
        ),
        (
            Level.LOKALUDVALG,
            ["Over 10~% utrygge: 5 af 12 (2020, nyeste hele år)", "Under 85~% trygge: 6 af 12 (2025)"],
        ),
        (Level.BYDEL, ["Over 10~% utrygge: 4 af 10 (2020, nyeste hele år)", "Under 85~% trygge: 4 af 10 (2025)"]),
    ],
)
def test_both_rules_stand_with_their_newest_whole_year_and_count(atlas: Atlas, level: Level, labels: list[str]) -> None:
    for choice in (choose(2017, level=level), choose(2022, "insecure_evening", level)):
        assert [rule.label for rule in in_sight(atlas, choice)] == [danish(label) for label in labels]


def test_a_rule_in_sight_leads_to_rule_and_year_together_and_keeps_the_place(atlas: Atlas) -> None:
    long, strategy = in_sight(atlas, choose(2017, place_id="dalum"))
    assert (long.choice, long.shown) == (choose(2020, place_id="dalum"), False)
    assert (strategy.choice, strategy.shown) == (choose(2025, UNDER_85, place_id="dalum"), False)
    assert [rule.shown for rule in in_sight(atlas, choose(2020))] == [True, False]


def test_a_rule_without_a_whole_year_says_of_how_many_it_knows(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18", "dalum": "4"}, year=2016)
    long, strategy = in_sight(toy, choose(2016))
    assert long.label == danish("Over 10~% utrygge: 1 af de 2 områder, vi har svar for (2016; intet år er helt)")
    assert (long.choice.year, long.choice.rule_id) == (2016, OVER_10)
    assert strategy.label == danish("Under 85~% trygge: vi har ingen svar")
    assert strategy.choice is None


def test_without_any_table_both_say_that_nothing_is_known() -> None:
    empty = build_atlas(Snapshot({}, {}), "empty")
    assert [rule.choice for rule in in_sight(empty, choose(2020))] == [None, None]


def test_the_bars_under_the_year_say_what_they_show(atlas: Atlas) -> None:
    words = "Søjlerne viser, hvor mange bydele vi har svar for hvert år. I 2020 er det 10 af 10."
    assert words in strip(atlas, choose(2020, level=Level.BYDEL))
