"""Key figures: newest values, disagreeing sources, wholes with their parts, and counts too small to be told."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.key_figures import (
    disagreeing,
    follow_ups,
    groups_of,
    hidden,
    key_figures,
    parts_of,
)


def test_groups_stand_in_the_order_of_the_table(atlas: Atlas) -> None:
    assert list(groups_of(key_figures(atlas))) == ["indikatorer", "samtaler", "gennemgang", "sammenligning", "exit"]


def test_newest_and_earlier_values(atlas: Atlas) -> None:
    figures = key_figures(atlas)
    absence = figures["n-fravaer"]
    assert [one.value for one in absence.newest] == [5.5]
    assert [(one.year, one.value) for one in absence.earlier] == [(2011, 6.5)]
    assert figures["n-ledige"].newest == figures["n-ledige"].earlier == ()


def test_two_sources_that_disagree_are_both_there_the_better_first(atlas: Atlas) -> None:
    told = key_figures(atlas)["n-gennemgang"].newest
    assert [one.value for one in disagreeing(told)] == [117, 111]
    assert disagreeing(told[:1]) == ()


def test_parts_stand_the_largest_first(atlas: Atlas) -> None:
    figures = key_figures(atlas)
    assert [one.key_figure_id for one in parts_of(figures, figures["n-unge"])] == ["n-unge-uden", "n-unge-med"]


def test_under_ten_people_nothing_is_told_nor_of_a_part_of_them(atlas: Atlas) -> None:
    figures = key_figures(atlas)
    whole, part = figures["n-fulgt"], figures["n-ikke-doemt"]
    assert [hidden(figures, whole, one) for one in whole.values] == [True, False]
    assert [hidden(figures, part, one) for one in part.values] == [True, False]


def test_a_share_of_those_followed_up_only_where_there_are_ten(atlas: Atlas) -> None:
    figures = key_figures(atlas)
    figures["n-ikke-doemt"] = replace(figures["n-ikke-doemt"], goal_id="maal")
    assert [(one.year, one.count, one.total) for one in follow_ups(figures, "maal")] == [(2014, 9, 12)]
    assert follow_ups(figures, "et-andet") == ()
