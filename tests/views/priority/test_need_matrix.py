"""Need against efforts: corners by the middle area, the record beside it, and money only where it is stated."""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts.record import COUNTED
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.matrix import PAPER, Middle, matrix_card, middle_of, record_sheet, spots
from tests.views.asking import danish
from tests.views.chart_layers import rows_of, words_of


def test_a_hole_in_our_list_is_no_title_and_the_areas_stand_under_it(atlas: Atlas, answer: Answer) -> None:
    found = spots(atlas, answer)
    middle = middle_of(found)
    named = {spot.name for spot in found if middle.overlooked(spot)}
    card = matrix_card(atlas, answer)
    assert named == {"Kongens Mose", "Øen"}
    assert all((spot.name in card.subtitle) is (spot.name in named) for spot in found)
    assert not any(spot.name in card.title for spot in found)
    assert card.title.endswith("spørg forvaltningerne")


def test_half_the_areas_at_most_lie_on_each_side_of_the_middle(atlas: Atlas, answer: Answer) -> None:
    found = spots(atlas, answer)
    middle = middle_of(found)
    for values, limit in (
        ([spot.row.score for spot in found], middle.score),
        ([spot.record.known for spot in found], middle.known),
    ):
        assert sum(value > limit for value in values) <= len(found) / 2
        assert sum(value < limit for value in values) <= len(found) / 2


def test_an_area_at_the_middle_is_on_neither_side(atlas: Atlas, answer: Answer) -> None:
    for spot in spots(atlas, answer):
        at = Middle(spot.row.score, spot.record.known)
        assert not at.overlooked(spot)
        assert not replace(at, score=spot.row.score - 1).overlooked(spot)
        assert not replace(at, known=spot.record.known + 1).overlooked(spot)
        assert Middle(spot.row.score - 1, spot.record.known + 1).overlooked(spot)


def test_every_area_is_drawn_once_with_its_range_and_its_name(atlas: Atlas, answer: Answer) -> None:
    card = matrix_card(atlas, answer)
    for spec, names in (
        (card.spec, [atlas.places[row.place_id].name for row in answer.rows]),
        (card.narrow, [atlas.places[row.place_id].short_name for row in answer.rows]),
    ):
        assert len(rows_of(spec, "open")) + len(rows_of(spec, "filled")) == len(answer.rows)
        assert len(rows_of(spec, "ranges")) == len(answer.rows)
        assert set(names) <= set(words_of(spec))


def test_filled_are_those_on_the_flagged_side(atlas: Atlas, answer: Answer) -> None:
    flagged = [spot for spot in spots(atlas, answer) if spot.flagged]
    assert len(rows_of(matrix_card(atlas, answer).spec, "filled")) == len(flagged) == 6


@pytest.mark.parametrize("size", [None, PAPER])
def test_altair_takes_the_picture_for_one_of_its_own(atlas: Atlas, answer: Answer, size) -> None:
    card = matrix_card(atlas, answer, size) if size else matrix_card(atlas, answer)
    for spec in (card.spec, card.narrow):
        assert len(alt.LayerChart.from_dict(dict(spec)).layer) == len(spec["layer"])


def test_the_table_adds_up_and_tells_money_only_where_it_is_stated(atlas: Atlas, answer: Answer) -> None:
    sheet = record_sheet(atlas, answer)
    for row, spot in zip(sheet.rows, spots(atlas, answer), strict=True):
        assert sum(int(row[kind.value].text) for kind in COUNTED) == int(row["known"].text) == spot.record.known
        assert (row["money"].text == "ikke oplyst") is (spot.record.stated == 0)


def test_money_for_several_areas_is_said_to_be_shared(snapshot: Snapshot) -> None:
    upgrades = snapshot.table("upgrades").copy()
    upgrades.loc[upgrades.upgrade_id == "u-lund-lys", "amount_dkk"] = 76_700_000
    atlas = build_atlas(replace(snapshot, tables={**snapshot.tables, "upgrades": upgrades}), "shared")
    sheet = record_sheet(atlas, answered(atlas, Ask("safe", 2025)))
    money = {row["place"].text: row["money"].text for row in sheet.rows}
    assert money["Ydre Lund"] == danish("76,7~mio.~kr., oplyst for 1 af 2; heraf 1 fælles med andre områder")
    assert money["Møllehøj"] == danish("1,5~mio.~kr., oplyst for 1 af 3")
