"""What if we acted here: whom an area on the map reaches, and what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.levels import weights_near
from sikkerby_geo.domain.whatif.drawings import Drawing, shape_of
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.problems import SikkerByError

WHOLE = 0.9999
"""From this share of its land on an area is covered as a whole."""


@dataclass(frozen=True)
class Reach:
    """How much of one survey area a drawn area covers.

    ``km2`` and ``residents`` are counts (extensive); residents are the area's population times the share of
    its land, so they assume that people live evenly spread. None where no population is near.
    """

    place_id: str
    share_of_land: float
    km2: float
    residents: float | None
    population_day: date | None
    source_id: str | None


@dataclass(frozen=True)
class Scenario:
    """A drawing and what it reaches, largest part first.

    ``km2`` is the city's land within the drawing, ``elsewhere_km2`` the rest of it (water, other municipalities).
    ``efforts`` meet the drawing on the map; ``whole_area`` cover whole areas it reaches, ``unplaced`` lie in one of
    them, it is not known where.
    """

    drawing: Drawing
    km2: float
    elsewhere_km2: float
    reach: tuple[Reach, ...]
    efforts: tuple[Effort, ...]
    whole_area: tuple[Effort, ...]
    unplaced: tuple[Effort, ...]

    @property
    def residents(self) -> float | None:
        """Estimated residents of the whole drawing; None where the population of a part is not known."""
        known = [part.residents for part in self.reach if part.residents is not None]
        return sum(known) if len(known) == len(self.reach) else None

    @property
    def estimated(self) -> bool:
        """Whether its counts are estimates: some part covers only a piece of its area."""
        return any(part.share_of_land < WHOLE for part in self.reach)

    @property
    def main(self) -> Reach:
        """The part most of the residents live in, as far as the estimate goes; by land where it is not known."""
        known = self.residents is not None
        return max(self.reach, key=lambda part: part.residents if known and part.residents is not None else part.km2)


def scenario(atlas: Atlas, drawing: Drawing, day: date) -> Scenario:
    """Work out what a drawing reaches, with the population nearest to ``day``.

    Raises
    ------
    SikkerByError
        The drawing lies outside the city's land, or the areas cannot be read.
    """
    layer = atlas.layer("survey_areas_layer")
    if layer is None:
        raise SikkerByError("problem.no_areas_layer")
    drawn = gpd.GeoSeries([shape_of(atlas, drawing)], crs=DEGREES).to_crs(METRES).iloc[0]
    areas = layer.to_crs(METRES)
    population = atlas.snapshot.table("population")
    reach = []
    for place_id, area in zip(areas.area_id, areas.geometry, strict=True):
        inside = area.intersection(drawn).area
        if inside < 1:
            continue
        near = weights_near(day, (place_id,), population)
        share = min(inside / area.area, 1.0)
        residents = near.population[place_id] * share if near else None
        known = (near.day, near.source_id) if near else (None, None)
        reach.append(Reach(place_id, share, inside / 1e6, residents, *known))
    if not reach:
        raise SikkerByError("problem.outside_city")
    reach.sort(key=lambda part: (-part.km2, part.place_id))
    reached = {part.place_id for part in reach}
    near_by = [effort for effort in atlas.efforts if reached & set(effort.area_ids) and effort.done]
    land = sum(part.km2 for part in reach)
    return Scenario(
        drawing=drawing,
        km2=land,
        elsewhere_km2=max(drawn.area / 1e6 - land, 0.0),
        reach=tuple(reach),
        efforts=_efforts_within(atlas, drawn),
        whole_area=tuple(effort for effort in near_by if effort.whole_area),
        unplaced=tuple(effort for effort in near_by if not effort.whole_area and not effort.located),
    )


def _efforts_within(atlas: Atlas, drawn: BaseGeometry) -> tuple[Effort, ...]:
    """Located efforts whose geometry meets a shape in EPSG:25832, in the order of the registry."""
    near = [effort for effort in atlas.efforts if effort.located and effort.done]
    shapes = atlas.effort_shapes_in_metres
    return tuple(e for e in near if e.effort_id in shapes and shapes[e.effort_id].intersects(drawn))
