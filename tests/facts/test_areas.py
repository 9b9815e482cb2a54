"""Names of places: one normaliser, known spellings, questions instead of guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.facts.areas import Level, normalise
from tests import toytown


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
