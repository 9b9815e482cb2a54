"""Real names: what a reader may type for a district, and the station that leads there."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.finder import finder


def test_a_name_of_two_areas_leads_to_both(atlas: Atlas) -> None:
    led = {find.place_id for find in finder(atlas, Level.SURVEY_AREA) if find.label.startswith("Nørrebro → ")}
    assert led == {"indre-noerrebro", "ydre-noerrebro"}


def test_a_station_leads_to_the_district_it_lies_in_whatever_its_name(atlas: Atlas) -> None:
    stations = [find for find in finder(atlas, Level.SURVEY_AREA) if "(" in find.label]
    led = {find.label.split(" (")[0]: find.place_id for find in stations}
    assert (led["Emdrup"], led["Langgade"]) == ("bispebjerg", "valby")
    assert led["Bispebjerg"] == "ydre-noerrebro"


def test_a_spelling_that_only_folds_differently_is_not_listed_again(atlas: Atlas) -> None:
    labels = [find.label for find in finder(atlas, Level.SURVEY_AREA)]
    assert not any(label.startswith("Kgs Enghave") for label in labels)
