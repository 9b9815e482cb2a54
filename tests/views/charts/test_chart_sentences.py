"""Golden tests of the charts' titles: none, one, several and all; sure changes only; what cannot be told."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Change, Verdict, change
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULE, Range
from sikkerby_geo.text import has
from sikkerby_geo.views.charts.crime_strip import crime_strip_card
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.rule_matrix import rule_matrix_card
from sikkerby_geo.views.charts.sentences import between_certainty, between_title, course_title, courses_title
from sikkerby_geo.views.charts.trend import trend_card
from tests import toytown
from tests.views.asking import OVER_10, UNDER_85, choose, danish

NORD = Place("nord", Level.SURVEY_AREA, "Nord", "Nord", ("nord",))
INDICATOR = "insecure_neighbourhood"


def changes(*figures: tuple[int, float]) -> list[Change]:
    """The changes between figures of 300 answers, given as (year, per cent)."""
    cells = [toytown.cell(percent, year=year) for year, percent in figures]
    return [change(a, b) for a, b in itertools.pairwise(cells)]


def title(*figures: tuple[int, float]) -> str:
    return course_title(
        INDICATOR, NORD, changes(*figures), [toytown.cell(percent, year=year) for year, percent in figures]
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            [(2017, 18), (2018, 40), (2019, 17)],
            "Klart~flere~følte~sig~utrygge~i~2018~end~i~2017 og klart~færre~igen~i~2019",
        ),
        (
            [(2016, 40), (2017, 18), (2020, 40)],
            "Klart~færre~følte~sig~utrygge~i~2017~end~i~2016 og klart~flere~i~2020~end~i~2017",
        ),
        (
            [(2016, 10), (2017, 30), (2018, 60)],
            "Klart~flere~følte~sig~utrygge~i~2017~end~i~2016 og klart~flere~i~2018~end~i~2017",
        ),
        ([(2016, 18), (2017, 19), (2018, 40)], "Klart~flere~følte~sig~utrygge~i~2018~end~i~2017"),
        ([(2016, 18), (2017, 19)], "Ingen klar ændring i utrygheden fra 2016 til 2017"),
        ([(2016, 18), (2017, 19), (2018, 20)], "Ingen klar ændring i utrygheden fra tal til tal, 2016–2018"),
        ([(2016, 18), (2017, 26)], "Mulig stigning i utrygheden fra 2016 til 2017"),
        (
            [(2016, 27), (2017, 18), (2018, 20)],
            "Ingen klar ændring i utrygheden fra tal til tal, 2016–2018; muligt~fald~fra~2016~til~2017",
        ),
        ([(2016, 18)], "Utrygheden: der er kun ét tal at gå efter, så ændringer kan ikke prøves"),
        ([(2014, 18), (2015, 60)], "Utrygheden: der er kun ét tal at gå efter, så ændringer kan ikke prøves"),
    ],
)
def test_one_course(figures: list[tuple[int, float]], said: str) -> None:
    assert title(*figures) == danish(said)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([toytown.cell()], "Vi har ikke fundet tal for utrygge i nabolaget i Nord"),
        (
            [toytown.cell(share=Range.bounded("<=", 10)), toytown.cell()],
            "Nord: kun grænsen kendes for utrygge i nabolaget, ikke tallene",
        ),
    ],
)
def test_a_course_without_figures(cells: list[Observation], said: str) -> None:
    assert course_title(INDICATOR, NORD, [], cells) == danish(said)


ROSE, STILL, ONE = changes((2017, 18), (2018, 40)), changes((2017, 18), (2018, 19)), []
MAYBE = changes((2017, 18), (2018, 26))


@pytest.mark.parametrize(
    ("courses", "said", "second"),
    [
        (
            {"Nord": ROSE, "Øst": STILL, "Syd": ONE},
            "Klare ændringer i utrygheden: Nord steg~fra~2017~til~2018",
            "Ingen klar ændring: Øst. Kan ikke prøves: Syd.",
        ),
        (
            {"Nord": ROSE, "Øst": ROSE},
            "Klare ændringer i utrygheden: Nord steg~fra~2017~til~2018; Øst steg~fra~2017~til~2018",
            "",
        ),
        (
            {"Nord": STILL, "Øst": STILL},
            "Ingen klar ændring i utrygheden fra tal til tal",
            "Ingen klar ændring: Nord og Øst.",
        ),
        (
            {"Nord": STILL, "Øst": MAYBE},
            "Ingen klar ændring i utrygheden fra tal til tal",
            "Øst: mulig~stigning~fra~2017~til~2018. Ingen klar ændring: Nord.",
        ),
        (
            {"Nord": ONE, "Øst": ONE},
            "Ændringer i utrygheden kan ikke prøves: der mangler tal at holde op mod hinanden",
            "",
        ),
    ],
)
def test_several_courses(courses: dict[str, list[Change]], said: str, second: str) -> None:
    assert courses_title(INDICATOR, courses) == (danish(said), danish(second))


R, F, C, N = Verdict.ROSE, Verdict.FELL, Verdict.NOT_CLEAR, Verdict.NOT_TESTABLE
M, U = Verdict.MAY_HAVE_FALLEN, Verdict.UNCHANGED


@pytest.mark.parametrize(
    ("verdicts", "said", "second"),
    [
        ({"A": R, "B": C, "C": N}, "Klart flere følte sig utrygge i A i 2018 end i 2017",
         "Ingen klar ændring: B. Kan ikke prøves: C."),
        ({"A": R, "B": F, "C": M, "D": U}, "Klart flere følte sig utrygge i A og klart færre i B i 2018 end i 2017",
         "Muligt fald: C. Uændret (inden for ± 5 procentpoint): D."),
        ({"A": F, "B": F}, "Klart færre følte sig utrygge i alle 2 områder i 2018 end i 2017", ""),
        ({"A": C, "B": M, "C": N},
         "Ingen klar ændring fra 2017 til 2018 blandt de 2 områder, der kan sammenlignes",
         "Muligt fald: B. Ingen klar ændring: A. Kan ikke prøves: C."),
        ({"A": C, "C": N}, "Fra 2017 til 2018 kan kun ét sted sammenlignes, og der er ændringen ikke klar",
         "Ingen klar ændring: A. Kan ikke prøves: C."),
        ({"A": N, "B": N}, "Ændringen fra 2017 til 2018 kan ikke prøves noget sted", ""),
    ],
)  # fmt: skip
def test_a_whole_level_between_two_years(verdicts: dict[str, Verdict], said: str, second: str) -> None:
    assert between_title(INDICATOR, 2017, 2018, verdicts, "områder") == danish(said)
    assert between_certainty(INDICATOR, verdicts) == danish(second)


def test_every_measure_has_a_subject() -> None:
    assert [m.indicator_id for m in SURVEY_INDICATORS if not has(f"subject.{m.indicator_id}")] == []


def test_the_titles_of_the_toy_city(atlas: Atlas) -> None:
    places, level = atlas.places, Level.SURVEY_AREA
    said = {
        "Klart~flere~følte~sig~utrygge~i~2019~end~i~2018 og klart~færre~igen~i~2020": trend_card(
            atlas, INDICATOR, [places["havnen"]]
        ),
        "Ingen klar ændring i andelen af trygge fra 2024 til 2025": trend_card(
            atlas, "safe_neighbourhood", [places["bakken"]]
        ),
        "Engvang: kun grænsen kendes for utrygge om aftenen og natten, ikke tallene": trend_card(
            replace(atlas, years=range(2015, 2022)), "insecure_evening", [places["engvang"]]
        ),
        "Dalum havde 70 anmeldelser pr. 1.000 indbyggere i 2024 (anmeldte straffelovsovertrædelser); "
        "ni af de 13 områder ligger mellem 45 og 75": crime_strip_card(
            atlas, "straffelov", 2024, level, places["dalum"]
        ),
        "Dalum havde 7 anmeldelser pr. 1.000 indbyggere i 2024 (anmeldt vold); "
        "ni af de 11 lokaludvalg med tal ligger mellem 4 og 7": crime_strip_card(
            atlas, "violence", 2024, Level.LOKALUDVALG, places["lu-dalum"]
        ),
        "2 områder lå over 10~% i 2019. Siden 2018: klart flere utrygge i 1, ingen klar ændring i 1": level_trend_card(
            atlas, choose(2019), 2018
        ),
        "6 områder lå under 85~% trygge i 2025. Siden 2024: ingen kan prøves": level_trend_card(
            atlas, choose(2025, UNDER_85), 2024
        ),
        "13 områder, 2020 til 2022: klart færre utrygge aften og nat i 1, muligt fald i 1, ingen klar ændring i 4, "
        "7 kan ikke prøves":
            level_trend_card(atlas, choose(2022, "insecure_evening"), 2020),
        "Dalum og Møllehøj har ligget over 10~% i alle år med svar; 6 af 13 områder aldrig": rule_matrix_card(
            atlas, RULE[OVER_10], level
        ),
        "Indsatser i Møllehøj, kendt til og med 2024: ingen med sikkerhed i gang og tre gennemført":
            timeline_card(atlas, places["moellehoej"], atlas.years),
        "I Øen er kun forslag og opgivne indsatser fundet nævnt": timeline_card(atlas, places["oeen"], atlas.years),
        "Vi har ikke fundet indsatser nævnt i Vestmark": timeline_card(
            replace(atlas, efforts=()), places["vestmark"], atlas.years
        ),
    }  # fmt: skip
    assert {danish(title): card.title for title, card in said.items()} == {
        danish(title): danish(title) for title in said
    }
