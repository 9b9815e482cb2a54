"""The table in a sheet: where its heads stand, which rows are figures, and which are titles, notes, repeated heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sikkerby_geo.facts.delivery_kinds import DeliveryKind, Form
from sikkerby_geo.facts.intake import Fault, Recipe, Remark, Where
from sikkerby_geo.store.intake.cells import Number, Unreadable, read_number
from sikkerby_geo.store.intake.grids import Grid, Row, as_text, blank, letter
from sikkerby_geo.store.intake.heads import Role, category_of, field_of, folded_head, role_of
from sikkerby_geo.store.intake.moments import read_moment

_EXTRA = {"": "cells_without_head", ",": "extra_cells_comma"}
_LOOKED_AT = 60
"""Rows among which the heads are looked for."""
_NOTE = re.compile(r"\s*(kilde|note|noter|anm|anmærkning|bemærk|opdateret|udtræk|source|©)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(\*|¹|[0-9]\))")
_UNSURE = ("double_head", "side_by_side", "extra_cells_comma")
"""Faults that leave it open what stands under which head, so that no row of the table is good."""
_CODED = re.compile(r"(nr|nummer|kode|code|id|no)$", re.IGNORECASE)
"""How the head of a column ends that holds numbers or ids of places."""


@dataclass(frozen=True)
class Column:
    """A column of the table: its place from 0, its head as written, and what stands under it."""

    place: int
    head: str
    role: Role


@dataclass(frozen=True)
class Table:
    """The table of a sheet: its columns, its rows of figures, what was said on the way, and words of its title."""

    grid: Grid
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Remark, ...] = ()
    title: str = ""
    head_row: int = 0

    @property
    def settled(self) -> dict[str, str]:
        """What needs no asking in a file of our own export: its per cents are per cents, its comma is of decimals."""
        names = {_head(cell) for row in self.grid.rows if row.number == self.head_row for cell in row.cells}
        if not {"source_id", "published"} <= names or any(one.head != one.role.field for one in self.columns):
            return {}
        heads = [folded_head(one.head) for one in self.columns]
        return {
            key: said
            for head in heads
            for key, said in ((f"share:{head}", "percent"), (f"thousands:{head}", "decimals"))
        }

    def where(self, row: Row, column: Column) -> Where:
        """Where a cell stands."""
        return Where(self.grid.sheet, row.number, column.head)


@dataclass(frozen=True)
class _Heads:
    """Heads tried: rows by index, first and last, and what each column would be."""

    first: int
    last: int
    names: tuple[str, ...]
    roles: tuple[Role | None, ...]
    known: int = field(default=0)


def table_of(grid: Grid, kind: DeliveryKind, recipe: Recipe) -> Table:
    """The table of a sheet; without heads we know it has a fault instead of rows."""
    found = _heads_of(grid, kind, recipe)
    if found is None:
        first = next((row for row in grid.rows if row.filled), None)
        written = " · ".join(as_text(cell) for cell in first.cells if not blank(cell))[:120] if first else ""
        where = Where(grid.sheet, first.number if first else 0)
        return Table(grid, faults=(Fault("no_heads" if first else "empty_sheet", where, written),))
    columns = [
        Column(place, name or letter(place), role)
        for place, (name, role) in enumerate(zip(found.names, found.roles, strict=True))
        if role
    ]
    columns, passed_over = _one_for_places(columns, kind)
    faults = [*_above(grid, found), *_doubles(grid, columns, found)]
    remarks = [*_titles(grid, found), *_unused(grid, found)]
    head = Where(grid.sheet, grid.rows[found.last].number)
    remarks += [Remark("hidden_column", replace(head, column=one.head)) for one in columns if one.place in grid.hidden]
    remarks += [Remark("unused_column", replace(head, column=one.head), one.head) for one in passed_over]
    rows, told, broken = _body(grid, found, columns, kind)
    if any(fault.kind in _UNSURE for fault in (*faults, *broken)):
        rows = ()
    titles = " ".join(as_text(cell) for row in grid.rows[: found.first] for cell in row.cells)
    head_row = grid.rows[found.last].number
    return Table(grid, tuple(columns), rows, (*faults, *broken), (*remarks, *told), titles, head_row)


def _heads_of(grid: Grid, kind: DeliveryKind, recipe: Recipe) -> _Heads | None:
    """The row whose cells name most of the kind's columns, the first such; or two rows that together name more."""
    filled = [at for at, row in enumerate(grid.rows[:_LOOKED_AT]) if row.filled]
    spans = [(at, at) for at in filled] + [(at, at + 1) for at in filled if at + 1 < len(grid.rows)]
    best: _Heads | None = None
    for first, last in spans:
        one = _tried(grid, first, last, kind, recipe)
        if one is not None and (best is None or one.known > best.known):
            best = one
    return best


def _tried(grid: Grid, first: int, last: int, kind: DeliveryKind, recipe: Recipe) -> _Heads | None:
    """The heads that one row, or two together, would make; None where they cannot be the kind's."""
    lower = grid.rows[last]
    names = [_head(cell) for cell in lower.cells]
    if first != last:
        upper = _spread(grid, grid.rows[first], len(names))
        if _is_data(lower, upper, kind):
            return None
        names = [_joined(above, name, kind) for above, name in zip(upper, names, strict=True)]
    roles = [role_of(name, kind, recipe) for name in names]
    assumed = 0
    if kind.of_form(Form.PLACE) and kind.fields[0].form is Form.PLACE and not _has_place(roles, kind):
        wide = [role for role in roles if role and role.wide]
        if wide and not names[0] and not roles[0]:
            below = [as_text(row.cell(0)) for row in grid.rows[last + 1 :]]
            rows = kind.of_form(Form.CATEGORY)
            named = rows and any(category_of(text, kind) for text in below)
            roles[0], assumed = Role(rows.name if rows and named else kind.fields[0].name), 1
        elif not kind.placeless:
            return None
    known = sum(role is not None for role in roles)
    needed = 2 if len(kind.fields) > 1 else 1
    if known < needed or all(role is None or role.wide for role in roles):
        return None
    doubles = known - len({role for role in roles if role})
    return _Heads(first, last, tuple(names), tuple(roles), known - 2 * doubles - assumed)


def _has_place(roles: list[Role | None], kind: DeliveryKind) -> bool:
    return any(role is not None and role.field == kind.fields[0].name for role in roles)


def _head(cell: object) -> str:
    return re.sub(r"\s+", " ", as_text(cell)) if isinstance(cell, str | int | float) else ""


def _spread(grid: Grid, row: Row, width: int) -> list[str]:
    """The heads of an upper row, each over all the columns it is merged over; where nothing is merged, to the next."""
    heads = [_head(row.cell(place)) for place in range(width)]
    blocks = [block for block in grid.merged if block[0] <= row.number <= block[2]]
    for top, left, _, right in blocks:
        for place in range(left, min(right + 1, width)):
            heads[place] = heads[left] if top == row.number else heads[place]
    if not blocks:
        for place in range(1, width):
            heads[place] = heads[place] or heads[place - 1]
    return heads


def _is_data(lower: Row, upper: list[str], kind: DeliveryKind) -> bool:
    """Whether the lower of two rows is figures already: something stands under the head of the place."""
    for place, head in enumerate(upper):
        role = role_of(head, kind) if head else None
        own = role_of(_head(lower.cell(place)), kind)
        if role and not role.wide and own is None and not blank(lower.cell(place)):
            return True
    return sum(role_of(_head(cell), kind) is not None for cell in lower.cells) == 0


def _joined(above: str, name: str, kind: DeliveryKind) -> str:
    """An upper and a lower head as one; an upper one that tells nothing of the columns is left out."""
    if not name:
        return above
    if not above or above == name:
        return name
    role = role_of(above, kind)
    return f"{above} {name}" if role and role.wide else name


def _one_for_places(columns: list[Column], kind: DeliveryKind) -> tuple[list[Column], list[Column]]:
    """The columns with one alone that names places, and the others of it: of numbers and names the names."""
    places = [one for one in columns if one.role == Role(kind.fields[0].name) and kind.fields[0].form is Form.PLACE]
    named = [one for one in places if not _CODED.search(folded_head(one.head))]
    passed_over = [one for one in places if one not in named] if named else []
    return [one for one in columns if one not in passed_over], passed_over


def _doubles(grid: Grid, columns: list[Column], found: _Heads) -> Iterator[Fault]:
    """Two columns of one sort; where several come again in their order, two tables stand beside each other."""
    seen: dict[Role, Column] = {}
    again: list[tuple[Column, Column]] = []
    for column in columns:
        if column.role in seen:
            again.append((column, seen[column.role]))
        seen.setdefault(column.role, column)
    row = grid.rows[found.last].number
    if len(again) > 1 and [first for _, first in again] == sorted((first for _, first in again), key=_place_of):
        heads = ", ".join(column.head for column, _ in again)
        yield Fault("side_by_side", Where(grid.sheet, row, again[0][0].head), heads)
        return
    for column, first in again:
        yield Fault("double_head", Where(grid.sheet, row, column.head), column.head, first.head)


def _place_of(column: Column) -> int:
    return column.place


def _titles(grid: Grid, found: _Heads) -> Iterator[Remark]:
    for row in grid.rows[: found.first]:
        if row.filled:
            yield Remark("title", Where(grid.sheet, row.number), _line(row))


def _above(grid: Grid, found: _Heads) -> Iterator[Fault]:
    """Rows of figures over the heads, which would be lost: a second table, or heads that stand too low."""
    for row in grid.rows[: found.first]:
        numbers = [cell for cell in row.cells if isinstance(read_number(cell), Number)]
        if sum(isinstance(read_moment(cell), Unreadable) for cell in numbers) >= 2:
            yield Fault("figures_above_heads", Where(grid.sheet, row.number), _line(row))


def _unused(grid: Grid, found: _Heads) -> Iterator[Remark]:
    below = grid.rows[found.last + 1 :]
    for place, (name, role) in enumerate(zip(found.names, found.roles, strict=True)):
        if role is None and (name or any(not blank(row.cell(place)) for row in below)):
            yield Remark("unused_column", Where(grid.sheet, grid.rows[found.last].number, name or letter(place)), name)


def _body(
    grid: Grid, found: _Heads, columns: list[Column], kind: DeliveryKind
) -> tuple[tuple[Row, ...], list[Remark], list[Fault]]:
    """The rows of figures under the heads; notes and repeated heads are told, rows too long are faults.

    Figures that go on under words or under other heads may be of another year or measure: from there nothing is read.
    """
    rows, remarks, faults = [], [], []
    heads = [_head(cell) for cell in grid.rows[found.last].cells]
    width = len(found.names)
    first = next((column for column in columns if not column.role.wide), None)
    words: Row | None = None
    before: Row | None = None
    for row in grid.rows[found.last + 1 :]:
        if not row.filled:
            continue
        if [_head(cell) for cell in row.cells] == heads:
            remarks.append(Remark("repeated_heads", Where(grid.sheet, row.number)))
            words = before if before and before.filled == 1 else words
        elif _is_note(row, first):
            remarks.append(Remark("note", Where(grid.sheet, row.number), _line(row)))
            words = row
        elif first and (named := field_of(_head(row.cell(first.place)), kind)) and named.name == first.role.field:
            words = row
        elif any(not blank(cell) for cell in row.cells[width:]):
            kind_of = _EXTRA.get(grid.delimiter, "extra_cells")
            extra = Fault(kind_of, Where(grid.sheet, row.number), str(len(row.cells)), str(width))
            faults.append(extra)
        else:
            if words is not None:
                faults.append(Fault("rows_under_words", Where(grid.sheet, row.number), _line(words)))
                break
            rows.append(row)
        before = row
    return tuple(rows), remarks, faults


def _is_note(row: Row, first: Column | None) -> bool:
    """Whether a row is words about the table: it begins like a note, or is one cell alone that is no place of it."""
    filled = [cell for cell in row.cells if not blank(cell)]
    text = as_text(filled[0])
    if len(filled) <= 2 and _NOTE.match(text):
        return True
    if len(filled) > 1:
        return False
    if _FOOTNOTE.match(text):
        return True
    elsewhere = first is None or blank(row.cell(first.place)) or len(text) > 40
    return len(row.cells) != 2 and elsewhere


def _line(row: Row) -> str:
    return " · ".join(as_text(cell) for cell in row.cells if not blank(cell))[:120]
