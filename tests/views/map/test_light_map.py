"""The light map of a page's first document: the looks of the browser's map, where that has them, and few bytes."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest
from shapely import Point

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.views.base.choice import Choice, opening
from sikkerby_geo.views.map.message import look_in
from sikkerby_geo.views.map.printed.light import WIDTH, light_frame, light_map, on_screen
from sikkerby_geo.views.map.state import map_state

LOOK = re.compile(r'data-place="([^"]+)" data-look="([^"]+)"')
MOST_BYTES = 25_000


def choices(atlas: Atlas) -> list[Choice]:
    """A choice for every known year of every indicator at every level, with its own rule."""
    found = []
    for one in INDICATORS:
        rule = rule_of(one.indicator_id)
        for year in atlas.known_years(one.indicator_id):
            for level in Level:
                name = rule.rule_id if rule else None
                start = replace(opening(atlas), indicator_id=one.indicator_id, rule_id=name, year=year, level=level)
                found.append(start)
    return found


def test_every_area_has_the_look_of_the_browsers_map(atlas: Atlas):
    for choice in choices(atlas):
        state = map_state(atlas, choice)
        looks = {place_id: look_in(area) for place_id, area in state["areas"].items()}
        wanted = {name: f"{look.fill} {look.hatch or 'none'} {look.outline}" for name, look in looks.items()}
        assert dict(LOOK.findall(light_map(atlas, choice))) == wanted, choice


@pytest.mark.parametrize("level", list(Level))
def test_the_chosen_place_is_outlined(atlas: Atlas, level: Level):
    place = atlas.places.at(level)[0]
    drawn = light_map(atlas, replace(opening(atlas), level=level, place_id=place.place_id))
    assert re.findall(r'data-selected="([^"]+)"', drawn) == [place.place_id]


def test_it_is_the_projection_of_the_browsers_map():
    """Leaflet's EPSG:3857, by two values of EPSG's guidance note 7-2 (sphere of 6,378,137 m)."""
    (there,) = on_screen([Point(-100.333333333, 24.381786944)])
    assert (there.x, there.y) == pytest.approx((-11_169_055.58, 2_800_000.0), abs=0.01)
    frame = light_frame()
    assert frame.width == WIDTH
    assert frame.width / frame.height == pytest.approx(0.924, abs=0.005)


def test_it_is_small_and_has_no_words(atlas: Atlas):
    for choice in choices(atlas):
        drawn = light_map(atlas, choice)
        assert len(gzip.compress(drawn.encode(), 6)) <= MOST_BYTES
        assert "<text" not in drawn
        assert 'aria-hidden="true"' in drawn
