"""Where an area would stand with the figures of the year before: on screen, in the files, and where it is not known."""

from __future__ import annotations

import re
from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.earlier import Earlier, earlier_ranks
from sikkerby_geo.domain.priority.ranking import ranking
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.files import records
from sikkerby_geo.views.priority.listing import list_html, list_rows
from sikkerby_geo.views.priority.priority_words import earlier_note, earlier_words

LEVEL_ALONE = (100, 0, 0, 0, 0, 0)


def test_with_one_part_the_place_is_that_of_the_year_before(atlas: Atlas) -> None:
    now, then = (answered(atlas, Ask("safe", year, LEVEL_ALONE)) for year in (2025, 2024))
    assert now.earlier == Earlier(2024, {row.place_id: row.rank for row in then.rows}, ())
    assert {row.place_id: row.rank for row in now.rows} != now.earlier.ranks


def test_a_part_the_year_before_lacks_is_named_and_its_weight_goes_to_the_rest(atlas: Atlas, answer: Answer) -> None:
    assert answer.earlier is not None
    assert answer.earlier.lacking == ("evening", "worsening")
    assert "uden aften og nat og forværring" in earlier_note(answer)
    before = answered(atlas, replace(answer.ask, year=2024))
    assert answer.earlier.ranks == {row.place_id: row.rank for row in ranking(before.found, before.ask.by_part)}


def test_it_stands_beside_the_two_ranges_in_words_and_in_the_picture(atlas: Atlas, answer: Answer) -> None:
    for row, ranked in zip(list_rows(atlas, answer), answer.rows, strict=True):
        rank = answer.earlier.ranks[ranked.place_id]
        assert row.range_words.endswith(f"; 2024-tal {rank}")
        assert row.range_label.endswith(f"Med tallene for 2024 ville området ligge på plads {rank}.")
    html = list_html(atlas, answer, None)
    assert len(re.findall(r'<i class="before" style=', html)) == len(answer.rows)
    assert "pladsen med forrige års tal (2024)" in html


def test_the_file_has_it_in_columns_of_its_own(atlas: Atlas, answer: Answer) -> None:
    for row, ranked in zip(records(atlas, answer), answer.rows, strict=True):
        assert row["Plads med forrige års tal"] == answer.earlier.ranks[ranked.place_id]
        assert row["Forrige års tal er fra"] == 2024


def test_without_a_year_before_it_says_so_and_draws_nothing(atlas: Atlas, answer_2020: Answer) -> None:
    assert answer_2020.earlier is None
    assert 'class="before"' not in list_html(atlas, answer_2020, None)
    assert "kan ikke siges" in earlier_words(answer_2020, answer_2020.rows[0], "sentence")
    assert records(atlas, answer_2020)[0]["Plads med forrige års tal"] is None


def test_an_area_without_a_figure_then_has_no_place(atlas: Atlas, answer: Answer) -> None:
    ranks = {place: rank for place, rank in answer.earlier.ranks.items() if place != "dalum"}
    gap = replace(answer, earlier=replace(answer.earlier, ranks=ranks))
    row = answer.rows[answer.index("dalum")]
    assert earlier_words(gap, row, "brief") == "; 2024-tal mangler"
    assert next(one for one in list_rows(atlas, gap) if one.place_id == "dalum").earlier is None


def test_no_weight_on_what_the_year_before_has_gives_no_place(atlas: Atlas, answer: Answer) -> None:
    assert earlier_ranks(atlas, answer.found, {"worsening": 1.0}) is None
