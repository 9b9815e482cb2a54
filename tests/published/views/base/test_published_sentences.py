"""The map's sentences over the record, word for word, each of the year it speaks of."""

from __future__ import annotations

import re

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.views.base.headline import Headline, headline
from tests.views.asking import UNDER_75, UNDER_85, choose, danish

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


def test_several_over_two_of_them_surely(atlas: Atlas) -> None:
    says(
        atlas,
        2017,
        title="I 2017 lå 5 af 13 områder over 10~%: Bispebjerg~18~%, Amager~Vest~15~%, Brønshøj=Husum~13~%, "
        "Valby~13~% og Indre~Nørrebro~11~%.",
        certainty="Klart over 10~%: Bispebjerg. 6 af de 8 med tal kan ligge på den anden side af "
        "grænsen; for 5 kendes kun, at de er højst 10~%.",
    )


def test_several_over_none_of_them_surely(atlas: Atlas) -> None:
    says(
        atlas,
        2016,
        title="I 2016 lå 2 af 13 områder over 10~%: Ydre~Nørrebro~14~% og Bispebjerg~12~%.",
        certainty="For ingen af dem er det klart. 5 af de 8 med tal kan ligge på den anden side af grænsen; "
        "for 5 kendes kun, at de er højst 10~%.",
    )


def test_almost_only_bounds_and_a_figure_that_disagrees_with_its_flag(atlas: Atlas) -> None:
    """A figure of 10 that is officially over 10 is named without its figure, and the two are told apart."""
    found = headline(atlas, choose(2015))
    assert found.title == danish("I 2015 lå 3 af 13 områder over 10~%: Bispebjerg, Brønshøj=Husum og Ydre~Nørrebro.")
    assert danish("For 12 af 13 kendes kun, hvilken side af grænsen de ligger på.") in found.certainty
    assert danish("Brønshøj=Husum 2015: 10~%, men talt med som over 10~%.") in found.certainty


def test_ties_stand_in_alphabetical_order(atlas: Atlas) -> None:
    found = headline(atlas, choose(2020))
    assert found.title == danish(
        "I 2020 lå 5 af 13 områder over 10~%: Bispebjerg~17~%, Brønshøj=Husum~13~%, Ydre~Nørrebro~13~%, "
        "Kgs.~Enghave~11~% og Valby~11~%."
    )


def test_decided_in_part(atlas: Atlas) -> None:
    says(
        atlas,
        2018,
        title="I 2018 har vi fundet svaret for 4 af 13 områder: 3 lå over 10~%, 1 ikke.",
        certainty="For 9 områder har vi ikke fundet tal. Antallet for hele byen kan ikke siges.",
    )


def test_decided_in_part_by_the_press(atlas: Atlas) -> None:
    found = headline(atlas, choose(2019))
    assert found.title == danish("I 2019 har vi fundet svaret for 3 af 13 områder: 2 lå over 10~%, 1 ikke.")
    assert found.certainty.endswith("Listen over områder er fra pressen (Politiken).")


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
    found = headline(atlas, choose(2024))
    assert found.title == "I 2024 kan reglen ikke vurderes for noget område: tal mangler."
    assert found.certainty == (
        "Vi har ikke fundet områdetal for utrygge i nabolaget i 2024. Det betyder ikke, at de ikke findes."
    )
    offered = [(offer.choice.rule_id, offer.choice.year) for offer in found.offers]
    assert offered[:2] == [(UNDER_85, 2024), (UNDER_75, 2024)]
    assert found.offers[0].label == danish("Vis 2024 med reglen »Under 85~% trygge«")


def test_the_under_rule(atlas: Atlas) -> None:
    says(
        atlas,
        2026,
        UNDER_85,
        title="I 2026 lå 6 af 13 områder under 85~% trygge: Christianshavn~74~%, Brønshøj=Husum~76~%, Valby~79~%, "
        "Bispebjerg~80~%, Kgs.~Enghave~84~% og Ydre~Nørrebro~84~%.",
        certainty="Klart under 85~% trygge: Christianshavn og Brønshøj=Husum. 10 af de 13 med tal kan ligge "
        "på den anden side af grænsen. Tallene er gengivet af andre; rapporten er ikke læst. "
        "Kan være en trykfejl: Valby~2026.",
    )


def test_a_list_from_the_press_says_so(atlas: Atlas) -> None:
    found = headline(atlas, choose(2024, UNDER_85))
    assert found.title == danish(
        "I 2024 lå 5 af 13 områder under 85~% trygge: Amager~Øst, Bispebjerg, Brønshøj=Husum, Christianshavn og "
        "Indre~Nørrebro."
    )
    assert "1 af de 2 med tal kan ligge på den anden side af grænsen." in found.certainty
    assert found.certainty.endswith("Listen over områder er fra pressen (BT).")


def test_the_years_of_the_index_are_shown_and_never_judged(atlas: Atlas) -> None:
    says(
        atlas,
        2009,
        title="Utrygge i nabolaget, 2009: Tryghedsindekset har tal for Brønshøj=Husum~15~%, Amager~Øst~11~% og "
        "Indre~By~6~%.",
        certainty=INDEX,
    )
    says(
        atlas,
        2011,
        title="Vi har ikke fundet tal for utrygge i nabolaget i 2011.",
        certainty=f"Det betyder ikke, at de ikke findes. {INDEX}",
    )


def test_a_measure_without_a_rule_gives_the_ends_and_judges_nothing(atlas: Atlas) -> None:
    says(
        atlas,
        2022,
        "insecure_evening",
        title="Utrygge aften og nat, 2022: højest Brønshøj=Husum med 34~%, lavest Vanløse med 16~%.",
        certainty="Der er tal for 8 af 13 områder. Der er ingen grænse for dette tal, så intet er markeret.",
    )


def test_not_found_without_a_rule(atlas: Atlas) -> None:
    says(
        atlas,
        2023,
        "insecure_evening",
        title="Vi har ikke fundet tal for utrygge om aftenen og natten i 2023.",
        certainty="Det betyder ikke, at de ikke findes.",
    )


def test_a_measure_shown_without_its_rule_says_that_none_is_chosen(atlas: Atlas) -> None:
    found = headline(atlas, choose(2017, "insecure_neighbourhood"))
    assert found.title == danish("Utrygge i nabolaget, 2017: højest Bispebjerg med 18~%, lavest Indre~By med 4~%.")
    assert found.certainty == (
        "Der er tal for 8 af 13 områder. Ingen regel er valgt, så intet er markeret. For 5 kendes kun en grænse."
    )


def test_the_only_figure_of_a_year_is_named_alone(atlas: Atlas) -> None:
    assert headline(atlas, choose(2018, "insecure_evening")).title == danish(
        "Utrygge aften og nat, 2018: Østerbro~12~%."
    )


def test_every_choice_of_the_record_is_told_in_whole_sentences(atlas: Atlas) -> None:
    for asked in (*(rule.rule_id for rule in RULES), *(measure.indicator_id for measure in SURVEY_INDICATORS)):
        for level in Level:
            for year in atlas.years:
                found = headline(atlas, choose(year, asked, level))
                for sentence in (found.title, found.certainty):
                    assert not re.search(r"[{}]|  |\d %|\b0 af\b", sentence), sentence
                    assert sentence == "" or sentence.endswith(".")
