"""Borders of the three levels from the municipality's own layers: fitted into each other, checked, and compared.

Pure: shapes are in EPSG:25832 (metres) and already of one place each. The ten bydele are the ground; where one holds
several survey areas, the line between them runs along the roder; the other levels are put together from the areas, so
that all three nest without a sliver between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import Gazetteer, Level, Place
from sikkerby_geo.facts.boundaries import BoundaryError, BoundaryErrors
from sikkerby_geo.facts.thresholds import BORDER_DETAIL, BORDER_SLACK, PART_SHARE, RODE_SHARE

Shapes = Mapping[str, BaseGeometry]
"""Shapes by the id of their place."""

EDGE = 100.0
"""Metres inside today's outer border from which ground that no bydel covers is a hole, and no moved coast."""
CRACK = 1.0
"""Widest crack between neighbours, in metres, that is closed without a word."""


@dataclass(frozen=True)
class Fetched:
    """The layers as fetched: bydele and committees by id, survey areas by id where there is such a layer, roder as
    they come."""

    districts: Shapes
    roder: Sequence[BaseGeometry] = ()
    survey_areas: Shapes | None = None
    committees: Shapes | None = None


def fitted(places: Gazetteer, fetched: Fetched, standing: Shapes) -> dict[Level, dict[str, BaseGeometry]]:
    """The borders of every level. ``standing`` are the survey areas as they are: they say which area a rode is part of.

    Raises
    ------
    BoundaryErrors
        With everything that does not fit: places that are missing, overlaps, holes, roder on both sides of a line,
        places outside the larger one they belong to.
    """
    _refuse(_missing(places, Level.BYDEL, fetched.districts))
    _refuse(
        [
            *_overlaps(places, fetched.districts),
            *_holes(fetched.districts, standing),
            *(_missing(places, Level.SURVEY_AREA, fetched.survey_areas) if fetched.survey_areas is not None else ()),
            *(_missing(places, Level.LOKALUDVALG, fetched.committees) if fetched.committees is not None else ()),
        ]
    )
    faults: list[BoundaryError] = []
    areas: dict[str, BaseGeometry] = {}
    for district in places.at(Level.BYDEL):
        ground = fetched.districts[district.place_id]
        if fetched.survey_areas is not None:
            parts = {name: fetched.survey_areas[name] for name in district.members}
            faults += _outside(places, parts, ground, district)
        elif len(district.members) == 1:
            parts = {district.members[0]: ground}
        else:
            parts, doubtful = _by_roder(district, ground, fetched.roder, standing)
            faults += doubtful
        if not any(part.is_empty for part in parts.values()):
            faults += [*_overlaps(places, parts), *_uncovered(parts, ground, district)]
            areas |= _filling(parts, ground)
    _refuse(faults)
    clean = _simplified(areas)
    levels = {
        level: {place.place_id: _joined([clean[name] for name in place.members]) for place in places.at(level)}
        for level in Level
    }
    if fetched.committees is not None:
        _refuse([*_nested(places, fetched, levels)])
    return levels


def part_of(shape: BaseGeometry, areas: Shapes) -> tuple[str, ...]:
    """The survey areas that hold at least a twentieth of a shape, in the order of their ids; the nearest if none."""
    share = {name: shape.intersection(area).area / shape.area for name, area in areas.items()}
    found = tuple(sorted(name for name, one in share.items() if one >= PART_SHARE.value))
    return found or (max(share, key=lambda name: share[name]),)


def simplified_alone(shape: BaseGeometry) -> BaseGeometry:
    """A shape that shares no border with others, with no more corners than a map shows."""
    made = shapely.simplify(shape, BORDER_DETAIL.value)
    return _plain(made if made.is_valid and not made.is_empty else shape)


@dataclass(frozen=True)
class BorderChange:
    """One place of a layer before and after; areas in km², None where it is not there. ``moved`` is the ground that
    changes side as a share of the area before, ``farthest`` the largest distance between the borders in metres."""

    layer: str
    place_id: str
    before: float | None
    after: float | None
    moved: float = 0.0
    farthest: float = 0.0

    @property
    def same(self) -> bool:
        """Whether not a metre of border has moved."""
        return self.before is not None and self.after is not None and self.farthest < 1


def border_changes(layer: str, before: Shapes, after: Shapes) -> tuple[BorderChange, ...]:
    """What a layer would change, place by place in the order of their ids."""
    return tuple(_change(layer, name, before.get(name), after.get(name)) for name in sorted({*before, *after}))


def _change(layer: str, name: str, before: BaseGeometry | None, after: BaseGeometry | None) -> BorderChange:
    old, new = (shape.area / 1e6 if shape is not None else None for shape in (before, after))
    if before is None or after is None:
        return BorderChange(layer, name, old, new)
    moved = before.symmetric_difference(after).area / before.area
    edges = [shapely.segmentize(shape.boundary, 4 * BORDER_DETAIL.value) for shape in (before, after)]
    return BorderChange(layer, name, old, new, moved, float(shapely.hausdorff_distance(*edges)))


def _refuse(faults: Sequence[BoundaryError]) -> None:
    if faults:
        raise BoundaryErrors(tuple(faults))


def _missing(places: Gazetteer, level: Level, shapes: Shapes) -> list[BoundaryError]:
    return [
        BoundaryError("missing", place=place.name, level=str(level))
        for place in places.at(level)
        if place.place_id not in shapes
    ]


def _overlaps(places: Gazetteer, shapes: Shapes) -> Iterator[BoundaryError]:
    for (one, first), (other, second) in combinations(shapes.items(), 2):
        share = first.intersection(second).area / min(first.area, second.area)
        if share > BORDER_SLACK.value:
            yield BoundaryError("overlap", one=places[one].name, other=places[other].name, share=100 * share)


def _holes(districts: Shapes, standing: Shapes) -> Iterator[BoundaryError]:
    """Ground well within today's city that no bydel covers."""
    today, new = shapely.union_all(list(standing.values())), shapely.union_all(list(districts.values()))
    hole = today.buffer(-EDGE).difference(new).area
    if hole > BORDER_SLACK.value * min(area.area for area in standing.values()):
        yield BoundaryError("hole", area=hole / 1e6)


def _by_roder(
    district: Place, ground: BaseGeometry, roder: Sequence[BaseGeometry], standing: Shapes
) -> tuple[dict[str, BaseGeometry], list[BoundaryError]]:
    """The areas of a bydel as its roder make them up, and the roder that lie on both sides of a line."""
    parts: dict[str, list[BaseGeometry]] = {name: [] for name in district.members}
    faults = []
    for rode in roder:
        within = rode.intersection(ground)
        if within.area < RODE_SHARE.value * rode.area:
            continue  # the next bydel's, or on the border of both: the ground decides
        held = {name: within.intersection(standing[name]).area for name in district.members}
        most = max(held, key=lambda name: held[name])
        if held[most] < RODE_SHARE.value * sum(held.values()) or not held[most]:
            faults.append(BoundaryError("rode_on_both_sides", district=district.name, share=_share(held, most)))
        parts[most].append(within)
    if not all(parts.values()):
        faults.append(BoundaryError("no_roder", district=district.name))
    return {name: shapely.union_all(pieces) for name, pieces in parts.items()}, faults


def _share(held: Mapping[str, float], most: str) -> float:
    return 100 * held[most] / (sum(held.values()) or 1)


def _outside(places: Gazetteer, parts: Shapes, ground: BaseGeometry, district: Place) -> Iterator[BoundaryError]:
    for name, part in parts.items():
        share = part.difference(ground).area / part.area
        if share > BORDER_SLACK.value:
            yield BoundaryError("outside", place=places[name].name, larger=district.name, share=100 * share)


def _uncovered(parts: Shapes, ground: BaseGeometry, district: Place) -> Iterator[BoundaryError]:
    share = ground.difference(shapely.union_all(list(parts.values()))).area / ground.area
    if share > BORDER_SLACK.value:
        yield BoundaryError("uncovered", place=district.name, share=100 * share)


def _filling(parts: Shapes, ground: BaseGeometry) -> dict[str, BaseGeometry]:
    """Parts that fill a bydel and nothing else: cut to it, none on another, cracks given to the longest neighbour."""
    made: dict[str, BaseGeometry] = {}
    rest = ground
    for name, part in parts.items():
        made[name] = rest.intersection(part)
        rest = rest.difference(part)
    for crack in (piece for piece in shapely.get_parts(rest) if piece.area > 0):
        nearest = max(made, key=lambda name: made[name].boundary.intersection(crack.boundary).length)
        made[nearest] = made[nearest].union(crack)
    return {name: _plain(shape) for name, shape in made.items()}


def _simplified(areas: Shapes) -> dict[str, BaseGeometry]:
    """All areas with common borders that are exactly the same on both sides, and no more corners than a map shows."""
    clean = shapely.coverage_clean(list(areas.values()), gap_width=CRACK)
    made = shapely.coverage_simplify(clean, BORDER_DETAIL.value)
    return {name: _plain(shape) for name, shape in zip(areas, made, strict=True)}


def _nested(places: Gazetteer, fetched: Fetched, levels: Mapping[Level, Shapes]) -> Iterator[BoundaryError]:
    """The municipality's own committees beside those put together from the areas; both must be one."""
    for name, own in (fetched.committees or {}).items():
        made = levels[Level.LOKALUDVALG][name]
        share = own.symmetric_difference(made).area / made.area
        if share > BORDER_SLACK.value:
            yield BoundaryError("not_nested", place=places[name].name, share=100 * share)


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    return _plain(shapely.union_all(list(shapes)))


def _plain(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape: one alone, or several."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    for part in (part for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon"):
        polygons += shapely.get_parts(part).tolist()
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
