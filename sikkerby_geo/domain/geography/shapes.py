"""Shapes and points of places, efforts and backdrop as plain geometries, in degrees (EPSG:4326)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from shapely import Point, transform
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import LAYERS
from sikkerby_geo.facts.geography import SEA_EDGE


@dataclass(frozen=True)
class Ground:
    """A shape of the backdrop: its kind (sea, park, municipality …) and its name, blank where it has none."""

    kind: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True)
class LabelPoint:
    """Where the label of a place stands, and where it moves to when there is no room; None: nowhere."""

    place_id: str
    level: Level
    inside: Point
    callout: Point | None


def shapes_of(atlas: Atlas, layer: str) -> Mapping[str, BaseGeometry]:
    """The shapes of a layer by id, in its order; empty where it cannot be read."""
    frame = atlas.layer(layer)
    if frame is None:
        return {}
    return dict(zip(frame[LAYERS[layer].id_column], frame.geometry, strict=True))


def backdrop_of(atlas: Atlas) -> tuple[Ground, ...]:
    """The backdrop, with an open sea; empty where it cannot be read."""
    frame = atlas.layer("backdrop_layer")
    if frame is None:
        return ()
    rows = zip(frame["kind"], frame["name"], frame.geometry, strict=True)
    return tuple(Ground(kind, name or "", open_sea(shape) if kind == "sea" else shape) for kind, name, shape in rows)


def open_sea(shape: BaseGeometry) -> BaseGeometry:
    """The sea without the edge where its data end, which a wide frame would show as a coast.

    It is there to be drawn: where islands are moved out with it, it touches itself.
    """

    def moved(points: np.ndarray) -> np.ndarray:
        lon, lat = points[:, 0], points[:, 1]
        east, north = lon > SEA_EDGE.east, lat > SEA_EDGE.north
        far_east, far_north = SEA_EDGE.beyond
        north |= east & (lat > SEA_EDGE.north_in_the_east)
        return np.column_stack((np.where(east, far_east, lon), np.where(north, far_north, lat)))

    return transform(shape, moved)


def label_points(atlas: Atlas) -> tuple[LabelPoint, ...]:
    """The label points of every place of every level."""
    return tuple(
        LabelPoint(
            row.place_id,
            Level(row.level),
            Point(row.lon, row.lat),
            None if pd.isna(row.callout_lon) else Point(row.callout_lon, row.callout_lat),
        )
        for row in atlas.snapshot.table("label_points").itertuples()
    )
