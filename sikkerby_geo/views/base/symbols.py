"""Symbols of efforts: shape tells the kind, filling and line tell the group; one home for screen, legend and print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.efforts import OVERLAYS, Dashes, EffortKind, Overlay, Role
from sikkerby_geo.facts.problems import RegistryError


@dataclass(frozen=True)
class Symbol:
    """Outline and glyph of one kind, as SVG paths; pixels at single size, centre 0,0."""

    shape: str
    glyph: str


SHAPES = {
    "circle": "M0-6.8A6.8 6.8 0 1 1 0 6.8A6.8 6.8 0 1 1 0-6.8Z",
    "square": "M-4.9-6.4H4.9Q6.4-6.4 6.4-4.9V4.9Q6.4 6.4 4.9 6.4H-4.9Q-6.4 6.4-6.4 4.9V-4.9Q-6.4-6.4-4.9-6.4Z",
    "diamond": "M0-8.4L8.4 0L0 8.4L-8.4 0Z",
    "triangle": "M0-8L8.3 6.3H-8.3Z",
    "down": "M0 8L-8.3-6.3H8.3Z",
    "hexagon": "M0-7.6L6.6-3.8V3.8L0 7.6L-6.6 3.8V-3.8Z",
    "house": "M0-8.2L7.4-1.6V6.4H-7.4V-1.6Z",
    "pentagon": "M0-7.6L7.2-2.3L4.5 6.2H-4.5L-7.2-2.3Z",
}
GLYPHS = {
    "bulb": "M0-3.9A2.7 2.7 0 0 1 1.3 1.1V1.9H-1.3V1.1A2.7 2.7 0 0 1 0-3.9ZM-1.1 2.6H1.1V3.8H-1.1Z",
    "camera": "M-4-2.5H1.4V2.5H-4ZM2-.7L4.1-2.3V2.3L2 .7Z",
    "bench": "M-3.6-2.6H3.6V-1.2H-3.6ZM-4.2-.2H4.2V1.2H-4.2ZM-3.3 1.2H-2V3.1H-3.3ZM2 1.2H3.3V3.1H2Z",
    "bump": "M-4.4 3.9Q-2.4 3.9-1.4 2.2T0 .6T1.4 2.2T4.4 3.9Z",
    "tree": "M0-4.6L2.9 .4H1L3.2 3H.7V4.6H-.7V3H-3.2L-1 .4H-2.9Z",
    "person": "M0-5.1A1.7 1.7 0 1 1 0-1.7A1.7 1.7 0 1 1 0-5.1ZM-2.7 2Q-2.7-1 0-1T2.7 2Z",
    "door": "M-2.6-1.6H2.6V4.6H-2.6Z",
    "dot": "M0-2A2 2 0 1 1 0 2A2 2 0 1 1 0-2Z",
}


@dataclass(frozen=True)
class Swatch:
    """What a legend shows of a symbol without a glyph: the role of its overlay and how its line runs."""

    role: Role
    dashes: Dashes


def symbols_of(overlays: tuple[Overlay, ...]) -> dict[str, Symbol]:
    """The symbols with a glyph, in the order of the registry.

    Raises
    ------
    RegistryError
        A kind names a shape or a glyph that is not drawn here.
    """
    kinds = [kind for overlay in overlays if overlay.role is Role.SYMBOL for kind in overlay.kinds]
    faults = [fault for kind in kinds for fault in _undrawn(kind)]
    if faults:
        raise RegistryError("views/base/symbols.py", tuple(faults))
    return {kind.symbol: Symbol(SHAPES[kind.shape], GLYPHS[kind.glyph]) for kind in kinds}


def _undrawn(kind: EffortKind) -> list[str]:
    wanted = (("shape", kind.shape, SHAPES), ("glyph", kind.glyph, GLYPHS))
    return [
        f'draw the {what} "{name}" of the kind "{kind.kind_id}", or take one of {", ".join(drawn)}'
        for what, name, drawn in wanted
        if name not in drawn
    ]


SYMBOLS = symbols_of(OVERLAYS)
SWATCHES = {
    kind.symbol: Swatch(overlay.role, kind.dashes)
    for overlay in OVERLAYS
    if overlay.role is not None and overlay.role is not Role.SYMBOL
    for kind in overlay.kinds
}
"""By symbol: what is drawn as an area, a line or a plain square; no glyph."""

WHOLE_AREA = "whole_area"
"""The mark beside the label of a district an effort covers as a whole."""

GROUPED = tuple(
    found
    for found in (
        next((kind.symbol for overlay in OVERLAYS if overlay.role is role for kind in overlay.kinds), "")
        for role in (Role.SYMBOL, Role.OUTLINE)
    )
    if found
)
"""The symbols that show in a legend what the groups look like: one with a glyph, one with a line."""

DROPPED = "dropped"
"""How what was given up is drawn where it is drawn at all: it is in no group."""


@dataclass(frozen=True)
class GroupLook:
    """How what is known of an effort is drawn, besides by colour.

    A line or an edge is ``width`` times as wide as its role's and runs in ``dashes`` (none = as the kind's own). A
    symbol is ``filled`` or open, has ``edge`` as the dashes of its outline, and stands in a ``ring`` or not.
    """

    width: float = 1.0
    dashes: tuple[float, ...] = ()
    filled: bool = False
    edge: tuple[float, ...] = ()
    ring: bool = False

    @property
    def tinted(self) -> bool:
        """Whether a surface has its tint; what has ended or is not confirmed is an edge alone."""
        return self.width == 1 and not self.dashes


GROUP_LOOKS: Mapping[str, GroupLook] = {
    "": GroupLook(filled=True),
    StatusGroup.IN_PROGRESS: GroupLook(filled=True, ring=True),
    StatusGroup.COMPLETED: GroupLook(width=0.5, filled=True),
    StatusGroup.UNCONFIRMED: GroupLook(dashes=(1.5, 3.5)),
    StatusGroup.PROPOSED: GroupLook(width=0.7, dashes=(1.5, 7), edge=(1.7, 1.7)),
    DROPPED: GroupLook(width=0.7, dashes=(1.5, 7), edge=(1.3, 2.6)),
}
"""By group; blank is what is in none since it is there for orientation. ``static/map/map.css`` says the same."""
