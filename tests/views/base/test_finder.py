"""What was found, in words: what each name is, where it leads at each level, and what to say where nothing fits."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import named_places
from sikkerby_geo.domain.geography.place_search import PlaceIndex
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.text import NO_BREAK_SPACE, t
from sikkerby_geo.views.base.finder import Found, found


@pytest.fixture(scope="module")
def index(atlas: Atlas) -> PlaceIndex:
    return PlaceIndex(named_places(atlas))


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


def rows(answer: Found) -> list[tuple[str, str, list[str]]]:
    return [(row.name, row.about, [plain(way.label) for way in row.ways]) for row in answer.rows]


def ask(atlas: Atlas, index: PlaceIndex, typed: str, level: Level = Level.SURVEY_AREA) -> Found:
    return found(index.find(typed), typed, atlas.places, level)


def test_a_street_in_several_areas_shows_each_with_its_share(atlas: Atlas, index: PlaceIndex):
    answer = ask(atlas, index, "Lundegade 7")
    street = ("Lundegade", "gade i 3 områder", ["Indre Lund 60 % af længden", "Ydre Lund 30 %", "Dalum 10 %"])
    assert street in rows(answer)
    assert answer.sources == t("finder.sources")
    at_committees = ("Lundegade", "gade i 2 lokaludvalg", ["Lund 90 % af længden", "Dalum 10 %"])
    assert at_committees in rows(ask(atlas, index, "Lundegade", Level.LOKALUDVALG))


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("Dalum", ("", "område", ["Dalum"])),
        ("Aaby", ("", "område", ["Åby"])),
        ("Vestmark og Kongens Mose", ("Vestmark/Kongens Mose", "bydel", ["Kongens Mose", "Vestmark"])),
        ("Gammel Havnevej", ("Gammel Havnevej", "gade", ["Havnen"])),
        ("Midtby", ("Midtby", "s-station", ["Havnen"])),
        ("4200", ("4200", "postnummer", ["Indre Lund", "Ydre Lund"])),
        ("3100", ("3000-3499", "postnummer, Legeby H", ["Havnen"])),
        ("Naboby", ("Naboby", "ikke i Københavns Kommune, egen kommune", [])),
        ("5000", ("5000", "postnummer, ikke i Københavns Kommune, Naboby", [])),
        (
            "Nordlund",
            (
                "Nordlund",
                "sted, grænserne er omtrentlige, kvarter på begge sider af grænsen",
                ["Dalum", "Ydre Lund"],
            ),
        ),
        (
            "Nabogade",
            (
                "Nabogade",
                "gade, kun 19 m ligger i Københavns Kommune, resten kan ligge i en nabokommune",
                ["Dalum"],
            ),
        ),
    ],
)
def test_a_name_says_what_it_is_and_where_it_lies(atlas: Atlas, index: PlaceIndex, typed: str, row: tuple):
    assert rows(ask(atlas, index, typed))[0] == row


def test_an_effort_leads_to_the_register_and_to_its_areas(atlas: Atlas, index: PlaceIndex):
    (row,) = ask(atlas, index, "Lund Partnerskab").rows
    assert (row.effort_id, [way.place.place_id for way in row.ways]) == ("p-lund-2017", ["indre-lund", "ydre-lund"])
    found_by = {row.effort_id: row.about for row in ask(atlas, index, "Møllehaven").rows}
    assert "omfatter Møllehaven" in found_by["p-moellehoej-2016"]
    assert "" in found_by, "what only orients has no page of its own"


@pytest.mark.parametrize("level", Level)
def test_every_way_leads_to_a_place_of_the_level(atlas: Atlas, index: PlaceIndex, level: Level):
    ways = [
        way for typed in ("l", "m", "v", "4200") for row in ask(atlas, index, typed, level).rows for way in row.ways
    ]
    assert {way.place.level for way in ways} == {level}


def test_how_many_names_fit_is_said(atlas: Atlas, index: PlaceIndex):
    assert ask(atlas, index, "Gammel Havnevej").says == "1 navn passer på »Gammel Havnevej«."
    assert ask(atlas, index, "Møllevej").says.startswith("2 navne passer på")
    assert "Her er 8 af dem" in ask(atlas, index, "m").says


def test_where_nothing_fits_the_nearest_names_are_offered_and_can_be_taken(atlas: Atlas, index: PlaceIndex):
    near = ask(atlas, index, "Dallum")
    assert near.says == "Vi fandt intet navn som »Dallum«. Nærmeste navne:"
    assert [way.place.place_id for row in near.rows for way in row.ways] == ["dalum"]
    nothing = ask(atlas, index, "xyz")
    assert nothing.says.startswith("Vi fandt intet navn som »xyz«.")
    assert (nothing.rows, nothing.sources) == ((), "")
