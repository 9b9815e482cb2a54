"""The panel over the record: districts whose lines were read against the sources, each in its year."""

from __future__ import annotations

import itertools
import re

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.text import t
from sikkerby_geo.views.map_page.place import PlaceCard, place_card
from tests.views.asking import UNDER_85, choose, danish


def card_of(atlas: Atlas, place_id: str, *choice: object, **more: object) -> PlaceCard:
    return place_card(atlas, choose(*choice, **more), atlas.places[place_id])


def test_bispebjerg_2017(atlas: Atlas) -> None:
    card = card_of(atlas, "bispebjerg", 2017)
    assert card.level == "område"
    assert card.state == danish("Klart over 10~%")
    assert card.figure == danish("18~%")
    assert card.full == danish("18~% (14–23~%), ca. 234 svar (skønnet), 2017")
    assert card.city == danish("Hele byen: 9~% (8–10~%)")
    assert card.missing == ""
    assert card.change == (
        danish("12~% i 2016, 18~% i 2017: ingen klar ændring."),
        danish("Forskellen er −1 til +13 procentpoint (95~%-interval)."),
        "Mindste ændring, man kunne have set: ca. 10 procentpoint.",
    )
    assert card.since == (
        danish("Over 10~% siden 2015, tredje år i træk."),
        "Før 2015 er der ingen sammenlignelige tal.",
    )
    assert card.crime_title == "Anmeldt kriminalitet, 2016"
    assert card.crime == (
        "Der er ikke fundet anmeldelser for Bispebjerg i 2016.",
        "Hele byen: 82,7 pr. 1.000 (anmeldt borgervendt kriminalitet).",
    )


def test_a_rate_stands_beside_its_counts(atlas: Atlas) -> None:
    card = card_of(atlas, "valby", 2026, UNDER_85)
    assert card.crime_title == "Anmeldt kriminalitet, 2025"
    assert card.crime[:3] == (
        "Anmeldte straffelovsovertrædelser: 43 pr. 1.000 indbyggere (2.849 anmeldelser, 66.391 indbyggere).",
        "Det midterste af områderne: 48 pr. 1.000.",
        "Hele byen: 75 pr. 1.000.",
    )


@pytest.mark.parametrize(("place_id", "level"), [("indre-by", Level.SURVEY_AREA), ("bydel-1", Level.BYDEL)])
def test_where_many_visit_a_warning_stands_beside_the_rate(atlas: Atlas, place_id: str, level: Level) -> None:
    card = card_of(atlas, place_id, 2026, UNDER_85, level)
    assert card.crime[-1].startswith("Mange besøgende er ikke indbyggere")
    assert "besøgende" not in " ".join(card_of(atlas, "valby", 2026, UNDER_85).crime)


def test_a_count_without_a_rate_says_so(atlas: Atlas) -> None:
    card = card_of(atlas, "oesterbro", 2018)
    assert card.crime[0] == "Anmeldt borgervendt kriminalitet: 2.970 anmeldelser; tallet pr. 1.000 er ikke fundet."


def test_a_sure_change_and_the_one_the_survey_judged_itself(atlas: Atlas) -> None:
    fell = card_of(atlas, "christianshavn", 2026, UNDER_85)
    assert fell.change[0] == danish("89~% i 2025, 74~% i 2026: klart færre følte sig trygge.")
    assert card_of(atlas, "valby", 2026, UNDER_85).change == (
        danish("88~% i 2025, 79~% i 2026: muligt fald, hvis 2026-tallet ikke er en trykfejl."),
    )
    rose = card_of(atlas, "ydre-noerrebro", 2018)
    assert rose.change[:-2] == (
        danish("8~% i 2017, 23~% i 2018: klart flere følte sig utrygge."),
        danish("Forskellen er +9 til +21 procentpoint (95~%-interval)."),
        "Vurderingen er undersøgelsens egen.",
    )
    same = card_of(atlas, "indre-noerrebro", 2018)
    assert same.change[0] == danish("11~% i 2017, 13~% i 2018: ingen klar ændring.")


def test_what_lay_across_a_change_is_told_with_it_and_not_as_its_reason(atlas: Atlas) -> None:
    between, no_cause = card_of(atlas, "ydre-noerrebro", 2018).change[-2:]
    assert between.startswith("Mellem tallene for 2017 og 2018 ligger: ")
    assert "Bandekonflikten 2017" in between
    assert no_cause == t("event.no_cause")
    quiet = place_card(atlas, choose(2018, events=EventsShown.NONE), atlas.places["ydre-noerrebro"])
    assert t("event.no_cause") not in quiet.change


def test_a_change_that_cannot_be_tested_is_not_unchanged(atlas: Atlas) -> None:
    assert card_of(atlas, "vesterbro", 2017).change == ("Ændringen kan ikke prøves.",)
    assert card_of(atlas, "indre-by", 2025, UNDER_85).change == (
        "Der er ikke fundet et tidligere tal, der kan sammenlignes.",
    )


def test_since_when_names_the_gap_and_the_years_before_it(atlas: Atlas) -> None:
    assert card_of(atlas, "ydre-noerrebro", 2020).since[0] == danish("Over 10~% siden 2018, tredje år i træk.")
    card = card_of(atlas, "lu-noerrebro", 2020, level=Level.LOKALUDVALG)
    assert card.since == (
        danish("Over 10~% i 2020."),
        "For 2019 har vi ikke fundet tal.",
        danish("Også over 10~% i 2018."),
    )
    assert card_of(atlas, "vesterbro", 2017).since == (danish("Ikke over 10~% i 2017."),)
    assert card_of(atlas, "vesterbro", 2018).since == ("For 2018 har vi ikke fundet tal.",)


def test_a_figure_that_disagrees_with_its_flag_is_explained(atlas: Atlas) -> None:
    card = card_of(atlas, "broenshoej-husum", 2015)
    assert (card.figure, card.state) == (danish("10~%"), danish("Over 10~%, ikke klart"))
    assert danish("over 10~%") in card.note


@pytest.mark.parametrize("level", Level)
def test_every_place_of_the_record_has_a_card_without_a_hole(atlas: Atlas, level: Level) -> None:
    for rule, year, place in itertools.product(RULES, atlas.years, atlas.places.at(level)):
        card = place_card(atlas, choose(year, rule.rule_id, level), place)
        texts = [card.figure, card.full, card.missing, card.state, card.city, card.sources]
        texts += [*card.change, *card.since, *card.crime, *card.efforts_notes]
        texts += [text for part in card.efforts for text in (part.heading, *dict(part.lines).values())]
        assert not [text for text in texts if re.search(r"[{}]|\bNone\b|\bnan\b|<NA>|\d %", text)]
        assert card.full or card.missing
