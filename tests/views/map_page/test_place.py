"""The panel of one place: every line with its year, its counts and its reason when something is missing."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html import unescape

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map_page.place import MOST_EFFORTS, PlaceCard, place_card
from tests.toytown import upgrade
from tests.views.asking import OVER_10, UNDER_85, choose, danish, surveyed

ASKED = [*(rule.rule_id for rule in RULES), *(measure.indicator_id for measure in SURVEY_INDICATORS)]


def card_of(atlas: Atlas, place_id: str, *choice: object, **more: object) -> PlaceCard:
    return place_card(atlas, choose(*choice, **more), atlas.places[place_id])


@pytest.mark.parametrize("asked", ASKED)
def test_every_place_has_a_card_in_every_kind_of_year(atlas: Atlas, asked: str) -> None:
    for level, year in itertools.product(Level, atlas.years):
        choice = choose(year, asked, level)
        for place in atlas.places.at(level):
            card = place_card(atlas, choice, place)
            texts = [card.figure, card.full, card.missing, card.state, card.city, card.sources]
            texts += [*card.change, *card.since, *card.crime, *card.efforts_notes]
            texts += [text for part in card.efforts for text in (part.heading, *dict(part.lines).values())]
            assert not [text for text in texts if re.search(r"[{}]|\bNone\b|\bnan\b|<NA>|\d %", text)]
            assert card.change
            assert card.crime
            assert bool(card.state) is (choice.rule is not None and year >= SURVEY_FROM)
            assert bool(card.since) is bool(card.state)
            assert sum(len(part.lines) for part in card.efforts) <= MOST_EFFORTS
            assert not card.efforts or card.efforts[0].group == "in_progress"
            assert bool(card.full) or bool(card.missing)


def test_moellehoej_2017_line_by_line(atlas: Atlas) -> None:
    card = card_of(atlas, "moellehoej", 2017)
    assert card.level == "område"
    assert card.state == danish("Klart over 10~%")
    assert card.figure == danish("21~%")
    assert card.full == danish("21~% (16–27~%), ca. 246 svar (skønnet), 2017")
    assert card.city == danish("Hele byen: 9~% (8–10~%)")
    assert card.missing == ""
    assert card.change == (
        danish("17~% i 2016, 21~% i 2017: ingen klar ændring."),
        danish("Forskellen er −3 til +11 procentpoint (95~%-interval)."),
        "Mindste ændring, man kunne have set: ca. 11 procentpoint.",
    )
    assert card.since == (
        danish("Over 10~% siden 2015, tredje år i træk."),
        "Før 2015 er der ingen sammenlignelige tal.",
    )
    assert card.crime_title == "Anmeldt kriminalitet, 2016"
    assert card.crime == (
        "Der er ikke fundet anmeldelser for Møllehøj i 2016.",
        "Hele byen: 70 pr. 1.000 (anmeldt borgervendt kriminalitet).",
    )
    assert [(part.heading, part.lines) for part in card.efforts] == [
        (
            "I gang (2)",
            (
                ("partnership", "Møllehøj Partnerskab, 2016–2020"),
                ("lighting", danish("Møllevej, belysning, 2017–2018, 1,5~mio.~kr.")),
            ),
        )
    ]


def test_the_citys_figure_brings_its_own_source(atlas: Atlas) -> None:
    card = card_of(atlas, "dalum", 2019)
    assert card.city == danish("Hele byen: 7,1~% (6–8~%)")
    (source,) = atlas.observation("insecure_neighbourhood", "koebenhavn", 2019).figure.sources
    assert source_words(source) in card.sources


def test_a_rate_stands_beside_its_counts(atlas: Atlas) -> None:
    card = card_of(atlas, "bakken", 2025, UNDER_85)
    assert card.crime_title == "Anmeldt kriminalitet, 2024"
    assert card.crime == (
        "Anmeldte straffelovsovertrædelser: 60 pr. 1.000 indbyggere (2.400 anmeldelser, 40.000 indbyggere).",
        "Det midterste af områderne: 68 pr. 1.000.",
        "Hele byen: 78 pr. 1.000.",
        "Anmeldt vold: 6 pr. 1.000 indbyggere.",
        "Det midterste af områderne: 7 pr. 1.000.",
        "Anmeldte indbrud: 3 pr. 1.000 indbyggere.",
        "Det midterste af områderne: 3 pr. 1.000.",
    )


def test_a_count_without_a_rate_says_so(atlas: Atlas) -> None:
    card = card_of(atlas, "oeen", 2018)
    assert card.crime[0] == "Anmeldt borgervendt kriminalitet: 700 anmeldelser; tallet pr. 1.000 er ikke fundet."


def test_the_rate_of_a_larger_place_is_computed_from_counts(atlas: Atlas) -> None:
    """80 per 1,000 of 35,000 and 75 of 45,000 are 2,800 and 3,375 reports."""
    card = card_of(atlas, "bydel-6", 2025, UNDER_85, Level.BYDEL)
    assert card.crime[0] == (
        "Anmeldte straffelovsovertrædelser: 77 pr. 1.000 indbyggere (6.175 anmeldelser, 80.000 indbyggere). "
        "Beregnet af områdernes anmeldelser og folketal."
    )


def test_counts_that_contradict_their_rate_are_set_aside_and_it_is_said(atlas: Atlas) -> None:
    card = card_of(atlas, "moellehoej", 2018)
    assert card.crime[0].startswith("Anmeldt borgervendt kriminalitet: 44 pr. 1.000 indbyggere. ")
    assert "modsiger hinanden" in card.crime[0]
    assert "9.000" not in " ".join(card.crime)


def test_a_sure_change_and_the_one_the_survey_judged_itself(atlas: Atlas) -> None:
    rose, fell, same = (card_of(atlas, *asked) for asked in (("havnen", 2019), ("havnen", 2020), ("bakken", 2019)))
    assert rose.change == (
        danish("3~% i 2018, 12~% i 2019: klart flere følte sig utrygge."),
        danish("Forskellen er +4 til +14 procentpoint (95~%-interval)."),
        "Vurderingen er undersøgelsens egen.",
    )
    assert fell.change[0] == danish("12~% i 2019, 3~% i 2020: klart færre følte sig utrygge.")
    assert same.change[0] == danish("6~% i 2018, 5,5~% i 2019: ingen klar ændring.")


def test_a_change_that_cannot_be_tested_is_not_unchanged(atlas: Atlas) -> None:
    assert card_of(atlas, "oeen", 2017).change == ("Ændringen kan ikke prøves.",)
    assert card_of(atlas, "dalum", 2025, UNDER_85).change == (
        "Der er ikke fundet et tidligere tal, der kan sammenlignes.",
    )


def test_since_when_names_the_gap_and_the_years_before_it(atlas: Atlas) -> None:
    assert card_of(atlas, "moellehoej", 2020).since[0] == danish("Over 10~% siden 2015, sjette år i træk.")
    card = card_of(atlas, "lu-lund", 2020, level=Level.LOKALUDVALG)
    assert card.since == (
        danish("Over 10~% i 2020."),
        "For 2018 og 2019 har vi ikke fundet tal.",
        danish("Også over 10~% i 2017."),
    )
    assert card_of(atlas, "oeen", 2017).since == (danish("Ikke over 10~% i 2017."),)
    assert card_of(atlas, "oeen", 2018).since == ("For 2018 har vi ikke fundet tal.",)


def test_efforts_without_a_place_on_the_map_are_listed_and_say_so(atlas: Atlas) -> None:
    none, built = card_of(atlas, "aaby", 2015).efforts
    assert (none.heading, none.lines) == ("Vi kender ingen, der med sikkerhed var i gang i 2015.", ())
    assert built.heading == "Gennemført (1)"
    assert built.lines == (("lighting", "Åby Stationsvej, belysning, 2012, uden kendt sted"),)
    whole = card_of(atlas, "bydel-6", 2017, level=Level.BYDEL).efforts[0]
    assert whole.lines[0] == ("whole_area", "Lund Partnerskab, fra 2017, gælder hele området")


def test_an_effort_completed_later_was_only_in_progress_then(atlas: Atlas) -> None:
    for year, expected in ((2020, "in_progress"), (2023, "completed")):
        parts = {part.group: str(part.lines) for part in card_of(atlas, "engvang", year).efforts}
        assert "Engparken" in parts[expected]
        assert "Engparken" not in str([text for group, text in parts.items() if group != expected])


def test_what_was_only_proposed_is_listed_when_asked_for_and_else_only_counted(atlas: Atlas) -> None:
    wish = upgrade(name="Nordgade", stage=Stage.WISH, area_ids=("oeen",))
    record = replace(atlas, efforts=(wish,))
    (none,), notes = (card := card_of(record, "oeen", 2020)).efforts, card.efforts_notes
    assert none.heading == "Vi kender ingen, der med sikkerhed var i gang i 2020."
    assert "Kun foreslået, ikke vist her: 1." in notes
    _, proposed = card_of(record, "oeen", 2020, proposals=True).efforts
    assert (proposed.heading, [line for _, line in proposed.lines]) == (
        "Kun foreslået (1)",
        ["Nordgade, belysning, 2018, ønske"],
    )


def test_efforts_of_unknown_year_are_named_apart(atlas: Atlas) -> None:
    card = card_of(atlas, "fjordby", 2017)
    assert "År ikke oplyst: Fjordstien." in card.efforts_notes
    assert "Fjordstien" not in str(card.efforts)


def test_a_long_list_says_how_many_more_there_are(atlas: Atlas) -> None:
    many = tuple(upgrade(effort_id=f"u-{n}", name=f"Lygte {n}", area_ids=("oeen",)) for n in range(MOST_EFFORTS + 3))
    card = card_of(replace(atlas, efforts=many), "oeen", 2020)
    assert [len(part.lines) for part in card.efforts] == [0, MOST_EFFORTS]
    assert card.efforts[1].heading == f"Gennemført ({len(many)})"
    assert card.efforts_notes[0].startswith("og 3 ")


def test_every_list_of_efforts_says_that_it_is_what_was_found(atlas: Atlas) -> None:
    for place in atlas.places.at(Level.SURVEY_AREA):
        notes = place_card(atlas, choose(2017), place).efforts_notes
        assert notes[-1] == "Listen er det, vi har fundet nævnt, ikke alt, hvad der er gjort."
    late = card_of(atlas, "moellehoej", 2025, UNDER_85).efforts_notes
    assert "Indsatser: kendt til og med 2024." in late


def test_no_effort_found_is_a_sentence(atlas: Atlas) -> None:
    card = card_of(atlas, "kongens-mose", 2020)
    assert card.efforts == ()
    assert card.efforts_notes[0] == "Ingen indsatser fundet i Kongens Mose i 2020."


def test_where_many_visit_a_warning_stands_beside_the_rate(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sikkerby_geo.views.map_page.place.VISITED", ("havnen",))
    for place_id, level in (("havnen", Level.SURVEY_AREA), ("bydel-7", Level.BYDEL)):
        card = card_of(atlas, place_id, 2025, UNDER_85, level)
        assert card.crime[-1].startswith("Mange besøgende er ikke indbyggere")
    assert "besøgende" not in " ".join(card_of(atlas, "bakken", 2025, UNDER_85).crime)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("not_asked", "Spørgsmålet indgik ikke i 2016."),
        ("suppressed", "Tallet er ikke offentliggjort, fordi for få har svaret."),
        ("", "Vi har ikke fundet tallet. Det betyder ikke, at det ikke findes."),
        ("<=10", danish("Kun grænsen kendes: højst 10~%.")),
    ],
)
def test_each_missing_figure_has_its_reason(snapshot: Snapshot, said: str, words: str) -> None:
    card = card_of(surveyed(snapshot, {"moellehoej": "18"}, rest=said), "dalum", 2016)
    assert card.missing == words


def test_a_figure_that_disagrees_with_its_flag_is_explained(snapshot: Snapshot) -> None:
    card = card_of(surveyed(snapshot, {"dalum": "10 >10"}), "dalum", 2016)
    assert (card.figure, card.state) == (danish("10~%"), danish("Over 10~%, ikke klart"))
    assert danish("over 10~%") in card.note


def test_a_note_of_the_source_stands_beside_the_figure(atlas: Atlas) -> None:
    assert card_of(atlas, "engvang", 2025, UNDER_85).note.endswith("et af dem kan være en trykfejl.")


@pytest.mark.parametrize(
    ("place_id", "asked"),
    [
        ("engvang", (2025, UNDER_85)),
        ("moellehoej", (2018,)),
        ("oeen", (2022, "insecure_evening")),
        ("lu-lund", (2020, OVER_10, Level.LOKALUDVALG)),
    ],
)
def test_all_that_a_card_says_stands_in_the_panel(atlas: Atlas, place_id: str, asked: tuple) -> None:
    card = card_of(atlas, place_id, *asked)
    html = unescape(render("panel.html", card=card, interval_chart="", trend_chart=""))
    said = [card.place.name, card.state, card.figure, card.city if card.figure else "", card.note, card.missing]
    said += [*card.change, *card.since, card.crime_title, *card.crime, card.efforts_title, *card.efforts_notes]
    said += [text for part in card.efforts for text in (part.heading, *dict(part.lines).values())] + [card.sources]
    assert [text for text in said if text not in html] == []
    assert not card.figure or card.full in html
