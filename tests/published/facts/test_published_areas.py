"""The places of Copenhagen: 13 areas in 12 lokaludvalg in 10 bydele, and the spellings they are found by."""

from __future__ import annotations

import pytest

from sikkerby_geo.facts.areas import Gazetteer, Level, danish_order, gazetteer_from
from sikkerby_geo.facts.problems import AmbiguousPlaceError, UnknownPlaceError
from sikkerby_geo.facts.snapshot import Snapshot
from tests.facts.test_areas import (  # noqa: F401
    test_areas_nest_in_lokaludvalg_and_lokaludvalg_in_bydele,
    test_every_area_belongs_to_exactly_one_place_of_a_level,
    test_every_area_is_found_by_its_name_in_any_case_with_stray_spaces,
    test_every_place_is_found_at_its_own_level,
    test_ids_are_ascii_and_unique_over_all_levels,
    test_no_spelling_means_two_areas,
)


@pytest.fixture(scope="module")
def places(snapshot: Snapshot) -> Gazetteer:
    return gazetteer_from(snapshot.table("areas"))


def test_there_are_13_areas_12_lokaludvalg_and_10_bydele(places: Gazetteer):
    assert [len(places.at(level)) for level in Level] == [13, 12, 10]


def test_only_noerrebro_holds_several_areas_as_a_lokaludvalg_and_three_do_as_bydele(places: Gazetteer):
    several = {
        (place.level, place.name, place.members)
        for level in Level
        for place in places.at(level)
        if len(place.members) > 1
    }
    assert several == {
        (Level.LOKALUDVALG, "Nørrebro", ("indre-noerrebro", "ydre-noerrebro")),
        (Level.BYDEL, "Nørrebro", ("indre-noerrebro", "ydre-noerrebro")),
        (Level.BYDEL, "Indre By", ("christianshavn", "indre-by")),
        (Level.BYDEL, "Vesterbro/Kongens Enghave", ("kgs-enghave", "vesterbro")),
    }


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("Kgs. Enghave", "kgs-enghave"),
        ("Kgs Enghave", "kgs-enghave"),
        ("Kgs.Enghave", "kgs-enghave"),
        ("kongens enghave", "kgs-enghave"),
        ("Kongens Enghave Lokaludvalg", "kgs-enghave"),
        ("Brønshøj / Husum", "broenshoej-husum"),
        ("Brønshøj/Husum", "broenshoej-husum"),
        ("Brønshøj – Husum", "broenshoej-husum"),
        ("Brønshøj\u2011Husum", "broenshoej-husum"),
        ("Brønshøj Husum", "broenshoej-husum"),
        ("\u00a0Vanløse\t", "vanloese"),
        ("AMAGER  ØST", "amager-oest"),
        ("Amager Ost", "amager-oest"),
        ("Indre by", "indre-by"),
        ("Christianshavns Lokaludvalg", "christianshavn"),
        ("ydre-noerrebro", "ydre-noerrebro"),
    ],
)
def test_a_known_spelling_finds_its_area(places: Gazetteer, spelling: str, place_id: str):
    assert places.find(spelling).place_id == place_id


@pytest.mark.parametrize("letter", ["o", "oe", "Ø"])
def test_every_area_is_found_without_its_danish_letters(places: Gazetteer, letter: str):
    for place in places.at(Level.SURVEY_AREA):
        assert places.find(place.name.replace("ø", letter).replace("Ø", letter.title())) == place


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Vesterbro-Kongens Enghave", ("Kgs. Enghave", "Vesterbro")),
        ("Vesterbro/Kgs. Enghave", ("Kgs. Enghave", "Vesterbro")),
        ("Nørrebro", ("Indre Nørrebro", "Ydre Nørrebro")),
        ("norrebro", ("Indre Nørrebro", "Ydre Nørrebro")),
    ],
)
def test_a_name_that_fits_two_areas_is_a_question(places: Gazetteer, name: str, candidates: tuple[str, ...]):
    with pytest.raises(AmbiguousPlaceError) as raised:
        places.find(name, Level.SURVEY_AREA)
    assert raised.value.candidates == candidates
    assert raised.value.params["candidates"] == candidates


def test_a_name_that_fits_two_lokaludvalg_is_a_question_there_and_an_answer_above(places: Gazetteer):
    with pytest.raises(AmbiguousPlaceError):
        places.find("Vesterbro-Kongens Enghave", Level.LOKALUDVALG)
    assert places.find("Vesterbro-Kongens Enghave", Level.BYDEL).place_id == "bydel-4"
    assert places.find("Nørrebro", Level.LOKALUDVALG).place_id == "lu-noerrebro"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Osterbrø", "Østerbro"),
        ("Bispebjærg", "Bispebjerg"),
        ("Br?nsh?j-Husum", "Brønshøj-Husum"),
        ("Vanlse", "Vanløse"),
        ("Indre Nrrebro", "Indre Nørrebro"),
        ("Vallby", "Valby"),
    ],
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
    assert names[0] == "Amager Vest"
    assert names[1] == "Amager Øst"
    assert names[-1] == "Østerbro"
    assert sorted(["Ål", "Øst", "Æble", "Zoo"], key=danish_order) == ["Zoo", "Æble", "Øst", "Ål"]
