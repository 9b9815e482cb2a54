"""Symbols of efforts: shape tells the kind, filling tells the stage; one home for screen, legend and print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """Outline and glyph of one kind, as SVG paths; pixels at single size, centre 0,0."""

    shape: str
    glyph: str


_SHAPES = {
    "lighting": "M0-6.8A6.8 6.8 0 1 1 0 6.8A6.8 6.8 0 1 1 0-6.8Z",
    "video_surveillance": (
        "M-4.9-6.4H4.9Q6.4-6.4 6.4-4.9V4.9Q6.4 6.4 4.9 6.4H-4.9Q-6.4 6.4-6.4 4.9V-4.9Q-6.4-6.4-4.9-6.4Z"
    ),
    "public_space": "M0-8.4L8.4 0L0 8.4L-8.4 0Z",
    "traffic_calming": "M0-8L8.3 6.3H-8.3Z",
    "planting": "M0-7.6L6.6-3.8V3.8L0 7.6L-6.6 3.8V-3.8Z",
    "other": "M0-7.6L7.2-2.3L4.5 6.2H-4.5L-7.2-2.3Z",
}

_GLYPHS = {
    "lighting": "M0-3.9A2.7 2.7 0 0 1 1.3 1.1V1.9H-1.3V1.1A2.7 2.7 0 0 1 0-3.9ZM-1.1 2.6H1.1V3.8H-1.1Z",
    "video_surveillance": "M-4-2.5H1.4V2.5H-4ZM2-.7L4.1-2.3V2.3L2 .7Z",
    "public_space": "M-3.6-2.6H3.6V-1.2H-3.6ZM-4.2-.2H4.2V1.2H-4.2ZM-3.3 1.2H-2V3.1H-3.3ZM2 1.2H3.3V3.1H2Z",
    "traffic_calming": "M-4.4 3.9Q-2.4 3.9-1.4 2.2T0 .6T1.4 2.2T4.4 3.9Z",
    "planting": "M0-4.6L2.9 .4H1L3.2 3H.7V4.6H-.7V3H-3.2L-1 .4H-2.9Z",
    "other": "M0-2A2 2 0 1 1 0 2A2 2 0 1 1 0-2Z",
}

SYMBOLS = {kind: Symbol(shape, _GLYPHS[kind]) for kind, shape in _SHAPES.items()}
"""By kind of upgrade: circle and bulb, square and camera, diamond and bench, triangle and bump, hexagon and tree."""

AREA_SYMBOLS = ("partnership", "hotspot", "housing_plan", "deprived_area", "station", "whole_area")
"""What is drawn as an area, a mark beside a label, or a plain square: no glyph, no stage."""
