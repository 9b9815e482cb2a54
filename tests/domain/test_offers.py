"""Offers: hidden ones have no place, repeated ones are counted once, and who lives far from those with a place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from shapely.geometry import Point

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.effect.others import begun_efforts
from sikkerby_geo.domain.effect.results import effort_results
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.offers.known import PICKABLE, Whose, near, offers_of, places_of
from sikkerby_geo.domain.offers.siting import without_offer
from sikkerby_geo.domain.register.current import current_shapes
from sikkerby_geo.domain.register.validation import Surroundings, faults_of
from sikkerby_geo.domain.whatif.drawings import picked
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND, OFFERS
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register_entry import Entry, OwnVersion
from tests.toytown.city import SIDE

DAY = date(2025, 1, 1)
CLUB, HIDDEN = KIND["youth_club"], KIND["drop_in_18plus"]


def entry(atlas, offer_id: str = "o-bakken-klub", **said) -> Entry:
    return replace(atlas.register[offer_id].entry, **said)


@pytest.fixture(scope="module")
def own(snapshot, atlas):
    """The city with a club of its own in Havnen, and a drop-in centre that somebody gave a shape all the same."""
    club = entry(atlas, name="Havneklubben", area_ids=("havnen",), geometry=atlas.effort_shapes["o-havnen-plads"])
    hidden = replace(club, name="Varmestuen", kind="drop_in_18plus")
    at = datetime(2025, 5, 1, tzinfo=UTC)
    versions = {"r-klub": OwnVersion("r-klub", 1, club, at), "r-stue": OwnVersion("r-stue", 2, hidden, at)}
    return build_atlas(replace(snapshot, register=MappingProxyType(versions)), "own")


def test_an_offer_that_repeats_an_effort_is_told_on_it_and_never_beside_it(atlas):
    listed = {entry.effort_id: entry for entry in register_from(atlas, str)}
    assert "o-moellehoej-klub" not in listed
    assert "o-moellehoej-klub" not in atlas.register
    assert dict(listed["e10-1"].facts)["offer"] == "Klubben på Møllehøj, ungdomsklub"
    assert {offer.effort_id for offer in offers_of(atlas)} > {"o-moellehoej-klub", "o-bakken-klub"}


def test_offers_are_no_efforts_of_a_place_and_end_no_record(atlas):
    for place in atlas.places.at(Level.SURVEY_AREA):
        assert not [effort for effort in atlas.efforts_in(place) if effort.overlay is OFFERS]
    found = scenario(atlas, picked(atlas, "bakken"), DAY)
    assert not [one for one in (*found.efforts, *found.whole_area, *found.unplaced) if one.overlay is OFFERS]
    assert last_documented_year(atlas) == 2024


def test_a_hidden_kind_has_no_shape_whoever_gives_it_one(atlas, own):
    assert "r-klub" in own.effort_shapes
    assert "r-stue" not in own.effort_shapes
    assert HIDDEN not in PICKABLE
    version = own.snapshot.register["r-stue"]
    assert current_shapes({}, {"r-stue": version}) == {}
    row, told = own.register["r-stue"], next(one for one in own.efforts if one.effort_id == "r-stue")
    assert (row.entry.geometry, row.entry.place_words, told.place_words, told.located) == (None, "", "", False)


def test_an_entry_of_a_hidden_kind_may_tell_its_area_and_nothing_nearer(atlas):
    around = Surroundings.of(atlas)
    hidden = entry(atlas, "o-lund-18", place_words="", geometry=None)
    assert faults_of(hidden, around) == ()
    told = faults_of(replace(hidden, basis="drawn", place_words="Ved torvet", geometry=Point(12.5, 55.68)), around)
    assert {(fault.field, fault.kind) for fault in told} == {("place_words", "unfindable"), ("geometry", "unfindable")}
    other = entry(atlas, name="Værestedet på hjørnet")
    assert [(fault.field, fault.kind) for fault in faults_of(other, around)] == [("geometry", "unfindable")]


@pytest.mark.parametrize(
    ("kind", "whose", "listed", "placed", "whole"),
    [
        (None, Whose.ALL, 7, 2, False),
        (CLUB, Whose.ALL, 2, 1, False),
        (KIND["cemetery"], Whose.ALL, 0, 0, False),
        (CLUB, Whose.OWN, 0, 0, False),
    ],
)
def test_the_question_can_be_answered_only_where_every_place_is_known(atlas, kind, whose, listed, placed, whole):
    found = places_of(atlas, kind, whose)
    assert (len(found.listed), len(found.placed), found.whole) == (listed, placed, whole)


def test_own_offers_answer_it(own):
    found = places_of(own, CLUB, Whose.OWN)
    assert found.whole
    assert [offer.name for offer in found.used] == ["Havneklubben"]
    assert len(places_of(own, CLUB, Whose.ALL).listed) == 3


def test_what_is_only_planned_has_a_place_but_nobody_near_it(atlas):
    found = places_of(atlas, KIND["playground"], Whose.ALL)
    assert (len(found.placed), found.used, found.whole) == (1, (), False)


def test_those_far_away_follow_the_land_outside_the_circles(own):
    clubs = places_of(own, CLUB, Whose.OWN).used
    by_area = {part.place_id: part for part in without_offer(own, clubs, 500, DAY)}
    circle = 3.1416 * 0.5**2
    assert by_area["havnen"].far_km2 == pytest.approx((SIDE / 1000) ** 2 - circle, abs=0.02)
    assert by_area["havnen"].share == pytest.approx(1 - circle / 4, abs=0.01)
    people = 45_000
    assert by_area["havnen"].residents == pytest.approx(people * by_area["havnen"].share, rel=0.05)
    assert by_area["bakken"].share == 1
    assert all(part.far_km2 == 0 for part in without_offer(own, clubs, 5000, DAY, picked(own, "havnen")))


def test_a_drawing_asks_of_its_own_land_alone_and_water_is_refused(own, snapshot):
    clubs = places_of(own, CLUB, Whose.OWN).used
    assert [part.place_id for part in without_offer(own, clubs, 500, DAY, picked(own, "bakken"))] == ["bakken"]
    broken = replace(snapshot, layers={k: v for k, v in snapshot.layers.items() if k != "survey_areas_layer"})
    with pytest.raises(SikkerByError):
        without_offer(build_atlas(broken, "broken"), clubs, 500, DAY)


def test_near_an_area_stand_its_own_and_apart_from_them_those_of_the_city_and_of_nowhere(atlas):
    found = near(offers_of(atlas), frozenset({"bakken"}), None)
    assert [offer.effort_id for offer in found.there] == ["o-bakken-klub"]
    assert [offer.effort_id for offer in found.city] == ["o-bibliotek"]
    assert [offer.effort_id for offer in found.nowhere] == ["o-ukendt"]
    assert near(offers_of(atlas), frozenset({"bakken"}), KIND["library"]).there == ()


def test_no_offer_is_asked_whether_it_helped(atlas):
    assert not [one for one in effort_results(atlas, "safe_neighbourhood") if one.startswith("o-")]
    assert not [one for one in begun_efforts(atlas) if one.overlay is OFFERS]
