"""Who lives without an offer within a distance: residents by the share of land, as the crow flies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
from shapely import union_all
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.levels import weights_near
from sikkerby_geo.domain.whatif.drawings import Drawing, shape_of
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.problems import SikkerByError

LEAST_METRES, USUAL_METRES, MOST_METRES = 100, 500, 5000
"""Metres the distance may be."""


@dataclass(frozen=True)
class Without:
    """One survey area, or the part of it that is asked about: how much of its land lies farther away than asked.

    ``land_km2`` is the land asked about and ``far_km2`` what of it lies far (extensive). ``residents`` are the area's
    population times the part of all its land that is asked about and far, as if people lived evenly spread; None
    where no population is near.
    """

    place_id: str
    land_km2: float
    far_km2: float
    residents: float | None
    population_day: date | None
    source_id: str | None

    @property
    def share(self) -> float:
        """Of the land that is asked about, what lies far (0–1)."""
        return self.far_km2 / self.land_km2


def without_offer(
    atlas: Atlas, offers: Iterable[Effort], metres: int, day: date, drawing: Drawing | None = None
) -> tuple[Without, ...]:
    """Each survey area (of a ``drawing`` only the part within it) by the land farther than ``metres`` from all offers.

    Distances are straight lines in EPSG:25832 to the nearest point of an offer. The population is that nearest to
    ``day``. The part with the most residents comes first.

    Raises
    ------
    SikkerByError
        The areas cannot be read, or the drawing lies outside the city's land.
    """
    layer = atlas.layer("survey_areas_layer")
    if layer is None:
        raise SikkerByError("problem.no_areas_layer")
    shapes = atlas.effort_shapes_in_metres
    reached = union_all([shapes[offer.effort_id].buffer(metres, quad_segs=32) for offer in offers])
    asked = None if drawing is None else _in_metres(shape_of(atlas, drawing))
    areas = layer.to_crs(METRES)
    population = atlas.snapshot.table("population")
    found = []
    for place_id, area in zip(areas.area_id, areas.geometry, strict=True):
        part = area if asked is None else area.intersection(asked)
        if part.area < 1:
            continue
        far = part.difference(reached).area
        near = weights_near(day, (place_id,), population)
        residents = near.population[place_id] * far / area.area if near else None
        known = (near.day, near.source_id) if near else (None, None)
        found.append(Without(place_id, part.area / 1e6, far / 1e6, residents, *known))
    if not found:
        raise SikkerByError("problem.outside_city")
    return tuple(sorted(found, key=lambda one: (-(one.residents or 0), -one.far_km2, one.place_id)))


def _in_metres(shape: BaseGeometry) -> BaseGeometry:
    return gpd.GeoSeries([shape], crs=DEGREES).to_crs(METRES).iloc[0]
