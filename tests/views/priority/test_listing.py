"""The list as it is laid out: every area once, marks on the track, and quiet parts told apart from unknown ones."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.listing import list_html, list_rows


def test_every_area_stands_once_in_order(atlas: Atlas, answer: Answer) -> None:
    rows = list_rows(atlas, answer)
    assert {row.place_id for row in rows} == {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)


def test_the_dot_lies_on_both_ranges(atlas: Atlas, answer: Answer, answer_2020: Answer) -> None:
    for ranked in (answer, answer_2020):
        for row in list_rows(atlas, ranked):
            for left, width in ((row.noise_left, row.noise_width), (row.weights_left, row.weights_width)):
                assert left - 0.02 <= row.dot <= left + width + 0.02
                assert 0 <= left <= left + width <= 100.02


def test_the_track_runs_from_the_first_place_to_the_last(atlas: Atlas, answer: Answer) -> None:
    rows = list_rows(atlas, answer)
    assert (rows[0].dot, rows[-1].dot) == (0, 100)


def test_the_ranges_are_told_in_words_too(atlas: Atlas, answer: Answer) -> None:
    first = list_rows(atlas, answer)[0]
    assert first.range_label.startswith("Plads 1. Ni af ti gange plads 1")


def test_a_part_without_weight_is_shown_but_quiet(atlas: Atlas, answer: Answer) -> None:
    used = {part.part_id: part.used for part in list_rows(atlas, answer)[0].parts}
    assert used == {**dict.fromkeys(answer.parts, True), "uncovered": False}


def test_an_unknown_part_has_a_word_and_no_bar(atlas: Atlas, without: Callable[[str, str], Answer]) -> None:
    answer = without("dalum", "evening")
    row = next(row for row in list_rows(atlas, answer) if row.place_id == "dalum")
    assert {part.part_id: part.need for part in row.parts}["evening"] is None
    rows = re.findall(r"<tr .*?</tr>", list_html(atlas, answer, None), re.DOTALL)
    table_row = next(row for row in rows if 'role="rowheader">Dalum<' in row)
    assert table_row.count("ikke kendt") == 1
    assert table_row.count('class="meter"') == len(answer.parts) - 1
    assert "Aften og nat mangler." in table_row


@pytest.mark.parametrize("selected", [None, "dalum"])
def test_the_chosen_area_is_marked(atlas: Atlas, answer: Answer, selected: str | None) -> None:
    assert list_html(atlas, answer, selected).count('class="selected"') == (selected is not None)
