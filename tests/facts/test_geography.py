"""Geography of the city: what lies in what, and every name with its word."""

from __future__ import annotations

from sikkerby_geo.facts.geography import BACKDROP_NAMES, COPENHAGEN, EXAMPLE_CORNER, VIEW
from sikkerby_geo.text import keys


def _inside(box, longitude, latitude):
    west, south, east, north = box
    return west < longitude < east and south < latitude < north


def test_the_view_lies_in_copenhagen_and_what_is_written_on_it_in_the_view():
    assert _inside(COPENHAGEN, *VIEW[:2])
    assert _inside(COPENHAGEN, *VIEW[2:])
    for point in (EXAMPLE_CORNER, *(one.at for one in BACKDROP_NAMES)):
        assert _inside(VIEW, *point)


def test_every_name_on_the_backdrop_has_its_word_and_no_word_is_left_over():
    assert sorted(one.name_id for one in BACKDROP_NAMES) == sorted(keys("map.name"))
