"""The two rules above the map, and the mark of 2020, on the public record as it stood in 2026."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.newest import newest_rule
from sikkerby_geo.facts.rules import STRATEGY_RULE
from sikkerby_geo.views.map.overview import overview
from sikkerby_geo.views.map_page.in_sight import in_sight
from tests.published.views.bounded import through
from tests.views.asking import UNDER_85, choose, danish


@pytest.fixture
def of_2026(atlas: Atlas) -> Atlas:
    return through(atlas, 2026)


def test_in_2026_every_page_opens_on_the_85_per_cent_rule(of_2026: Atlas) -> None:
    assert newest_rule(of_2026) == (STRATEGY_RULE, 2026)


def test_both_rules_say_what_the_record_gives(of_2026: Atlas) -> None:
    assert [rule.label for rule in in_sight(of_2026, choose(2017))] == [
        danish("Over 10~% utrygge: 5 af 13 (2020, nyeste hele år)"),
        danish("Under 85~% trygge: 6 af 13 (2026)"),
    ]


def test_the_list_of_2026_still_marks_the_five_of_2020(of_2026: Atlas) -> None:
    marks = {row.name: row.mark for _, rows in overview(of_2026, choose(2026, UNDER_85)) for row in rows if row.mark}
    assert marks.pop("Bispebjerg") == danish("klart over 10~% i 2020")
    assert set(marks) == {"Brønshøj-Husum", "Ydre Nørrebro", "Kgs. Enghave", "Valby"}
    assert set(marks.values()) == {danish("over 10~% i 2020, ikke klart")}
