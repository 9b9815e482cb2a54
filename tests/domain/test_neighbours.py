"""Neighbours on the real areas: symmetric, never oneself, known pairs."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.neighbours import neighbours
from sikkerby_geo.facts.areas import Level


def test_neighbours_are_symmetric_and_never_oneself(atlas: Atlas) -> None:
    for level in Level:
        beside = {
            place.place_id: {other.place_id for other in neighbours(atlas, place)} for place in atlas.places.at(level)
        }
        for place_id, others in beside.items():
            assert place_id not in others
            assert all(place_id in beside[other] for other in others)
