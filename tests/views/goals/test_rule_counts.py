"""Each rule year by year as a table: looks, words, counts and what must be said of them."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.goals.rule_counts import Agreement
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULE, RULES
from sikkerby_geo.text import has
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.goals.rule_counts import all_rules_sheet, matrix_sheet, rule_notes, rule_sentence
from tests.views.asking import danish


def choice(rule_id: str, year: int = 2017, level: Level = Level.SURVEY_AREA) -> Choice:
    return Choice(year, RULE[rule_id].indicator_id, rule_id, level)


def matrix(atlas: Atlas, rule_id: str, **more):
    return matrix_sheet(atlas, RULE[rule_id], choice(rule_id, **more))


@pytest.mark.parametrize(
    ("rule_id", "level", "sentence"),
    [
        (
            "over_10_insecure",
            Level.SURVEY_AREA,
            "Over 10~% utrygge: 3 af 13 områder i 2015, 2 i 2016, 5 i 2017 og 5 i 2020",
        ),
        ("over_10_insecure", Level.LOKALUDVALG, "Over 10~% utrygge: 2 af 12 lokaludvalg i 2016, 4 i 2017 og 5 i 2020"),
        ("over_10_insecure", Level.BYDEL, "Over 10~% utrygge: 2 af 10 bydele i 2016 og 4 i 2020"),
        ("under_85_safe", Level.SURVEY_AREA, "Under 85~% trygge: 5 af 13 områder i 2024 og 6 i 2025"),
        ("under_75_safe_evening", Level.SURVEY_AREA, "Under 75~% trygge aften/nat: 5 af 13 områder i 2025"),
    ],
)
def test_the_sentence_tells_the_years_decided_everywhere(atlas: Atlas, rule_id, level, sentence):
    assert rule_sentence(atlas, RULE[rule_id], level) == danish(sentence)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_place_is_a_row_in_the_look_and_words_of_its_flags(atlas: Atlas, rule, level):
    sheet = matrix(atlas, rule.rule_id, level=level)
    places = atlas.places.at(level)
    assert [row["place"].text for row in sheet.rows] == [place.name for place in places]
    for place, row in zip(places, sheet.rows, strict=True):
        for column in sheet.columns[1:]:
            state = atlas.flag(rule, place.place_id, int(column.key)).state
            entry = row[column.key]
            assert entry.look is not None
            assert ("ikke klart" in entry.quiet) is state.unsure
            assert ("kke vurderes" in f"{entry.hidden}{entry.quiet}") is (state is FlagState.NO_FIGURE)


def test_the_chosen_year_is_marked(atlas: Atlas):
    marked = [column.key for column in matrix(atlas, "over_10_insecure", year=2020).columns if column.now]
    assert marked == ["2020"]


def test_years_before_anything_is_known_have_no_column(atlas: Atlas):
    assert [column.key for column in matrix(atlas, "under_85_safe").columns[1:]] == ["2024", "2025"]


def test_our_count_stands_beside_the_published_one(atlas: Atlas):
    computed, published, agreement = matrix(atlas, "over_10_insecure").feet
    assert (computed["2017"].text, published["2017"].text) == ("5", "5")
    assert agreement["2017"].quiet == "fra listen, ikke uafhængig"
    assert computed["2018"].quiet == "1 af 3 kendte"
    assert (computed["2022"].text, published["2022"].text) == ("–", "4")
    assert agreement["2022"].quiet == "ikke alle kendt"
    assert agreement["2020"].quiet == "stemmer"


def test_every_agreement_has_words():
    assert all(has(f"count.agreement_{agreement}") for agreement in Agreement)


def test_the_notes_say_whose_goal_and_which_years_are_open(atlas: Atlas):
    notes = " ".join(rule_notes(atlas, RULE["over_10_insecure"], Level.SURVEY_AREA))
    assert "Reglen var Sikker Bys mål 2014–2021." in notes
    assert "Reglen gjaldt ikke i 2022–2025" in notes
    assert "I 2018, 2019 og 2021 har vi kun fundet svaret for nogle områder" in notes
    assert "I 2022–2025 kan reglen ikke vurderes for noget område: tal mangler." in notes
    assert "beviser derfor ikke noget" in notes
    assert "Offentliggjorte antal: " in notes


def test_the_notes_of_a_late_rule_name_the_years_left_out(atlas: Atlas):
    notes = " ".join(rule_notes(atlas, RULE["under_85_safe"], Level.SURVEY_AREA))
    assert "For 2015–2023 er der hverken fundet tal" in notes


def test_a_range_that_decides_nothing_is_shown_and_said(atlas: Atlas):
    row = next(
        row for row in matrix(atlas, "over_10_insecure", level=Level.LOKALUDVALG).rows if row["place"].text == "Lund"
    )
    assert row["2015"].text == danish("6–61~%")
    assert row["2015"].quiet == "kan ikke vurderes: tal mangler"


def test_all_rules_on_one_sight(atlas: Atlas):
    sheet = all_rules_sheet(atlas, Level.SURVEY_AREA)
    assert len(sheet.rows) == len(RULES)
    assert sheet.rows[0]["2017"].text == "5"
    assert sheet.rows[1]["2025"].text == "6"
