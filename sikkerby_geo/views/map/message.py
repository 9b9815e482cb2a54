"""The messages to the browser's map: what they may say, field by field; the schemas in ``static/map`` say the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.views.base.hashing import content_name
from sikkerby_geo.views.base.palette import BOUND, CLASS_COLOURS, MISSING, Hatch, Ink, Look, Outline

Ground = Literal["value", "bound", "missing"]


class GeometryFiles(TypedDict):
    """Addresses of the files of geometry, as the map's frame asks for them; the grid's only where cells are shown."""

    areas: str
    backdrop: str
    efforts: str
    grid: str


class NameOnMap(TypedDict):
    """A name on the backdrop; ``at`` is its longitude and latitude in degrees, ``water`` says what it lies on."""

    name: str
    at: list[float]
    water: bool


class MapWords(TypedDict):
    """Words on and about the map; ``cluster`` follows a number of efforts."""

    title: str
    map_label: str
    zoom_in: str
    zoom_out: str
    reset: str
    cluster: str
    failed: str


class MapSetup(TypedDict):
    """What the map is made with, once; ``view`` is the city: west, south, east, north in degrees."""

    files: GeometryFiles
    view: list[float]
    names: list[NameOnMap]
    texts: MapWords


class AreaState(TypedDict):
    """How one area is drawn and labelled.

    ``colour`` is that of its value class (``#rrggbb``), blank where ``ground`` says that there is no value: a bound
    is dotted, what is missing is white. ``hatch`` and ``outline`` are the flag's. ``whole_area`` is the group of the
    efforts that cover the district as a whole (blank = none). ``tip`` has the tooltip's lines.
    """

    colour: str
    ground: Ground
    hatch: Hatch
    hatch_ink: Ink
    outline: Outline
    name: str
    short: str
    figure: str
    word: str
    whole_area: str
    tip: list[str]


class EffortState(TypedDict):
    """How one effort is drawn: ``layer`` and ``id`` name its geometry, ``group`` what is known of it.

    What is drawn for orientation is in no group (blank). A ``tip`` stands in for the one that came with the geometry.
    """

    id: str
    layer: str
    group: str
    tip: NotRequired[list[str]]


class CellState(TypedDict):
    """How one cell of the grid is drawn, in the terms of an area's look; ``figure`` stands in its middle."""

    colour: str
    ground: Ground
    hatch: Hatch
    hatch_ink: Ink
    outline: Outline
    figure: str
    tip: list[str]


class MapState(TypedDict):
    """All that the browser paints; ``key`` is a hash of the rest, by which it tells when it has."""

    level: Literal["survey_area", "lokaludvalg", "bydel"]
    selected: str | None
    areas: dict[str, AreaState]
    efforts: list[EffortState]
    cells: dict[str, CellState]
    key: str


def area_state(
    place: Place, look: Look, *, figure: str = "", word: str = "", whole_area: str = "", tip: Sequence[str] = ()
) -> AreaState:
    """A place in a look, with its label and tooltip."""
    coloured = look.fill in CLASS_COLOURS
    return {
        "colour": look.fill if coloured else "",
        "ground": "value" if coloured else BOUND if look.fill == BOUND else MISSING,
        "hatch": look.hatch,
        "hatch_ink": look.hatch_ink,
        "outline": look.outline,
        "name": place.name,
        "short": place.short_name,
        "figure": figure,
        "word": word,
        "whole_area": whole_area,
        "tip": list(tip),
    }


def cell_state(look: Look, *, figure: str = "", tip: Sequence[str] = ()) -> CellState:
    """A cell in a look, with its figure and tooltip."""
    coloured = look.fill in CLASS_COLOURS
    return {
        "colour": look.fill if coloured else "",
        "ground": "value" if coloured else BOUND if look.fill == BOUND else MISSING,
        "hatch": look.hatch,
        "hatch_ink": look.hatch_ink,
        "outline": look.outline,
        "figure": figure,
        "tip": list(tip),
    }


def look_in(area: AreaState | CellState) -> Look:
    """The look an area or a cell is drawn in."""
    return Look(area["colour"] or area["ground"], area["hatch"], area["hatch_ink"], area["outline"])


def map_state(
    level: Level,
    selected: str | None,
    areas: Mapping[str, AreaState],
    efforts: Sequence[EffortState],
    cells: Mapping[str, CellState] | None = None,
) -> MapState:
    """The whole message, with its key."""
    state: MapState = {
        "level": level.value,
        "selected": selected,
        "areas": dict(areas),
        "efforts": list(efforts),
        "cells": dict(cells or {}),
        "key": "",
    }
    state["key"] = content_name(json.dumps(state, sort_keys=True))
    return state
