"""The light map: the areas of a choice in their looks, in the projection and extent the browser's map opens with.

It stands in a page's first document, until the browser's map has been painted in its place.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from shapely import Geometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.shapes import backdrop_of, shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER
from sikkerby_geo.facts.geography import VIEW
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.inks import COLOUR
from sikkerby_geo.views.map.message import look_in
from sikkerby_geo.views.map.printed.areas import Area
from sikkerby_geo.views.map.printed.geometry import DETAIL, Frame, outlined, path
from sikkerby_geo.views.map.state import area_state

WIDTH = 640.0
"""Width of the view box, in its own units: about the pixels the map has on a desk."""
AROUND = 480.0
"""How far around the view box is drawn, in its units: what a frame of another shape shows beside the city."""
LEAST = 40.0
"""Of a part of the backdrop, in square units of the view box: smaller ones are missed by nobody for a second."""
RADIUS = 6_378_137.0
"""Of the sphere of EPSG:3857, in metres."""
KINDS = ("sea", "municipality", "park", "lake")


def on_screen(shapes: Iterable[Geometry]) -> list[Geometry]:
    """Shapes in EPSG:4326 as the browser's map has them: EPSG:3857 (spherical Mercator, metres)."""

    def moved(points: np.ndarray) -> np.ndarray:
        lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
        return RADIUS * np.column_stack((lon, np.log(np.tan(np.pi / 4 + lat / 2))))

    return [shapely.transform(shape, moved) for shape in shapes]


def light_frame() -> Frame:
    """The view box: the city as the browser's map opens with it."""
    (city,) = on_screen([shapely.box(*VIEW)])
    west, south, east, north = city.bounds
    metres = (east - west) / WIDTH
    return Frame(0, 0, WIDTH, (north - south) / metres, west, north, metres)


def light_map(atlas: Atlas, choice: Choice) -> str:
    """The map of a choice as a small SVG without words or efforts; blank where its areas cannot be read."""
    shapes = shapes_of(atlas, LEVEL_LAYER[choice.level])
    if not shapes:
        return ""
    frame = light_frame()
    whole = effort_words.whole_area(atlas, choice)
    looks = {
        place.place_id: look_in(area_state(atlas, choice, place, whole)) for place in atlas.places.at(choice.level)
    }
    simple = shapely.coverage_simplify(np.array(on_screen(shapes.values())), 2 * DETAIL * frame.metres)
    drawn = []
    for number, (place_id, shape) in enumerate(zip(shapes, simple, strict=True)):
        if place_id not in looks:
            continue
        look, ref, main_d = looks[place_id], f"first-{number}", ""
        if look.outline != "plain" or place_id == choice.place_id:
            main_d = path(frame.pixels(outlined(shape, frame, 1)))
        d = path(frame.pixels(shape))
        main_d = "" if main_d == d else main_d
        drawn.append(Area(place_id, ref, d, f"{ref}m" if main_d else ref, main_d, look, False))
    return render(
        "print/light.svg",
        frame=frame,
        inks=COLOUR,
        areas=drawn,
        chosen=next((area for area in drawn if area.place_id == choice.place_id), None),
        backdrop=_backdrop(atlas, frame),
    )


def _backdrop(atlas: Atlas, frame: Frame) -> dict[str, str]:
    """The paths of the backdrop by kind, simplified to what a pixel can show."""
    box = frame.land(AROUND)
    found: dict[str, str] = {}
    for kind in KINDS:
        shapes = on_screen(one.shape for one in backdrop_of(atlas) if one.kind == kind)
        cut = shapely.clip_by_rect(np.array(shapes, dtype=object), *box)
        seen = [
            part
            for part in shapely.get_parts(shapely.union_all(cut).simplify(3 * DETAIL * frame.metres))
            if part.area > LEAST * frame.metres**2
        ]
        found[kind] = path(frame.pixels(shapely.MultiPolygon(seen)))
    return found
