"""A file of the register as lines: each row held against what it was made from, and only what differs is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import normalise
from sikkerby_geo.facts.characters import FORMULA
from sikkerby_geo.facts.intake import Fault, Question, Recipe, Remark, Surroundings, Where
from sikkerby_geo.facts.register import FIELDS, FieldType
from sikkerby_geo.facts.register_cells import FETCHED, ID, LATITUDE, LONGITUDE, SEEN, RegisterColumns
from sikkerby_geo.facts.register_entry import BLANK, Entry
from sikkerby_geo.store.intake.cells import Raw
from sikkerby_geo.store.intake.entries import in_degrees
from sikkerby_geo.store.intake.grids import Grid, Opened, Row, as_text
from sikkerby_geo.store.intake.heads import Role, as_kept
from sikkerby_geo.store.intake.opening import open_file
from sikkerby_geo.store.intake.places import places_of
from sikkerby_geo.store.intake.records import Mapped
from sikkerby_geo.store.intake.register_shapes import from_wkt, plain, same
from sikkerby_geo.store.intake.register_values import Changed, point_texts, read_values, several
from sikkerby_geo.store.intake.tables import Column, Table, table_of
from sikkerby_geo.store.intake.take_in import tables_of

BaseOf = Callable[[str, int | None], Entry | None]
"""What an effort said at a revision (None: now); None where the register never had it."""


@dataclass(frozen=True)
class Line:
    """One row of a file: what its effort says with the cells that differ from ``base``, what it was made from.

    ``named`` are the fields whose cells differ, ``wheres`` where each was read. ``seen`` is the revision of the row,
    ``fetched`` that of the register it was taken from; None where the file does not say.
    """

    where: Where
    wheres: Mapping[str, Where]
    effort_id: str
    base: Entry | None
    entry: Entry
    named: frozenset[str]
    seen: int | None = None
    fetched: int | None = None

    def at(self, field: str) -> Where:
        """Where a field was read; the row where it has no column."""
        return self.wheres.get(field, self.where)


@dataclass(frozen=True)
class Lines:
    """The good rows of a file, all that is wrong with the others, and what has to be asked.

    ``effort_ids`` are those of every row, good or not; ``waiting`` counts rows that wait for an answer.
    """

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    columns: Mapping[str, str] | None = None
    effort_ids: frozenset[str] = frozenset()
    waiting: int = 0


def read_brought(
    content: bytes, columns: RegisterColumns, around: Surroundings, base_of: BaseOf, recipe: Recipe
) -> Lines:
    """The rows of a file of any form the intake opens."""
    return _read(open_file(content, recipe), columns, around, base_of, recipe)


def read_pasted(
    text: str, heads: Sequence[str], columns: RegisterColumns, around: Surroundings, base_of: BaseOf, recipe: Recipe
) -> Lines:
    """Rows copied from a spreadsheet; without heads of their own they stand under ``heads``."""
    opened = open_file(text.strip("\r\n").encode(), recipe.with_answers({"encoding": "utf-8", "delimiter": "\t"}))
    grids = tuple(
        grid if table_of(grid, columns.kind, recipe).columns else replace(grid, rows=(Row(0, tuple(heads)), *grid.rows))
        for grid in opened.grids
    )
    return _read(replace(opened, grids=grids, questions=()), columns, around, base_of, recipe)


def read_cells(
    heads: Sequence[str],
    rows: Mapping[int, Sequence[Raw]],
    columns: RegisterColumns,
    around: Surroundings,
    base_of: BaseOf,
    recipe: Recipe,
) -> Lines:
    """Rows of cells by their number, under the names of fields."""
    table = Table(
        Grid("", ()),
        tuple(Column(place, columns.head(name), Role(name)) for place, name in enumerate(heads)),
        tuple(Row(number, tuple(cells)) for number, cells in rows.items()),
    )
    return _lines([table], Mapped(columns.kind), columns, around, base_of, recipe)


def _read(opened: Opened, columns: RegisterColumns, around: Surroundings, base_of: BaseOf, recipe: Recipe) -> Lines:
    mapped = Mapped(columns.kind, faults=list(opened.faults), remarks=list(opened.remarks))
    for question in opened.questions:
        mapped.ask(question)
    tables = tables_of(opened, recipe, mapped)
    if opened.questions:
        return Lines((), tuple(mapped.faults), opened.questions, tuple(mapped.remarks))
    return _lines(tables, mapped, columns, around, base_of, recipe)


def _lines(
    tables: Sequence[Table],
    mapped: Mapped,
    columns: RegisterColumns,
    around: Surroundings,
    base_of: BaseOf,
    recipe: Recipe,
) -> Lines:
    found: list[Line] = []
    effort_ids: set[str] = set()
    waiting = 0
    for table in tables:
        sheet = _Sheet(table, columns, base_of, mapped)
        effort_ids |= {one.effort_id for one in sheet.rows} - {""}
        lines, waits = sheet.lines(around, recipe)
        found += lines
        waiting += waits
    faults = sorted(dict.fromkeys(mapped.faults), key=lambda fault: (fault.where.sheet, fault.where.row))
    return Lines(
        tuple(found),
        tuple(faults),
        tuple(mapped.questions.values()),
        tuple(mapped.remarks),
        dict(mapped.columns),
        frozenset(effort_ids),
        waiting,
    )


@dataclass(frozen=True)
class _Named:
    """A row with the effort it is of."""

    row: Row
    effort_id: str
    base: Entry | None
    seen: int | None
    fetched: int | None


class _Sheet:
    """One table of a file, its rows with what each was made from."""

    def __init__(self, table: Table, columns: RegisterColumns, base_of: BaseOf, mapped: Mapped) -> None:
        self.table, self.columns, self.mapped = table, columns, mapped
        self.single: dict[str, Column] = {column.role.field: column for column in reversed(table.columns)}
        mapped.columns |= {column.head: as_kept(column.role) for column in table.columns}
        self.rows = [self._named(row, base_of) for row in table.rows]

    def _named(self, row: Row, base_of: BaseOf) -> _Named:
        effort_id = as_text(self._cell(row, ID))
        seen, fetched = (self._revision(row, name) for name in (SEEN, FETCHED))
        return _Named(row, effort_id, base_of(effort_id, seen) if effort_id else None, seen, fetched)

    def _cell(self, row: Row, name: str) -> Raw:
        column = self.single.get(name)
        return None if column is None else row.cell(column.place)

    def _revision(self, row: Row, name: str) -> int | None:
        text = as_text(self._cell(row, name))
        if text and not (text.isascii() and text.isdigit()):
            self.mapped.faults.append(Fault("not_number", self.table.where(row, self.single[name]), text[:60]))
            return None
        return int(text[:15]) if text else None

    def lines(self, around: Surroundings, recipe: Recipe) -> tuple[list[Line], int]:
        """The good rows, and how many wait for an answer."""
        changed = self._changed()
        names = {name: one.where for one in changed if one.field.type is FieldType.PLACES for name in several(one.text)}
        places = places_of(
            {name: where for name, where in names.items() if normalise(name) not in self.columns.meant["area_ids"]},
            around.places,
            recipe,
        )
        for question in places.questions:
            self.mapped.ask(question)
        values, waits = read_values(changed, self.columns, places, around.places, recipe, self.mapped)
        shapes = self._shapes(changed, recipe, waits)
        for number, shape in shapes.items():
            values.setdefault(number, {})["geometry"] = shape
        faulty = {fault.where.row for fault in self.mapped.faults if fault.where.sheet == self.table.grid.sheet}
        found = []
        for one in self.rows:
            number = one.row.number
            if number in faulty or number in waits:
                continue
            said = values.get(number, {})
            entry = replace(one.base or BLANK, **said)
            where = Where(self.table.grid.sheet, number)
            wheres = {name: self.table.where(one.row, column) for name, column in self.single.items()}
            found.append(Line(where, wheres, one.effort_id, one.base, entry, frozenset(said), one.seen, one.fetched))
        return found, len(waits - faulty)

    def _changed(self) -> list[Changed]:
        """The cells that say something else than what their row was made from."""
        found = []
        for field in FIELDS:
            column = self.single.get(field.name)
            if column is None:
                continue
            for one in self.rows:
                raw = one.row.cell(column.place)
                said = self.columns.cell(field, getattr(one.base or BLANK, field.name))
                text = as_text(raw)
                if _alike(text, "" if said is None else str(said)):
                    continue
                where = self.table.where(one.row, column)
                found.append(Changed(one.row.number, field, where, raw, _unmarked(text)))
        return found

    def _shapes(self, changed: list[Changed], recipe: Recipe, waits: set[int]) -> dict[int, BaseGeometry | None]:
        """The geometries that differ, by row: of a layer, of a column with WKT, or of two with coordinates."""
        if self.table.grid.shapes:
            return self._of_layer()
        found: dict[int, BaseGeometry | None] = {}
        written: dict[int, BaseGeometry] = {}
        for one in changed:
            if one.field.type is FieldType.GEOMETRY and not one.text:
                found[one.number] = None
            elif one.field.type is FieldType.GEOMETRY:
                shape = from_wkt(one.text)
                if shape is None:
                    self.mapped.faults.append(Fault("not_wkt", one.where, one.text[:60]))
                else:
                    written[one.number] = shape
        if LATITUDE in self.single and LONGITUDE in self.single:
            pairs = point_texts(self.table, self.single, recipe, self.mapped, waits)
            written |= {number: shape for number, shape in pairs.items() if number not in written}
        moved = in_degrees(written, self.table, self.mapped)
        base = {one.row.number: one.base for one in self.rows}
        return found | {number: shape for number, shape in moved.items() if not same(_shape_of(base[number]), shape)}

    def _of_layer(self) -> dict[int, BaseGeometry | None]:
        found: dict[int, BaseGeometry | None] = {}
        for one in self.rows:
            shape = self.table.grid.shapes.get(one.row.number)
            flat = None if shape is None else plain(shape)
            if not same(_shape_of(one.base), flat):
                found[one.row.number] = flat
        return found


def _shape_of(entry: Entry | None) -> BaseGeometry | None:
    return None if entry is None else entry.geometry


def _alike(text: str, said: str) -> bool:
    """Whether a cell says what we wrote into it: blanks and the sign that keeps a text from being worked out aside."""
    if text == said:
        return True
    wanted = said.split()
    return text.split() == wanted or _unmarked(text).split() == wanted


def _unmarked(text: str) -> str:
    """A text without the sign that keeps a spreadsheet from working it out."""
    return text[1:] if text.startswith("'") and FORMULA.match(text.lstrip("'")) else text
