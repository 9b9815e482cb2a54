"""Since when, on the record."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.history import FlaggedSince
from sikkerby_geo.facts.rules import RULE

OVER_10 = RULE["over_10_insecure"]


def test_bispebjerg_2017_is_over_for_the_third_year_in_a_row_since_2015(atlas: Atlas):
    assert atlas.since(OVER_10, "bispebjerg", 2017) == FlaggedSince(2017, 2015, 3, (), (), 2015)


def test_valby_2020_was_over_in_2017_and_is_unknown_in_between(atlas: Atlas):
    assert atlas.since(OVER_10, "valby", 2020) == FlaggedSince(2020, 2020, 1, (2018, 2019), (2017,), 2015)


def test_ydre_noerrebro_2020_is_over_since_2018_and_was_before(atlas: Atlas):
    assert atlas.since(OVER_10, "ydre-noerrebro", 2020) == FlaggedSince(2020, 2018, 3, (), (2015, 2016), 2015)


def test_a_year_without_an_answer_is_no_year_over(atlas: Atlas):
    assert atlas.since(OVER_10, "valby", 2019).since is None
    assert atlas.since(OVER_10, "oesterbro", 2020).earlier == ()
