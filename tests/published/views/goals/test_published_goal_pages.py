"""The page Mål over the record: the programmes of 2010–2025, the Nørrebro partnership of 2018, the rules' years."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import has
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.goals.partnership import PartnershipReport, partnership_reports
from sikkerby_geo.views.goals.programmes import Programme, judged_goals, programmes
from sikkerby_geo.views.goals.rule_counts import matrix_sheet, rule_sentence
from tests.published.views.bounded import through
from tests.views.asking import danish

PROGRAMMES = {
    "Sikker By 2010–2013": "ingen af de 4 mål kan vurderes, fordi vi ikke har fundet tallene",
    "Tryghedsindeks 2010–2014": "1 af 1 mål nået",
    "Sikker By 2014–2017": "1 af 2 mål ikke nået, 1 kan vi ikke vurdere, fordi vi ikke har fundet tallene",
    "Strategi 2018–2021": "1 af 6 mål nået, 2 ikke nået, 3 kan vi ikke vurdere, fordi vi ikke har fundet tallene",
    "Strategi 2022–2025": "ingen af de 2 mål kan vurderes, fordi vi ikke har fundet tallene",
}


@pytest.fixture(scope="module")
def told(atlas: Atlas) -> dict[str, Programme]:
    return {one.name: one for one in programmes(atlas, judged_goals(atlas))}


@pytest.fixture(scope="module")
def noerrebro(atlas: Atlas) -> PartnershipReport:
    return next(one for one in partnership_reports(atlas) if one.heading.startswith("For et trygt Nørrebro"))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_programmes_to_2025_have_their_tally(told: dict[str, Programme], name: str) -> None:
    assert told[name].heading == f"{name}: {PROGRAMMES[name]}"


def row_of(programme: Programme, start: str):
    return next(row for row in programme.goals.rows if row["goal"].text.startswith(start))


def test_the_status_reports_of_2020_to_2022(told: dict[str, Programme]) -> None:
    reports = told["Strategi 2018–2021"].reports
    assert [report[:4] for report in reports[:3]] == ["2020", "2021", "2022"]
    assert reports[0].startswith("2020: 2 mål nået. Ud af seks; yderligere to er delvist nået. Kilde: ")


def test_the_citys_insecure_of_2021_missed_the_goal_surely(told: dict[str, Programme]) -> None:
    verdict = row_of(told["Strategi 2018–2021"], "Andel utrygge i nabolaget")["verdict"]
    assert verdict.text == "ikke nået"
    assert verdict.quiet == danish("9~% i 2021: målet på 5~% er ikke nået. Klart: 9~% (8–10~%).")


def test_reported_crime_before_in_and_after_the_strategy(told: dict[str, Programme]) -> None:
    lines = row_of(told["Strategi 2018–2021"], "Anmeldelser af borgervendt")["results"].lines
    assert lines[0] == "2009: 76 pr. 1.000 (før målet)"
    assert "2021: 34,5 pr. 1.000" in lines
    assert "2023: 39 pr. 1.000 (efter målets år)" in lines


def test_the_districts_under_85_of_2022_to_2025(told: dict[str, Programme]) -> None:
    row = row_of(told["Strategi 2022–2025"], "Andelen af trygge i nabolaget")
    assert row["results"].lines[:4] == (
        "2022: 4 områder",
        "2023: 4 områder",
        "2024: 5 områder",
        "2025: 2 områder (egen optælling)",
    )


def test_the_partnership_reported_three_of_five_goals_in_2018(noerrebro: PartnershipReport) -> None:
    assert noerrebro.heading == "For et trygt Nørrebro: 3 af 5 mål meldt opfyldt i 2018, 10 aktiviteter"
    assert len(noerrebro.goals.rows) == 16
    assert "Statusrapport" in noerrebro.sources
    rows = {row["indicator"].text: row for row in noerrebro.goals.rows}
    assert (
        rows["Personer registreret med relation til rocker- eller bandemiljøet"]["result"].text
        == "304 personer (31.03.2018)"
    )
    assert rows["Tryghedsmøder med beboere"]["result"].text == "4 møder (august 2017 – juni 2018)"
    assert rows["SSP’s forebyggende hjemmebesøg"]["where"].text == "Hele byen"


def test_every_unit_and_status_of_the_record_has_words(snapshot: Snapshot) -> None:
    units = {unit for name in ("goals", "goal_results", "partnership_goals") for unit in snapshot.table(name).unit}
    lacking = [f"goal.unit.{unit}" for unit in units - {"", "percent", "category"}]
    lacking += [f"goal.csv_unit.{unit}" for unit in set(snapshot.table("goal_results").unit) - {""}]
    lacking += [f"partnership.status.{one}" for one in set(snapshot.table("partnership_goals").fulfilled_2018) - {""}]
    assert [key for key in lacking if not has(key)] == []


@pytest.mark.parametrize(
    ("rule_id", "level", "sentence"),
    [
        (
            "over_10_insecure",
            Level.SURVEY_AREA,
            "Over 10~% utrygge: 3 af 13 områder i 2015, 2 i 2016, 5 i 2017 og 5 i 2020",
        ),
        ("over_10_insecure", Level.LOKALUDVALG, "Over 10~% utrygge: 4 af 12 lokaludvalg i 2017 og 5 i 2020"),
        ("under_85_safe", Level.SURVEY_AREA, "Under 85~% trygge: 5 af 13 områder i 2024, 2 i 2025 og 6 i 2026"),
        ("under_75_safe_evening", Level.SURVEY_AREA, "Under 75~% trygge aften/nat: 2 af 13 områder i 2025"),
    ],
)
def test_the_rules_to_2026_in_one_sentence(atlas: Atlas, rule_id: str, level: Level, sentence: str) -> None:
    assert rule_sentence(through(atlas, 2026), RULE[rule_id], level) == danish(sentence)


def test_the_published_counts_stand_beside_ours(atlas: Atlas) -> None:
    rule = RULE["over_10_insecure"]
    choice = Choice(2017, rule.indicator_id, rule.rule_id, Level.SURVEY_AREA)
    computed, published, agreement = matrix_sheet(atlas, rule, choice).feet
    assert (computed["2017"].text, published["2017"].text) == ("5", "5")
    assert agreement["2017"].quiet == "fra listen, ikke uafhængig"
    assert computed["2018"].quiet == "3 af 4 kendte"
    assert published["2022"].text == "4"
