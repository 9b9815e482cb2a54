"""Scenarios side by side: at most three, each area once, letters that stay, names on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.whatif.drawings import circle
from sikkerby_geo.domain.whatif.scenarios import LETTERS, MOST_NAME, keep, remove, rename, tidy_name
from sikkerby_geo.facts.problems import SikkerByError

CIRCLES = [circle((12.5 + step / 100, 55.7), 300) for step in range(5)]


def three():
    kept = ()
    for number, drawing in enumerate(CIRCLES[:3]):
        kept = keep(kept, drawing, name=f"nr. {number}", version="v")
    return kept


def test_letters_are_given_in_order_and_stay_when_one_is_removed():
    kept = three()
    assert [each.letter for each in kept] == list(LETTERS)
    fewer = remove(kept, "A")
    assert [each.letter for each in fewer] == ["B", "C"]
    again = keep(fewer, CIRCLES[3], name="ny", version="v")
    assert [(each.letter, each.name) for each in again] == [("A", "ny"), ("B", "nr. 1"), ("C", "nr. 2")]


def test_a_free_letter_can_be_asked_for():
    (kept,) = keep((), CIRCLES[0], name="x", version="v", letter="C")
    assert kept.letter == "C"
    assert [each.letter for each in keep((kept,), CIRCLES[1], name="y", version="v", letter="C")] == ["A", "C"]
    assert keep((), CIRCLES[0], name="x", version="v", letter="<b>")[0].letter == "A"


def test_a_fourth_and_a_second_of_the_same_are_told_and_nothing_is_lost():
    kept = three()
    with pytest.raises(SikkerByError) as full:
        keep(kept, CIRCLES[3], name="x", version="v")
    with pytest.raises(SikkerByError) as double:
        keep(kept, CIRCLES[1], name="x", version="v")
    assert (full.value.key, double.value.key) == ("scenario.full", "scenario.kept_already")
    assert double.value.params["letter"] == "B"


def test_only_the_one_is_renamed():
    assert [each.name for each in rename(three(), "B", "  Tingbjerg\n øst ")] == ["nr. 0", "Tingbjerg øst", "nr. 2"]


@given(st.text(max_size=300))
def test_a_name_is_one_line_of_limited_length_and_tidy_already(name):
    tidied = tidy_name(name)
    assert len(tidied) <= MOST_NAME
    assert tidied.isprintable()
    assert tidied == tidy_name(tidied) == tidied.strip()
