"""What Udvikling compares: the places of an address, the other year, one legend for two maps, the real changes."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.changes import Verdict
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.measures import MEASURES
from sikkerby_geo.text import t
from sikkerby_geo.views import comparison
from sikkerby_geo.views.charts.sentences import SURE
from sikkerby_geo.views.choice import Choice, rule_of
from tests.views.asking import UNDER_85, choose

IDS = [measure.measure_id for measure in MEASURES]


def ids(places) -> list[str]:
    return [place.place_id for place in places]


def test_places_keep_the_order_of_the_address(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, "valby,bispebjerg")
    assert ids(found.found) == ["valby", "bispebjerg"]
    assert found.unknown == ()


def test_an_unknown_place_is_set_aside_and_named(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, "atlantis,valby")
    assert (ids(found.found), found.unknown) == (["valby"], ("atlantis",))


def test_a_place_of_another_level_stands_for_its_counterpart_once(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.LOKALUDVALG, "indre-noerrebro,ydre-noerrebro,lu-valby")
    assert ids(found.found) == ["lu-noerrebro", "lu-valby"]


def test_more_places_than_can_be_told_apart_are_cut(atlas: Atlas) -> None:
    found = comparison.places_named(atlas, Level.SURVEY_AREA, ",".join(ids(atlas.places.at(Level.SURVEY_AREA))))
    assert len(found.found) == comparison.MOST_PLACES
    assert found.surplus


def test_nobody_is_nobody(atlas: Atlas) -> None:
    assert comparison.places_named(atlas, Level.SURVEY_AREA, comparison.NOBODY) == comparison.Places(())


def test_the_default_is_the_chosen_place_and_the_highest_need(atlas: Atlas) -> None:
    assert ids(comparison.default_places(atlas, choose(2018, place_id="valby"))) == ["valby", "bispebjerg"]
    assert ids(comparison.default_places(atlas, choose(2018))) == ["bispebjerg", "ydre-noerrebro"]
    assert ids(comparison.default_places(atlas, choose(2018, place_id="bispebjerg"))) == [
        "bispebjerg",
        "ydre-noerrebro",
    ]
    assert ids(comparison.default_places(atlas, choose(2026, UNDER_85)))[0] == "christianshavn"


@pytest.mark.parametrize(
    ("year", "other"), [(2018, 2017), (2020, 2019), (2017, 2016), (2015, 2016), (2021, 2017), (2026, 2020)]
)
def test_the_other_year_is_the_nearest_earlier_that_can_be_compared(atlas: Atlas, year: int, other: int) -> None:
    found = comparison.default_other_year(atlas, choose(year))
    if comparison.testable(atlas, choose(year), year, other):
        assert found == other
    else:
        assert abs(found - year) == 1


@pytest.mark.parametrize("measure_id", IDS)
def test_there_is_always_another_year(atlas: Atlas, measure_id: str) -> None:
    rule = rule_of(measure_id)
    for level in Level:
        for year in atlas.years:
            choice = Choice(year, measure_id, rule.rule_id if rule else None, level)
            other = comparison.default_other_year(atlas, choice)
            assert other in atlas.years
            assert other != year
            assert comparison.says(atlas, choice, other).title


def test_years_across_the_break_are_said_not_to_be_comparable(atlas: Atlas) -> None:
    says = comparison.says(atlas, choose(2016), 2013)
    assert says.title == "Ændringen fra 2013 til 2016 kan ikke prøves noget sted"
    assert "anden undersøgelse" in says.certainty
    assert comparison.testable(atlas, choose(2016), 2016, 2013) == 0


@pytest.mark.parametrize("measure_id", IDS)
def test_the_newest_pair_can_be_compared(atlas: Atlas, measure_id: str) -> None:
    rule = rule_of(measure_id)
    choice = Choice(2012, measure_id, rule.rule_id if rule else None, Level.SURVEY_AREA)
    earlier, later = comparison.newest_pair(atlas, choice)
    assert earlier < later
    assert comparison.testable(atlas, choice, earlier, later)


def test_one_legend_counts_both_years(atlas: Atlas) -> None:
    legend = comparison.twin_legend(atlas, choose(2018), (2017, 2018))
    assert sum(first for _, first, _ in legend.values) == sum(second for _, _, second in legend.values) == 13
    states = {label: (first, second) for _, label, first, second in legend.states}
    assert states["over, sikkert"] == (2, 2)


def test_the_legend_of_an_early_and_a_late_year_has_the_states_of_the_late_one(atlas: Atlas) -> None:
    legend = comparison.twin_legend(atlas, choose(2017), (2014, 2017))
    assert all(first == 0 for _, _, first, _ in legend.states)
    assert any(second for _, _, _, second in legend.states)


def test_the_maps_name_the_sources_of_both_years_and_their_own(atlas: Atlas) -> None:
    lines = comparison.map_lines(atlas, choose(2018), (2017, 2018))
    assert lines[0].startswith("2017. Kilder:")
    assert lines[1].startswith("2018. Kilder:")
    assert "OpenStreetMap" in lines[-1]
    assert comparison.map_lines(atlas, choose(2011), (2011, 2012)) == lines[-1:]


@pytest.mark.parametrize("measure_id", IDS)
@pytest.mark.parametrize("level", list(Level))
def test_sure_and_unsure_changes_are_kept_apart_and_none_is_lost(atlas: Atlas, measure_id: str, level: Level) -> None:
    rule = rule_of(measure_id)
    choice = Choice(2018, measure_id, rule.rule_id if rule else None, level)
    pairs = comparison.all_changes(atlas, choice)
    found = comparison.real_changes(atlas, choice)
    sure = [change for _, change in pairs if change.verdict in SURE]
    assert len(found.sure.rows if found.sure else ()) == len(sure)
    assert len(found.rest.rows if found.rest else ()) == len(pairs) - len(sure)
    assert all(change.verdict is not Verdict.NOT_TESTABLE or change.before.figure for _, change in pairs)
    assert len(found.csv.decode("utf-8-sig").splitlines()) == len(pairs) + 1
    assert str(len(pairs)) in found.title


def test_two_years_on_both_sides_of_the_break_are_said_to_be_two_surveys(toy_atlas: Atlas) -> None:
    across = t("udvikling.across_break")
    assert across in comparison.says(toy_atlas, choose(2013), 2017).certainty
    assert across not in comparison.says(toy_atlas, choose(2016), 2017).certainty
