"""What a ranking says: who leads and how surely, why an area stands there, and nothing over-precise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.priority import PART_IDS, PRESETS, SEED
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.priority.ask import Answer, Ask, answered, asked
from sikkerby_geo.views.priority.priority_words import missing_words, part_words, reason, says, source_lines, swap_words


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")


def test_a_first_place_that_is_not_sure_is_not_told_as_sure(atlas: Atlas) -> None:
    equally = atlas.under(CLEAR_UNDER["equal_split"])
    headline = says(equally, answered(equally, Ask("safe", 2025)))
    assert plain(headline.title) == (
        "I 2025 peger tallene først på Møllehøj, men Dalum kan også ligge først: forskellen er inden for usikkerheden."
    )
    assert headline.certainty.startswith("Et signal, ikke en årsag.")
    assert "Tallene for 2024 og 2025 er gengivet af andre; rapporterne er ikke læst." in headline.certainty


def test_a_sure_first_place_is_named_alone_with_those_who_cannot_be_told_apart_after_it(
    atlas: Atlas, answer_2020: Answer
) -> None:
    assert "men Ydre Lund kan også" in plain(says(atlas, answer_2020).title), "not if the answers are split otherwise"
    equally = atlas.under(CLEAR_UNDER["equal_split"])
    headline = says(equally, answered(equally, Ask("insecure", 2020)))
    assert plain(headline.title) == (
        "I 2020 peger tallene først på Møllehøj. Ydre Lund, Dalum, Skovby-Hede og Kongens Mose"
        " kan ikke skilles fra hinanden på næste plads."
    )
    assert "afskrift" not in headline.certainty


def test_areas_with_the_very_same_score_share_the_sentence(atlas: Atlas, answer_2020: Answer) -> None:
    first, second, *rest = answer_2020.rows
    tied = replace(answer_2020, rows=(first, replace(second, rank=1), *rest))
    assert plain(says(atlas, tied).title).startswith("I 2020 peger tallene lige meget på Møllehøj og Ydre Lund.")


def test_an_area_without_the_main_figure_is_named_as_left_out(atlas: Atlas, answer: Answer) -> None:
    fewer = replace(answer, rows=answer.rows[1:])
    assert "Møllehøj er ikke med, fordi der ikke er fundet tal for 2025." in says(atlas, fewer).certainty


def test_a_reason_tells_the_share_with_its_interval(answer: Answer, answer_2020: Answer) -> None:
    for ranked, feel in ((answer, "trygge"), (answer_2020, "utrygge")):
        for row in ranked.rows:
            figure = row.evidence.level
            low, high = round(figure.interval.low), round(figure.interval.high)
            share = f"{figure.value:g} % {feel} i nabolaget ({low}–{high} %)"
            most = sorted(row.points, key=row.points.get)[-2:]
            assert (share in plain(reason(ranked, row))) is ("level" in most)


def test_a_reason_tells_the_two_parts_that_add_most(answer: Answer) -> None:
    told = {row.place_id: plain(reason(answer, row)) for row in answer.rows}
    assert told["moellehoej"] == "71 % trygge i nabolaget (65–76 %) og 58 % trygge aften/nat (52–64 %, 2025)."
    assert told["havnen"] == "82 % trygge aften/nat (77–86 %, 2025) og 200 anmeldelser pr. 1.000 indbyggere (2024)."


def test_a_clear_fall_is_always_told(answer: Answer) -> None:
    told = {row.place_id: "klart fald" in reason(answer, row) for row in answer.rows}
    assert {place for place, said in told.items() if said} == {"dalum"}


def test_a_clear_fall_is_told_even_where_it_adds_least(atlas: Atlas) -> None:
    light = answered(atlas, Ask("safe", 2025, (60, 35, 1, 0, 0, 0)))
    row = light.rows[light.index("dalum")]
    assert min(row.points, key=row.points.get) == "worsening"
    assert "klart fald på 9 procentpoint" in plain(reason(light, row))


@pytest.mark.parametrize("part_id", ["evening", "worsening", "crime", "uncovered"])
def test_a_missing_part_is_said_and_never_0(without: Callable[[str, str], Answer], part_id: str) -> None:
    answer = without("dalum", part_id)
    row = answer.rows[answer.index("dalum")]
    assert "0" not in part_words(answer, row.evidence, part_id)
    told = missing_words(row)
    assert bool(told) is bool(answer.shares[part_id])
    assert all(str(round(row.low)) in words and str(round(row.high)) in words for words in told)


def test_what_would_swap_two_areas_is_told_for_all_but_the_last(atlas: Atlas, answer: Answer) -> None:
    told = [plain(swap_words(atlas, answer, index)) for index in range(len(answer.rows))]
    assert (
        told[0]
        == "Ville bytte plads med Dalum, hvis 5 procentpoint flere var trygge i nabolaget (inden for usikkerheden)."
    )
    assert told[10] == (
        "Ville bytte plads med Fjordby, hvis 4 procentpoint flere var trygge i nabolaget (inden for usikkerheden)."
    )
    assert all(told[:-1])
    assert told[-1] == ""


def test_two_that_stand_level_are_said_to(atlas: Atlas, answer_2020: Answer) -> None:
    assert plain(swap_words(atlas, answer_2020, answer_2020.index("dalum"))) == "Står lige med Skovby-Hede."


def test_without_weight_on_the_neighbourhood_it_says_that_it_cannot_swap(atlas: Atlas) -> None:
    answer = answered(atlas, Ask("safe", 2025, (0, 0, 0, 100, 0, 0)))
    assert plain(swap_words(atlas, answer, 0)).startswith("Kan ikke bytte plads med")


def test_the_sources_answers_seed_and_years_stand_with_the_ranking(atlas: Atlas, answer: Answer) -> None:
    text = plain(" ".join(source_lines(atlas, answer)))
    for wanted in (
        "Afskrift af rapporten",
        "Notat fra forvaltningen",
        "ca. 231 svar (skønnet), ca. 231 svar (antaget) og 410 svar",
        "kalenderåret 2024",
        f"startværdi {SEED.value}",
        "10.000",
    ):
        assert wanted in text


def test_without_reports_their_source_is_not_named(atlas: Atlas, answer_2020: Answer) -> None:
    assert "Anmeldelser: " not in " ".join(source_lines(atlas, answer_2020))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.preset_id)
def test_a_preset_is_known_by_its_weights(preset) -> None:
    ask = Ask("safe", 2025, tuple(preset.weights[part] for part in PART_IDS))
    assert ask.preset is preset
    assert replace(ask, weights=(1, 2, 3, 4, 5, 6)).preset is None


def test_the_ranking_follows_the_choice_of_the_map_where_it_can(atlas: Atlas) -> None:
    def shown(year: int, indicator_id: str) -> tuple[str, int]:
        ask = asked(atlas, Choice(year, indicator_id, None, Level.SURVEY_AREA))
        return ask.family_id, ask.year

    assert shown(2025, "safe_neighbourhood") == ("safe", 2025)
    assert shown(2024, "safe_evening") == ("safe", 2024)
    assert shown(2020, "insecure_neighbourhood") == ("insecure", 2020)
    assert shown(2019, "insecure_neighbourhood") == ("safe", 2025)
    assert asked(atlas, opening(atlas)) == Ask("safe", 2025)
