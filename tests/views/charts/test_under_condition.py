"""A picture taken along says what has something called clear, where that is not as usual."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.rule_matrix import rule_matrix_card
from sikkerby_geo.views.charts.trend import trend_card
from tests.views.asking import choose

CARDS: dict[str, Callable[[Atlas], ChartCard]] = {
    "trend": lambda atlas: trend_card(atlas, "insecure_neighbourhood", atlas.places.at(Level.SURVEY_AREA)[:1]),
    "level and trend": lambda atlas: level_trend_card(atlas, choose(2017), 2016),
    "rule": lambda atlas: rule_matrix_card(atlas, choose(2017).rule, Level.SURVEY_AREA),
}


@pytest.mark.parametrize("card_of", CARDS.values(), ids=CARDS)
def test_the_condition_stands_in_picture_and_numbers_and_nowhere_where_it_is_the_usual_one(
    atlas: Atlas, card_of: Callable[[Atlas], ChartCard]
) -> None:
    usual, judged = card_of(atlas), card_of(atlas.under(CLEAR_UNDER["design_effect"]))
    condition = t("clear.condition.design_effect")
    assert condition in judged.notes
    assert condition not in usual.notes
    heads = [card.csv().decode("utf-8-sig").splitlines()[0].split(";") for card in (usual, judged)]
    assert t("csv.clear") in heads[1]
    assert t("csv.clear") not in heads[0]
