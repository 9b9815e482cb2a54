"""The city's goals and the partnership's in words: sentences, targets, results, verdicts and files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.goals.programmes import Goal, GoalVerdict, Judgement, Result, Why
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import has, t
from sikkerby_geo.views.goals.goal_words import JudgedGoal, baseline_words, reason_words, target_words, value_words
from sikkerby_geo.views.goals.partnership import partnership_reports
from sikkerby_geo.views.goals.programmes import headline_words, judged_goals, programmes, tally_words
from sikkerby_geo.views.goals.verdicts import verdicts_html
from tests.toytown import source, table
from tests.views.asking import danish

GOAL = Goal(
    "g", "Program", "Mål", "insecure_neighbourhood", "city", "<=", 5.0, "percent", 9.0, 2017, 2018, 2021, source(), ""
)


def judged(verdict: GoalVerdict, why: Why = Why.TARGET_MET, result: Result | None = None, **changes) -> JudgedGoal:
    results = (result,) if result else ()
    return JudgedGoal(replace(GOAL, **changes), results, Judgement(verdict, why, result))


LACKING = ", fordi vi ikke har fundet tallene"
REACHED, MISSED, OPEN = GoalVerdict.REACHED, GoalVerdict.NOT_REACHED, GoalVerdict.OPEN


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (
            [REACHED, MISSED, OPEN],
            f"1 af 3 mål nået, 1 ikke nået, 1 kan vi ikke vurdere{LACKING}",
        ),
        ([REACHED, REACHED], "2 af 2 mål nået"),
        ([MISSED, OPEN], f"1 af 2 mål ikke nået, 1 kan vi ikke vurdere{LACKING}"),
        ([OPEN, OPEN], f"ingen af de 2 mål kan vurderes{LACKING}"),
        ([OPEN], f"målet kan ikke vurderes{LACKING}"),
        ([REACHED], "1 af 1 mål nået"),
    ],
)
def test_the_tally_names_only_what_there_is(verdicts, words):
    assert tally_words([judged(verdict) for verdict in verdicts]) == words


STRATEGY = "Strategi 2018–2021"


@pytest.fixture(scope="module")
def closed(snapshot: Snapshot) -> Atlas:
    """The toy city after its strategy's last year: one goal reached, one not, results from outside it, two reports."""
    said = {"goal_id": "m18-2", "unit": "per_1000", "source_id": "papir"}
    reached = {"goal_id": "m18-alle", "unit": "goals", "source_id": "papir"}
    results = [
        {"goal_id": "m18-1", "year": 2021, "value": 9, "unit": "percent", "source_id": "undersoegelsen"},
        said | {"year": 2012, "value": 76},
        said | {"year": 2021, "value": 60.5},
        said | {"year": 2021, "value": 61, "source_id": "avisen"},
        said | {"year": 2023, "value": 39},
        reached | {"year": 2020, "value": 1, "note_da": "Ud af fire."},
        reached | {"year": 2021, "value": 2},
    ]
    reports = {
        "goal_id": "m18-alle",
        "programme": STRATEGY,
        "indicator_da": "Antal af strategiens fire mål, der er nået",
    }
    reports |= {"measure": "goals_reached", "scope": "city", "comparator": "=", "target": 4, "unit": "count"}
    reports |= {"valid_from": 2018, "valid_to": 2021, "source_id": "papir"}
    survey = {"year": 2021, "area_id": "koebenhavn", "measure": "insecure_neighbourhood", "percent": 9}
    survey |= {"series": "tryghedsundersoegelse", "respondents": 3900, "source_id": "undersoegelsen"}
    more = {"goal_results": results, "goals": [reports], "survey": [survey]}
    tables = {
        name: pd.concat([snapshot.table(name), table(name, rows)], ignore_index=True) for name, rows in more.items()
    }
    return build_atlas(replace(snapshot, tables={**snapshot.tables, **tables}), "closed")


def test_the_pages_sentence(atlas: Atlas, closed: Atlas):
    title, second = headline_words(judged_goals(closed))
    assert title == f"Siden 2010: 1 af 9 mål nået, 2 ikke nået, 6 kan vi ikke vurdere{LACKING}."
    assert second.startswith("Et mål vurderes på tallet for sit sidste år.")
    assert (
        headline_words(judged_goals(atlas))[0]
        == "Siden 2010: 1 af 9 mål ikke nået, 8 kan vi ikke vurdere, fordi vi ikke har fundet tallene."
    )


def test_the_pages_sentence_without_goals():
    assert headline_words(())[0] == "Målene kan ikke læses lige nu."


PROGRAMMES = {
    "Program 2010–2013": f"ingen af de 2 mål kan vurderes{LACKING}",
    "Program 2014–2017": "1 af 1 mål ikke nået",
    "Strategi 2018–2021": "1 af 4 mål nået, 1 ikke nået, 2 kan vi ikke vurdere, fordi vi ikke har fundet tallene",
    "Strategi 2022–2025": f"ingen af de 2 mål kan vurderes{LACKING}",
}


def test_every_programme_has_its_tally(closed: Atlas):
    found = programmes(closed, judged_goals(closed))
    assert {one.name: one.heading for one in found} == {name: f"{name}: {tally}" for name, tally in PROGRAMMES.items()}
    assert sum(len(one.goals.rows) for one in found) == len(closed.snapshot.table("goals")) - 1


def test_each_goal_is_three_lines_with_goal_result_and_verdict(closed: Atlas):
    strategy = next(one for one in programmes(closed, judged_goals(closed)) if one.name == STRATEGY)
    assert len(strategy.verdicts) == len(strategy.goals.rows)
    first = strategy.verdicts[0]
    assert first.target == danish("højst 5~% (2018–2021)")
    assert first.result.startswith("Udgangspunkt: ")
    assert first.result.endswith(danish(" Resultat: 9~% (2021)."))
    assert (first.mark, first.verdict) == ("not_reached", "Ikke nået")
    assert first.why.startswith(danish("9~% i 2021: målet på 5~% er ikke nået."))
    everything = [line.result for one in programmes(closed, judged_goals(closed)) for line in one.verdicts]
    assert any(result.endswith("Resultat: intet fundet.") for result in everything)
    page = verdicts_html(strategy.verdicts)
    assert page.count("<li>") == len(strategy.verdicts)
    assert page.count("<p>") == 3 * len(strategy.verdicts)


def test_names_of_goals_are_data(closed: Atlas):
    line = programmes(closed, judged_goals(closed))[0].verdicts[0]
    assert "<script>" not in verdicts_html([replace(line, goal="<script>")])


def test_status_reports_are_told_as_reports_not_as_goals(closed: Atlas):
    strategy = next(one for one in programmes(closed, judged_goals(closed)) if one.name == STRATEGY)
    assert strategy.reports == (
        "2020: 1 mål nået. Ud af fire. Kilde: Notat fra forvaltningen (Legeby Kommune).",
        "2021: 2 mål nået. Kilde: Notat fra forvaltningen (Legeby Kommune).",
    )
    assert not any("fire mål" in row["goal"].text for row in strategy.goals.rows)


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


def test_a_verdict_on_the_citys_share_says_how_sure_it_is(closed: Atlas):
    row = row_of(closed, STRATEGY, "Andel utrygge i nabolaget")
    assert row["verdict"].text == "ikke nået"
    assert row["verdict"].mark == "not_reached"
    assert row["verdict"].quiet == danish("9~% i 2021: målet på 5~% er ikke nået. Klart: 9~% (8–10~%).")


def test_a_goal_whose_last_year_is_not_known_tells_the_last_known(atlas: Atlas):
    row = row_of(atlas, STRATEGY, "Andel utrygge i nabolaget")
    assert row["verdict"].text == "kan ikke vurderes"
    told = "Resultatet for 2021 er ikke fundet. Sidst kendte i målets år: 8~% i 2020."
    assert row["verdict"].quiet == danish(told)


def test_results_outside_the_period_are_shown_and_marked(closed: Atlas):
    row = row_of(closed, STRATEGY, "Anmeldelser pr. 1.000")
    assert row["results"].lines == (
        "2012: 76 pr. 1.000 (før målet)",
        "2018: 64,3 pr. 1.000",
        "2019: 61 pr. 1.000",
        "2021: 60,5 pr. 1.000",
        "2023: 39 pr. 1.000 (efter målets år)",
    )
    assert row["verdict"].text == "nået"


def test_our_own_count_is_marked_and_never_takes_the_place_of_a_printed_one(atlas: Atlas):
    row = row_of(atlas, "Strategi 2022–2025", "Trygge stiger")
    assert row["results"].lines == ("2024: 5 områder", "2025: 6 områder (egen optælling)")
    assert row["verdict"].text == "kan ikke vurderes"
    assert "kan et antal ikke vise" in row["verdict"].quiet


def test_every_result_stands_with_its_source(atlas: Atlas):
    found = programmes(atlas, judged_goals(atlas))
    computed = sum(result.computed for one in judged_goals(atlas) for result in one.results)
    assert sum(len(one.results.rows) for one in found) == len(atlas.snapshot.table("goal_results")) + computed
    assert all(row["source"].text for one in found for row in one.results.rows)


def test_the_file_has_a_row_for_each_result_and_plain_numbers(closed: Atlas):
    strategy = next(one for one in programmes(closed, judged_goals(closed)) if one.name == STRATEGY)
    rows = list(csv.DictReader(io.StringIO(strategy.goals.csv.decode("utf-8-sig")), delimiter=";"))
    crime = [row for row in rows if row["Mål"].startswith("Anmeldelser")]
    assert {"60,5", "61"} == {row["Resultat"] for row in crime if row["År"] == "2021"}
    assert all(row["Kilde"] for row in rows)


def test_goals_without_any_table_are_none(snapshot: Snapshot):
    tables = {name: frame for name, frame in snapshot.tables.items() if name not in ("goals", "goal_results")}
    broken = build_atlas(replace(snapshot, tables=tables), "broken")
    assert judged_goals(broken) == ()
    assert programmes(broken, ()) == ()


def test_a_partnership_tells_how_many_of_its_goals_were_reported_reached(atlas: Atlas):
    (report,) = partnership_reports(atlas)
    assert report.heading == "Lund Partnerskab: 1 af 2 mål meldt opfyldt i 2018, 2 aktiviteter"
    assert [row["status"].mark for row in report.goals.rows] == ["reached", "not_reached"]
    assert [row["kind"].text for row in report.activities.rows] == ["rettet mod personer", "rettet mod området"]
    assert report.sources == "Kilder: Notat fra forvaltningen (Legeby Kommune)."


def test_a_goal_with_one_indicator_missed_is_not_fulfilled_and_a_comparison_is_neither(snapshot: Snapshot):
    named = {"partnership_id": "p-lund-2017", "goal_no": 1, "goal_da": "Større oplevet tryghed i området"}
    named |= {"source_id": "papir", "unit": "percent", "result_period": "2018"}
    more = [
        named
        | {"partnership_goal_id": "m1b", "indicator_da": "Hele byen (sammenligning)", "area_ids": "koebenhavn"}
        | {"scope": "city", "result_value": 8},
        named
        | {"partnership_goal_id": "m1c", "indicator_da": "Trygge om aftenen", "area_ids": "indre-lund"}
        | {"scope": "district", "result_value": 70, "fulfilled_2018": "no"},
    ]
    goals = pd.concat([snapshot.table("partnership_goals"), table("partnership_goals", more)], ignore_index=True)
    tables = {**snapshot.tables, "partnership_goals": goals}
    (report,) = partnership_reports(build_atlas(replace(snapshot, tables=tables), "more"))
    assert report.heading.startswith("Lund Partnerskab: 0 af 2 mål meldt opfyldt i 2018")
    rows = {row["indicator"].text: row for row in report.goals.rows}
    assert rows["Hele byen (sammenligning)"]["status"].text == "til sammenligning"
    assert rows["Hele byen (sammenligning)"]["status"].mark == ""
    assert rows["Hele byen (sammenligning)"]["where"].text == "Hele byen"


def test_periods_and_places_of_the_partnership_are_in_danish(snapshot: Snapshot):
    goals = snapshot.table("partnership_goals").copy()
    goals.loc[0, ["unit", "result_value", "result_period"]] = ["meetings", 4, "2017-08/2018-06"]
    atlas = build_atlas(replace(snapshot, tables={**snapshot.tables, "partnership_goals": goals}), "periods")
    (report,) = partnership_reports(atlas)
    first, second = report.goals.rows
    assert (first["result"].text, first["where"].text) == ("4 møder (august 2017 – juni 2018)", "Ydre Lund")
    assert (second["result"].text, second["where"].text) == ("2018", "politikredsen")


def test_every_kind_has_words():
    for kind in TABLES["partnership_activities"].columns["kind"].choices:
        assert has(f"partnership.kind.{kind}")
    assert t("partnership.status.comparison")
