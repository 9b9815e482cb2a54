"""Find a place by its name: laws that hold for any query, and cases of the toy city to check by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import NamedPlace, NameKind, named_places, shares
from sikkerby_geo.domain.geography.place_search import MOST_NUMBERS, Answer, Fit, PlaceIndex, begins, query_words
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.characters import without
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.thresholds import LONGEST_QUERY, MOST_HITS, MOST_NEAR_NAMES
from tests.toytown.city_record import city_atlas

NAMED = named_places(city_atlas())
INDEX = PlaceIndex(NAMED)
ADDRESSES = (
    "{} 10",
    "{} 7B",
    "{} 10 b, 2. tv",
    "{} nr. 3",
    "{} 12-14, 4200 Legeby N",
    "{} 4200 København N",
    "{} København",
)
"""How a reader writes an address, round the name of its street."""


@st.composite
def beginnings(draw: st.DrawFn) -> str:
    """Beginnings of two letters or more of some words of a name, in order; single letters are initials."""
    words = draw(st.sampled_from(NAMED)).name.split()
    kept = [word for word in words if draw(st.booleans())] or words[:1]
    return " ".join(word[: draw(st.integers(min(2, len(word)), len(word)))] for word in kept)


def names(answer: Answer) -> list[str]:
    return [hit.named.name for hit in answer.hits]


def areas(answer: Answer) -> list[set[str]]:
    return [set(hit.named.area_ids) for hit in answer.hits]


@pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)
def test_every_name_finds_itself_in_capitals_and_by_its_spellings(named: NamedPlace):
    for text in (named.name, named.name.upper(), *named.spellings):
        exact = [hit.named for hit in INDEX.find(text).hits if hit.fit is Fit.EXACT]
        assert named in exact


@pytest.mark.parametrize("named", [one for one in NAMED if one.kind is NameKind.STREET], ids=lambda named: named.name)
@pytest.mark.parametrize("address", ADDRESSES)
def test_house_number_postcode_and_town_are_passed_over(named: NamedPlace, address: str):
    found = INDEX.find(address.format(named.name))
    assert found.hits[0].fit is Fit.EXACT
    assert found.hits[0].named.name == named.name


@given(st.one_of(beginnings(), st.text(max_size=12), st.text(alphabet="abdelmnoruvyåø ", max_size=8)))
def test_a_hit_has_every_word_as_the_beginning_of_one_of_its_own_in_order(typed: str):
    found = INDEX.find(typed)
    assert found.words in (*query_words(without(typed)), ())
    for hit in found.hits:
        texts = (hit.named.name, *hit.named.spellings, *hit.named.mentions)
        inside = hit.named.codes is not None and int(found.words[0]) in hit.named.codes
        assert inside or any(begins(found.words, name_words(text)) for text in texts)


@given(beginnings())
def test_beginnings_of_a_name_find_something(typed: str):
    assert INDEX.find(typed).hits


@given(st.text(max_size=200))
def test_an_answer_is_bounded_whatever_is_typed(typed: str):
    found = INDEX.find(typed)
    assert len(found.hits) <= MOST_HITS.value
    assert len(found.near) <= MOST_NEAR_NAMES.value
    assert not (found.hits and found.near)
    assert found == INDEX.find(typed[: LONGEST_QUERY.value])


def test_an_address_of_many_numbers_is_read_in_a_few_ways_only():
    assert len(query_words("Vej 1 2 3 4 5 6 7 8 9 København")) <= 2 * (MOST_NUMBERS + 1)


@pytest.mark.parametrize("scattered", ["øllevej", "Mllvj", "levej", "allé Lunds", "10 Vej"])
def test_scattered_letters_ends_of_words_and_words_turned_round_find_no_name(scattered: str):
    assert INDEX.find(scattered).hits == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lund", ["Lund", "Lund", "Indre Lund", "Ydre Lund", "Lund Partnerskab"]),
        ("mølle", ["Møllehøj", "Møllehaven", "Møllehaven Helhedsplan", "Møllehøj Partnerskab"]),
        ("vej 1", ["Vej 10"]),
        ("gl havnevej", ["Gammel Havnevej"]),
        ("hc lunds", ["H.C. Lunds Allé"]),
        ("3250", ["3000-3499"]),
        ("4200 Legeby", ["4200"]),
    ],
)
def test_the_best_hits_come_first(typed: str, first: list[str]):
    assert names(INDEX.find(typed))[: len(first)] == first


def test_districts_come_before_efforts_and_efforts_before_streets_where_they_fit_alike():
    ranked = [(hit.fit, list(NameKind).index(hit.named.kind)) for hit in INDEX.find("l").hits]
    assert ranked == sorted(ranked)
    assert INDEX.find("m").more > 0


def test_a_spelling_finds_a_district_and_is_never_listed():
    for typed in ("Aaby", "aby", "åby", "Kgs Mose", "kongens mose", "Skovby"):
        (first, *_) = INDEX.find(typed).hits
        assert first.named.kind is NameKind.DISTRICT
    assert {"Aaby", "Kgs. Mose", "Skovby"}.isdisjoint(named.name for named in NAMED)


def test_what_a_place_is_called_in_two_tables_is_listed_once():
    found = INDEX.find("Åboulevarden")
    assert [(hit.named.name, hit.named.kind) for hit in found.hits] == [("Åboulevarden", NameKind.EVERYDAY)]


def test_an_effort_is_found_by_what_it_covers_and_says_by_which_name():
    hits = {hit.named.effort.effort_id: hit for hit in INDEX.find("møllehaven").hits if hit.named.effort}
    assert (hits["p-moellehoej-2016"].fit, hits["p-moellehoej-2016"].by) == (Fit.MENTION, "Møllehaven")
    assert hits["h-moellehoej"].by == ""


@pytest.mark.parametrize("typed", ["Naboby", "5000", "naboby 12"])
def test_what_lies_outside_the_municipality_is_known_to(typed: str):
    (first, *_) = INDEX.find(typed).hits
    assert first.named.outside
    assert first.named.parts == ()


def test_a_street_that_only_touches_the_municipality_may_lie_outside():
    assert INDEX.find("Nabogade").hits[0].named.mostly_outside
    assert not INDEX.find("Vej 10").hits[0].named.mostly_outside
    assert not INDEX.find("Nordlund").hits[0].named.mostly_outside


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Mølle vej", ["Møllevej"]), ("Dallum", ["Dalum"]), ("Fjorby", ["Fjordby"]), ("xyz", []), ("9999", []), ("", [])],
)
def test_nothing_found_gives_the_nearest_names(typed: str, near: list[str]):
    found = INDEX.find(typed)
    assert found.hits == ()
    assert [named.name for named in found.near] == near


def test_a_street_lies_in_its_areas_by_its_metres_at_every_level(atlas: Atlas):
    street = next(named for named in NAMED if (named.name, named.kind) == ("Lundegade", NameKind.STREET))
    at = {level: [(one.place.place_id, one.share) for one in shares(street, atlas.places, level)] for level in Level}
    assert at[Level.SURVEY_AREA] == [("indre-lund", 0.6), ("ydre-lund", 0.3), ("dalum", 0.1)]
    assert at[Level.LOKALUDVALG] == [("lu-lund", 0.9), ("lu-dalum", 0.1)]
    assert at[Level.BYDEL] == [("bydel-6", 0.9), ("bydel-3", 0.1)]


def test_what_has_no_length_has_no_share(atlas: Atlas):
    quarter = INDEX.find("Nordlund").hits[0].named
    assert quarter.approximate
    assert [(one.place.place_id, one.share) for one in shares(quarter, atlas.places, Level.SURVEY_AREA)] == [
        ("dalum", None),
        ("ydre-lund", None),
    ]
    assert shares(INDEX.find("Naboby").hits[0].named, atlas.places, Level.BYDEL) == ()
