"""What Udvikling says first: the chosen place beside the city, and who came onto the rule's list or left it."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.trends.opening import opening_words
from tests.views.asking import choose, danish


def test_without_a_place_the_list_comes_first_with_how_sure_each_is(atlas: Atlas) -> None:
    found = opening_words(atlas, choose(2017), 2016)
    assert found.title.startswith(
        danish("Over 10~%, fra 2016 til 2017. Nye på listen: Indre~Lund (11~%, over, ikke klart)")
    )
    assert "Ude af listen" not in found.title
    assert found.lines[0].startswith("Blevet på listen: Dalum")


def test_those_who_left_are_told_and_those_without_an_answer(atlas: Atlas) -> None:
    left = opening_words(atlas, choose(2020), 2019)
    assert "Ude af listen: Havnen" in left.title
    assert any("Uden svar i et af årene: " in line for line in left.lines)


def test_a_chosen_place_comes_first_and_its_change_stands_beside_the_citys(atlas: Atlas) -> None:
    found = opening_words(atlas, choose(2019, place_id="havnen"), 2018)
    assert found.title.startswith("Havnen: klart flere utrygge, fra ")
    assert "procentpoint op i Havnen" in found.lines[0]
    assert found.lines[0].endswith("forskellen er klar.")
    assert found.lines[1].startswith(danish("Hele~byen: "))
    assert any("på listen" in line for line in found.lines)


def test_a_place_without_a_figure_says_why_it_cannot_be_compared(atlas: Atlas) -> None:
    found = opening_words(atlas, choose(2019, place_id="oeen"), 2018)
    assert found.title == "Øen: ændringen kan ikke prøves (2018: ikke fundet, 2019: ikke fundet)"


def test_without_a_rule_what_happened_everywhere_comes_first(atlas: Atlas) -> None:
    found = opening_words(atlas, choose(2020, "insecure_evening"), 2018)
    assert "listen" not in " ".join((found.title, *found.lines))
    assert all(line.endswith(".") for line in found.lines)
