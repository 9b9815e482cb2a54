"""The matrix: the look and the words of a cell are those of its flag, and a column nobody can answer says why."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULES, Rule
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.charts.looks import dot_path, hatch_path
from sikkerby_geo.views.charts.rule_matrix import cell_words, look_at, rule_matrix_card
from tests.views.asking import danish, surveyed
from tests.views.chart_layers import rows_of, words_of


@pytest.mark.parametrize("rule", RULES, ids=[rule.rule_id for rule in RULES])
@pytest.mark.parametrize("level", list(Level))
def test_every_place_and_year_has_a_cell_or_lies_in_a_grey_field(atlas: Atlas, rule: Rule, level: Level) -> None:
    card = rule_matrix_card(atlas, rule, level)
    places = atlas.places.at(level)
    years = [year for year in atlas.years if rule.computed_in(year)]
    known = {
        year
        for year in years
        for place in places
        if atlas.observation(rule.indicator_id, place.place_id, year).flag_range
    }
    cells = [row for layer in card.spec["layer"] if layer["name"].endswith("-fill") for row in layer["data"]["values"]]
    assert len(cells) == len(known) * len(places)
    assert bool(rows_of(card.spec, "gaps")) is (len(known) < len(years))
    assert len(card.table) == len(years) * len(places)


def test_looks_and_words_follow_the_flag(atlas: Atlas) -> None:
    rule = RULES[0]
    for place in atlas.places.at(Level.SURVEY_AREA):
        for year in atlas.years:
            cell, flag = (
                atlas.observation(rule.indicator_id, place.place_id, year),
                atlas.flag(rule, place.place_id, year),
            )
            look, (first, second) = look_at(rule, cell, flag), cell_words(rule, cell, flag)
            assert bool(look.hatch) is bool(flag.state.flagged)
            if flag.state is FlagState.NO_FIGURE:
                assert second in (t("matrix.no_answer"), t("matrix.undecided"))
            elif cell.figure:
                assert first.endswith(" over") is bool(flag.state.flagged) or first.endswith(" ikke over")
                assert second == ("ikke klart" if flag.state.unsure else "klart")
            else:
                assert first in ("over", "højst")


def test_ten_per_cent_is_never_called_under(atlas: Atlas) -> None:
    rule = RULES[0]
    cell = atlas.observation(rule.indicator_id, "aaby", 2020)
    assert cell.figure.value == 10
    assert cell_words(rule, cell, atlas.flag(rule, "aaby", 2020)) == (danish("10~% ikke over"), "ikke klart")


def test_the_twin_says_the_state_in_full(atlas: Atlas) -> None:
    rule = RULES[1]
    twin = rule_matrix_card(atlas, rule, Level.SURVEY_AREA).table
    row = twin[(twin[t("twin.place")] == "Møllehøj") & (twin[t("twin.year")] == 2025)].iloc[0]
    assert row[t("twin.state")] == state_words(rule, Flag(FlagState.FLAGGED_SURE))
    assert row[t("twin.figure")] == danish("71~%")


def test_a_figure_at_the_limit_that_is_counted_as_over_is_said(snapshot: Snapshot) -> None:
    card = rule_matrix_card(surveyed(snapshot, {"dalum": "10 >10"}, rest="4"), RULES[0], Level.SURVEY_AREA)
    assert "talt med som over" in " ".join(card.notes)


@pytest.mark.parametrize(
    ("figures", "rest", "said"),
    [
        ({}, "4", "Ingen af de 13 områder har ligget over 10~% i et år med svar"),
        ({}, "40", "Alle 13 områder har ligget over 10~% i alle år med svar"),
        ({"dalum": "40"}, "4", "Dalum har ligget over 10~% i alle år med svar; 12 af 13 områder aldrig"),
    ],
)
def test_titles_of_small_surveys(snapshot: Snapshot, figures: dict, rest: str, said: str) -> None:
    atlas = surveyed(snapshot, figures, rest)
    assert rule_matrix_card(atlas, RULES[0], Level.SURVEY_AREA).title == danish(said)


def test_a_rule_without_any_answer_says_so(snapshot: Snapshot) -> None:
    card = rule_matrix_card(surveyed(snapshot, {}), RULES[1], Level.BYDEL)
    assert "kan ikke vurderes" in card.title
    assert any("ikke fundet" in words for words in words_of(card.spec))


@pytest.mark.parametrize("step", [7.0, 14.0])
def test_hatch_and_dots_stay_inside_their_cell(step: float) -> None:
    for path in (hatch_path(100, 38, step), dot_path(100, 38)):
        numbers = path.replace("h.01", "").replace("M", " ").replace("L", " ").split()
        assert all(0 <= float(x) <= 100 for x in numbers[::2])
        assert all(0 <= float(y) <= 38 for y in numbers[1::2])
