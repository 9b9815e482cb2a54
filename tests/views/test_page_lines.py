"""The list of all places, the lines of sources, and the notices of broken files."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.notices import MOST_FAULTS, notices
from sikkerby_geo.views.map.overview import overview
from sikkerby_geo.views.map.source_lines import source_lines
from sikkerby_geo.views.map.table import facts_table
from sikkerby_geo.views.map_page.place import place_card
from tests.views.asking import OVER_10, UNDER_85, choose, danish, surveyed

FIGURE = re.compile(r"(\d+)(?:,\d+)?\u00a0%")


def test_the_flagged_stand_first_in_falling_order_of_need(atlas: Atlas) -> None:
    (title, flagged), (rest_title, rest) = overview(atlas, choose(2017))
    assert title == danish("Over 10~% (5)")
    assert [(row.name, row.figure, row.word) for row in flagged] == [
        ("Møllehøj", danish("21~%"), "klart"),
        ("Ydre Lund", danish("16~%"), "klart"),
        ("Kongens Mose", danish("14~%"), "ikke klart"),
        ("Dalum", danish("13~%"), "ikke klart"),
        ("Indre Lund", danish("11~%"), "ikke klart"),
    ]
    assert rest_title == "Øvrige (8)"
    assert (rest[0].name, rest[0].figure, rest[0].word) == ("Bakken", danish("4~%"), "klart")
    assert [row.figure for row in rest][1:] == [danish("≤ 10~%")] * 7


@pytest.mark.parametrize(("year", "asked"), [(2025, UNDER_85), (2017, OVER_10), (2013, "insecure_evening")])
def test_the_list_marks_who_lay_over_ten_per_cent_in_the_newest_whole_year_in_every_year(
    atlas: Atlas, year: int, asked: str
) -> None:
    marks = {row.name: row.mark for _, group in overview(atlas, choose(year, asked)) for row in group if row.mark}
    assert marks == {
        "Møllehøj": danish("klart over 10~% i 2020"),
        "Ydre Lund": danish("over 10~% i 2020, ikke klart"),
        "Dalum": danish("over 10~% i 2020, ikke klart"),
        "Kongens Mose": danish("over 10~% i 2020, ikke klart"),
        "Skovby-Hede": danish("over 10~% i 2020, ikke klart"),
    }


def test_the_mark_is_of_the_level_and_goes_into_table_and_panel(atlas: Atlas) -> None:
    choice = choose(2025, UNDER_85)
    long = facts_table(atlas, choice).set_index("place_id").long
    assert long["moellehoej"] == danish("Klart over 10~% (2020)")
    assert long["oeen"].startswith(danish("Højst 10~%"))
    assert place_card(atlas, choice, atlas.places["moellehoej"]).mark == danish("klart over 10~% i 2020")
    assert place_card(atlas, choose(2020), atlas.places["moellehoej"]).mark == ""
    assert not any(row.mark for _, group in overview(atlas, choose(2024, "unemployed", Level.BYDEL)) for row in group)
    marked = [row for _, group in overview(atlas, choose(2025, UNDER_85, Level.BYDEL)) for row in group if row.mark]
    assert len(marked) == 4


def test_need_is_turned_round_for_safe(atlas: Atlas) -> None:
    (_, flagged), (_, rest) = overview(atlas, choose(2025, UNDER_85))
    shares = [int(FIGURE.search(row.figure).group(1)) for row in (*flagged, *rest)]
    assert shares == sorted(shares)
    assert flagged[0].name == "Møllehøj"


@pytest.mark.parametrize(
    "asked", [*(rule.rule_id for rule in RULES), *(measure.indicator_id for measure in SURVEY_INDICATORS)]
)
@pytest.mark.parametrize("level", Level)
def test_every_place_is_listed_once_with_a_figure_or_a_reason(atlas: Atlas, asked: str, level: Level) -> None:
    for year in atlas.years:
        groups = overview(atlas, choose(year, asked, level))
        rows = [row for _, group in groups for row in group]
        assert sorted(row.place_id for row in rows) == sorted(place.place_id for place in atlas.places.at(level))
        assert all(row.figure for row in rows)
        assert all(f"({len(group)})" in title for title, group in groups if group)


def test_places_without_a_figure_say_which_kind_of_missing(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18", "dalum": "not_asked", "bakken": "suppressed"})
    rows = {row.place_id: row.figure for _, group in overview(toy, choose(2016)) for row in group}
    assert (rows["dalum"], rows["bakken"], rows["oeen"]) == ("ikke spurgt", "tilbageholdt", "ikke fundet")


def test_the_source_lines_name_figures_interval_map_and_efforts(atlas: Atlas) -> None:
    lines = source_lines(atlas, choose(2017))
    assert lines[0].startswith("Kilder: ")
    assert "Tryghedsundersøgelsen, Legeby (Legeby Kommune)" in lines[0]
    assert "undersøgelsens 3.200 svar er delt lige på 13 områder (skønnet)" in lines[1]
    assert "CC BY 4.0" in lines[2]
    assert "ODbL" in lines[2]
    assert "ikke set på førstehånd" in lines[2]
    assert lines[-1] == "Indsatser: det, vi har fundet nævnt, dokumenteret til og med 2024."


def test_an_assumed_number_of_answers_is_called_so(atlas: Atlas) -> None:
    assumed = source_lines(atlas, choose(2018))
    assert any("det laveste kendte antal, 2.999, er delt lige på 13 områder (antaget)" in line for line in assumed)
    index = source_lines(atlas, choose(2013))
    assert any("delt lige på 12 områder (antaget)" in line for line in index)


def test_computed_levels_say_that_they_are(atlas: Atlas) -> None:
    note = "Bydele og udvalg med flere områder er beregnet med folketal."
    assert note in source_lines(atlas, choose(2020, OVER_10, Level.LOKALUDVALG))
    assert note not in source_lines(atlas, choose(2020))


def test_every_source_of_a_shown_figure_is_named(atlas: Atlas) -> None:
    for rule in RULES:
        for year in atlas.years:
            choice = choose(year, rule.rule_id)
            cells = [
                atlas.observation(rule.indicator_id, place.place_id, year) for place in atlas.places.at(choice.level)
            ]
            named = source_lines(atlas, choice)[0]
            assert all(source_words(source) in named for cell in cells for source in cell.sources)


def test_the_order_of_the_sources_does_not_hang_on_the_run() -> None:
    """Sets of texts come in another order in every process; the page must not."""
    code = (
        "from sikkerby_geo.domain.atlas import build_atlas\n"
        "from sikkerby_geo.views.map.source_lines import source_lines\n"
        "from tests.toytown import snapshot\n"
        "from tests.views.asking import choose\n"
        "print(source_lines(build_atlas(snapshot(), 'x'), choose(2020)))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert "Kommunen (Kommunen); Tryghedsundersøgelsen 2020, gengivet af Avisen" in said.pop()


def trouble(count: int, value: str = "x") -> DataError:
    faults = tuple(Fault("data/survey.csv", "not_number", line, "percent", value) for line in range(2, count + 2))
    return DataError("survey", faults)


def test_a_broken_file_is_named_with_line_column_and_value() -> None:
    (html,) = notices([trouble(1, "tolv")])
    assert "data/survey.csv" in html
    assert "linje 2, percent: »tolv« er ikke et tal med decimalpunktum." in html
    assert "Ret filen" in html


def test_the_first_faults_are_listed_and_the_rest_counted() -> None:
    (html,) = notices([trouble(MOST_FAULTS + 3)])
    assert html.count("er ikke et tal") == MOST_FAULTS
    assert "… og 3 fejl til." in html
    (short,) = notices([trouble(MOST_FAULTS)])
    assert "fejl til" not in short


def test_one_notice_a_file_and_none_for_none() -> None:
    assert len(notices([trouble(1), trouble(2)])) == 2
    assert notices([]) == []


def test_a_value_of_a_broken_file_is_cut_and_never_markup() -> None:
    (html,) = notices([trouble(1, "<script>alert(1)</script>" + "x" * 500)])
    assert "<script" not in html
    assert "x" * 100 not in html


def test_source_titles_are_escaped() -> None:
    assert "<b>" not in render("sources.html", lines=["<b>Kilde</b>"])
