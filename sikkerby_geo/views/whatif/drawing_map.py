"""What the drawing map is told: quiet districts, the efforts that are met, and the shapes drawn over them."""

from __future__ import annotations

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.status_group import group_of
from sikkerby_geo.domain.whatif.drawings import Drawing, Form, shape_of
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.views.base.palette import MISSING, Look
from sikkerby_geo.views.map.drawn import SMOOTH, ScenarioState, ShapeState
from sikkerby_geo.views.map.message import EffortState, MapState, area_state, map_state


def districts_state(atlas: Atlas, met: Iterable[Effort], selected: str | None) -> MapState:
    """The state of the map under the drawing: white districts with their names, and the efforts that are met."""
    areas = {
        place.place_id: area_state(place, Look(MISSING), tip=[place.name])
        for place in atlas.places.at(Level.SURVEY_AREA)
    }
    efforts: list[EffortState] = [
        {
            "id": effort.effort_id,
            "layer": effort.overlay.table,
            "group": group_of(atlas, effort, None) or "",
        }
        for effort in met
        if effort.stage not in (Stage.WISH, Stage.DROPPED)
    ]
    return map_state(Level.SURVEY_AREA, selected if selected in areas else None, areas, efforts)


def shape_state(atlas: Atlas, drawing: Drawing) -> ShapeState:
    """A drawing as the browser draws it; the outline of a picked area is simplified and cannot be edited."""
    if drawing.form is Form.CIRCLE:
        return {"form": "circle", "centre": [*(drawing.centre or ())], "radius": drawing.radius}
    if drawing.form is Form.POLYGON:
        polygons = [[[[*corner] for corner in ring] for ring in rings] for rings in drawing.polygons]
        return {"form": "polygon", "polygons": polygons}
    outline = shape_of(atlas, drawing).simplify(SMOOTH)
    return {"form": "picked", "polygons": [_rings(part) for part in getattr(outline, "geoms", [outline])]}


def _rings(part: BaseGeometry) -> list[list[list[float]]]:
    return [
        [[round(x, 5), round(y, 5)] for x, y in list(ring.coords)[:-1]] for ring in (part.exterior, *part.interiors)
    ]


def kept_state(atlas: Atlas, kept: Kept) -> ScenarioState:
    """A kept scenario as the browser draws it: outline, letter and where the letter stands."""
    at = shape_of(atlas, kept.drawing).representative_point()
    return {
        "shape": shape_state(atlas, kept.drawing),
        "letter": kept.letter,
        "name": kept.name,
        "at": [round(at.x, 6), round(at.y, 6)],
    }
