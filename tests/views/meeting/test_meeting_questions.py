"""Questions of a meeting: made from the committee's own figures and register, the same every time, never typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import MOST, questions_of
from tests.toytown.city import COMMITTEES
from tests.views.asking import UNDER_75, UNDER_85, choose, danish, surveyed, valued


def asked(atlas: Atlas, committee: str, **more: object) -> tuple[str, ...]:
    agenda = Agenda(more.pop("choice", opening(atlas)), atlas.places[committee], **more)
    return tuple(question.text for question in questions_of(atlas, agenda))


@pytest.mark.parametrize("committee", COMMITTEES)
@pytest.mark.parametrize("choice", [choose(2017), choose(2025, UNDER_85), choose(2025, UNDER_75)])
def test_every_committee_has_questions_that_are_questions(atlas: Atlas, committee: str, choice) -> None:
    questions = asked(atlas, committee, choice=choice)
    assert 2 <= len(questions) <= MOST
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)
    assert "{" not in "".join(questions)
    assert questions == asked(atlas, committee, choice=choice)


def test_slides_title_and_own_questions_change_nothing(atlas: Atlas) -> None:
    plain = asked(atlas, "lu-bakken")
    assert asked(atlas, "lu-bakken", slides=("tid",), title="Nyt", questions=("Hvem?",)) == plain


def test_a_clear_fall_is_asked_about_in_its_own_figures(atlas: Atlas) -> None:
    first = asked(atlas, "lu-havnen")[0]
    assert first.startswith(danish("Havnen gik fra 12~% utrygge i nabolaget i 2019 til 3~% i 2020."))


def test_the_newest_clear_change_of_each_area_is_told_whatever_the_measure(atlas: Atlas) -> None:
    told = [question for question in asked(atlas, "lu-lund") if " gik fra " in question]
    assert len(told) == 1, "Indre Lund's fall from 24 to 15 % is possible, not clear"
    assert told[0].startswith(danish("Ydre~Lund gik fra 27~% utrygge om aftenen og natten i 2020 til 15~% i 2022."))


def test_what_is_within_the_uncertainty_is_never_told_as_a_change(atlas: Atlas) -> None:
    assert not any(" gik fra " in question for question in asked(atlas, "lu-moellehoej"))


@pytest.mark.parametrize(
    ("committee", "reports", "answers"),
    [
        ("lu-engvang", "færre anmeldelser pr. 1.000 indbyggere end det midterste af områderne (45 mod 68", "(70~%"),
        ("lu-havnen", "flere anmeldelser pr. 1.000 indbyggere end det midterste af områderne (200 mod 68", "(97~%"),
    ],
)
def test_where_answers_and_reports_differ_both_are_told(
    atlas: Atlas, committee: str, reports: str, answers: str
) -> None:
    (told,) = [
        question for question in asked(valued(atlas, havnen=97.0, engvang=70.0), committee) if "anmeldelser" in question
    ]
    assert danish(reports) in told
    assert danish(answers) in told


@pytest.mark.parametrize("committee", ["lu-bakken", "lu-dalum", "lu-fjordby", "lu-havnen"])
def test_where_answers_and_reports_agree_or_nobody_can_tell_nothing_is_asked(atlas: Atlas, committee: str) -> None:
    assert not any("anmeldelser" in question for question in asked(atlas, committee))


def test_where_many_visit_reports_are_not_held_up_against_the_residents_answers(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sikkerby_geo.views.meeting.questions.VISITED", ("havnen",))
    assert not any(
        "anmeldelser" in question for question in asked(valued(atlas, havnen=97.0, engvang=70.0), "lu-havnen")
    )


def test_a_figure_near_the_limit_is_asked_about_and_a_sure_one_is_not(snapshot: Snapshot) -> None:
    atlas = surveyed(snapshot, {"bakken": "11", "dalum": "18"})
    assert any("ikke klart" in question for question in asked(atlas, "lu-bakken"))
    assert not any("ikke klart" in question for question in asked(atlas, "lu-dalum"))


def test_years_without_figures_are_named(atlas: Atlas) -> None:
    (told,) = [question for question in asked(atlas, "lu-lund", choice=choose(2017)) if "ikke fundet" in question]
    assert danish("Indre~Lund og Ydre~Lund 2018–2019 og 2021–2025") in told


def test_what_ended_before_the_record_does_is_asked_after(atlas: Atlas) -> None:
    (told,) = [question for question in asked(atlas, "lu-moellehoej") if "slutter i 2024" in question]
    assert told.startswith(danish("»Møllehaven~Helhedsplan« løb til 2022"))


def test_an_effort_without_a_period_is_asked_about(atlas: Atlas) -> None:
    assert danish("Hvornår var »Samarbejde~Engvang« i gang?") in asked(atlas, "lu-engvang")


def test_what_was_decided_is_asked_after_until_it_is_completed(atlas: Atlas, snapshot: Snapshot) -> None:
    upgrades = snapshot.table("upgrades").copy()
    before = asked(atlas, "lu-lund")
    upgrades["stage"] = upgrades.stage.replace("decided", "completed")
    built = build_atlas(replace(snapshot, tables={**snapshot.tables, "upgrades": upgrades}), "built", atlas)
    after = asked(built, "lu-lund")
    assert any("besluttet" in question for question in before)
    assert not any("besluttet" in question for question in after)


@pytest.mark.parametrize("broken", ["survey", "crime", "upgrades", "partnerships", "housing_plans"])
@pytest.mark.parametrize("committee", ["lu-lund", "lu-moellehoej"])
def test_a_broken_table_takes_only_its_own_questions_away(
    atlas: Atlas, snapshot: Snapshot, broken: str, committee: str
) -> None:
    tables = {**snapshot.tables, broken: snapshot.table(broken).iloc[:0]}
    questions = asked(build_atlas(replace(snapshot, tables=tables), "broken", atlas), committee)
    assert questions
    assert all(question.endswith("?") for question in questions)
