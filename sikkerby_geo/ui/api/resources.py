"""Registry of what is found under ``data/v1``: for each name its formats, what it may be asked, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import matching
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level, Place
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.rules import LONG_RULE, RULES
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.address.codec import Declaration, One, Several
from sikkerby_geo.ui.address.every_page import CLEAR, LEVEL, MEASURE, PLACE_NAME, RULE
from sikkerby_geo.ui.api.asked import SYSTEM, AskedYears, Refused, SeveralOrAll
from sikkerby_geo.views.api import figures, ledger, places, register
from sikkerby_geo.views.api.rows import Row, as_csv, as_geojson
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.entries import RegisterChoice, say

CSV, GEOJSON = "csv", "geojson"
ASKED_OF_THE_REGISTER = (
    *("text", "area", "administrations", "focus", "kinds", "stages", "groups", "first", "last", "only"),
)
"""What the page *Indsatser* can be asked that changes which entries there are, not how they are shown."""


class ShapesUnread(Exception):
    """A layer that is asked for and cannot be read now; ``file`` is where it comes from."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


@dataclass(frozen=True)
class Ground:
    """What answers are made of: an atlas, and what follows from it once."""

    atlas: Atlas

    @cached_property
    def register(self) -> tuple[Effort, ...]:
        return register_from(self.atlas, say)

    def shapes(self, level: Level) -> Mapping[str, BaseGeometry]:
        """The shapes of a level's places. Raises ShapesUnread where their layer cannot be read."""
        layer = LEVEL_LAYER[level]
        if not self.atlas.readable(layer):
            raise ShapesUnread(self.atlas.origin(layer))
        return shapes_of(self.atlas, layer)


@dataclass(frozen=True)
class Resource:
    """One name under ``data/v1``.

    ``declared`` says what an address may ask of a format, by the field it fills; ``make`` gives the answer's bytes
    for such fields. ``columns`` are what each row has.
    """

    name: str
    formats: tuple[str, ...]
    columns: Callable[[], tuple[str, ...]]
    declared: Callable[[Ground, str], Declaration]
    make: Callable[[Ground, str, dict[str, Any]], bytes]


def _where(ground: Ground) -> Declaration:
    """A level, or one place at any level; the whole city too."""
    known: dict[str, Place | None] = {"": None, CITY.place_id: CITY, **ground.atlas.places.by_id}
    return {"level": replace(LEVEL, stated=False), "place": One(PLACE_NAME, known)}


def _figures_asked(ground: Ground, suffix: str) -> Declaration:
    """A layer shows one indicator, since there is one shape for each place; a table may have them all."""
    usual = INDICATORS[0]
    several = SeveralOrAll(Several(MEASURE.name, {one.address: one for one in INDICATORS}, (usual,)))
    subject = {"indicator": replace(MEASURE, stated=False)} if suffix == GEOJSON else {"indicators": several}
    return {**subject, "years": AskedYears(ground.atlas.years), **_where(ground), **_system(suffix)}


def _system(suffix: str) -> Declaration:
    return {"crs": SYSTEM} if suffix == GEOJSON else {}


def _flags_asked(ground: Ground, suffix: str) -> Declaration:
    known = {rule.address: rule for rule in RULES}
    subject: Declaration = {
        "rules": One(RULE.name, {word: (rule,) for word, rule in known.items()}, LONG_RULE.address)
        if suffix == GEOJSON
        else Several(RULE.name, known, RULES)
    }
    return {
        **subject,
        "years": AskedYears(ground.atlas.years),
        **_where(ground),
        "assumed": CLEAR,
        **_system(suffix),
    }


def _chosen_places(ground: Ground, fields: dict[str, Any]) -> tuple[Level, list[Place]]:
    place, level = fields["place"], fields["level"]
    if place is None:
        return level, list(ground.atlas.places.at(level))
    return place.level, [place]


def _figures(ground: Ground, suffix: str, fields: dict[str, Any]) -> bytes:
    level, chosen = _chosen_places(ground, fields)
    indicators = [fields["indicator"]] if suffix == GEOJSON else fields["indicators"]
    rows = figures.figure_rows(ground.atlas, indicators, fields["years"], chosen)
    return _of_places(ground, suffix, fields, rows, figures.COLUMNS, level, "sted")


def _flags(ground: Ground, suffix: str, fields: dict[str, Any]) -> bytes:
    level, chosen = _chosen_places(ground, fields)
    atlas = ground.atlas.under(fields["assumed"])
    rows = figures.flag_rows(atlas, fields["rules"], fields["years"], chosen)
    more = figures.clear_members(atlas)
    return _of_places(ground, suffix, fields, rows, figures.FLAG_COLUMNS, level, "sted", more)


def _places(ground: Ground, suffix: str, fields: dict[str, Any]) -> bytes:
    level = fields["level"]
    return _of_places(ground, suffix, fields, places.place_rows(ground.atlas, level), places.COLUMNS, level, "id")


def _of_places(
    ground: Ground,
    suffix: str,
    fields: dict[str, Any],
    rows: list[Row],
    columns: tuple[str, ...],
    level: Level,
    place: str,
    more: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """``more`` are members of a collection besides those that every layer has."""
    if suffix == CSV:
        return as_csv(rows, columns)
    members = {**figures.layer_members(ground.atlas, level), **more}
    return as_geojson(rows, ground.shapes(level), place, fields["crs"], **members)


def _places_asked(ground: Ground, suffix: str) -> Declaration:
    return {"level": replace(LEVEL, stated=False), **_system(suffix)}


def _register_asked(ground: Ground, suffix: str) -> Declaration:
    every = register_address.declared(ground.register)
    place: One[Place | None] = One(PLACE_NAME, {"": None, **ground.atlas.places.by_id})
    return {**{name: every[name] for name in ASKED_OF_THE_REGISTER}, "place": place, **_system(suffix)}


def _register(ground: Ground, suffix: str, fields: dict[str, Any]) -> bytes:
    fields = dict(fields)
    crs, place, only = fields.pop("crs", None), fields.pop("place"), fields.pop("only")
    if fields["first"] is not None and fields["last"] is not None and fields["first"] > fields["last"]:
        raise Refused((t("api.problem.order", first=register_address.FIRST, last=register_address.LAST),))
    fields |= {part: word in only for word, part in register_address.ONLY.items()}
    entries = matching(ground.register, RegisterChoice(**fields).wanted(place, ground.atlas))
    if suffix == CSV:
        return as_csv(register.register_rows(ground.atlas, entries), register.columns())
    return files.as_geojson(entries, ground.atlas, crs, dataversion=ground.atlas.version)


def _nothing_asked(ground: Ground, suffix: str) -> Declaration:
    return {}


def _table(
    rows: Callable[[Atlas], list[Row]],
    columns: tuple[str, ...],
    ground: Ground,
    suffix: str,
    fields: dict[str, Any],
) -> bytes:
    return as_csv(rows(ground.atlas), columns)


RESOURCES = (
    Resource("tal", (CSV, GEOJSON), lambda: figures.COLUMNS, _figures_asked, _figures),
    Resource("flag", (CSV, GEOJSON), lambda: figures.FLAG_COLUMNS, _flags_asked, _flags),
    Resource("omraader", (GEOJSON, CSV), lambda: places.COLUMNS, _places_asked, _places),
    Resource("indsatser", (CSV, GEOJSON), register.columns, _register_asked, _register),
    Resource(
        "kilder",
        (CSV,),
        lambda: ledger.SOURCE_COLUMNS,
        _nothing_asked,
        partial(_table, ledger.source_rows, ledger.SOURCE_COLUMNS),
    ),
    Resource(
        "datasaet",
        (CSV,),
        lambda: ledger.DATA_SET_COLUMNS,
        _nothing_asked,
        partial(_table, ledger.data_set_rows, ledger.DATA_SET_COLUMNS),
    ),
)
RESOURCE = {resource.name: resource for resource in RESOURCES}
