"""What the map shows of the record: the flagged of 2017 and 2026, the legend of 2017, the same as table and list."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.overview import overview
from sikkerby_geo.views.map.source_lines import source_lines
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map.table import facts_table
from sikkerby_geo.views.map_page.strip import counts
from tests.views.asking import UNDER_85, choose, danish


def test_the_five_of_2017_are_hatched_and_no_other(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2017))["areas"]
    assert {place_id: area["hatch"] for place_id, area in areas.items() if area["hatch"]} == {
        "amager-vest": "sparse",
        "bispebjerg": "dense",
        "broenshoej-husum": "sparse",
        "indre-noerrebro": "sparse",
        "valby": "sparse",
    }
    assert {place_id for place_id, area in areas.items() if area["outline"].startswith("over")} == {
        place_id for place_id, area in areas.items() if area["hatch"]
    }
    assert {place_id for place_id, area in areas.items() if area["outline"] == "under_unsure"} == {
        "ydre-noerrebro",
        "oesterbro",
    }


def test_the_six_of_2026_are_hatched(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2026, UNDER_85))["areas"]
    assert {place_id for place_id, area in areas.items() if area["hatch"]} == {
        "bispebjerg",
        "broenshoej-husum",
        "christianshavn",
        "kgs-enghave",
        "valby",
        "ydre-noerrebro",
    }


def test_a_label_has_the_figure_or_its_bound_and_says_when_it_is_unsure(atlas: Atlas) -> None:
    areas = map_state(atlas, choose(2017))["areas"]
    assert (areas["bispebjerg"]["figure"], areas["bispebjerg"]["word"]) == (danish("18~%"), "")
    assert (areas["valby"]["figure"], areas["valby"]["word"]) == (danish("13~%"), "ikke klart")
    assert (areas["vesterbro"]["figure"], areas["vesterbro"]["ground"]) == (danish("≤ 10~%"), "bound")


def test_a_tooltip_has_figure_state_and_source(atlas: Atlas) -> None:
    tip = map_state(atlas, choose(2017))["areas"]["bispebjerg"]["tip"]
    assert tip == [
        "Bispebjerg",
        danish("Utrygge i nabolaget: 18~% (14–23~%), ca. 234 svar (skønnet), 2017"),
        danish("Klart over 10~%"),
        "Kilde: Tryghedsundersøgelsen 2017: hele København (Københavns Kommune)",
    ]


def test_the_legend_of_2017_line_by_line(atlas: Atlas) -> None:
    found = legend(atlas, choose(2017))
    assert found.title == "Utrygge i nabolaget, 2017"
    assert [(entry.label, entry.count) for entry in found.values] == [
        (danish("0 til 5~%"), 1),
        (danish("over 5 til 10~%"), 2),
        (danish("over 10 til 15~%"), 4),
        (danish("over 15 til 20~%"), 1),
        (danish("over 20~%"), 0),
        ("kun grænsen kendt", 5),
        ("ingen tal", 0),
    ]
    assert {entry.label: entry.count for entry in found.states} == {
        "klart over": 1,
        "over, ikke klart": 4,
        "på eller under, ikke klart": 2,
        "klart under": 1,
        "højst (kun grænsen kendt)": 5,
        "over (kun grænsen kendt)": 0,
    }


def test_the_row_of_bispebjerg_2017(atlas: Atlas) -> None:
    table = facts_table(atlas, choose(2017)).set_index("place_id")
    row = table.loc["bispebjerg"]
    assert row.figure == danish("18~%")
    assert row.interval == danish("14–23~%")
    assert row.answers == "ca. 234 svar (skønnet)"
    assert row.state == danish("Klart over 10~%")
    assert row.change == "ingen klar ændring siden 2016"
    assert row.crime == "ikke fundet"
    assert table.loc["vesterbro"].figure == danish("≤ 10~%")
    assert table.loc["ydre-noerrebro"].crime == "40,6 (anmeldt borgervendt kriminalitet)"


def test_every_row_of_2026_says_that_it_was_transcribed_and_valby_that_it_may_be_a_misprint(atlas: Atlas) -> None:
    table = facts_table(atlas, choose(2026, UNDER_85)).set_index("place_id")
    assert all(note.startswith("gengivet af andre") for note in table.note)
    assert "trykfejl" in table.loc["valby"].note


def test_the_list_of_2017(atlas: Atlas) -> None:
    (title, flagged), (rest_title, rest) = overview(atlas, choose(2017))
    assert title == danish("Over 10~% (5)")
    assert [(row.name, row.figure, row.word) for row in flagged] == [
        ("Bispebjerg", danish("18~%"), "klart"),
        ("Amager Vest", danish("15~%"), "ikke klart"),
        ("Brønshøj-Husum", danish("13~%"), "ikke klart"),
        ("Valby", danish("13~%"), "ikke klart"),
        ("Indre Nørrebro", danish("11~%"), "ikke klart"),
    ]
    assert rest_title == "Øvrige (8)"
    assert [row.name for row in rest][:3] == ["Ydre Nørrebro", "Østerbro", "Indre By"]
    assert [row.figure for row in rest][3:] == [danish("≤ 10~%")] * 5


def test_the_source_lines_of_2017_name_the_report_and_how_the_answers_were_shared(atlas: Atlas) -> None:
    lines = source_lines(atlas, choose(2017))
    assert lines[0].startswith("Kilder: ")
    assert "Tryghedsundersøgelsen 2017: hele København (Københavns Kommune)" in lines[0]
    assert "undersøgelsens 3.041 svar er delt lige på 13 områder (skønnet)" in lines[1]


def test_an_assumed_number_of_answers_is_called_so(atlas: Atlas) -> None:
    assumed = source_lines(atlas, choose(2026, UNDER_85))
    assert any("det laveste kendte antal, 2.999, er delt lige på 13 områder (antaget)" in line for line in assumed)
    index = source_lines(atlas, choose(2009))
    assert any("delt lige på 12 områder (antaget)" in line for line in index)


def test_the_strip_of_the_ten_per_cent_rule(atlas: Atlas) -> None:
    found = counts(atlas, choose(2020))
    assert {year: found[year] for year in (2014, 2015, 2017, 2018, 2021, 2022)} == {
        2014: 0,
        2015: 13,
        2017: 13,
        2018: 4,
        2021: 1,
        2022: 0,
    }
