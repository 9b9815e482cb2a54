"""Who lives without an offer, in words: why it cannot be said, and the answer for none, some and no population."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.offers.known import Whose, places_of
from sikkerby_geo.domain.offers.siting import without_offer
from sikkerby_geo.domain.whatif.drawings import picked
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.facts.register_entry import OwnVersion
from sikkerby_geo.views.whatif.siting_words import cannot, sited

CLUB = KIND["youth_club"]
DAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def own(snapshot, atlas):
    """The city with one club of its own in Havnen."""
    shape = atlas.effort_shapes["o-havnen-plads"]
    club = replace(atlas.register["o-bakken-klub"].entry, name="Havneklubben", area_ids=("havnen",), geometry=shape)
    version = OwnVersion("r-klub", 1, club, datetime(2025, 5, 1, tzinfo=UTC))
    return build_atlas(replace(snapshot, register=MappingProxyType({"r-klub": version})), "own")


@pytest.mark.parametrize(
    ("kind", "whose", "words"),
    [
        (None, Whose.ALL, "Vi kender stedet for 2 af 7 tilbud; spørgsmålet kan ikke besvares."),
        (
            "library",
            Whose.ALL,
            "Vi kender stedet for 0 af 1 tilbud af slagsen bibliotek; spørgsmålet kan ikke besvares.",
        ),
        ("cemetery", Whose.ALL, "Vi kender ingen tilbud af slagsen kirkegård; spørgsmålet kan ikke besvares."),
        ("library", Whose.OWN, "I registret har I ikke skrevet noget tilbud af slagsen bibliotek; spørgsmålet kan"),
        ("playground", Whose.ALL, "Vi kender stedet for det ene 1 tilbud"),
    ],
)
def test_why_it_cannot_be_said(atlas, kind, whose, words):
    asked = KIND[kind] if kind else None
    said = cannot(places_of(atlas, asked, whose), asked, whose)
    if kind == "playground":
        assert "kun planlagt eller ønsket" in said
    else:
        assert said.startswith(words)


def answered(atlas, metres: int, place: str | None = None):
    places = places_of(atlas, CLUB, Whose.OWN)
    assert cannot(places, CLUB, Whose.OWN) == ""
    drawing = picked(atlas, place) if place else None
    found = without_offer(atlas, places.used, metres, DAY, drawing)
    return sited(atlas, places, found, CLUB, metres, drawn=drawing is not None)


def test_the_answer_says_how_many_live_far_away_and_what_it_rests_on(own):
    told = answered(own, 500)
    assert told.says.startswith("Ca. ")
    assert "mennesker bor mere end 500 m fra nærmeste tilbud af slagsen ungdomsklub." in told.says
    assert "af byens areal" in told.says
    assert told.notes[0].startswith("Regnet i lige linje til 1 tilbud med sted i registret")
    assert len(told.sheet.rows) == 13


def test_of_a_drawing_it_is_the_area_and_nobody_may_be_far(own):
    assert "af områdets areal" in answered(own, 500, "havnen").says
    told = answered(own, 5000, "havnen")
    assert told.says == "Intet sted i området ligger mere end 5.000 m fra et tilbud af slagsen ungdomsklub."


def test_without_a_population_the_share_stands_alone(own):
    places = places_of(own, CLUB, Whose.OWN)
    found = [replace(part, residents=None) for part in without_offer(own, places.used, 500, DAY)]
    told = sited(own, places, found, CLUB, 500, drawn=False)
    assert "folketallet mangler" in told.says
    assert {row["residents"].text for row in told.sheet.rows} == {"ukendt antal beboere"}
