"""The charts' titles over the record, word for word, each within the years it speaks of."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.card import ChartCard
from sikkerby_geo.views.charts.crime_strip import crime_strip_card, stacked
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.rule_matrix import cell_words, rule_matrix_card
from sikkerby_geo.views.charts.trend import trend_card
from tests.published.views.bounded import through
from tests.views.asking import OVER_10, UNDER_85, choose, danish
from tests.views.chart_layers import words_of

INSECURE = "insecure_neighbourhood"
TITLES: dict[str, Callable[[Atlas], ChartCard]] = {
    "Klart~flere~følte~sig~utrygge~i~2018~end~i~2017 og klart~færre~igen~i~2019": lambda atlas: trend_card(
        atlas, INSECURE, [atlas.places["bispebjerg"]]
    ),
    "Ingen klar ændring i andelen af trygge fra 2025 til 2026": lambda atlas: trend_card(
        atlas, "safe_neighbourhood", [atlas.places["bispebjerg"]]
    ),
    "Christianshavn: kun grænsen kendes for utrygge i nabolaget, ikke tallene": lambda atlas: trend_card(
        atlas, INSECURE, [atlas.places["christianshavn"]]
    ),
    "Bispebjerg havde 45 anmeldelser pr. 1.000 indbyggere i 2025 (anmeldte straffelovsovertrædelser); "
    "ni af de 13 områder ligger mellem 37 og 48": lambda atlas: crime_strip_card(
        atlas, "straffelov", 2025, Level.SURVEY_AREA, atlas.places["bispebjerg"]
    ),
    "3 områder lå over 10~% i 2018. Siden 2017: klart flere utrygge i 2, ingen klar ændring i 1": lambda atlas: (
        level_trend_card(atlas, choose(2018), 2017)
    ),
    "6 områder lå under 85~% trygge i 2026. Siden 2025: klart færre trygge i 1, muligt fald i 1, ingen klar ændring "
    "i 3, 1 kan ikke prøves": (lambda atlas: level_trend_card(atlas, choose(2026, UNDER_85), 2025)),
    "Bispebjerg har ligget over 10~% i alle år med svar; 6 af 13 områder aldrig": lambda atlas: rule_matrix_card(
        atlas, RULE[OVER_10], Level.SURVEY_AREA
    ),
}


@pytest.mark.parametrize("title", TITLES)
def test_the_title_as_the_record_stood_in_2026(atlas: Atlas, title: str) -> None:
    assert TITLES[title](through(atlas, 2026)).title == danish(title)


def test_the_visited_districts_of_2025_are_named_and_explained(atlas: Atlas) -> None:
    card = crime_strip_card(atlas, "straffelov", 2025, Level.SURVEY_AREA, atlas.places["bispebjerg"])
    assert {"Bispebjerg 45", "Vesterbro 120", "Indre By 263", "hele byen 75"} <= set(words_of(card.spec))
    assert "Vesterbro har mange besøgende" in " ".join(card.notes)


def test_the_ten_per_cent_of_indre_noerrebro_in_2020_is_not_over(atlas: Atlas) -> None:
    rule = RULE[OVER_10]
    cell = atlas.observation(INSECURE, "indre-noerrebro", 2020)
    assert cell.figure.value == 10
    assert cell_words(rule, cell, atlas.flag(rule, "indre-noerrebro", 2020)) == (danish("10~% ikke over"), "ikke klart")


def test_the_contradiction_of_2015_is_said(atlas: Atlas) -> None:
    notes = " ".join(rule_matrix_card(atlas, RULE[OVER_10], Level.SURVEY_AREA).notes)
    assert "talt med som over" in notes


def test_in_2018_the_survey_itself_judged_ydre_noerrebro(atlas: Atlas) -> None:
    twin = level_trend_card(atlas, choose(2018), 2017).table.set_index(t("twin.place"))
    assert twin.loc["Ydre Nørrebro", t("twin.judged")] == t("cells.published")
    assert twin.loc["Bispebjerg", t("twin.judged")] == t("cells.own_test")
    assert twin.loc["Bispebjerg", t("twin.visible")] == "ca. 11 procentpoint"
    assert twin.loc["Bispebjerg", t("twin.difference")] == "+3 til +17 procentpoint"


@pytest.mark.parametrize("level", Level)
def test_every_real_name_has_room_in_level_by_trend(atlas: Atlas, level: Level) -> None:
    card = level_trend_card(atlas, choose(2020, level=level), 2016)
    for spec in (card.spec, card.narrow):
        text = " ".join(words_of(spec)).replace("\u00a0", " ").replace("\u2011", "-")
        assert all(place.name in text for place in atlas.places.at(level))


@pytest.mark.parametrize(("series", "year"), [("straffelov", 2024), ("straffelov", 2025), ("violence", 2025)])
def test_no_marks_of_the_real_rates_touch(atlas: Atlas, series: str, year: int) -> None:
    places = atlas.places.at(Level.SURVEY_AREA)
    cells = {place.place_id: atlas.observation(series, place.place_id, year) for place in places}
    marks = stacked(places, cells, places[2], max(cell.figure.value for cell in cells.values()))
    assert not any(one.touches(other) for one, other in itertools.combinations(marks, 2))
