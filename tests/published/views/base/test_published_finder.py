"""Real names in words: a street in four areas, a postcode, and what is not Copenhagen."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import named_places
from sikkerby_geo.domain.geography.place_search import PlaceIndex
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import NO_BREAK_SPACE
from sikkerby_geo.views.base.finder import found


@pytest.fixture(scope="module")
def index(atlas: Atlas) -> PlaceIndex:
    return PlaceIndex(named_places(atlas))


@pytest.mark.parametrize(
    ("typed", "about", "ways"),
    [
        (
            "Tagensvej 86",
            "gade i 4 områder",
            ["Bispebjerg 32 % af længden", "Indre Nørrebro 30 %", "Ydre Nørrebro 26 %", "Østerbro 13 %"],
        ),
        ("Mimersgade 10", "gade", ["Ydre Nørrebro"]),
        ("2200", "postnummer", ["Indre Nørrebro", "Ydre Nørrebro"]),
        ("Frederiksberg", "ikke i Københavns Kommune, egen kommune, ikke en del af undersøgelsen", []),
        ("2000", "postnummer, ikke i Københavns Kommune, Frederiksberg", []),
        ("Tingbjerg", "boligområde", ["Brønshøj-Husum"]),
    ],
)
def test_a_name_says_what_it_is_and_where_it_lies(
    atlas: Atlas, index: PlaceIndex, typed: str, about: str, ways: list[str]
) -> None:
    first = found(index.find(typed), typed, atlas.places, Level.SURVEY_AREA).rows[0]
    assert (first.about, [way.label.replace(NO_BREAK_SPACE, " ") for way in first.ways]) == (
        about,
        ways,
    )
