"""What if, on the real map: land and residents of a real spot, what lies outside the city, and small messages."""

from __future__ import annotations

import re
from datetime import date

from sikkerby_geo.domain.whatif.drawings import circle, picked, polygon
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts.efforts import Role
from sikkerby_geo.views.whatif.answer import Answer, answer
from sikkerby_geo.views.whatif.comparison import measured_for
from sikkerby_geo.views.whatif.drawing_map import shape_state
from sikkerby_geo.views.whatif.measure_words import Question
from sikkerby_geo.views.whatif.picking import areas, form_words, points

DAY = date(2026, 1, 1)
ASKED = Question("safe_neighbourhood", 5, own_start=80)


def told(atlas, drawing) -> Answer:
    found = scenario(atlas, drawing, DAY)
    return answer(atlas, found, measured_for(atlas, found, ASKED), ASKED)


def test_a_small_circle_in_bispebjerg_is_too_small_to_measure(atlas):
    said = told(atlas, circle((12.533, 55.713), 300))
    assert re.match(
        r"En indsats her når ét af 13 områder \(Bispebjerg\), 0,28\xa0km² land og ca\. [\d.]+ beboere", said.reach
    )
    assert said.verdict.verdict == "for lille til at måle."


def test_valby_has_the_residents_of_new_year_2026(atlas):
    assert "66.391 beboere." in told(atlas, picked(atlas, "valby")).reach


def test_frederiksberg_is_outside_the_citys_land(atlas):
    frederiksberg_too = polygon([(12.50, 55.67), (12.55, 55.67), (12.55, 55.70), (12.50, 55.70)])
    assert any("uden for kommunen" in note for note in told(atlas, frederiksberg_too).notes)


def test_everything_that_can_be_picked_has_a_name_of_its_own(atlas):
    words = areas(atlas)
    assert len(set(words.values())) == len(words)
    assert all(form_words(atlas, picked(atlas, picked_id)) == label for picked_id, label in words.items())


def test_every_station_is_a_point_within_the_region(atlas):
    found = points(atlas)
    stations = [effort for effort in atlas.efforts if effort.overlay.role is Role.LANDMARK]
    assert {effort.effort_id for effort in stations} <= set(found)
    assert all(12.2 < longitude < 12.9 and 55.5 < latitude < 55.85 for _, (longitude, latitude) in found.values())


def test_a_picked_outline_is_simplified(atlas):
    for place in atlas.places.places:
        rings = [ring for part in shape_state(atlas, picked(atlas, place.place_id))["polygons"] for ring in part]
        assert sum(map(len, rings)) < 900, place.place_id
