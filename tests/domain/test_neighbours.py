"""Neighbours: symmetric, never oneself, and a corner alone is no border."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.neighbours import neighbours
from sikkerby_geo.facts.areas import Level


def beside(atlas: Atlas, place_id: str) -> set[str]:
    return {place.place_id for place in neighbours(atlas, atlas.places[place_id])}


def test_neighbours_are_symmetric_and_never_oneself(atlas: Atlas) -> None:
    for level in Level:
        found = {place.place_id: beside(atlas, place.place_id) for place in atlas.places.at(level)}
        for place_id, others in found.items():
            assert place_id not in others
            assert all(place_id in found[other] for other in others)


@pytest.mark.parametrize(
    ("place_id", "others"),
    [
        ("moellehoej", {"kongens-mose", "skovby-hede", "havnen"}),
        ("aaby", {"bakken", "indre-lund"}),
        ("lu-lund", {"lu-aaby", "lu-bakken", "lu-dalum", "lu-engvang", "lu-havnen", "lu-oeen"}),
        ("bydel-8", {"bydel-3", "bydel-7", "bydel-9"}),
    ],
)
def test_a_place_is_beside_those_it_shares_a_side_with_and_not_a_corner(atlas: Atlas, place_id: str, others: set[str]):
    assert beside(atlas, place_id) == others


def test_without_the_layer_no_neighbours_are_known(atlas: Atlas) -> None:
    layers = {name: layer for name, layer in atlas.snapshot.layers.items() if name != "survey_areas_layer"}
    without = replace(atlas, snapshot=replace(atlas.snapshot, layers=layers))
    assert neighbours(without, atlas.places["moellehoej"]) == ()
