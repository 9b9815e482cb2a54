"""Mål cold at every rule, level and year, its controls, and with each broken file that matters."""

from __future__ import annotations

import re
from html import unescape

import pytest

from sikkerby_geo.store.reading import path_of
from sikkerby_geo.text import t

FILE = "pages/maal.py"


def danish(written: str) -> str:
    return written.replace("~", "\u00a0")


def sections(page) -> list[str]:
    return [unescape(words) for words in re.findall(r'<h2 class="section">(.*?)</h2>', page.html)]


@pytest.mark.parametrize(("rule", "level"), [("10pct", "udvalg"), ("85pct", "bydel"), ("75pct", "omraade")])
def test_each_rule_and_each_level(open_page, rule, level):
    page = open_page(FILE, regel=rule, niveau=level)
    page.assert_calm()
    assert page.headline == "Siden 2010: 1 af 9 mål ikke nået, 8 kan vi ikke vurdere, fordi vi ikke har fundet tallene."
    assert len(sections(page)) == 7
    assert page.messages == []


@pytest.mark.parametrize("year", ["2013", "2015", "2020", "2025"])
def test_every_kind_of_year(open_page, year):
    page = open_page(FILE, aar=year)
    page.assert_calm()
    assert f"Året {year}" in page.words
    assert page.choice["aar"] == year


@pytest.mark.parametrize(("asked", "shown"), [("2014", "2025"), ("2022", "2020")])
def test_a_year_no_rule_answers_in_gives_the_newest_and_says_so(open_page, asked, shown):
    """2022 has figures of a measure no rule judges."""
    page = open_page(FILE, aar=asked)
    page.assert_calm()
    assert f"Året {shown}" in page.words
    assert page.choice["aar"] == shown
    (told,) = page.messages
    assert asked in told
    assert f"viser derfor {shown}" in told


def test_the_year_is_told_as_on_the_map(open_page):
    page = open_page(FILE, aar="2017", regel="10pct")
    assert danish("I 2017 lå 5 af 13 områder over 10~%: Møllehøj~21~%") in page.words
    assert danish("Over 10~% utrygge: 3 af 13 områder i 2015, 2 i 2016, 5 i 2017 og 5 i 2020") in sections(page)


def test_the_matrix_tells_states_in_words_and_looks(open_page):
    page = open_page(FILE, regel="10pct")
    assert "fra listen, ikke uafhængig" in page.words
    assert danish("Klart over 10~%") in page.words
    assert page.html.count('class="swatch sw-') >= 13 * 11


def test_the_citys_goals_and_the_partnerships_are_there(open_page):
    page = open_page(FILE)
    assert "Strategi 2018–2021: ingen af de 4 mål kan vurderes" in page.words
    assert page.html.count('<ul class="verdicts">') == 5
    apart = 1  # the key figures
    assert page.html.count('<div class="sheet') == page.html.count("<details") + apart
    assert "Lund Partnerskab: 1 af 2 mål meldt opfyldt i 2018, 2 aktiviteter" in sections(page)
    assert "Resultatet for 2021 er ikke fundet. Sidst kendte i målets år: 304 personer i 2018." in page.words


def test_choosing_a_rule_changes_table_and_address(open_page):
    page = open_page(FILE, regel="10pct")
    page.app.radio(key="control-rule").set_value("under_85_safe").run()
    page.assert_calm()
    assert page.choice["regel"] == "85pct"
    assert sections(page)[0].startswith(danish("Under 85~% trygge:"))


def test_choosing_level_and_year_goes_into_the_address(open_page):
    page = open_page(FILE, regel="10pct", aar="2017")
    page.app.selectbox(key="control-year").set_value(2020).run()
    assert page.choice["aar"] == "2020"
    assert "Året 2020" in page.words


def test_an_address_without_a_rule_is_given_the_rule_of_its_measure(open_page):
    page = open_page(FILE, tal="tryg-nabolag", regel="ingen")
    page.assert_calm()
    assert sections(page)[0].startswith(danish("Under 85~% trygge"))
    page = open_page(FILE, tal="utryg-aften", regel="ingen")
    page.assert_calm()
    assert sections(page)[0].startswith(danish("Over 10~% utrygge"))


def test_an_unknown_value_gives_a_message(open_page):
    page = open_page(FILE, regel="99pct")
    page.assert_calm()
    assert page.messages == [t("problem.address", name="regel", value="99pct", shown="85pct")]


@pytest.mark.parametrize(
    "dataset",
    [
        "sources",
        "areas",
        "survey",
        "goals",
        "goal_results",
        "partnership_goals",
        "partnership_activities",
        "partnerships",
    ],
)
def test_a_broken_file_is_told_and_the_rest_is_shown(open_page, copy_data, dataset):
    root = copy_data()
    path = root / path_of(dataset)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_page(FILE, root=root, aar="2017", regel="10pct")
    page.assert_calm()
    assert any(path_of(dataset) in notice for notice in page.notices)
    assert page.headline
    if dataset not in ("areas", "survey", "sources"):
        assert "I 2017 lå 5 af 13 områder" in page.words
    if dataset not in ("goals",):
        assert "9 mål" in page.headline
    if dataset.startswith("partnership_"):
        assert "Lund Partnerskab" in page.words


def test_missing_goals_are_said_in_their_own_section(open_page, copy_data):
    root = copy_data()
    (root / path_of("goals")).unlink()
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert page.headline == "Målene kan ikke læses lige nu."
    assert "data/goals.csv kan ikke læses lige nu" in page.words


def test_the_group_of_key_figures_stands_in_the_address(open_page):
    page = open_page(FILE)
    assert "Indikatorer 2010–2015: 1 af 2 nøgletal har et tal" in page.words
    page.app.selectbox(key="control-key-figures").set_value("samtaler").run()
    page.assert_calm()
    assert page.choice["noegletal"] == "samtaler"
    assert danish("Heraf unge vurderet uden risiko: 61~unge") in page.words
    page = open_page(FILE, noegletal="findes-ikke")
    page.assert_calm()
    assert page.messages == [t("problem.address", name="noegletal", value="findes-ikke", shown="indikatorer")]


@pytest.mark.parametrize("dataset", ["key_figures", "key_figure_values", "exit_phases"])
def test_a_broken_file_of_key_figures_leaves_the_goals(open_page, copy_data, dataset):
    root = copy_data()
    path = root / path_of(dataset)
    path.write_text("<<<<<<< HEAD\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    page = open_page(FILE, root=root)
    page.assert_calm()
    assert f"{path_of(dataset)} kan ikke læses lige nu" in page.words
    assert "9 mål" in page.headline
