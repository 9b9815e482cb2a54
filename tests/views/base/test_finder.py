"""Find my district: by name, by a known spelling, by a larger place, or by a station."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.finder import finder


@pytest.mark.parametrize("level", Level)
def test_the_places_of_the_level_come_first_in_order(atlas: Atlas, level: Level) -> None:
    places = atlas.places.at(level)
    finds = finder(atlas, level)
    assert [find.label for find in finds[: len(places)]] == [place.name for place in places]
    assert [find.key for find in finds[: len(places)]] == [place.place_id for place in places]


@pytest.mark.parametrize("level", Level)
def test_every_entry_leads_to_a_place_of_the_level_and_is_listed_once(atlas: Atlas, level: Level) -> None:
    finds = finder(atlas, level)
    here = {place.place_id for place in atlas.places.at(level)}
    assert {find.place_id for find in finds} == here
    assert len({find.key for find in finds}) == len(finds)


def test_a_name_of_two_areas_leads_to_both(atlas: Atlas) -> None:
    led = {find.place_id for find in finder(atlas, Level.SURVEY_AREA) if find.label.startswith("Lund → ")}
    assert led == {"indre-lund", "ydre-lund"}


def test_a_station_leads_to_its_district(atlas: Atlas) -> None:
    stations = [find for find in finder(atlas, Level.SURVEY_AREA) if "(" in find.label]
    led = {find.label.split(" (")[0]: find.place_id for find in stations}
    assert led == {"Midtby": "havnen", "Hede": "skovby-hede"}
    at_bydel = {find.label.split(" (")[0]: find.place_id for find in finder(atlas, Level.BYDEL) if "(" in find.label}
    assert at_bydel == {"Midtby": "bydel-7", "Hede": "bydel-10"}


def test_a_spelling_that_only_folds_differently_is_not_listed_again(atlas: Atlas) -> None:
    labels = [find.label for find in finder(atlas, Level.SURVEY_AREA)]
    assert [label for label in labels if label.startswith("Kgs")] == ["Kgs. Mose → Kongens Mose"]
    assert not [label for label in labels if label.startswith("Aaby")]


def test_known_spellings_and_other_names_lead_to_their_districts(atlas: Atlas) -> None:
    led = {(find.label.split(" → ")[0], find.place_id) for find in finder(atlas, Level.SURVEY_AREA)}
    assert ("Skovby", "skovby-hede") in led
    assert {("Vestmark og Kongens Mose", area) for area in ("vestmark", "kongens-mose")} <= led
