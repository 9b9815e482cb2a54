"""Geography of the city: coordinate systems, boxes, the edge of the sea, and the names on its map."""

from __future__ import annotations

from dataclasses import dataclass

DEGREES = 4326
"""EPSG code of WGS 84, longitude and latitude in degrees: what is kept, exchanged and shown on the screen."""
METRES = 25832
"""EPSG code of ETRS89 / UTM zone 32N, in metres: areas, lengths and the printed map, as Danish authorities measure."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Point = tuple[float, float]
"""Longitude and latitude in degrees."""

COPENHAGEN: Box = (12.2, 55.5, 12.9, 55.85)
"""Copenhagen with its neighbours: nothing of ours lies outside, and nothing may be drawn there."""
VIEW: Box = (12.450, 55.610, 12.655, 55.735)
"""What a map of the whole city shows: the municipality without its far forts, which would make all else small."""
EXAMPLE_CORNER: Point = (12.533, 55.7131)
"""A place in Nordvest, as an example of how coordinates are written."""


@dataclass(frozen=True)
class SeaEdge:
    """Where the data of the sea end, in degrees: what lies beyond is moved out to ``beyond``.

    The data end at a line that leans a little, so that east of ``east`` they end at ``north_in_the_east`` already.
    """

    east: float
    north: float
    north_in_the_east: float
    beyond: Point


SEA_EDGE = SeaEdge(east=12.683, north=55.7333, north_in_the_east=55.73, beyond=(13.2, 55.9))
"""On a wide frame the edge of the data would look like a coast; beyond every frame it is not seen."""


@dataclass(frozen=True)
class BackdropName:
    """A name written on the backdrop of a map; ``name_id`` also names its word (``map.name.<name_id>``)."""

    name_id: str
    at: Point
    water: bool = False


SEA_NAME = BackdropName("sea", (12.632, 55.7085), water=True)
"""Between the harbour and the edge of the view, where no label of a district lies."""
BACKDROP_NAMES = (SEA_NAME, BackdropName("frederiksberg", (12.5065, 55.6732)))
"""What a reader finds the way by and no layer of ours labels: the water, and the hole in the middle of the city."""
