"""What if we acted here: whom an area on the map reaches, what is there already, and whether it could be measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

import geopandas as gpd
from shapely import make_valid
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.coverage import METRES
from sikkerby_geo.domain.efforts import Effort
from sikkerby_geo.domain.intervals import Answers
from sikkerby_geo.domain.levels import weights_near
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.efforts import OVERLAYS
from sikkerby_geo.facts.problems import SikkerByError

DEGREES = 4326


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


@dataclass(frozen=True)
class Scenario:
    """A drawn area with a name, and what it reaches; ``shape`` is in EPSG:4326."""

    name: str
    shape: BaseGeometry
    km2: float
    reach: tuple[Reach, ...]
    efforts: tuple[Effort, ...]

    @property
    def residents(self) -> float | None:
        """Estimated residents of the whole area; None where the population of a part is not known."""
        parts = [part.residents for part in self.reach]
        return None if not parts or any(part is None for part in parts) else sum(parts)


def polygon_from(points: list[tuple[float, float]]) -> BaseGeometry:
    """A polygon from (longitude, latitude) corners; a crossing outline is mended.

    Raises
    ------
    SikkerByError
        Fewer than three different corners, or no area.
    """
    if len(set(points)) < 3:
        raise SikkerByError("problem.too_few_corners", count=len(set(points)))
    shape = make_valid(Polygon(points))
    if shape.area == 0:
        raise SikkerByError("problem.no_area")
    return shape


def circle_from(longitude: float, latitude: float, metres: float) -> BaseGeometry:
    """A circle of a radius in metres round a point, in EPSG:4326 (drawn in EPSG:25832)."""
    point = gpd.GeoSeries([Point(longitude, latitude)], crs=DEGREES).to_crs(METRES)
    return point.buffer(metres).to_crs(DEGREES).iloc[0]


def scenario(atlas: Atlas, name: str, shape: BaseGeometry, day: date) -> Scenario:
    """Work out what a shape (EPSG:4326) reaches, with the population nearest to ``day``.

    Raises
    ------
    SikkerByError
        The shape lies outside the city's land, or the areas cannot be read.
    """
    layer = atlas.layer("survey_areas_layer")
    if layer is None:
        raise SikkerByError("problem.no_areas_layer")
    drawn = gpd.GeoSeries([shape], crs=DEGREES).to_crs(METRES).iloc[0]
    areas = layer.to_crs(METRES)
    population = atlas.library.table("population")
    reach = []
    for place_id, area in zip(areas.area_id, areas.geometry, strict=True):
        inside = area.intersection(drawn).area
        if inside < 1:
            continue
        near = weights_near(day, (place_id,), population)
        share = inside / area.area
        residents = near.population[place_id] * share if near else None
        reach.append(Reach(place_id, share, inside / 1e6, residents, near.day if near else None))
    if not reach:
        raise SikkerByError("problem.outside_city")
    reach.sort(key=lambda part: -part.km2)
    return Scenario(name, shape, sum(part.km2 for part in reach), tuple(reach), _efforts_within(atlas, drawn))


def _efforts_within(atlas: Atlas, drawn: BaseGeometry) -> tuple[Effort, ...]:
    """Located efforts whose geometry meets a shape in EPSG:25832, in the order of the registry."""
    met: set[str] = set()
    for name in dict.fromkeys(name for overlay in OVERLAYS if not overlay.timeless for name in overlay.layers):
        layer = atlas.layer(name)
        if layer is not None:
            met |= set(layer[LAYERS[name].id_column][layer.to_crs(METRES).intersects(drawn)])
    return tuple(effort for effort in atlas.efforts if effort.effort_id in met and effort.located)


def answers_needed(percent: float, points: float) -> int:
    """Answers needed in each of two surveys to see a change of ``points`` from ``percent`` (both in per cent).

    Two-sided test at the significance and power of the thresholds, with Cohen's arcsine effect size
    (Cohen 1988, ch. 6; ``statsmodels.stats.power.NormalIndPower``).
    """
    after = percent + points if percent + points <= 100 else percent - points
    effect = proportion_effectsize(after / 100, percent / 100)
    power = thresholds.POWER.value
    return ceil(NormalIndPower().solve_power(abs(effect), alpha=thresholds.SIGNIFICANCE.value, power=power))


def answers_expected(found: Scenario, answers: Answers, population: dict[str, int]) -> float | None:
    """Answers today's survey would bring from inside the area: each district's answers times the share of residents."""
    if found.residents is None:
        return None
    return sum(answers.count * part.residents / population[part.place_id] for part in found.reach)
