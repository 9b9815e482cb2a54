"""Names of places: one normaliser, known spellings, questions instead of guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level, danish_order, gazetteer_from, normalise
from sikkerby_geo.facts.problems import AmbiguousPlaceError, UnknownPlaceError
from sikkerby_geo.facts.snapshot import Snapshot
from tests import toytown


@pytest.fixture(scope="module")
def places(snapshot: Snapshot) -> Gazetteer:
    return gazetteer_from(snapshot.table("areas"))


@given(st.text(alphabet="abcæøåÆØÅ .-/–\u00a0\u2011\t", max_size=20))
def test_normalising_twice_changes_nothing(name: str):
    assert normalise(normalise(name)) == normalise(name)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ærø Å", "aeroe aa"),
        ("KGS. Enghave", "kgs enghave"),
        ("A\u030angstrom", "aangstrom"),
        ("Brønshøj / Husum", "broenshoej-husum"),
        (" Indre \u00a0 By\t", "indre by"),
    ],
)
def test_spellings_fold_to_one(name: str, folded: str):
    assert normalise(name) == folded


def test_transliterated_letters_need_no_listed_spelling():
    town = toytown.gazetteer()
    assert town["oest"].aliases == ()
    assert town.find("Oest") == town.find("øst") == town["oest"]


def test_the_place_around_an_area_is_the_one_that_holds_it():
    town = toytown.gazetteer()
    assert town.around(town["nord"], Level.LOKALUDVALG).place_id == "lu-dobbelt"
    assert town.around(town["syd"], Level.BYDEL).name == "Havn"
    assert town.around(town["vest"], Level.SURVEY_AREA) == town["vest"]


@pytest.mark.parametrize("level", Level)
def test_every_area_belongs_to_exactly_one_place_of_a_level(places: Gazetteer, level: Level):
    members = [area for place in places.at(level) for area in place.members]
    assert sorted(members) == sorted(place.place_id for place in places.at(Level.SURVEY_AREA))


def test_areas_nest_in_lokaludvalg_and_lokaludvalg_in_bydele(places: Gazetteer):
    for committee in places.at(Level.LOKALUDVALG):
        holding = [bydel for bydel in places.at(Level.BYDEL) if set(committee.members) <= set(bydel.members)]
        assert len(holding) == 1, committee.name


def test_ids_are_ascii_and_unique_over_all_levels(places: Gazetteer):
    ids = [place.place_id for place in places.places]
    assert len(set(ids)) == len(ids)
    assert all(place_id.isascii() for place_id in ids)
    assert CITY_ID not in places


def test_every_area_is_found_by_its_name_in_any_case_with_stray_spaces(places: Gazetteer):
    for place in places.at(Level.SURVEY_AREA):
        for spelling in (place.name.upper(), f"  {place.name.replace(' ', '   ')} ", place.place_id):
            assert places.find(spelling) == place


@pytest.mark.parametrize("level", Level)
def test_every_place_is_found_at_its_own_level(places: Gazetteer, level: Level):
    for place in places.at(level):
        for spelling in (place.place_id, place.name, *place.aliases):
            assert places.find(spelling, level) == place


def test_no_spelling_means_two_areas(places: Gazetteer):
    owners: dict[str, str] = {}
    for place in places.at(Level.SURVEY_AREA):
        for spelling in (place.place_id, place.name, *place.aliases):
            assert owners.setdefault(normalise(spelling), place.place_id) == place.place_id


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("Kgs. Mose", "kongens-mose"),
        ("Kgs Mose", "kongens-mose"),
        ("kongens mose", "kongens-mose"),
        ("Kongens Mose Lokaludvalg", "kongens-mose"),
        ("Skovby / Hede", "skovby-hede"),
        ("Skovby – Hede", "skovby-hede"),
        ("Skovby\u2011Hede", "skovby-hede"),
        ("Skovby", "skovby-hede"),
        ("\u00a0Møllehøj\t", "moellehoej"),
        ("INDRE  LUND", "indre-lund"),
        ("Aaby", "aaby"),
        ("ydre-lund", "ydre-lund"),
    ],
)
def test_a_known_spelling_finds_its_area(places: Gazetteer, spelling: str, place_id: str):
    assert places.find(spelling).place_id == place_id


@pytest.mark.parametrize(
    ("name", "candidates"),
    [("Lund", ("Indre Lund", "Ydre Lund")), ("Vestmark/Kongens Mose", ("Kongens Mose", "Vestmark"))],
)
def test_a_name_that_fits_two_areas_is_a_question(places: Gazetteer, name: str, candidates: tuple[str, ...]):
    with pytest.raises(AmbiguousPlaceError) as raised:
        places.find(name, Level.SURVEY_AREA)
    assert raised.value.candidates == candidates
    assert raised.value.params["candidates"] == candidates


def test_a_name_that_fits_two_lokaludvalg_is_a_question_there_and_an_answer_above(places: Gazetteer):
    with pytest.raises(AmbiguousPlaceError):
        places.find("Vestmark og Kongens Mose", Level.LOKALUDVALG)
    assert places.find("Vestmark og Kongens Mose", Level.BYDEL).place_id == "bydel-8"
    assert places.find("Lund", Level.LOKALUDVALG).place_id == "lu-lund"


@pytest.mark.parametrize(
    ("name", "nearest"), [("Møllehøjj", "Møllehøj"), ("Fjrdby", "Fjordby"), ("Sk?vby-Hede", "Skovby-Hede")]
)
def test_an_unknown_name_comes_with_the_nearest_known_names(places: Gazetteer, name: str, nearest: str):
    with pytest.raises(UnknownPlaceError) as raised:
        places.find(name)
    assert raised.value.suggestions[0] == nearest
    assert raised.value.params["name"] == name


def test_a_name_like_no_other_has_no_suggestions(places: Gazetteer):
    with pytest.raises(UnknownPlaceError) as raised:
        places.find("Frederiksberg")
    assert raised.value.suggestions == ()


def test_names_stand_in_danish_order(places: Gazetteer):
    names = [place.name for place in places.at(Level.SURVEY_AREA)]
    assert names[:2] == ["Bakken", "Dalum"]
    assert names[-2:] == ["Øen", "Åby"]
    assert sorted(["Ål", "Øst", "Æble", "Zoo"], key=danish_order) == ["Zoo", "Æble", "Øst", "Ål"]
