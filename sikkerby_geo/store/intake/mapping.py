"""From the table of a sheet to records: long or wide, year and subject in a column, a row, or the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.delivery_kinds import FIGURES, DeliveryKind, Form
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Remark, Where
from sikkerby_geo.store.intake.cells import Absence, Raw
from sikkerby_geo.store.intake.dating import Dating
from sikkerby_geo.store.intake.figures import Figure, read_column
from sikkerby_geo.store.intake.grids import Row, as_text, blank
from sikkerby_geo.store.intake.heads import Role, as_kept, folded_head, subject_of, subjects_asked
from sikkerby_geo.store.intake.moments import Moment
from sikkerby_geo.store.intake.places import Meant, Places
from sikkerby_geo.store.intake.records import Mapped, Record
from sikkerby_geo.store.intake.tables import Column, Table
from sikkerby_geo.store.intake.words import ask_subject, category_of_cell, subject_of_cell, word_of

_PASSED_OVER = ("outside", "nowhere", "left_out")
"""What a name may mean that leaves its row out."""


@dataclass(frozen=True)
class _Group:
    """Columns that make one record of a row: those of one year and subject, or all there are."""

    role: Role
    figures: tuple[Column, ...]


def map_table(table: Table, places: Places, recipe: Recipe, mapped: Mapped) -> None:
    """Add the records of a table of figures to what was mapped before."""
    _FiguresOf(table, places, recipe, mapped).run()


def place_column(table: Table, kind: DeliveryKind) -> Column | None:
    """The column that names places."""
    return next((column for column in table.columns if column.role == Role(kind.fields[0].name)), None)


def names_in(table: Table, kind: DeliveryKind) -> dict[str, Where]:
    """Every name of a place in a table, with where it stands first."""
    column = place_column(table, kind)
    names: dict[str, Where] = {}
    for row in table.rows if column else ():
        name = as_text(row.cell(column.place)) if column else ""
        if name and column:
            names.setdefault(name, table.where(row, column))
    return names


class _FiguresOf:
    """One table of figures on its way to records."""

    def __init__(self, table: Table, places: Places, recipe: Recipe, mapped: Mapped) -> None:
        self.table, self.places, self.mapped = table, places, mapped
        self.recipe = recipe.with_answers(table.settled)
        self.kind = mapped.kind
        self.place = place_column(table, self.kind)
        self.single = {
            column.role.field: column
            for column in reversed(table.columns)
            if not column.role.wide and (column.role.field != self.kind.fields[0].name or column is self.place)
        }
        self.figures: dict[int, dict[int, Figure | None]] = {}
        self.meant: dict[int, Column] = {}
        self.bare, self.dating = False, Dating(table, self.single, self.recipe, mapped)

    def run(self) -> None:
        """Read the columns of figures, then row by row what each record says."""
        if self.place is None and not self._of_city():
            return
        groups = self._groups()
        worth = {"missing_reason", *self.kind.alone}
        self.bare = not any(group.figures for group in groups) and not worth & self.single.keys()
        if self.bare:
            lacking = next(one.name for one in self.kind.fields if one.form in FIGURES)
            self.mapped.faults.append(
                Fault("no_column", Where(self.table.grid.sheet, self.table.head_row), lacking, lacking)
            )
        subjects = [self._subject_of_group(group) for group in groups]
        for group, (subject, _) in zip(groups, subjects, strict=True):
            for column in group.figures:
                if column.place not in self.figures:
                    self._read(column, subject)
        for column in self.table.columns:
            self.mapped.columns[column.head] = as_kept(column.role)
        for row in self.table.rows:
            self._row(row, groups, subjects)

    def _of_city(self) -> bool:
        """Whether a table without a column of places is of the whole city, which is asked where it may be."""
        at = Where(self.table.grid.sheet, self.table.head_row)
        key = "whole_city"
        if self.kind.placeless and self.recipe.answered(key) == "city":
            return True
        if self.kind.placeless and not self.recipe.answered(key):
            offered = (Choice("city", "whole_city"), Choice("none", "not_whole_city"))
            self.mapped.ask(Question(key, "whole_city", at, self.table.grid.sheet, offered))
        else:
            self.mapped.faults.append(Fault("no_place_column", at, self.kind.fields[0].name))
        return False

    def _groups(self) -> list[_Group]:
        wide: dict[tuple[str, str, str, str], list[Column]] = {}
        for column in self.table.columns:
            if column.role.wide:
                role = column.role
                key = (role.subject, role.asked, role.category, role.when.written)
                wide.setdefault(key, []).append(column)
        alone = [column for column in self.single.values() if self._form(column) in FIGURES]
        if not wide:
            return [_Group(Role(""), tuple(alone))]
        shared = [] if any(key[2] or key[3] for key in wide) else alone
        for column in alone if not shared else ():
            where = Where(self.table.grid.sheet, self.table.head_row, column.head)
            self.mapped.remarks.append(Remark("unused_column", where, column.head))
        return [
            _Group(columns[0].role, (*columns, *(one for one in shared if one.role.field not in _fields(columns))))
            for columns in wide.values()
        ]

    def _form(self, column: Column) -> Form:
        return found.form if (found := self.kind.field(column.role.field)) else Form.TEXT

    def _read(self, column: Column, subject: str) -> None:
        """A column of figures, read as a whole; each figure by what the head or its own row says it is of."""
        column = self.meant[column.place] = self._figure_meant(column)
        if column.role.wide and "figure" in self.mapped.questions:
            self.figures[column.place] = {row.number: Figure(waits=True) for row in self.table.rows}
            return
        cells: list[tuple[Where, Raw]] = [
            (self.table.where(row, column), row.cell(column.place)) for row in self.table.rows
        ]
        form = self._form(column)
        forms = [self.kind.form_under(form, subject or self._said_subject(row)) for row in self.table.rows]
        read = read_column(cells, forms, self.kind.field("bound") is not None and form is Form.PERCENT, self.recipe)
        skipped = {row.number for row in self.table.rows if self._left_out(row)}
        self.mapped.faults += [fault for fault in read.faults if fault.where.row not in skipped]
        for question in read.questions:
            self.mapped.ask(question)
        self.figures[column.place] = {row.number: one for row, one in zip(self.table.rows, read.figures, strict=True)}

    def _said_subject(self, row: Row) -> str:
        """The subject a row names itself; blank where that is not sure."""
        column = self.single.get(named.name) if (named := self.kind.of_form(Form.SUBJECT)) else None
        return next(iter(subject_of(as_text(row.cell(column.place)), self.kind)), "") if column else ""

    def _figure_meant(self, column: Column) -> Column:
        """A column a year or a subject whose head does not say what is counted: asked where it may be either."""
        choices = [name for name in self.kind.wide if name != "respondents"]
        if not column.role.wide or len(choices) < 2 or column.role.field != choices[0]:
            return column
        if any(folded_head(head) in folded_head(column.head) for name in choices for head in self._heads(name)):
            return column
        key = "figure"
        answer = self.recipe.answered(key)
        if answer in choices:
            return replace(column, role=replace(column.role, field=answer))
        where = Where(self.table.grid.sheet, self.table.head_row, column.head)
        offered = tuple(Choice(one, f"figure_{one}") for one in choices)
        self.mapped.ask(Question(key, "figure", where, column.head, offered))
        return column

    def _heads(self, name: str) -> tuple[str, ...]:
        return found.heads if (found := self.kind.field(name)) else ()

    def _left_out(self, row: Row) -> bool:
        """Whether the row's place is none of ours, so that nothing in it is asked or told."""
        meant = self.places.meant.get(as_text(row.cell(self.place.place))) if self.place else None
        return meant is not None and meant.why in _PASSED_OVER

    def _subject_of_group(self, group: _Group) -> tuple[str, bool]:
        """The subject a group's head or the sheet's name says, and whether it still has to be asked."""
        if self.bare or not self.kind.subjects or group.role.subject:
            return group.role.subject, False
        where = Where(self.table.grid.sheet, self.table.head_row, group.figures[0].head if group.figures else "")
        if group.role.asked:
            return ask_subject(
                group.role.asked, subjects_asked(group.role.asked, self.kind), where, self.recipe, self.mapped
            )
        column = next((one for one in self.kind.fields if one.form is Form.SUBJECT), None)
        if column is None or column.name in self.single:
            return "", False
        for words in (self.table.grid.sheet, self.table.title):
            found = [name for name, known in self.kind.subjects if any(_names(word, words) for word in known)]
            if len(found) == 1:
                self.mapped.remarks.append(Remark("subject_of_title", where, words.strip()[:80]))
                return found[0], False
        return ask_subject("*", tuple(name for name, _ in self.kind.subjects), where, self.recipe, self.mapped)

    def _row(self, row: Row, groups: list[_Group], subjects: list[tuple[str, bool]]) -> None:
        """The records of a row; of one with a fault none, but every fault of it is told."""
        where = self.table.where(row, self.place or self.table.columns[0])
        name = as_text(row.cell(self.place.place)) if self.place else ""
        meant = self.places.meant.get(name, Meant(why="blank")) if self.place else Meant(CITY_ID)
        before = len(self.mapped.faults)
        if meant.why in _PASSED_OVER:
            self.mapped.remarks.append(Remark(f"place_{meant.why}", where, name[:60]))
            return
        if meant.why == "blank":
            self.mapped.faults.append(Fault("no_place", where))
        elif meant.why == "unknown":
            self.mapped.faults.append(Fault("unknown_place", where, name[:60], " · ".join(meant.near)))
        elif meant.mended:
            self.mapped.remarks.append(Remark("mended_name", where, f"{name[:60]} → {meant.place_id}"))
        first = self.kind.fields[0].name
        base = Record({first: meant.place_id}, {first: where}, where, waits=meant.why == "asked")
        base = replace(base, values={**base.values, **{name: text for name, text in self._words(row) if text}})
        dated = any(not group.role.when.year for group in groups)
        moment = self.dating.of_row(row) if dated else None
        found = []
        for group, (subject, waits) in zip(groups, subjects, strict=True):
            found += [
                replace(record, waits=record.waits or waits)
                for record in self._record(row, group, subject, base, moment)
            ]
        if len(self.mapped.faults) == before:
            self.mapped.records += found

    def _record(
        self, row: Row, group: _Group, subject: str, base: Record, moment: tuple[Moment | None, Where] | None
    ) -> Iterator[Record]:
        if self.bare:
            return
        values, wheres, waits = dict(base.values), dict(base.wheres), base.waits
        absent, figures, broken = [], 0, False
        for column in group.figures:
            name = self.meant[column.place].role.field
            figure = self.figures[column.place].get(row.number)
            wheres[name] = self.table.where(row, column)
            broken = broken or figure is None
            if figure is None:
                continue
            waits = waits or figure.waits
            if figure.value is not None:
                values[name], figures = f"{figure.value.normalize():f}", figures + (name != "respondents")
                if figure.bound:
                    values["bound"] = figure.bound
            elif figure.absence and name != "respondents":
                absent.append((figure.absence, wheres[name]))
        named = next((one for one in self.kind.fields if one.form is Form.SUBJECT), None)
        if named is not None:
            subject, asked = self._subject(row, subject, named.name, wheres)
            waits = waits or asked
            if subject == "none" or (not subject and not asked):
                return
            values[named.name] = subject
            if (rows := self.kind.of_form(Form.CATEGORY)) is not None:
                cell = self.single.get(rows.name)
                at = wheres[rows.name] = self.table.where(row, cell) if cell else base.where
                told = as_text(row.cell(cell.place)) if cell else ""
                values[rows.name] = group.role.category or category_of_cell(told, subject, at, self.mapped)
        if broken:
            return
        if not figures and not waits and not self._absence(values, absent):
            self.mapped.remarks.append(Remark("no_figure", absent[0][1] if absent else base.where, subject))
            return
        dated = self.dating.of_group(group.role.when, group.figures[0].head if group.figures else "", moment)
        if dated is not None and dated[0] is not None:
            yield from self.dating.record(values, wheres, (dated[0], dated[1]), base.where, waits)

    def _absence(self, values: dict[str, str], absent: list[tuple[Absence, Where]]) -> bool:
        """Note why there is no figure, where the table has a column for it; whether it is worth a row."""
        if any(values.get(name) for name in self.kind.alone):
            return True
        if self.kind.field("missing_reason") is None:
            return False
        reasons = {reason for reason, _ in absent} - {Absence.NOT_STATED}
        if not values.get("missing_reason") and len(reasons) == 1:
            values["missing_reason"] = reasons.pop()
        return bool(values.get("missing_reason"))

    def _subject(self, row: Row, subject: str, name: str, wheres: dict[str, Where]) -> tuple[str, bool]:
        column = self.single.get(name)
        if subject or column is None:
            return subject, not subject
        where = wheres[name] = self.table.where(row, column)
        return subject_of_cell(as_text(row.cell(column.place)), where, self.recipe, self.mapped)

    def _words(self, row: Row) -> Iterator[tuple[str, str]]:
        """Notes, sources and chosen words of a row."""
        for name, column in self.single.items():
            field = self.kind.field(name)
            if field is None or field.form not in (Form.TEXT, Form.SOURCE, Form.WORD) or blank(row.cell(column.place)):
                continue
            yield name, word_of(field, as_text(row.cell(column.place)), self.table.where(row, column), self.mapped)


def _fields(columns: list[Column]) -> set[str]:
    return {column.role.field for column in columns}


def _names(word: str, text: str) -> bool:
    """Whether a text names a subject, as whole words."""
    return len(word) > 5 and re.search(rf"\b{re.escape(folded_head(word))}\b", folded_head(text)) is not None
