"""The register's fields as the columns of a file: what each is called, and how a value is written into one cell."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shapely import to_wkb, to_wkt
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.delivery_kinds import DeliveryKind
from sikkerby_geo.facts.register import FIELDS, Field, FieldType
from sikkerby_geo.facts.register_entry import Entry

ID, SEEN, FETCHED = "id", "revision", "fetched"
"""Columns beside the fields: the effort's id, the revision of the row, and that of the register it was fetched from."""
LATITUDE, LONGITUDE = "latitude", "longitude"
"""Columns of a point, for whoever has no geometry."""

BETWEEN = "; "
"""What stands between the words of a list."""
BETWEEN_YEARS = " | "
"""What stands between the years of a status, whose sentences may have semicolons."""
MOST_WKT = 30_000
"""Signs of a geometry in one cell, of which a spreadsheet holds 32,767; a longer one has a mark in its place."""
DECIMALS = 7
"""Of a degree: a centimetre."""

Cell = str | int | None


@dataclass(frozen=True, eq=False)
class RegisterColumns:
    """The columns of a file of the register.

    ``kind`` has a column for each field of ``FIELDS`` by its name, with its heads (the first is ours) and its words
    (the first of a code is ours), and those for id, revisions and a point.
    """

    kind: DeliveryKind

    @cached_property
    def said(self) -> Mapping[str, Mapping[str, str]]:
        """The word of each code, by field."""
        return {one.name: {code: word for word, code in reversed(one.words)} for one in self.kind.fields}

    @cached_property
    def meant(self) -> Mapping[str, Mapping[str, str]]:
        """The code each folded word means, by field; a code means itself."""
        found = {}
        for one in self.kind.fields:
            codes = {normalise(code): code for _, code in one.words}
            found[one.name] = {**codes, **{normalise(word): code for word, code in reversed(one.words)}}
        return found

    def head(self, name: str) -> str:
        """What the column of a field is called in our files."""
        return next(one.heads[0] for one in self.kind.fields if one.name == name)

    def cells(self, entry: Entry) -> dict[str, Cell]:
        """An entry as the cells of a row, by field; None where nothing is stated."""
        return {field.name: self.cell(field, getattr(entry, field.name)) for field in FIELDS}

    def cell(self, field: Field, value: Any) -> Cell:
        """A value as it stands in a cell."""
        if value in ("", None, ()):
            return None
        said = self.said[field.name]
        if field.type in (FieldType.CHOICES, FieldType.PLACES):
            return BETWEEN.join(said.get(code, code) for code in value)
        if field.type is FieldType.CHOICE:
            return said.get(value, value)
        if field.type is FieldType.DATED_STAGES:
            return BETWEEN.join(f"{one.date} {said.get(one.stage, one.stage)}" for one in value)
        if field.type is FieldType.YEARLY_STATUS:
            return BETWEEN_YEARS.join(_status(one.year, said.get(one.status, one.status), one.words) for one in value)
        return geometry_cell(value) if field.type is FieldType.GEOMETRY else value


def _status(year: int, status: str, words: str) -> str:
    return f"{year}: {status}: {words}" if words else f"{year}: {status}"


def geometry_cell(shape: BaseGeometry) -> str:
    """A geometry in EPSG:4326 as WKT to the centimetre; a mark of its own where that is too long for a cell."""
    text = to_wkt(shape, rounding_precision=DECIMALS, trim=True)
    if len(text) <= MOST_WKT:
        return text
    return f"{shape.geom_type} {hashlib.sha256(to_wkb(shape)).hexdigest()[:12]}"
