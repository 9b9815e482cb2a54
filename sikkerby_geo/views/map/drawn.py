"""The messages to and from the drawing map: shapes, what stands, what was done; ``draw.schema.json`` says the same."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

DrawingTool = Literal["point", "line", "polygon", "circle", "edit", "remove"]

SMOOTH = 0.00008
"""Degrees a picked outline may be simplified by on screen: a few metres, so that little is sent."""


class ShapeState(TypedDict):
    """A shape; corners are [longitude, latitude]. Each form has the fields of its own.

    A point is ``at`` a place, a line has ``lines``, a circle its ``centre`` and ``radius`` in metres, a polygon its
    ``polygons`` (each an outer ring and then its holes); what is ``picked`` has them too, and cannot be edited.
    """

    form: Literal["point", "line", "polygon", "circle", "picked"]
    at: NotRequired[list[float]]
    lines: NotRequired[list[list[list[float]]]]
    centre: NotRequired[list[float]]
    radius: NotRequired[float]
    polygons: NotRequired[list[list[list[list[float]]]]]


class ScenarioState(TypedDict):
    """A scenario that is kept: its outline, and where its letter stands."""

    shape: ShapeState
    letter: str
    name: str
    at: list[float]


class DrawnState(TypedDict):
    """What the page tells after each run: the shape, the scenarios, the newest click that was answered (``seen``), and
    the click whose shape stands as it was drawn (``kept``, 0 = none)."""

    shape: ShapeState | None
    scenarios: list[ScenarioState]
    seen: int
    kept: int


class DrawSetup(TypedDict):
    """What the tools are made with, once; ``radius`` is the least and the most of a circle in metres."""

    texts: dict[str, str]
    radius: list[int]
    tools: list[DrawingTool]
    keyboard: bool


class Drawn(TypedDict):
    """What the reader did: a shape (None: deleted) or a district that was chosen, with the number of the click."""

    shape: NotRequired[ShapeState | None]
    place: NotRequired[str]
    click: int


class DrawMessages(TypedDict):
    """All three messages."""

    setup: DrawSetup
    state: DrawnState
    sent: Drawn
