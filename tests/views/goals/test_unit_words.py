"""A unit a table may hold has its words: the page, and the file, can say every one of them."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.datasets import PARTNERSHIP_UNIT, RESULT_UNIT
from sikkerby_geo.text import has
from sikkerby_geo.views.goals.goal_words import value_words


@pytest.mark.parametrize("unit", dict.fromkeys((*RESULT_UNIT.choices, *PARTNERSHIP_UNIT.choices)))
@pytest.mark.parametrize("value", [0.0, 1.0, 2.5])
def test_every_unit_a_table_may_hold_can_be_said(unit, value):
    assert value_words(unit, value)


@pytest.mark.parametrize("unit", RESULT_UNIT.choices)
def test_every_unit_of_a_result_has_a_word_in_the_file(unit):
    assert has(f"goal.csv_unit.{unit}")
