"""The panel of one place: every line with its year, its counts and its reason when something is missing."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import Library
from sikkerby_geo.facts.measures import MEASURES, SURVEY_FROM
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.views.screen_map.place import MOST_EFFORTS, PlaceCard, place_card
from tests.views.asking import UNDER_85, choose, danish, surveyed

ASKED = [*(rule.rule_id for rule in RULES), *(measure.measure_id for measure in MEASURES)]


def card_of(atlas: Atlas, place_id: str, *choice: object, **more: object) -> PlaceCard:
    return place_card(atlas, choose(*choice, **more), atlas.places[place_id])


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("asked", ASKED)
def test_every_place_has_a_card_in_every_kind_of_year(atlas: Atlas, level: Level, asked: str) -> None:
    for year in (2009, 2014, 2015, 2017, 2018, 2020, 2022, 2024, 2026):
        choice = choose(year, asked, level)
        for place in atlas.places.at(level):
            card = place_card(atlas, choice, place)
            texts = [card.figure, card.full, card.missing, card.state, card.city, card.sources, card.copy]
            texts += [*card.change, *card.since, *card.crime, *card.efforts_notes]
            texts += [line for _, _, line in card.efforts]
            assert not [text for text in texts if re.search(r"[{}]|\bNone\b|\bnan\b|<NA>|\d %", text)]
            assert card.change
            assert card.crime
            assert bool(card.state) is (choice.rule is not None and year >= SURVEY_FROM)
            assert bool(card.since) is bool(card.state)
            assert len(card.efforts) <= MOST_EFFORTS
            assert bool(card.full) or bool(card.missing)
            if card.figure:
                assert card.copy.startswith(place.name)
                assert f"{year}" in card.copy
                assert "Kilde: " in card.copy


def test_bispebjerg_2017(atlas: Atlas) -> None:
    card = card_of(atlas, "bispebjerg", 2017)
    assert card.level == "område"
    assert card.state == danish("Over 10~%, sikkert")
    assert card.figure == danish("18~%")
    assert card.full == danish("18~% (14–23~%), ca. 234 svar (skønnet), 2017")
    assert card.city == danish("Hele byen: 9~% (8–10~%)")
    assert card.missing == ""
    assert card.change == (
        danish("12~% i 2016, 18~% i 2017: uændret inden for usikkerheden."),
        "Mindste ændring, man kunne have set: ca. 8 procentpoint.",
    )
    assert card.since == (
        danish("Over 10~% siden 2015, tredje år i træk."),
        "Før 2015 er der ingen sammenlignelige tal.",
    )
    assert card.crime_title == "Anmeldt kriminalitet, 2016"
    assert card.crime == (
        "Der er ikke fundet anmeldelser for Bispebjerg i 2016.",
        "Hele byen: 82,7 anmeldelser pr. 1.000 indbyggere (borgervendt).",
    )
    assert card.copy == danish(
        "Bispebjerg, Utrygge i nabolaget: 18~% (14–23~%), ca. 234 svar (skønnet), 2017. Kilde: "
        "Tryghedsundersøgelsen 2017: hele København (Københavns Kommune). Via Sikker By."
    )


def test_the_citys_figure_brings_its_own_source(atlas: Atlas) -> None:
    card = card_of(atlas, "oesterbro", 2018, "insecure_evening")
    assert card.city == danish("Hele byen: 20~% (19–21~%)")
    titles = {source.title for source in atlas.cell("insecure_evening", "koebenhavn", 2018).figure.sources}
    assert all(title in card.sources for title in titles)


def test_a_rate_stands_beside_its_counts(atlas: Atlas) -> None:
    card = card_of(atlas, "valby", 2026, UNDER_85)
    assert card.crime_title == "Anmeldt kriminalitet, 2025"
    assert card.crime[:2] == (
        "43 anmeldelser pr. 1.000 indbyggere (straffelov): 2.849 anmeldelser, 66.391 indbyggere.",
        "Hele byen: 75 pr. 1.000.",
    )


@pytest.mark.parametrize(("place_id", "level"), [("indre-by", Level.SURVEY_AREA), ("bydel-1", Level.BYDEL)])
def test_where_many_visit_a_warning_stands_beside_the_rate(atlas: Atlas, place_id: str, level: Level) -> None:
    card = card_of(atlas, place_id, 2026, UNDER_85, level)
    assert card.crime[-1].startswith("Mange besøgende er ikke indbyggere")
    assert "besøgende" not in " ".join(card_of(atlas, "valby", 2026, UNDER_85).crime)


def test_a_count_without_a_rate_says_so(atlas: Atlas) -> None:
    card = card_of(atlas, "oesterbro", 2018)
    assert card.crime[0] == "2.970 anmeldelser (borgervendt); tallet pr. 1.000 er ikke fundet."


def test_the_rate_of_a_larger_place_is_computed_from_counts(atlas: Atlas) -> None:
    card = card_of(atlas, "bydel-3", 2026, UNDER_85, Level.BYDEL)
    parts = [atlas.crime["straffelov", area, 2025] for area in ("indre-noerrebro", "ydre-noerrebro")]
    reports = sum(part.reports for part in parts)
    rate = round(1000 * reports / sum(part.population for part in parts))
    assert card.crime[0].startswith(f"{rate} anmeldelser pr. 1.000 indbyggere (straffelov): ")
    assert f"{reports:,}".replace(",", ".") in card.crime[0]
    assert card.crime[0].endswith("Beregnet af områdernes anmeldelser og folketal.")


def test_counts_that_contradict_their_rate_are_set_aside_and_it_is_said(atlas: Atlas) -> None:
    contradictory = [cell for cell in atlas.crime.values() if cell.contradictory and cell.place_id in atlas.places]
    assert contradictory
    for cell in contradictory:
        card = card_of(atlas, cell.place_id, cell.year + 1)
        assert "modsiger hinanden" in " ".join(card.crime)


def test_a_sure_change_and_the_one_the_survey_judged_itself(atlas: Atlas) -> None:
    fell = card_of(atlas, "valby", 2026, UNDER_85)
    assert fell.change[0] == danish("88~% i 2025, 79~% i 2026: faldt sikkert.")
    rose = card_of(atlas, "ydre-noerrebro", 2018)
    assert rose.change == (
        danish("8~% i 2017, 23~% i 2018: steg sikkert."),
        "Vurderingen er undersøgelsens egen.",
    )
    same = card_of(atlas, "indre-noerrebro", 2018)
    assert same.change[0] == danish("11~% i 2017, 13~% i 2018: uændret inden for usikkerheden.")


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
        "For 2019 kendes svaret ikke.",
        danish("Også over 10~% i 2018."),
    )
    assert card_of(atlas, "vesterbro", 2017).since == (danish("Ikke over 10~% i 2017."),)
    assert card_of(atlas, "vesterbro", 2018).since == ("Svaret for 2018 kendes ikke.",)


def test_efforts_without_a_place_on_the_map_are_listed_and_say_so(atlas: Atlas) -> None:
    lines = [line for _, _, line in card_of(atlas, "broenshoej-husum", 2015).efforts]
    assert "Bellahøj, Skolestien gennem Bellahøjparken, belysning, 2015, besluttet, uden kendt sted" in lines
    whole = card_of(atlas, "bydel-3", 2017, level=Level.BYDEL).efforts[0]
    assert whole == ("whole_area", "", "For et trygt Nørrebro, 2017–2019, gælder hele området")


def test_an_effort_completed_later_was_only_decided_then(atlas: Atlas) -> None:
    stages = {
        year: stage
        for year in (2020, 2023)
        for _, stage, line in card_of(atlas, "valby", year).efforts
        if line.startswith("Områdefornyelse Folehavekvarteret")
    }
    assert stages == {2020: "decided", 2023: "completed"}


def test_efforts_of_unknown_year_are_named_apart(atlas: Atlas) -> None:
    card = card_of(atlas, "bispebjerg", 2017)
    undated = next(note for note in card.efforts_notes if note.startswith("År ikke oplyst: "))
    assert danish("Frederiksborgvej") in undated
    assert not any("Frederiksborgvej" in line for _, _, line in card.efforts)


def test_a_long_list_says_how_many_more_there_are(atlas: Atlas) -> None:
    card = card_of(atlas, "bydel-3", 2017, level=Level.BYDEL)
    assert len(card.efforts) == MOST_EFFORTS
    more = next(note for note in card.efforts_notes if note.startswith("og "))
    every = atlas.efforts_in(atlas.places["bydel-3"])
    assert 0 < int(re.search(r"\d+", more).group()) < len(every)


def test_every_list_of_efforts_says_that_it_is_what_was_found(atlas: Atlas) -> None:
    for place in atlas.places.at(Level.SURVEY_AREA):
        notes = place_card(atlas, choose(2017), place).efforts_notes
        assert notes[-1] == "Listen er det, vi har fundet nævnt, ikke alt, hvad der er gjort."
    assert any("ikke kendt" in note for note in card_of(atlas, "valby", 2026, UNDER_85).efforts_notes)


def test_no_effort_found_is_a_sentence(atlas: Atlas) -> None:
    card = card_of(atlas, "amager-oest", 2009)
    assert card.efforts == ()
    assert card.efforts_notes[0] == "Ingen indsatser fundet i Amager Øst i 2009."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("not_asked", "Spørgsmålet indgik ikke i 2016."),
        ("suppressed", "Tallet er ikke offentliggjort, fordi for få har svaret."),
        ("", "Vi har ikke fundet tallet. Det betyder ikke, at det ikke findes."),
        ("<=10", danish("Kun grænsen kendes: højst 10~%.")),
    ],
)
def test_each_missing_figure_has_its_reason(library: Library, said: str, words: str) -> None:
    card = card_of(surveyed(library, {"bispebjerg": "18"}, rest=said), "valby", 2016)
    assert card.missing == words


def test_a_figure_that_disagrees_with_its_flag_is_explained(atlas: Atlas) -> None:
    card = card_of(atlas, "broenshoej-husum", 2015)
    assert (card.figure, card.state) == (danish("10~%"), danish("Over 10~%, usikkert"))
    assert danish("over 10~%") in card.note
