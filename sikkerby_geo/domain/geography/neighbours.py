"""Neighbours: places of one level that share a border on land."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.geography import METRES

SHORTEST_BORDER = 50.0
"""Metres of shared border from which two places count as neighbours: a corner alone does not."""


def neighbours(atlas: Atlas, place: Place) -> tuple[Place, ...]:
    """The places of the same level that share at least 50 m of border (measured in EPSG:25832), by name.

    A harbour between two places parts them, since the shapes hold land only. Empty where the layer is unreadable.
    """
    layer = atlas.layer("survey_areas_layer")
    if layer is None:
        return ()
    areas = layer.to_crs(METRES).set_index("area_id").geometry
    own = areas[list(place.members)].union_all().boundary
    return tuple(
        other
        for other in atlas.places.at(place.level)
        if other.place_id != place.place_id
        and areas[list(other.members)].union_all().boundary.intersection(own).length >= SHORTEST_BORDER
    )
