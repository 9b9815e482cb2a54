"""The city's goals and the partnership's in words: sentences, targets, results, verdicts and files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.goals import Goal, GoalVerdict, Judgement, Result, Why
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.library import Library
from sikkerby_geo.text import has, t
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.goals.programmes import headline_words, judged_goals, programmes, tally_words
from sikkerby_geo.views.goals.words import JudgedGoal, baseline_words, reason_words, target_words, value_words
from tests.toytown import source


def danish(written: str) -> str:
    return written.replace("~", "\u00a0")


GOAL = Goal(
    "g", "Program", "Mål", "insecure_neighbourhood", "city", "<=", 5.0, "percent", 9.0, 2017, 2018, 2021, source(), ""
)


def judged(verdict: GoalVerdict, why: Why = Why.TARGET_MET, result: Result | None = None, **changes) -> JudgedGoal:
    results = (result,) if result else ()
    return JudgedGoal(replace(GOAL, **changes), results, Judgement(verdict, why, result))


REACHED, MISSED, OPEN = GoalVerdict.REACHED, GoalVerdict.NOT_REACHED, GoalVerdict.OPEN


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ([REACHED, MISSED, OPEN], "1 af 3 mål nået, 1 ikke nået, 1 kan ikke bedømmes"),
        ([REACHED, REACHED], "2 af 2 mål nået"),
        ([MISSED, OPEN], "1 af 2 mål ikke nået, 1 kan ikke bedømmes"),
        ([OPEN, OPEN], "ingen af de 2 mål kan bedømmes"),
        ([OPEN], "målet kan ikke bedømmes"),
        ([REACHED], "1 af 1 mål nået"),
    ],
)
def test_the_tally_names_only_what_there_is(verdicts, words):
    assert tally_words([judged(verdict) for verdict in verdicts]) == words


def test_the_pages_sentence(atlas: Atlas):
    title, second = headline_words(judged_goals(atlas))
    assert title == "Siden 2010: 2 af 14 mål nået, 3 ikke nået, 9 kan ikke bedømmes."
    assert second.startswith("Et mål dømmes på tallet for sit sidste år.")


def test_the_pages_sentence_without_goals():
    assert headline_words(())[0] == "Målene kan ikke læses lige nu."


PROGRAMMES = {
    "Sikker By 2010–2013": "ingen af de 4 mål kan bedømmes",
    "Tryghedsindeks 2010–2014": "1 af 1 mål nået",
    "Sikker By 2014–2017": "1 af 1 mål ikke nået",
    "Strategi 2018–2021": "1 af 6 mål nået, 2 ikke nået, 3 kan ikke bedømmes",
    "Strategi 2022–2025": "ingen af de 2 mål kan bedømmes",
}


def test_every_programme_has_its_tally(atlas: Atlas):
    found = programmes(atlas, judged_goals(atlas))
    assert {one.name: one.heading for one in found} == {name: f"{name}: {tally}" for name, tally in PROGRAMMES.items()}
    assert sum(len(one.goals.rows) for one in found) == 14


def test_status_reports_are_told_as_reports_not_as_goals(atlas: Atlas):
    strategy = next(one for one in programmes(atlas, judged_goals(atlas)) if one.name == "Strategi 2018–2021")
    assert [report[:4] for report in strategy.reports] == ["2020", "2021", "2022"]
    assert strategy.reports[0].startswith("2020: 2 mål nået. Ud af seks; yderligere to er delvist nået. Kilde: ")
    assert not any("seks mål" in row["goal"].text for row in strategy.goals.rows)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "højst 5~%"),
        ({"comparator": ">=", "target": 60.0}, "mindst 60~%"),
        ({"comparator": "=", "target": 0.0, "unit": "count"}, "ingen"),
        ({"comparator": "decrease", "target": None}, "et fald; intet tal fastsat"),
        ({"comparator": "decrease_by", "target": 50.0}, "et fald på 50~%"),
        ({"comparator": "approach", "target": 2.25}, "nærmere 2,25~%; intet tal fastsat"),
        ({"comparator": "increase_if_below", "target": 85.0}, "en stigning i områder under 85~%"),
        ({"scope": "every_district", "target": 10.0}, "intet område over 10~%"),
        ({"scope": "every_district", "comparator": ">=", "target": 85.0}, "intet område under 85~%"),
        ({"unit": "per_1000", "target": 72.0}, "højst 72 pr. 1.000"),
    ],
)
def test_targets_in_words(changes, words):
    assert target_words(replace(GOAL, **changes)) == danish(words)


@pytest.mark.parametrize("comparator", TABLES["goals"].columns["comparator"].choices)
def test_every_comparator_has_words(comparator):
    assert target_words(replace(GOAL, comparator=comparator))


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("percent", 9.0, "9~%"),
        ("percent", 2.25, "2,25~%"),
        ("per_1000", 82.7, "82,7 pr. 1.000"),
        ("districts", 1.0, "1 område"),
        ("districts", 4.0, "4 områder"),
        ("persons", 304.0, "304 personer"),
        ("goals", 1.0, "1 mål"),
        ("meetings", 5.0, "5 møder"),
    ],
)
def test_values_with_their_unit(unit, value, words):
    assert value_words(unit, value) == danish(words)


def test_every_unit_of_the_tables_has_words(library: Library):
    units = {unit for name in ("goals", "goal_results", "partnership_goals") for unit in library.table(name).unit}
    for unit in units - {"", "percent", "category"}:
        assert has(f"goal.unit.{unit}"), unit
    for unit in set(library.table("goal_results").unit) - {""}:
        assert has(f"goal.csv_unit.{unit}"), unit


def test_every_reason_has_words_that_fill_in(atlas: Atlas):
    result = Result("g", 2021, 4.0, "percent", source())
    for why in Why:
        words = reason_words(atlas, judged(OPEN, why, result, scope="district"))
        assert words.endswith(".")
        assert "{" not in words


def test_a_baseline_of_districts_counts_districts():
    goal = replace(GOAL, scope="every_district", baseline_value=5.0)
    assert baseline_words(JudgedGoal(goal, (), Judgement(OPEN, Why.NO_RESULT))) == "5 områder (2017)"


def row_of(atlas: Atlas, programme: str, start: str):
    found = next(one for one in programmes(atlas, judged_goals(atlas)) if one.name == programme)
    return next(row for row in found.goals.rows if row["goal"].text.startswith(start))


def test_a_verdict_on_the_citys_share_says_how_sure_it_is(atlas: Atlas):
    row = row_of(atlas, "Strategi 2018–2021", "Andel utrygge i nabolaget")
    assert row["verdict"].text == "ikke nået"
    assert row["verdict"].mark == "not_reached"
    assert row["verdict"].quiet == danish("9~% i 2021: målet på 5~% er ikke nået. Sikkert: 9~% (8–10~%).")


def test_results_outside_the_period_are_shown_and_marked(atlas: Atlas):
    row = row_of(atlas, "Strategi 2018–2021", "Anmeldelser af borgervendt")
    assert row["results"].lines[0] == "2009: 76 pr. 1.000 (før målet)"
    assert row["results"].lines[-1] == "2023: 39 pr. 1.000 (efter målets år)"
    assert "2021: 34,5 pr. 1.000" in row["results"].lines


def test_our_own_count_is_marked_and_never_takes_the_place_of_a_printed_one(atlas: Atlas):
    row = row_of(atlas, "Strategi 2022–2025", "Andelen af trygge i nabolaget")
    assert row["results"].lines == (
        "2022: 4 områder",
        "2023: 4 områder",
        "2024: 5 områder",
        "2025: 2 områder (egen optælling)",
    )
    assert row["verdict"].text == "kan ikke bedømmes"
    assert "kan et antal ikke vise" in row["verdict"].quiet


def test_every_result_stands_with_its_source(atlas: Atlas):
    found = programmes(atlas, judged_goals(atlas))
    computed = sum(result.computed for one in judged_goals(atlas) for result in one.results)
    assert sum(len(one.results.rows) for one in found) == len(atlas.library.table("goal_results")) + computed
    assert all(row["source"].text for one in found for row in one.results.rows)


def test_the_file_has_a_row_for_each_result_and_plain_numbers(atlas: Atlas):
    strategy = next(one for one in programmes(atlas, judged_goals(atlas)) if one.name == "Strategi 2018–2021")
    rows = list(csv.DictReader(io.StringIO(strategy.goals.csv.decode("utf-8-sig")), delimiter=";"))
    crime = [row for row in rows if row["Mål"].startswith("Anmeldelser")]
    assert {"34,5", "35"} <= {row["Resultat"] for row in crime if row["År"] == "2021"}
    assert all(row["Kilde"] for row in rows)


def test_goals_without_any_table_are_none(library: Library):
    tables = {name: frame for name, frame in library.tables.items() if name not in ("goals", "goal_results")}
    broken = build_atlas(replace(library, tables=tables), "broken")
    assert judged_goals(broken) == ()
    assert programmes(broken, ()) == ()


def test_the_partnership_has_five_goals_and_ten_activities(atlas: Atlas):
    (report,) = partnership_reports(atlas)
    assert report.heading == "For et trygt Nørrebro: 3 af 5 mål meldt opfyldt i 2018, 10 aktiviteter"
    assert len(report.goals.rows) == 12
    assert len(report.activities.rows) == 10
    assert "Statusrapport" in report.sources


def test_a_comparison_is_no_goal_met_or_missed(atlas: Atlas):
    (report,) = partnership_reports(atlas)
    row = next(row for row in report.goals.rows if "sammenligning" in row["indicator"].text)
    assert row["status"].text == "til sammenligning"
    assert row["status"].mark == ""


def test_periods_and_places_of_the_partnership_are_in_danish(atlas: Atlas):
    (report,) = partnership_reports(atlas)
    rows = {row["indicator"].text: row for row in report.goals.rows}
    assert rows["Registrerede aktive bandemedlemmer"]["result"].text == "304 personer (31.03.2018)"
    assert rows["Registrerede aktive bandemedlemmer"]["where"].text == "politikredsen"
    assert rows["Tryghedsmøder med beboere"]["result"].text == "4 møder (august 2017 – juni 2018)"
    assert rows["SSP’s forebyggende hjemmebesøg"]["where"].text == "Hele byen"


def test_every_status_and_kind_has_words(library: Library):
    for status in set(library.table("partnership_goals").fulfilled_2018) - {""}:
        assert has(f"partnership.status.{status}")
    for kind in TABLES["partnership_activities"].columns["kind"].choices:
        assert has(f"partnership.kind.{kind}")
    assert t("partnership.status.comparison")
