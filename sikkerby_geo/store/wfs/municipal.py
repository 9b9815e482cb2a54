"""The municipality's layers as we need them: each feature found to be one of our places, by the one normaliser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import Gazetteer, Level
from sikkerby_geo.facts.boundaries import BoundaryError, BoundaryErrors, Role, ServiceLayer
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.problems import AmbiguousPlaceError, UnknownPlaceError
from sikkerby_geo.store.wfs.capabilities import offered
from sikkerby_geo.store.wfs.fetching import FetchedLayer, fetch_layer
from sikkerby_geo.store.wfs.service import Service

LEVELS = {Role.DISTRICTS: Level.BYDEL, Role.SURVEY_AREAS: Level.SURVEY_AREA, Role.COMMITTEES: Level.LOKALUDVALG}


@dataclass(frozen=True)
class DeprivedArea:
    """A deprived area as the municipality draws it: its name, that of the part, and its own number; any may be blank,
    but not both name and number."""

    name: str
    part: str
    number: str
    shape: BaseGeometry

    @property
    def place_id(self) -> str:
        return f"udsat-{self.number or '-'.join(name_words(f'{self.name} {self.part}'))}"


@dataclass(frozen=True)
class Municipal:
    """What was fetched, in EPSG:25832: the shapes of places by role and id, roder as they come, deprived areas.

    ``type_names`` are the layers' names at the service; ``passed_over`` the roles it does not offer; ``done`` what was
    done to a layer's shapes.
    """

    places: Mapping[Role, Mapping[str, BaseGeometry]]
    roder: tuple[BaseGeometry, ...] = ()
    deprived: tuple[DeprivedArea, ...] = ()
    type_names: Mapping[Role, str] = field(default_factory=dict)
    passed_over: tuple[Role, ...] = ()
    done: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)


def fetch_municipal(
    service: Service,
    layers: Mapping[Role, ServiceLayer],
    places: Gazetteer,
    told: Callable[[str], object] = lambda _: None,
) -> Municipal:
    """Fetch every layer that has a name; ``told`` hears the name of each before it is asked for.

    Raises
    ------
    BoundaryError
        The service refuses, or gives half an answer.
    BoundaryErrors
        Names that are none of our places, or one twice.
    """
    told("")
    offer = offered(service)
    fetched: dict[Role, FetchedLayer] = {}
    passed_over = []
    for role, wanted in layers.items():
        if not wanted.type_name:
            continue
        told(wanted.type_name)
        found = fetch_layer(offer, wanted)
        if found is None:
            passed_over.append(role)
        else:
            fetched[role] = found
    if Role.DISTRICTS not in fetched:
        raise BoundaryError("no_districts")
    shapes, faults = {}, []
    for role, level in LEVELS.items():
        if role in fetched:
            shapes[role], strange = _by_place(fetched[role], layers[role], places, level)
            faults += strange
    deprived: tuple[DeprivedArea, ...] = ()
    if Role.DEPRIVED in fetched:
        deprived, strange = _deprived(fetched[Role.DEPRIVED], layers[Role.DEPRIVED])
        faults += strange
    if faults:
        raise BoundaryErrors(tuple(faults))
    roder = tuple(feature.shape for feature in fetched[Role.RODER].features) if Role.RODER in fetched else ()
    return Municipal(
        shapes,
        roder,
        deprived,
        {role: layer.type_name for role, layer in fetched.items()},
        tuple(passed_over),
        {role: layer.done for role, layer in fetched.items() if layer.done},
    )


def _by_place(
    layer: FetchedLayer, wanted: ServiceLayer, places: Gazetteer, level: Level
) -> tuple[dict[str, BaseGeometry], list[BoundaryError]]:
    found: dict[str, BaseGeometry] = {}
    faults = []
    for feature in layer.features:
        name = feature.first(wanted.names)
        if not name:
            faults.append(BoundaryError("no_name", layer=layer.type_name, fields=", ".join(wanted.names)))
            continue
        try:
            place_id = places.find(name, level).place_id
        except UnknownPlaceError as error:
            near = ", ".join(error.suggestions)
            faults.append(
                BoundaryError("unknown_near" if near else "unknown", layer=layer.type_name, said=name, near=near)
            )
            continue
        except AmbiguousPlaceError as error:
            near = ", ".join(error.candidates)
            faults.append(BoundaryError("ambiguous", layer=layer.type_name, said=name, near=near))
            continue
        if place_id in found:
            faults.append(BoundaryError("double", layer=layer.type_name, said=name))
        found[place_id] = feature.shape
    return found, faults


def _deprived(layer: FetchedLayer, wanted: ServiceLayer) -> tuple[tuple[DeprivedArea, ...], list[BoundaryError]]:
    found: dict[str, DeprivedArea] = {}
    faults = []
    for feature in layer.features:
        name, number = feature.first(wanted.names), feature.first(wanted.numbers)
        number = number if number.isascii() and number.isdecimal() else ""
        part = feature.first(wanted.parts)
        if not (name or part or number):
            faults.append(BoundaryError("no_name", layer=layer.type_name, fields=", ".join(wanted.names)))
            continue
        one = DeprivedArea(name or part, part or name, number, feature.shape)
        if one.place_id in found:
            faults.append(BoundaryError("double", layer=layer.type_name, said=f"{name} {number}".strip()))
        found[one.place_id] = one
    return tuple(found.values()), faults
