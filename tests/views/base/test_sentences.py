"""What the map says in words: every situation once, word for word, and laws that hold for every choice."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.headline import Headline, headline
from tests.views.asking import OVER_10, UNDER_75, UNDER_85, choose, danish, renamed, surveyed

INDEX = (
    "2009–2014 er en anden undersøgelse med andre områder. Tallene kan ikke sammenlignes med 2015 og frem, "
    "og ingen regel regnes ud."
)


def says(atlas: Atlas, *choice: object, title: str, certainty: str) -> Headline:
    """Compare both sentences word for word; the headline is given back for more."""
    found = headline(atlas, choose(*choice))
    assert found.title == danish(title)
    assert found.certainty == danish(certainty)
    return found


# The situations of the city's own figures


def test_several_over_some_of_them_surely(atlas: Atlas) -> None:
    says(
        atlas,
        2017,
        title="I 2017 lå 5 af 13 områder over 10~%: Møllehøj~21~%, Ydre~Lund~16~%, Kongens~Mose~14~%, Dalum~13~% og "
        "Indre~Lund~11~%.",
        certainty="Klart over 10~%: Møllehøj og Ydre~Lund. 3 af de 6 med tal kan ligge på den anden side af grænsen; "
        "for 7 kendes kun, at de er højst 10~%.",
    )


def test_ties_stand_in_alphabetical_order(atlas: Atlas) -> None:
    found = headline(atlas, choose(2020))
    assert found.title == danish(
        "I 2020 lå 5 af 13 områder over 10~%: Møllehøj~19~%, Ydre~Lund~13~%, Dalum~12~%, Skovby=Hede~12~% og "
        "Kongens~Mose~11~%."
    )


def test_decided_in_part(atlas: Atlas) -> None:
    says(
        atlas,
        2018,
        title="I 2018 har vi fundet svaret for 3 af 13 områder: 1 lå over 10~%, 2 ikke.",
        certainty="For 10 områder har vi ikke fundet tal. Antallet for hele byen kan ikke siges.",
    )


def test_decided_in_part_by_the_press(atlas: Atlas) -> None:
    found = headline(atlas, choose(2019))
    assert found.title == danish("I 2019 har vi fundet svaret for 3 af 13 områder: 2 lå over 10~%, 1 ikke.")
    assert found.certainty.endswith("Listen over områder er fra pressen (Legeby Avis).")


def test_not_decided_at_all_but_counted_by_the_municipality(atlas: Atlas) -> None:
    says(
        atlas,
        2022,
        title="I 2022 kan reglen ikke vurderes for noget område: tal mangler.",
        certainty="Fire områder lå over 10~% ifølge kommunen, men navnene er ikke fundet. Vi har ikke fundet "
        "områdetal for utrygge i nabolaget i 2022. Det betyder ikke, at de ikke findes.",
    )
    assert headline(atlas, choose(2022, level=Level.BYDEL)).title == (
        "I 2022 kan reglen ikke vurderes for nogen bydel: tal mangler."
    )


def test_the_municipalitys_count_is_left_out_where_all_names_are_known(atlas: Atlas) -> None:
    for year in (2015, 2016, 2017, 2020):
        assert "ifølge" not in headline(atlas, choose(year)).certainty


def test_years_with_only_safe_offer_the_rule_that_applies(atlas: Atlas) -> None:
    found = headline(atlas, choose(2025))
    assert found.title == "I 2025 kan reglen ikke vurderes for noget område: tal mangler."
    assert found.certainty == (
        "Vi har ikke fundet områdetal for utrygge i nabolaget i 2025. Det betyder ikke, at de ikke findes."
    )
    offered = [(offer.choice.rule_id, offer.choice.year) for offer in found.offers]
    assert offered == [(UNDER_85, 2025), (UNDER_75, 2025), (OVER_10, 2021)]
    assert found.offers[0].label == danish("Vis 2025 med reglen »Under 85~% trygge«")


def test_the_under_rule(atlas: Atlas) -> None:
    says(
        atlas,
        2025,
        UNDER_85,
        title="I 2025 lå 6 af 13 områder under 85~% trygge: Møllehøj~71~%, Dalum~79~%, Engvang~80~%, Ydre~Lund~82~%, "
        "Øen~83~% og Kongens~Mose~84~%.",
        certainty="Klart under 85~% trygge: Møllehøj. 9 af de 13 med tal kan ligge på den anden side af "
        "grænsen. Tallene er gengivet af andre; rapporten er ikke læst.",
    )


def test_one_figure_among_bounds_and_a_list_from_the_press(atlas: Atlas) -> None:
    says(
        atlas,
        2024,
        UNDER_85,
        title="I 2024 lå 5 af 13 områder under 85~% trygge: Dalum, Indre~Lund, Kongens~Mose, Møllehøj og Ydre~Lund.",
        certainty="Det eneste område med tal, Bakken, kan ligge på den anden side af grænsen. For 12 af 13 kendes kun, "
        "hvilken side af grænsen de ligger på. Tallene er gengivet af andre; rapporten er ikke læst. "
        "Listen over områder er fra pressen "
        "(Legeby~Avis).".replace("~Avis", " Avis"),
    )


def test_the_years_of_the_index_are_shown_and_never_judged(atlas: Atlas) -> None:
    says(
        atlas,
        2013,
        title="Utrygge i nabolaget, 2013: Tryghedsindekset har tal for Bakken~9~%.",
        certainty=INDEX,
    )
    says(
        atlas,
        2014,
        title="Vi har ikke fundet tal for utrygge i nabolaget i 2014.",
        certainty=f"Det betyder ikke, at de ikke findes. {INDEX}",
    )


def test_a_measure_without_a_rule_gives_the_ends_and_judges_nothing(atlas: Atlas) -> None:
    says(
        atlas,
        2022,
        "insecure_evening",
        title="Utrygge aften og nat, 2022: højest Møllehøj med 28~%, lavest Åby med 15~%.",
        certainty="Der er tal for 9 af 13 områder. Der er ingen grænse for dette tal, så intet er markeret.",
    )


# The situations of small surveys


def test_several_over_none_of_them_surely(snapshot: Snapshot) -> None:
    eight = dict.fromkeys(("aaby", "bakken", "engvang", "fjordby", "havnen", "oeen"), "4")
    says(
        surveyed(snapshot, eight | {"moellehoej": "13", "dalum": "12"}, rest="<=10"),
        2016,
        title="I 2016 lå 2 af 13 områder over 10~%: Møllehøj~13~% og Dalum~12~%.",
        certainty="For ingen af dem er det klart. 3 af de 8 med tal kan ligge på den anden side af grænsen; "
        "for 5 kendes kun, at de er højst 10~%.",
    )


def test_almost_only_bounds_and_a_figure_that_disagrees_with_its_flag(snapshot: Snapshot) -> None:
    """A figure of 10 that is officially over 10 is named without its figure, and the two are told apart."""
    found = headline(surveyed(snapshot, {"skovby-hede": "10 >10", "dalum": ">10"}, rest="<=10"), choose(2016))
    assert found.title == danish("I 2016 lå 2 af 13 områder over 10~%: Dalum og Skovby=Hede.")
    assert danish("For 12 af 13 kendes kun, hvilken side af grænsen de ligger på.") in found.certainty
    assert danish("Skovby=Hede 2016: 10~%, men talt med som over 10~%.") in found.certainty


def test_none_over(snapshot: Snapshot) -> None:
    eight = dict.fromkeys(("aaby", "bakken", "dalum", "engvang", "fjordby", "havnen", "moellehoej", "oeen"), "1")
    says(
        surveyed(snapshot, eight, rest="<=10"),
        2016,
        title="I 2016 lå ingen af de 13 områder over 10~%.",
        certainty="Ingen af de 8 med tal kan ligge på den anden side af grænsen; for 5 kendes kun, at de er højst "
        "10~%.",
    )
    says(
        surveyed(snapshot, eight | {"dalum": "9"}, rest="<=10"),
        2016,
        title="I 2016 lå ingen af de 13 områder over 10~%.",
        certainty="1 af de 8 med tal kan ligge på den anden side af grænsen; for 5 kendes kun, at de er højst 10~%.",
    )


def test_one_over_surely(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "18"}, rest="1")
    says(
        toy,
        2016,
        title="I 2016 lå ét af 13 områder over 10~%: Møllehøj~18~%.",
        certainty="Klart over 10~%. Ingen af de 13 med tal kan ligge på den anden side af grænsen.",
    )
    assert headline(toy, choose(2016, level=Level.BYDEL)).title == danish(
        "I 2016 lå én af 10 bydele over 10~%: Møllehøj~18~%."
    )


def test_one_over_perhaps(snapshot: Snapshot) -> None:
    says(
        surveyed(snapshot, {"moellehoej": "11"}, rest="4"),
        2016,
        title="I 2016 lå ét af 13 områder over 10~%: Møllehøj~11~%.",
        certainty="Ikke klart: forskellen kan skyldes den statistiske usikkerhed. "
        "2 af de 13 med tal kan ligge på den anden side af grænsen.",
    )


def test_exactly_the_limit_is_not_over(snapshot: Snapshot) -> None:
    found = headline(surveyed(snapshot, {}, rest="10"), choose(2016))
    assert found.title == danish("I 2016 lå ingen af de 13 områder over 10~%.")
    assert found.certainty == "13 af de 13 med tal kan ligge på den anden side af grænsen."


def test_only_bounds(snapshot: Snapshot) -> None:
    says(
        surveyed(snapshot, dict.fromkeys(("dalum", "moellehoej"), ">10"), rest="<=10"),
        2016,
        title="I 2016 lå 2 af 13 områder over 10~%: Dalum og Møllehøj.",
        certainty="For 13 af 13 kendes kun, hvilken side af grænsen de ligger på.",
    )


def test_all_over(snapshot: Snapshot) -> None:
    says(
        surveyed(snapshot, {"moellehoej": "25", "bakken": "11"}, rest="18"),
        2016,
        title="I 2016 lå alle 13 områder over 10~%: højest Møllehøj med 25~%, lavest Bakken med 11~%.",
        certainty="12 af dem klart. 1 af de 13 med tal kan ligge på den anden side af grænsen.",
    )


def test_all_over_none_surely(snapshot: Snapshot) -> None:
    found = headline(surveyed(snapshot, {"moellehoej": "12"}, rest="11"), choose(2016))
    assert found.certainty == (
        "For ingen af dem er det klart. 13 af de 13 med tal kan ligge på den anden side af grænsen."
    )


def test_all_over_by_bounds_alone(snapshot: Snapshot) -> None:
    says(
        surveyed(snapshot, {}, rest=">10"),
        2016,
        title="I 2016 lå alle 13 områder over 10~%.",
        certainty="For 13 af 13 kendes kun, hvilken side af grænsen de ligger på.",
    )


def test_all_under_begins_with_the_lowest(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {"moellehoej": "60", "dalum": "79"}, rest="70", measure="safe_neighbourhood")
    assert headline(toy, choose(2016, UNDER_85)).title == danish(
        "I 2016 lå alle 13 områder under 85~% trygge: lavest Møllehøj med 60~%, højest Dalum med 79~%."
    )


def test_many_over_are_counted_after_five_names(snapshot: Snapshot) -> None:
    over = {
        "moellehoej": "21",
        "dalum": "22",
        "ydre-lund": "23",
        "havnen": "24",
        "skovby-hede": "25",
        "aaby": "26",
        "oeen": "27",
    }
    assert headline(surveyed(snapshot, over, rest="4"), choose(2016)).title == danish(
        "I 2016 lå 7 af 13 områder over 10~%: Øen~27~%, Åby~26~%, Skovby=Hede~25~%, Havnen~24~%, "
        "Ydre~Lund~23~% og 2 andre."
    )


def test_a_question_not_asked_is_not_a_figure_not_found(snapshot: Snapshot) -> None:
    toy = surveyed(snapshot, {}, rest="not_asked", year=2019)
    says(toy, 2019, title="Spørgsmålet indgik ikke i 2019.", certainty="")
    assert headline(toy, choose(2019, "insecure_neighbourhood")).title == "Spørgsmålet indgik ikke i 2019."
    found = headline(toy, choose(2019, UNDER_85))
    assert found.title == "I 2019 kan reglen ikke vurderes for noget område: tal mangler."


def test_not_found_without_a_rule(atlas: Atlas) -> None:
    says(
        atlas,
        2023,
        "insecure_evening",
        title="Vi har ikke fundet tal for utrygge om aftenen og natten i 2023.",
        certainty="Det betyder ikke, at de ikke findes.",
    )


def test_an_unreadable_table_is_not_a_figure_not_found(snapshot: Snapshot) -> None:
    tables = {name: frame for name, frame in snapshot.tables.items() if name != "survey"}
    broken = build_atlas(replace(snapshot, tables=tables), "broken")
    for asked in (OVER_10, UNDER_85, "insecure_evening"):
        found = headline(broken, choose(broken.years[-1], asked))
        assert found.title == "Tallene fra undersøgelsen kan ikke læses lige nu."
        assert found.certainty == ""


def test_a_measure_shown_without_its_rule_says_that_none_is_chosen(atlas: Atlas) -> None:
    found = headline(atlas, choose(2017, "insecure_neighbourhood"))
    assert found.title == danish("Utrygge i nabolaget, 2017: højest Møllehøj med 21~%, lavest Bakken med 4~%.")
    assert found.certainty == (
        "Der er tal for 6 af 13 områder. Ingen regel er valgt, så intet er markeret. For 7 kendes kun en grænse."
    )


def test_the_only_figure_of_a_year_is_named_alone(atlas: Atlas) -> None:
    assert headline(atlas, choose(2017, "insecure_evening")).title == danish(
        "Utrygge aften og nat, 2017: Møllehøj~33~%."
    )


# Laws for every choice

CHOICES = [
    (rule_or_measure, level)
    for rule_or_measure in (*(rule.rule_id for rule in RULES), *(measure.indicator_id for measure in SURVEY_INDICATORS))
    for level in Level
]


@pytest.mark.parametrize(("asked", "level"), CHOICES)
def test_every_choice_is_told_in_whole_sentences(atlas: Atlas, asked: str, level: Level) -> None:
    for year in atlas.years:
        found = headline(atlas, choose(year, asked, level))
        for sentence in (found.title, found.certainty):
            assert not re.search(r"[{}]|  |\d %|\b0 af\b", sentence), sentence
            assert sentence == "" or sentence.endswith(".")
        assert str(year) in found.title


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
@pytest.mark.parametrize("level", Level)
def test_the_counts_in_words_are_the_counts_of_the_flags(atlas: Atlas, rule, level: Level) -> None:
    for year in (when for when in atlas.years if when >= SURVEY_FROM):
        states = list(atlas.states(rule, level, year).values())
        if any(state is FlagState.NO_FIGURE for state in states):
            continue
        found = headline(atlas, choose(year, rule.rule_id, level))
        flagged = sum(state.flagged for state in states)
        number = {0: "ingen af de", 1: "ét af" if level is not Level.BYDEL else "én af"}.get(flagged, f"{flagged} af")
        assert found.title.startswith(f"I {year} lå {number} {len(states)} ")
        unsure = sum(state.unsure for state in states)
        with_figure = sum(not state.bound_only for state in states)
        if with_figure > 1:
            words = f"{unsure or 'Ingen'} af de {with_figure} med tal kan ligge på den anden side af grænsen"
            assert words in found.certainty


@pytest.mark.parametrize(("asked", "level"), CHOICES)
def test_every_offer_leads_to_an_answer(atlas: Atlas, asked: str, level: Level) -> None:
    for year in atlas.years:
        here = choose(year, asked, level)
        for offer in headline(atlas, here).offers:
            there = offer.choice
            assert (there.year, there.rule_id) != (here.year, here.rule_id)
            assert there.indicator_id == there.rule.indicator_id
            assert atlas.decided(there.rule, level, there.year) > 0
            assert str(there.year) in offer.label


def test_a_hostile_name_stays_text(snapshot: Snapshot) -> None:
    toy = renamed(snapshot, "moellehoej", "<img src=x onerror=alert(1)>")
    assert "<img" in headline(toy, choose(2017)).title.replace("\u00a0", " ")
