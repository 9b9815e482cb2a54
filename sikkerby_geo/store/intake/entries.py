"""Deliveries whose rows are things of their own (upgrades, goals): every cell by itself, with a geometry if any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.delivery_kinds import FIGURES, Field, Form
from sikkerby_geo.facts.intake import Fault, Recipe, Remark, Where
from sikkerby_geo.store.intake.cells import Unreadable
from sikkerby_geo.store.intake.figures import read_column
from sikkerby_geo.store.intake.grids import Row, as_text, blank
from sikkerby_geo.store.intake.heads import as_kept
from sikkerby_geo.store.intake.layers import located
from sikkerby_geo.store.intake.moments import read_moment
from sikkerby_geo.store.intake.places import Places
from sikkerby_geo.store.intake.records import Mapped, Record
from sikkerby_geo.store.intake.tables import Column, Table
from sikkerby_geo.store.intake.words import chosen, word_of

_SEVERAL = re.compile(r"\s*[;,]\s*")
_DEGREES = (Form.LONGITUDE, Form.LATITUDE)


@lru_cache(maxsize=8192)
def slug(*texts: str) -> str:
    """An id made of words: small letters, digits and dashes."""
    return re.sub("[^a-z0-9]+", "-", normalise(" ".join(texts))).strip("-")[:60].strip("-")


def map_entries(
    table: Table, places: Places, recipe: Recipe, mapped: Mapped, outlines: Mapping[str, BaseGeometry]
) -> None:
    """Add the rows of a table of things to what was mapped before.

    ``outlines`` are the survey areas in EPSG:4326: where a thing lies, when its row names no area.
    """
    single = {column.role.field: column for column in reversed(table.columns)}
    mapped.columns |= {column.head: as_kept(column.role) for column in table.columns}
    figures = {
        name: _figures(table, column, single, mapped, recipe)
        for name, column in single.items()
        if _number(mapped, name)
    }
    before = len(mapped.faults)
    shapes = _shapes(table, single, figures, mapped)
    broken = {fault.where.row for fault in mapped.faults[before:]}
    for row in (row for row in table.rows if row.number not in broken):
        record = _record(table, row, single, figures, places, mapped)
        if record is not None:
            mapped.records.append(_placed(record, shapes.get(row.number), outlines))


def names_in_entries(table: Table, mapped: Mapped) -> dict[str, Where]:
    """Every name of a place in a table of things; a cell may hold several."""
    field = mapped.kind.of_form(Form.PLACE)
    names: dict[str, Where] = {}
    for column in table.columns if field else ():
        if field and column.role.field == field.name:
            for row in table.rows:
                for name in _several(as_text(row.cell(column.place))):
                    names.setdefault(name, table.where(row, column))
    return names


def _several(text: str) -> list[str]:
    return [part for part in _SEVERAL.split(text) if part]


def _field(mapped: Mapped, name: str) -> Field:
    return next(one for one in mapped.kind.fields if one.name == name)


def _number(mapped: Mapped, name: str) -> bool:
    return _field(mapped, name).form in (*FIGURES, *_DEGREES)


def _figures(
    table: Table, column: Column, single: Mapping[str, Column], mapped: Mapped, recipe: Recipe
) -> dict[int, str]:
    """The numbers of a column as text by row; degrees are read with their decimals."""
    form = _field(mapped, column.role.field).form
    unit = next((one for one in single.values() if one.role.field == "unit"), None)
    words = [chosen(_field(mapped, "unit"), as_text(row.cell(unit.place))) if unit else "" for row in table.rows]
    forms = [mapped.kind.form_under(Form.NUMBER if form in _DEGREES else form, word) for word in words]
    cells = [(table.where(row, column), row.cell(column.place)) for row in table.rows]
    said = {f"thousands:{normalise(column.head)}": "decimals"} if form in _DEGREES else table.settled
    read = read_column(cells, forms, False, recipe.with_answers(said))
    mapped.faults += read.faults
    for question in read.questions:
        mapped.ask(question)
    found = {}
    for row, figure in zip(table.rows, read.figures, strict=True):
        if figure is not None and figure.value is not None:
            found[row.number] = f"{figure.value.normalize():f}"
        elif figure is not None and figure.waits:
            found[row.number] = "?"
    return found


def _record(
    table: Table,
    row: Row,
    single: Mapping[str, Column],
    figures: Mapping[str, Mapping[int, str]],
    places: Places,
    mapped: Mapped,
) -> Record | None:
    values, wheres = {}, {}
    before, waits = len(mapped.faults), False
    for field in mapped.kind.fields:
        column = single.get(field.name)
        if column is None:
            if field.needed:
                mapped.faults.append(Fault("no_column", Where(table.grid.sheet, table.head_row), field.name))
            continue
        where = wheres[field.name] = table.where(row, column)
        text = as_text(row.cell(column.place))
        if field.form in (*FIGURES, *_DEGREES):
            values[field.name] = figures[field.name].get(row.number, "")
            waits = waits or values[field.name] == "?"
        elif blank(text):
            if field.needed:
                mapped.faults.append(Fault("blank", where))
        elif field.form is Form.PLACE:
            ids, asked = _areas(text, where, places, mapped)
            values[field.name], waits = ";".join(ids), waits or asked
        elif field.form is Form.YEAR:
            moment = read_moment(row.cell(column.place))
            if isinstance(moment, Unreadable):
                mapped.faults.append(Fault(moment.kind, where, text[:60]))
            else:
                values[field.name] = str(moment.year)
        elif field.form is not Form.SHAPE:
            values[field.name] = word_of(field, text, where, mapped)
            if field.form is Form.WORD:
                values[f"{field.name}_da"] = text
    where = next(iter(wheres.values()), Where(table.grid.sheet, row.number))
    return None if len(mapped.faults) > before else Record(values, wheres, where, waits=waits)


def _areas(text: str, where: Where, places: Places, mapped: Mapped) -> tuple[list[str], bool]:
    ids, asked = [], False
    for name in _several(text):
        meant = places.meant[name]
        asked = asked or meant.why == "asked"
        if meant.why == "unknown":
            mapped.faults.append(Fault("unknown_place", where, name[:60], " · ".join(meant.near)))
        elif meant.place_id:
            ids.append(meant.place_id)
        elif meant.why in ("outside", "nowhere"):
            mapped.remarks.append(Remark(f"place_{meant.why}", where, name[:60]))
    return ids, asked


def _shapes(
    table: Table, single: Mapping[str, Column], figures: Mapping[str, Mapping[int, str]], mapped: Mapped
) -> dict[int, BaseGeometry]:
    """Geometries by row: of a layer, of a column with WKT, or of two columns of coordinates."""
    found: dict[int, BaseGeometry] = dict(table.grid.shapes)
    if found:
        return found
    forms = {_field(mapped, name).form: name for name in single}
    if Form.SHAPE in forms:
        column = single[forms[Form.SHAPE]]
        for row in table.rows:
            text = as_text(row.cell(column.place))
            if not text:
                continue
            try:
                found[row.number] = shapely.from_wkt(re.sub(r"^SRID=[0-9]+;", "", text))
            except ShapelyError:
                mapped.faults.append(Fault("not_wkt", table.where(row, column), text[:60]))
    if set(_DEGREES) <= set(forms):
        across, up = figures[forms[Form.LONGITUDE]], figures[forms[Form.LATITUDE]]
        for row in table.rows:
            pair = across.get(row.number, ""), up.get(row.number, "")
            if "?" not in pair and all(pair):
                found.setdefault(row.number, shapely.Point(float(pair[0]), float(pair[1])))
            elif any(pair):
                where = table.where(row, single[forms[Form.LONGITUDE if not pair[0] else Form.LATITUDE]])
                mapped.faults.append(Fault("half_a_point", where))
    return in_degrees(found, table, mapped)


def in_degrees(found: dict[int, BaseGeometry], table: Table, mapped: Mapped) -> dict[int, BaseGeometry]:
    """Geometries in EPSG:4326, the system and the order of the axes told from all of them together."""
    if not found:
        return {}
    moved, how = located(list(found.values()))
    if moved is not None:
        mapped.remarks += [Remark(kind, Where(table.grid.sheet)) for kind in how]
        return dict(zip(found, moved, strict=True))
    kept = {}
    for number, shape in found.items():
        alone, how = located([shape])
        mapped.remarks += [Remark(kind, Where(table.grid.sheet, number)) for kind in how]
        if alone is None:
            mapped.faults.append(Fault("far_off", Where(table.grid.sheet, number), shape.wkt[:60]))
        else:
            kept[number] = alone[0]
    return kept


def _placed(record: Record, shape: BaseGeometry | None, outlines: Mapping[str, BaseGeometry]) -> Record:
    """A record with its geometry, and the areas it lies in where it names none."""
    if shape is None:
        return record
    values = dict(record.values)
    field = "area_ids"
    if not values.get(field):
        values[field] = ";".join(sorted(area for area, outline in outlines.items() if outline.intersects(shape)))
    return replace(record, values=values, shape=shape)
