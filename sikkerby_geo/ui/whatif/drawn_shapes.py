"""What the drawing map sends back, checked at the door: a shape, a district that was chosen, or nothing any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.domain.whatif.drawings import Drawing, circle, outlined, picked, polygon
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.thresholds import MOST_CORNERS

MOST = 1_000_000
"""No coordinate and no radius is as large as this."""


@dataclass(frozen=True)
class Sent:
    """A message of the map: the drawing (None: deleted) and the number of the click it came with."""

    drawing: Drawing | None
    click: int


def click_of(value: object) -> int:
    """The number of a message's click; 0 where there is none."""
    click = value.get("click") if isinstance(value, Mapping) else None
    return click if isinstance(click, int) and not isinstance(click, bool) and 0 < click < 10**9 else 0


def drawn_shape(atlas: Atlas, value: object) -> Sent:
    """The drawing a message holds.

    Raises
    ------
    SikkerByError
        It holds anything else, or a drawing outside the limits.
    """
    if not isinstance(value, Mapping) or not click_of(value):
        raise SikkerByError("drawing.unreadable")
    if isinstance(value.get("place"), str):
        return Sent(picked(atlas, value["place"]), click_of(value))
    if "shape" not in value:
        raise SikkerByError("drawing.unreadable")
    shape = value["shape"]
    return Sent(None if shape is None else _drawing(shape), click_of(value))


def _drawing(shape: object) -> Drawing:
    if not isinstance(shape, Mapping):
        raise SikkerByError("drawing.unreadable")
    if shape.get("form") == "circle":
        radius = shape.get("radius")
        if not _number(radius):
            raise SikkerByError("drawing.unreadable")
        return circle(_corner(shape.get("centre")), radius)
    rings = shape.get("polygons") if shape.get("form") == "polygon" else None
    # The reader draws one outline; parts and holes come from files, and are edited with all their rings.
    listed = [[_listed(ring) for ring in _listed(part)] for part in _listed(rings)]
    _few(sum(len(ring) for part in listed for ring in part))
    parts = [_part(part) for part in listed]
    return polygon(parts[0][0]) if len(parts) == 1 and len(parts[0]) == 1 else outlined(parts)


def _part(part: Sequence[Sequence[object]]) -> list[list[Corner]]:
    rings = [[_corner(corner) for corner in ring] for ring in part]
    if any(len(ring) < 3 for ring in rings):
        raise SikkerByError("problem.too_few_corners", count=min(len(set(ring)) for ring in rings))
    return rings


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple) or not value:
        raise SikkerByError("drawing.unreadable")
    _few(len(value))
    return value


def _few(corners: int) -> None:
    if corners > MOST_CORNERS.value:
        raise SikkerByError("drawing.too_many_corners", count=corners, most=MOST_CORNERS.value)


def _corner(value: object) -> Corner:
    if not isinstance(value, list | tuple) or len(value) != 2 or not all(map(_number, value)):
        raise SikkerByError("drawing.unreadable")
    return value[0], value[1]


def _number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and -MOST < value < MOST
