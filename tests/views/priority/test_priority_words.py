"""What a ranking says: who leads and how surely, why an area stands there, and nothing over-precise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.priority import PART_IDS, PRESETS
from sikkerby_geo.text import NO_BREAK_HYPHEN, NO_BREAK_SPACE
from sikkerby_geo.views.choice import Choice, opening
from sikkerby_geo.views.priority.ask import Answer, Ask, answered, asked
from sikkerby_geo.views.priority.words import missing_words, part_words, reason, says, source_lines, swap_words


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")


def test_2026_points_to_christianshavn_alone_and_names_who_cannot_be_told_apart(atlas: Atlas, answer: Answer) -> None:
    headline = says(atlas, answer)
    assert plain(headline.title) == (
        "I 2026 peger tallene først på Christianshavn. Valby, Brønshøj-Husum, Bispebjerg og Kgs. Enghave"
        " kan ikke skilles fra hinanden på næste plads."
    )
    assert headline.certainty.startswith("Et signal, ikke en årsag.")
    assert "Tallene for 2025 og 2026 er læst i afskrift." in headline.certainty


def test_a_first_place_that_is_not_sure_is_not_told_as_sure(atlas: Atlas, answer_2025: Answer) -> None:
    title = plain(says(atlas, answer_2025).title)
    assert title.startswith("I 2025 peger tallene først på Bispebjerg, men Brønshøj-Husum")
    assert "inden for usikkerheden" in title


def test_areas_with_the_very_same_score_share_the_sentence(atlas: Atlas, answer: Answer) -> None:
    first, second, *rest = answer.rows
    tied = replace(answer, rows=(first, replace(second, rank=1), *rest))
    assert plain(says(atlas, tied).title).startswith("I 2026 peger tallene lige meget på Christianshavn og Valby.")


def test_an_area_without_the_main_figure_is_named_as_left_out(atlas: Atlas, answer: Answer) -> None:
    fewer = replace(answer, rows=answer.rows[1:])
    assert "Christianshavn er ikke med, fordi der ikke er fundet tal for 2026." in says(atlas, fewer).certainty


def test_every_reason_tells_a_share_with_its_interval(atlas: Atlas, answer: Answer, answer_2025: Answer) -> None:
    for ranked in (answer, answer_2025):
        for row in ranked.rows:
            figure = row.evidence.level
            low, high = round(figure.interval.low), round(figure.interval.high)
            assert f"{figure.percent:g} % trygge i nabolaget ({low}–{high} %)" in plain(reason(ranked, row))


def test_a_sure_fall_is_always_told(answer: Answer) -> None:
    told = {row.place_id: "sikkert fald" in reason(answer, row) for row in answer.rows}
    assert {place for place, said in told.items() if said} == {"christianshavn", "valby", "kgs-enghave"}


def test_a_sure_fall_is_told_even_where_it_adds_least(atlas: Atlas) -> None:
    light = answered(atlas, Ask("safe", 2026, (60, 35, 1, 0, 0)))
    row = light.rows[light.index("christianshavn")]
    assert min(row.points, key=row.points.get) == "worsening"
    assert "sikkert fald på 15 point" in plain(reason(light, row))


def test_visitors_are_named_where_the_rate_misleads(answer: Answer) -> None:
    warned = {row.place_id for row in answer.rows if "besøgende" in part_words(answer, row.evidence, "crime")}
    assert warned == {"indre-by", "vesterbro"}


@pytest.mark.parametrize("part_id", PART_IDS[1:])
def test_a_missing_part_is_said_and_never_0(without: Callable[[str, str], Answer], part_id: str) -> None:
    answer = without("valby", part_id)
    row = answer.rows[answer.index("valby")]
    assert "0" not in part_words(answer, row.evidence, part_id)
    told = missing_words(row)
    assert bool(told) is bool(answer.shares[part_id])
    assert all(str(round(row.low)) in words and str(round(row.high)) in words for words in told)


def test_what_would_swap_two_areas_is_told_for_all_but_the_last(atlas: Atlas, answer: Answer) -> None:
    told = [plain(swap_words(atlas, answer, index)) for index in range(len(answer.rows))]
    assert told[0] == "Bytter med Valby ved 8 point flere trygge i nabolaget."
    assert told[1] == "Bytter med Brønshøj-Husum ved 1 point flere trygge i nabolaget (inden for usikkerheden)."
    assert all(told[:-1])
    assert told[-1] == ""


def test_without_weight_on_the_neighbourhood_it_says_that_it_cannot_swap(atlas: Atlas) -> None:
    answer = answered(atlas, Ask("safe", 2026, (0, 0, 0, 100, 0)))
    assert plain(swap_words(atlas, answer, 0)).startswith("Kan ikke bytte med")


def test_the_sources_answers_seed_and_years_stand_with_the_ranking(atlas: Atlas, answer: Answer) -> None:
    text = plain(" ".join(source_lines(atlas, answer)))
    for wanted in ("Tryghedsundersøgelsen 2026", "ca. 231 svar (antaget)", "startværdi 2026", "10.000", "2025", "2024"):
        assert wanted in text


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.preset_id)
def test_a_preset_is_known_by_its_weights(preset) -> None:
    ask = Ask("safe", 2026, tuple(preset.weights[part] for part in PART_IDS))
    assert ask.preset is preset
    assert replace(ask, weights=(1, 2, 3, 4, 5)).preset is None


def test_the_ranking_follows_the_choice_of_the_map_where_it_can(atlas: Atlas) -> None:
    def shown(year: int, measure_id: str) -> tuple[str, int]:
        ask = asked(atlas, Choice(year, measure_id, None, Level.SURVEY_AREA))
        return ask.family_id, ask.year

    assert shown(2025, "safe_neighbourhood") == ("safe", 2025)
    assert shown(2025, "safe_evening") == ("safe", 2025)
    assert shown(2025, "insecure_neighbourhood") == ("safe", 2026)
    assert asked(atlas, opening(atlas)).year == 2026
