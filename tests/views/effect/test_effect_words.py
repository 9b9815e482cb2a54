"""A study in words: the verdict, how sure it is, why it is no stronger, and the false alarms beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import (
    CheckState,
    Detectable,
    Displacement,
    DisplacementState,
    Estimate,
    LeftOutReason,
    Note,
    Placebo,
    Reason,
    Separation,
    SeparationState,
    Verdict,
)
from sikkerby_geo.domain.effect.results import NoQuestion
from sikkerby_geo.domain.effect.study import study
from sikkerby_geo.domain.figures.intervals import Interval
from sikkerby_geo.text import NO_BREAK_SPACE, has, t
from sikkerby_geo.views.effect import study_blocks
from sikkerby_geo.views.effect.ask import PLAN, Ask, Asked, asked
from sikkerby_geo.views.effect.effect_words import (
    alarm_words,
    effect_words,
    headline,
    note_lines,
    p_words,
    reason_lines,
    signed,
    years_words,
)
from tests.views.effect.conftest import Told


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


def test_too_small_is_an_answer_of_its_own(atlas: Atlas, told: Told) -> None:
    said = headline(atlas, told.found, told.answer)
    assert told.answer.verdict is Verdict.TOO_SMALL
    assert said.title.endswith("Møllehøj: for lille til at måle.")
    assert "siger ikke, om indsatsen virkede" in said.certainty
    assert "95 %-interval" in plain(said.certainty)


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.NOT_MEASURABLE])
def test_every_verdict_has_its_sentence_and_what_is_measured(atlas: Atlas, told: Told, verdict: Verdict) -> None:
    said = headline(atlas, told.found, replace(told.answer, verdict=verdict))
    assert "Møllehøj" in said.title
    assert ("klart" in said.title) == verdict.clear
    assert ("muligvis" in said.title) == verdict.possible
    assert "procentpoint" in said.certainty
    assert "sikker" not in (said.title + said.certainty).lower()


def test_without_figures_the_reason_is_the_answer(atlas: Atlas) -> None:
    found = asked(atlas, Ask(effort_id="u-aaby-lys"), None)
    assert isinstance(found, Asked)
    answer = study(atlas, found.question)
    said = headline(atlas, found, answer)
    assert said.title.endswith("kan ikke måles med de tal, vi har.")
    assert "fra før 2012" in said.certainty
    assert alarm_words(answer).startswith("Hvor tit metoden slår falsk alarm")


def test_the_false_alarms_stand_with_their_interval(told: Told) -> None:
    said = plain(alarm_words(told.answer))
    alarms = told.answer.measured.false_alarms
    assert f"{alarms.copies} kopier" in said
    assert "% af dem" in said
    assert said.count("–") == 2


@pytest.mark.parametrize("enum", [Reason, Note, Verdict, LeftOutReason, CheckState, DisplacementState, SeparationState])
def test_everything_the_method_can_say_can_be_said_in_danish(enum: type) -> None:
    sections = {
        Reason: ("reason",),
        Note: ("note",),
        Verdict: ("title", "verdict", "certainty"),
        LeftOutReason: ("left_out",),
        CheckState: ("trend",),
        DisplacementState: ("displacement",),
        SeparationState: ("separation",),
    }[enum]
    lacking = [f"effect.{name}.{one}" for name in sections for one in enum if not has(f"effect.{name}.{one}")]
    assert lacking == []
    assert all(has(f"effect.no_question_short.{one}") for one in NoQuestion)


@pytest.mark.parametrize("seen", ["as it is", "nothing known"])
def test_every_reason_can_be_told_with_what_is_known_and_without(atlas: Atlas, told: Told, seen: str) -> None:
    bare = {"detectable": None, "measured": None} if seen == "nothing known" else {}
    lines = reason_lines(atlas, replace(told.answer, reasons=tuple(Reason), notes=tuple(Note), **bare))
    assert len(lines) == len(Reason)
    assert all(line.endswith(".") and "{" not in line and "None" not in line for line in lines)


def test_the_guard_says_that_a_handful_cannot_move_a_district(atlas: Atlas, told: Told) -> None:
    few = Detectable(12.0, 5, 1, 12, 1, 1, 1 / 13, reached=820.0, residents=56_800.0, most_possible=0.2)
    (line,) = reason_lines(atlas, replace(told.answer, reasons=(Reason.REACH,), detectable=few))
    assert "ca. 820 af områdets 56.800 indbyggere" in line
    assert "højst blive 0,2 procentpoint bedre" in line


def test_with_12_placebos_p_is_never_under_one_thirteenth(atlas: Atlas, told: Told) -> None:
    placebo = Placebo(CheckState.PASSED, 12, p=1 / 13, smallest_p=1 / 13)
    twelve = replace(told.answer, measured=replace(told.answer.measured, placebo_areas=placebo))
    lines = study_blocks.check_lines(atlas, twelve)
    assert "Med 12 andre områder kan p ikke blive mindre end 1/13 = 0,077." in lines
    assert "ingen effekt i ét område kan blive klar" in " ".join(lines)
    assert (
        "for 12 andre områder uden indsatsen, som om de havde fået den. Så stort et udslag eller større kom i 0 af dem"
        in " ".join(lines)
    )
    (reason,) = reason_lines(atlas, replace(twelve, reasons=(Reason.PLACEBO_CANNOT_REACH,)))
    assert "1/13 = 0,077" in reason
    two = replace(twelve, question=replace(twelve.question, treated=("moellehoej", "aaby")))
    assert "12 andre valg af lige så mange områder" in study_blocks.check_lines(atlas, two)[1]
    assert "1/13 = 0,077" in study_blocks.reading_prose(atlas).html


def test_a_plan_is_told_what_could_be_seen_before_money_is_spent(atlas: Atlas) -> None:
    found = asked(atlas, Ask(PLAN, outcome="insecure_neighbourhood"), atlas.places["moellehoej"])
    assert isinstance(found, Asked)
    answer = study(atlas, found.question)
    said = headline(atlas, found, answer)
    assert said.title.startswith("En plan i Møllehøj: ")
    lines = " ".join(study_blocks.power_lines(answer, plan=True))
    assert "fire af fem" in said.certainty
    assert "Det er en plan" in lines
    assert "tre veje" in lines
    assert answer.detectable is not None
    assert t("effect.plan.never_clear") in said.certainty
    of_one_year = replace(answer, detectable=replace(answer.detectable, smallest=0.1, movement_known=False))
    said = headline(atlas, found, of_one_year)
    assert said.title == t("effect.plan.one_year", where="Møllehøj")
    assert t("effect.plan.at_least") in said.certainty


def test_neighbours_and_other_efforts_are_told(atlas: Atlas, told: Told) -> None:
    interval = Interval(-1.0, 5.0)
    moved = Displacement(DisplacementState.WORSE, ("bakken", "aaby"), Estimate(2.0, interval), 0.03, 6.0)
    answer = replace(told.answer, displacement=moved)
    said = study_blocks.displacement_words(atlas, answer)
    assert said.startswith("Naboerne Bakken og Åby udviklede sig muligvis dårligere")
    beside = Separation(SeparationState.INSEPARABLE, told.answer.separation.others, ("u-oeen-kamera",))
    lines = study_blocks.separation_lines(atlas, replace(answer, separation=beside))
    assert "kan ikke skilles fra" in lines[0]
    assert "Uden årstal" in lines[1]


def test_that_a_difference_is_no_cause_is_always_said(told: Told) -> None:
    assert note_lines(told.answer)[-1].startswith("En forskel siger ikke i sig selv, hvad der var årsagen")


def test_numbers_have_their_sign_and_unit(told: Told) -> None:
    question = told.found.question
    assert (signed(-4.16), signed(2), signed(0.04)) == ("−4,2", "+2,0", "0,0")
    assert effect_words(question, -4.16) == "−4,2 procentpoint"
    assert plain(effect_words(replace(question, outcome="straffelov"), 12)) == "+12,0 % af raten"
    assert (p_words(1 / 13), p_words(0.0002)) == ("0,077", "< 0,001")
    assert (years_words((2015, 2016, 2017)), years_words((2016, 2018)), years_words((2016,))) == (
        "2015–2017",
        "2016 og 2018",
        "2016",
    )


def test_every_area_is_named_with_its_part_or_the_reason(atlas: Atlas, told: Told) -> None:
    rows = study_blocks.compared_sheet(atlas, told.answer).rows
    assert len(rows) == 13
    assert [row["role"].text for row in rows].count("fik indsatsen") == 1
    assert all(row["role"].text for row in rows)


def test_a_p_value_has_no_more_decimals_than_say_anything() -> None:
    assert [p_words(p) for p in (0.4, 1 / 13, 0.0004)] == ["0,40", "0,077", "< 0,001"]


def test_what_was_to_be_expected_of_the_worst_figure_is_told_and_nothing_of_a_difference_that_is_not_there(
    told: Told,
) -> None:
    noted = replace(told.answer, notes=(Note.WORST_BEFORE, Note.INSEPARABLE))
    expected = told.answer.measured.false_alarms.mean_effect
    assert effect_words(told.answer.question, expected) in note_lines(noted)[0]
    assert "En forskel ville gælde" in note_lines(replace(noted, measured=None))[1]
