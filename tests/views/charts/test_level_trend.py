"""Level × trend: each place in one cell, and only a clear change is coloured."""

from __future__ import annotations

import itertools

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Verdict
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_INDICATORS
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice, rule_of
from sikkerby_geo.views.charts.level_trend import changes_between, columns_of, level_trend_card, standings
from tests.views.asking import UNDER_85, choose, danish
from tests.views.chart_layers import rows_of, words_of

PAIRS = [(2019, 2018), (2018, 2019), (2020, 2016), (2025, 2024), (2022, 2020), (2014, 2016), (2024, 2013)]


@pytest.mark.parametrize("measure", SURVEY_INDICATORS, ids=[measure.indicator_id for measure in SURVEY_INDICATORS])
def test_every_place_is_named_once(atlas: Atlas, measure) -> None:
    rule = rule_of(measure.indicator_id)
    for level, (year, other) in itertools.product(Level, PAIRS):
        choice = Choice(year, measure.indicator_id, rule.rule_id if rule else None, level)
        card = level_trend_card(atlas, choice, other)
        places = [place.name for place in atlas.places.at(level)]
        assert list(card.table[t("twin.place")]) == places
        for spec in (card.spec, card.narrow):
            text = " ".join(words_of(spec)).replace("\u00a0", " ").replace("\u2011", "-")
            assert all(name in text for name in places)


def test_only_clear_changes_have_a_ground(atlas: Atlas) -> None:
    choice = choose(2019)
    found = standings(atlas, choice, changes_between(atlas, choice, 2018))
    card = level_trend_card(atlas, choice, 2018)
    text = " ".join(words_of(card.spec))
    assert [standing.place.name for standing in found if standing.verdict in CLEAR] == ["Havnen"]
    assert text.count(danish("~til~")) == 1
    assert danish("3~til~12~%") in text
    assert len(rows_of(card.spec, "ground-0")) == 1
    assert rows_of(card.spec, "ground-1") == []


def test_a_clear_fall_has_the_other_ground(atlas: Atlas) -> None:
    card = level_trend_card(atlas, choose(2022, "insecure_evening"), 2020)
    assert rows_of(card.spec, "ground-0") == []
    assert len(rows_of(card.spec, "ground-1")) == 1
    words = words_of(card.spec)
    assert danish("27~til~15~%") in words
    assert danish("muligt fald, 24~til~15~%") in " ".join(words)


def test_a_pair_without_testable_changes_has_no_ground(atlas: Atlas) -> None:
    card = level_trend_card(atlas, choose(2016), 2013)
    assert rows_of(card.spec, "ground-0") == rows_of(card.spec, "ground-1") == []
    assert card.title == "Ændringen fra 2013 til 2016 kan ikke prøves noget sted"


def test_the_order_of_the_years_does_not_matter(atlas: Atlas) -> None:
    one, other = level_trend_card(atlas, choose(2019), 2018), level_trend_card(atlas, choose(2018), 2019)
    assert (one.title, one.spec) == (other.title, other.spec)


def test_more_need_stands_left_whatever_the_measure() -> None:
    assert columns_of(INDICATOR["insecure_neighbourhood"])[0] is Verdict.ROSE
    assert columns_of(INDICATOR["safe_neighbourhood"])[0] is Verdict.FELL


def test_rows_run_from_most_need_to_least(atlas: Atlas) -> None:
    choice = choose(2025, UNDER_85)
    found = standings(atlas, choice, changes_between(atlas, choice, 2024))
    ranks = {standing.words: standing.rank for standing in found}
    assert sorted(ranks, key=ranks.get)[:2] == ["klart under", "under, ikke klart"]


def test_without_a_rule_the_level_is_the_value_class(atlas: Atlas) -> None:
    choice = choose(2022, "insecure_evening")
    found = standings(atlas, choice, changes_between(atlas, choice, 2020))
    said = {standing.place.place_id: standing.words for standing in found}
    assert said["moellehoej"] == danish("over 25 til 30~%")
    assert said["oeen"] == t("class.missing")


def test_the_table_says_who_judged_and_what_could_have_been_seen(atlas: Atlas) -> None:
    twin = level_trend_card(atlas, choose(2019), 2018).table.set_index(t("twin.place"))
    assert twin.loc["Havnen", t("twin.judged")] == t("cells.published")
    assert twin.loc["Bakken", t("twin.judged")] == t("cells.own_test")
    assert twin.loc["Bakken", t("twin.visible")] == "ca. 8 procentpoint"
    assert twin.loc["Dalum", t("twin.judged")] == ""
