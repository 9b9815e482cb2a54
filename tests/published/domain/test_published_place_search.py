"""What readers typed when they looked for their place, and what the record answers."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import NamedPlace, NameKind, named_places, shares
from sikkerby_geo.domain.geography.place_search import Fit, PlaceIndex, begins
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.name_words import name_words

TYPED = {
    "tingbjerg": {"broenshoej-husum"},
    "mimersgade": {"ydre-noerrebro"},
    "Mimersgade 10": {"ydre-noerrebro"},
    "mjølnerparken": {"ydre-noerrebro"},
    "folehaven": {"valby"},
    "Urbanplanen": {"amager-vest"},
    "bellahøj": {"broenshoej-husum"},
    "Blågårds Plads": {"indre-noerrebro"},
    "Istedgade": {"vesterbro"},
    "Kødbyen": {"vesterbro"},
    "Refshaleøen": {"christianshavn"},
    "2200": {"indre-noerrebro", "ydre-noerrebro"},
    "2450": {"kgs-enghave"},
    "Vesterbrogade": {"vesterbro", "indre-by"},
    "Hulgårdsvej": {"vanloese", "bispebjerg"},
    "Dronning Louises Bro": {"indre-noerrebro", "indre-by"},
    "Fisketorvet": {"vesterbro"},
    "nordvest": {"bispebjerg", "ydre-noerrebro"},
    "københavn nv": {"bispebjerg", "ydre-noerrebro", "broenshoej-husum"},
    "NV": {"bispebjerg", "ydre-noerrebro"},
    "Sydhavnen": {"kgs-enghave"},
    "Sundby": {"amager-vest", "amager-oest"},
    "Christiania": {"christianshavn"},
    "ørestad": {"amager-vest"},
    "norrebro": {"indre-noerrebro", "ydre-noerrebro"},
    "Kgs. Enghave": {"kgs-enghave"},
    "amager ost": {"amager-oest"},
    "gl. kongevej": {"vesterbro", "indre-by"},
    "1650 København V": {"vesterbro", "indre-by"},
}
"""What was typed, and the areas of the first hit."""


@pytest.fixture(scope="module")
def named(atlas: Atlas) -> tuple[NamedPlace, ...]:
    return named_places(atlas)


@pytest.fixture(scope="module")
def index(named: tuple[NamedPlace, ...]) -> PlaceIndex:
    return PlaceIndex(named)


@pytest.mark.parametrize(("typed", "areas"), TYPED.items(), ids=TYPED)
def test_a_name_that_people_use_leads_to_its_areas(index: PlaceIndex, typed: str, areas: set[str]):
    first = index.find(typed).hits[0]
    assert first.fit is Fit.EXACT
    assert set(first.named.area_ids) == areas


@pytest.mark.parametrize("typed", ["nordvest", "københavn nv"])
def test_the_north_west_is_never_the_central_station(index: PlaceIndex, typed: str):
    assert not [
        hit for hit in index.find(typed).hits if "Hovedban" in hit.named.name or hit.named.name == "København H"
    ]


def test_oerestad_is_neither_noerreport_nor_noerrebro(index: PlaceIndex):
    assert {hit.named.name for hit in index.find("ørestad").hits} == {"Ørestad", "Ørestaden", "Ørestads Boulevard"}


@pytest.mark.parametrize("typed", ["Frederiksberg", "2000", "1850", "2000 Frederiksberg"])
def test_frederiksberg_is_known_to_lie_outside(index: PlaceIndex, typed: str):
    assert index.find(typed).hits[0].named.outside


def test_a_street_of_frederiksberg_that_touches_the_border_says_so(index: PlaceIndex):
    assert index.find("Falkoner Allé").hits[0].named.mostly_outside


def test_tagensvej_lies_in_four_areas_by_its_length(atlas: Atlas, index: PlaceIndex):
    street = index.find("Tagensvej 86").hits[0].named
    parts = {one.place.name: round(one.share or 0, 2) for one in shares(street, atlas.places, Level.SURVEY_AREA)}
    assert parts == {"Bispebjerg": 0.32, "Indre Nørrebro": 0.3, "Ydre Nørrebro": 0.26, "Østerbro": 0.13}


def test_what_is_on_the_map_and_in_the_register_is_found_by_its_name(index: PlaceIndex):
    found = {
        hit.named.effort.kind.kind_id
        for typed in ("Amager Partnerskab", "Mit Kvarter", "Ryparken", "Enghave Plads")
        for hit in index.find(typed).hits
        if hit.named.effort
    }
    assert {"safety_partnership", "housing_plan", "deprived_area", "station"} <= found


@pytest.mark.parametrize(
    ("typed", "near"), [("mimers gade", "Mimersgade"), ("Vanlse", "Vanløse"), ("Tagensvje", "Tagensvej")]
)
def test_a_slip_of_the_keyboard_is_answered_with_the_nearest_name(index: PlaceIndex, typed: str, near: str):
    found = index.find(typed)
    assert found.hits == ()
    assert found.near[0].name == near


def test_every_tenth_name_finds_itself_without_its_danish_letters(named: tuple[NamedPlace, ...], index: PlaceIndex):
    plain = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A"})
    for one in named[::10]:
        names = {hit.named.name for hit in index.find(one.name.translate(plain)).hits if hit.fit is Fit.EXACT}
        assert one.name in names


def test_no_name_is_listed_in_two_spellings_of_one_kind_and_place(named: tuple[NamedPlace, ...]):
    streets = [(name_words(one.name), one.area_ids) for one in named if one.kind is NameKind.STREET]
    assert len(streets) == len(set(streets))


def test_the_words_of_a_query_stand_in_the_name_that_is_found(index: PlaceIndex):
    for typed in ("n", "st", "plads", "bro", "en k"):
        found = index.find(typed)
        for hit in found.hits:
            assert any(begins(found.words, name_words(text)) for text in (hit.named.name, *hit.named.spellings))
