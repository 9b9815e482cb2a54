"""What a reader asks becomes a question: one effort, a kind in a place, a plan; or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.results import NoQuestion
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.text import has, t
from sikkerby_geo.views.effect.ask import (
    PLAN,
    Ask,
    Asked,
    NotAsked,
    asked,
    efforts_of,
    kinds_of,
    likely_outcome,
    newest_outcome,
    outcomes_of,
    period_words,
    subject_words,
)
from tests.domain.effect_city import effort, with_efforts


def test_nothing_chosen_asks_nothing(atlas: Atlas) -> None:
    assert asked(atlas, Ask(), atlas.places["moellehoej"]) is None


def test_one_effort_asks_what_its_record_says(atlas: Atlas) -> None:
    found = asked(atlas, Ask(effort_id="h-moellehoej"), None)
    assert isinstance(found, Asked)
    assert (found.question.treated, found.question.start, found.question.end) == (("moellehoej",), 2018, 2022)
    assert found.question.effort_ids == ("h-moellehoej",)
    assert found.outcome_by_rule
    assert period_words(found.question) == "2018–2022"


def test_the_readers_own_choices_take_the_place_of_the_records(atlas: Atlas) -> None:
    own = Ask("", "h-moellehoej", "insecure_evening", 2019, 2020, ("bakken", "moellehoej", "aaby"))
    found = asked(atlas, own, None)
    assert isinstance(found, Asked)
    question = found.question
    assert (question.outcome, question.start, question.end) == ("insecure_evening", 2019, 2020)
    assert question.comparisons == ("bakken", "aaby")  # an area is never compared with itself
    assert not found.outcome_by_rule
    late = asked(atlas, Ask("", "h-moellehoej", start=2023), None)
    assert isinstance(late, Asked)
    assert (late.question.start, late.question.end) == (2023, None)


def test_a_kind_in_a_place_is_all_its_efforts_from_the_first_year_to_the_last(atlas: Atlas) -> None:
    two = with_efforts(
        atlas, effort(atlas, "en", ("dalum",), 2018, 2019), effort(atlas, "to", ("dalum", "aaby"), 2016, 2021)
    )
    kind = two.efforts[0].kind.kind_id
    found = asked(two, Ask(kind), two.places["dalum"])
    assert isinstance(found, Asked)
    question = found.question
    assert (question.treated, question.start, question.end) == (("dalum",), 2016, 2021)
    assert set(question.effort_ids) == {"en", "to"}
    assert subject_words(found).startswith("To indsatser af slagsen")
    endless = with_efforts(two, two.efforts[0], effort(atlas, "tre", ("dalum",), 2017, None))
    found = asked(endless, Ask(kind), two.places["dalum"])
    assert isinstance(found, Asked)
    assert found.question.end is None


def test_a_plan_needs_a_place_and_begins_after_the_newest_year(atlas: Atlas) -> None:
    assert asked(atlas, Ask(PLAN), None) == NotAsked("plan_place")
    found = asked(atlas, Ask(PLAN), atlas.places["aaby"])
    assert isinstance(found, Asked)
    assert (found.question.start, found.efforts) == (atlas.years[-1] + 1, ())
    assert subject_words(found) == t("effect.subject.plan")


def test_what_cannot_be_asked_says_why(atlas: Atlas) -> None:
    assert asked(atlas, Ask("lighting"), None) == NotAsked("group_place")
    assert asked(atlas, Ask("lighting"), atlas.places["fjordby"]) == NotAsked(NoQuestion.NO_PERIOD)
    assert asked(atlas, Ask("lighting"), atlas.places["vestmark"]) == NotAsked("none_there")
    assert asked(atlas, Ask(effort_id="findes-ikke"), None) == NotAsked("unknown")
    assert asked(atlas, Ask(effort_id="p-engvang-udkast"), None) == NotAsked(NoQuestion.NEVER_BEGUN)
    for why in ("plan_place", "group_place", "none_there", "unknown", *NoQuestion):
        assert has(f"effect.no_question.{why}"), why


def test_the_measure_is_the_first_with_figures_on_both_sides(atlas: Atlas) -> None:
    assert likely_outcome(atlas, ("moellehoej",), 2018) == "insecure_neighbourhood"
    without = [one for one in outcomes_of(atlas) if one != "insecure_neighbourhood"]
    thin = {key: cell for key, cell in atlas.observations.items() if key[0] != "insecure_neighbourhood"}
    assert likely_outcome(_with(atlas, thin), ("moellehoej",), 2018) in without
    assert likely_outcome(_with(atlas, {}), ("moellehoej",), 2018) == "insecure_neighbourhood"


def _with(atlas: Atlas, observations: dict) -> Atlas:
    return replace(atlas, observations=observations, _otherwise={})


def test_kinds_and_efforts_are_those_of_the_place(atlas: Atlas) -> None:
    assert set(kinds_of(atlas, atlas.places["dalum"])) == {"hotspot", "planting"}
    assert [one.effort_id for one in efforts_of(atlas, "lighting", atlas.places["moellehoej"])] == ["u-moellehoej-lys"]
    assert len(efforts_of(atlas, "lighting", None)) == 4
    assert efforts_of(atlas, PLAN, None) == ()


def test_a_plan_is_measured_by_what_was_asked_last(atlas: Atlas) -> None:
    chosen = newest_outcome(atlas, ("moellehoej",), 2030)

    def newest(outcome: str) -> int:
        years = atlas.known_years(outcome)
        return max((y for y in years if atlas.observation(outcome, "moellehoej", y).figure is not None), default=0)

    assert newest(chosen) == max(newest(one) for one in outcomes_of(atlas) if one in INDICATOR)
    assert newest(chosen) > newest("insecure_neighbourhood")
