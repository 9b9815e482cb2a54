"""Coverage: how much of a place's land lies inside the documented, located areas of efforts in a year."""

from __future__ import annotations

from collections.abc import Mapping

from shapely import union_all
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, presence
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.stages import NEVER_BEGUN


def counts_as_coverage(effort: Effort, year: int, documented_to: int | None) -> bool:
    """Whether an effort's area counts in ``year``: located, no proxy, no draft, no loose cooperation, there that year.

    Only overlays that cover count: lines and points have no area.
    """
    if not effort.overlay.covers or not effort.located:
        return False
    if effort.precision == "proxy" or effort.kind.loose or effort.stage in NEVER_BEGUN:
        return False
    return presence(effort, year, documented_to) in (Presence.ACTIVE, Presence.DOCUMENTED)


def last_documented_year(atlas: Atlas) -> int | None:
    """The last year every table of efforts with a period covers; after it coverage is not known."""
    years = [atlas.documented_to.get(effort.overlay.table) for effort in atlas.efforts if not effort.overlay.timeless]
    known = [year for year in years if year is not None]
    return min(known, default=None)


def covered_land(atlas: Atlas, year: int) -> BaseGeometry | None:
    """The union of the areas that count in ``year``, in EPSG:25832; None after the record's last year."""
    last = last_documented_year(atlas)
    if last is None or year > last:
        return None
    shapes = atlas.effort_shapes_in_metres
    return union_all(
        [
            shapes[effort.effort_id]
            for effort in atlas.efforts
            if effort.effort_id in shapes and counts_as_coverage(effort, year, atlas.known_to(effort))
        ]
    )


def coverage(atlas: Atlas, year: int) -> Mapping[str, float] | None:
    """Share (0–1) of each survey area's land that is covered in ``year``; None where it is not known."""
    covered = covered_land(atlas, year)
    layer = atlas.layer("survey_areas_layer")
    if covered is None or layer is None:
        return None
    areas = layer.to_crs(METRES)
    return {
        place_id: shape.intersection(covered).area / shape.area
        for place_id, shape in zip(areas.area_id, areas.geometry, strict=True)
        if atlas.places[place_id].level is Level.SURVEY_AREA
    }
