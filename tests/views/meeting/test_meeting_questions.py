"""Questions of a meeting: made from the committee's own figures and register, the same every time, never typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import Library
from sikkerby_geo.views.choice import opening
from sikkerby_geo.views.meeting.agenda import Agenda
from sikkerby_geo.views.meeting.questions import MOST, questions_of
from tests.committees import COMMITTEES
from tests.views.asking import UNDER_75, UNDER_85, choose, danish, surveyed


def asked(atlas: Atlas, committee: str, **more: object) -> tuple[str, ...]:
    agenda = Agenda(more.pop("choice", opening(atlas)), atlas.places[committee], **more)
    return tuple(question.text for question in questions_of(atlas, agenda))


def test_there_are_twelve_committees(atlas: Atlas) -> None:
    assert sorted(place.place_id for place in atlas.places.at(Level.LOKALUDVALG)) == list(COMMITTEES)


@pytest.mark.parametrize("committee", COMMITTEES)
@pytest.mark.parametrize("choice", [choose(2017), choose(2026, UNDER_85), choose(2025, UNDER_75)])
def test_every_committee_has_questions_that_are_questions(atlas: Atlas, committee: str, choice) -> None:
    questions = asked(atlas, committee, choice=choice)
    assert 2 <= len(questions) <= MOST
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)
    assert "{" not in "".join(questions)
    assert questions == asked(atlas, committee, choice=choice)


def test_slides_title_and_own_questions_change_nothing(atlas: Atlas) -> None:
    plain = asked(atlas, "lu-valby")
    assert asked(atlas, "lu-valby", slides=("tid",), title="Nyt", questions=("Hvem?",)) == plain


def test_a_sure_fall_is_asked_about_in_its_own_figures(atlas: Atlas) -> None:
    first = asked(atlas, "lu-christianshavn")[0]
    assert first.startswith(danish("Christianshavn gik fra 89~% trygge i nabolaget i 2025 til 74~% i 2026."))


def test_what_is_within_the_uncertainty_is_never_told_as_a_change(atlas: Atlas) -> None:
    assert not any(" gik fra " in question for question in asked(atlas, "lu-vesterbro"))


def test_where_answers_and_reports_differ_both_are_told(atlas: Atlas) -> None:
    (told,) = [question for question in asked(atlas, "lu-valby") if "anmeldelser" in question]
    assert danish("(43 mod 75 i 2025)") in told
    assert danish("(79~% mod 86~% i 2026)") in told


@pytest.mark.parametrize("committee", ["lu-indre-by", "lu-vesterbro"])
def test_reports_are_not_held_against_answers_where_visitors_count(atlas: Atlas, committee: str) -> None:
    assert not any("anmeldelser" in question for question in asked(atlas, committee))


def test_a_figure_near_the_limit_is_asked_about_and_a_sure_one_is_not(library: Library) -> None:
    atlas = surveyed(library, {"valby": "11", "vanloese": "18"})
    assert any("usikkert" in question for question in asked(atlas, "lu-valby"))
    assert not any("usikkert" in question for question in asked(atlas, "lu-vanloese"))


def test_years_without_figures_are_named(atlas: Atlas) -> None:
    (told,) = [question for question in asked(atlas, "lu-noerrebro") if "ikke fundet" in question]
    assert "2019 og 2021–2026" in told


def test_what_was_decided_is_asked_after_until_it_is_completed(library: Library) -> None:
    upgrades = library.table("upgrades").copy()
    before = asked(build_atlas(library, "test"), "lu-oesterbro")
    upgrades["stage"] = upgrades.stage.replace("decided", "completed")
    after = asked(
        build_atlas(replace(library, tables={**library.tables, "upgrades": upgrades}), "built"), "lu-oesterbro"
    )
    assert any("besluttet" in question for question in before)
    assert not any("besluttet" in question for question in after)


@pytest.mark.parametrize("broken", ["survey", "crime", "upgrades", "partnerships", "housing_plans"])
@pytest.mark.parametrize("committee", ["lu-noerrebro", "lu-oesterbro"])
def test_a_broken_table_takes_only_its_own_questions_away(library: Library, broken: str, committee: str) -> None:
    tables = {**library.tables, broken: library.table(broken).iloc[:0]}
    questions = asked(build_atlas(replace(library, tables=tables), "broken"), committee)
    assert questions
    assert all(question.endswith("?") for question in questions)
