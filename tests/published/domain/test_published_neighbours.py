"""Neighbours in Copenhagen: known pairs."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.neighbours import neighbours


def test_known_neighbours(atlas: Atlas) -> None:
    bispebjerg = {place.name for place in neighbours(atlas, atlas.places["bispebjerg"])}
    assert {"Brønshøj-Husum", "Ydre Nørrebro", "Østerbro"} <= bispebjerg
    assert "Amager Vest" not in bispebjerg


def test_an_area_inside_the_same_lokaludvalg_is_no_neighbour_of_it(atlas: Atlas) -> None:
    around = {place.place_id for place in neighbours(atlas, atlas.places["lu-noerrebro"])}
    assert around
    assert all(place_id.startswith("lu-") for place_id in around)
