"""What is asked of Effekt in the address: it comes back as it was, and what is unknown is told and set aside."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.ui.address import effect as address
from sikkerby_geo.views.effect.ask import PLAN, Ask, NotAsked, asked
from tests.toytown.reports import with_reports

ASKS = [
    Ask(),
    Ask(PLAN, outcome="straffelov", start=2029),
    Ask("housing_plan", "h-moellehoej", "insecure_evening", 2018, 2020, ("bakken", "aaby")),
]


@pytest.mark.parametrize("ask", ASKS, ids=["nothing", "plan", "effort"])
def test_what_is_written_is_read_again(atlas: Atlas, ask: Ask) -> None:
    query = {name: value for name, value in address.write(ask, atlas).items() if value}
    assert address.parse(query, atlas) == address.Reading(ask)


def test_the_measures_of_reports_have_words_of_their_own(atlas: Atlas) -> None:
    delivered = with_reports(atlas)
    for outcome, word in (
        ("all", "anmeldt-alle"),
        ("group/tyveri", "anmeldt-gruppe-tyveri"),
        ("type/vold", "anmeldt-vold"),
    ):
        assert address.write(Ask(outcome=outcome), delivered)["maalt"] == word
        assert address.parse({"maalt": word}, delivered).ask.outcome == outcome
    assert address.parse({"maalt": "anmeldt-alle"}, atlas).ask.outcome == ""


@pytest.mark.parametrize(
    "query",
    [
        {"slags": "tryllestav"},
        {"maalt": "{{x}}"},
        {"fra": "1066"},
        {"til": "2018.5"},
        {"mod": "atlantis"},
        {"fra": "2019", "til": "2017"},
    ],
    ids=str,
)
def test_what_is_unknown_is_told_and_set_aside(atlas: Atlas, query: dict[str, str]) -> None:
    reading = address.parse(query, atlas)
    assert len(reading.messages) == 1
    assert reading.ask == (Ask(start=2019) if "fra" in query and query["fra"] == "2019" else Ask())


def test_an_effort_that_is_no_longer_there_is_still_what_is_asked_about(atlas: Atlas) -> None:
    """Else all efforts of the kind would be shown in its place, and its kept study would seem changed by the reader."""
    reading = address.parse({"slags": "helhedsplan", "indsats": "h-nedlagt"}, atlas)
    assert reading == address.Reading(Ask("housing_plan", "h-nedlagt"))
    assert asked(atlas, reading.ask, atlas.places["moellehoej"]) == NotAsked("unknown")
    assert address.write(reading.ask, atlas)["indsats"] == "h-nedlagt"
    hostile = address.parse({"indsats": "\u202e<b>" + "x" * 500}, atlas).ask.effort_id
    assert hostile.startswith("<b>x")
    assert len(hostile) == address.LONGEST_ID


def test_a_kept_study_holds_the_place_and_nothing_that_is_empty(atlas: Atlas) -> None:
    kept = address.question_in(Ask("housing_plan", "h-moellehoej"), "moellehoej", atlas)
    assert kept == {"slags": "helhedsplan", "indsats": "h-moellehoej", "sted": "moellehoej"}
