"""A delivery from bytes to rows of our table: read, mapped, checked. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.datasets import CONTRACTS
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND, EXAMPLE_SHEET, DeliveryKind, Form
from sikkerby_geo.facts.intake import Fault, Question, Recipe, Remark, Surroundings, Where
from sikkerby_geo.store.intake.contracted import contract_faults, doubles, rows_of
from sikkerby_geo.store.intake.entries import map_entries, names_in_entries
from sikkerby_geo.store.intake.grids import Opened
from sikkerby_geo.store.intake.mapping import map_table, names_in
from sikkerby_geo.store.intake.opening import open_file
from sikkerby_geo.store.intake.periods import whole_years
from sikkerby_geo.store.intake.places import places_of
from sikkerby_geo.store.intake.quarters import by_quarter, name_nobody, whole_quarters
from sikkerby_geo.store.intake.records import Mapped, Record
from sikkerby_geo.store.intake.tables import Table, table_of

OF_SHAPES = ("far_off", "corner_no_number")
"""Faults of the place of a whole row, which has no column."""
OWN_DELIVERY = "own-delivery"
"""The source of rows that name none: the delivery itself."""


@dataclass(frozen=True)
class Intake:
    """What a file says, as rows of our table and everything there is to say about them.

    ``rows`` are the good ones, as text in the columns of ``CONTRACTS[kind.table]``; ``wheres`` where each was read.
    ``bad_rows`` counts those with a fault, ``waiting`` those that wait for an answer. ``sources`` are the sources the
    file names and nobody knew, ``known_sources`` those it names that are listed, title by id. ``recipe`` is how the
    file was read, to keep for next year's.
    """

    kind: DeliveryKind
    rows: pd.DataFrame
    wheres: tuple[Where, ...] = ()
    shapes: Mapping[str, BaseGeometry] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    known_sources: Mapping[str, str] = field(default_factory=dict)
    recipe: Recipe = field(default_factory=Recipe)
    bad_rows: int = 0
    waiting: int = 0

    @property
    def ready(self) -> bool:
        """Whether the whole file may be taken in as it is: no fault, nothing to ask, and something in it."""
        return not self.faults and not self.questions and not self.rows.empty

    def rows_by_source(self) -> dict[str, list[dict[str, str]]]:
        """The good rows by the title of the source they name (blank: the delivery's own), without blanks."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.rows.to_dict("records"):
            source = str(row.pop("source_id"))
            title = self.sources.get(source, self.known_sources.get(source, ""))
            found.setdefault(title, []).append({str(name): str(text) for name, text in row.items() if text})
        return found

    @property
    def good_rows_alone(self) -> bool:
        """Whether there are good rows beside bad ones, which may be taken if someone says so."""
        return bool(self.faults) and not self.questions and not self.rows.empty


def take_in(
    content: bytes, kind_id: str, around: Surroundings, recipe: Recipe | None = None, source_id: str = OWN_DELIVERY
) -> Intake:
    """Read a file as a delivery of a kind.

    ``source_id`` is the source of rows that name none. What cannot be settled comes back as questions; put the answers
    into the recipe and call again.
    """
    kind = DELIVERY_KIND[kind_id]
    recipe = recipe or Recipe(kind_id)
    opened = open_file(content, recipe)
    mapped = Mapped(kind, faults=list(opened.faults), remarks=list(opened.remarks))
    for question in opened.questions:
        mapped.ask(question)
    tables = tables_of(opened, recipe, mapped)
    if not any(question.key in ("encoding", "delimiter") for question in opened.questions):
        _map(tables, around, recipe, mapped)
    if by_quarter(kind):
        whole_quarters(mapped, recipe)
        name_nobody(mapped)
    else:
        whole_years(mapped, recipe)
    return _checked(mapped, around, recipe, source_id)


def tables_of(opened: Opened, recipe: Recipe, mapped: Mapped) -> list[Table]:
    """The tables with rows. A sheet without one is passed over where another has one, and told; so is our example."""
    grids = [grid for grid in opened.grids if grid.sheet != EXAMPLE_SHEET or len(opened.grids) == 1]
    mapped.remarks += [Remark("example_sheet", Where(grid.sheet)) for grid in opened.grids if grid not in grids]
    found = [table_of(grid, mapped.kind, recipe) for grid in grids]
    good = [table for table in found if table.columns]
    for table in found:
        mapped.remarks += table.remarks
        if table.columns or not good:
            mapped.faults += table.faults
        else:
            mapped.remarks.append(Remark("sheet_without_table", Where(table.grid.sheet)))
    for table in good:
        if not table.rows and not table.faults:
            mapped.faults.append(Fault("no_rows", Where(table.grid.sheet, table.head_row)))
    broken = {(fault.where.sheet, fault.where.row) for fault in mapped.faults}
    whole = [
        replace(table, rows=tuple(row for row in table.rows if (table.grid.sheet, row.number) not in broken))
        for table in good
    ]
    return [table for table in whole if table.rows]


def _map(tables: list[Table], around: Surroundings, recipe: Recipe, mapped: Mapped) -> None:
    things = mapped.kind.of_form(Form.SUBJECT) is None and mapped.kind.of_form(Form.DAY) is None
    names: dict[str, Where] = {}
    for table in tables:
        found = names_in_entries(table, mapped) if things else names_in(table, mapped.kind)
        names = {**found, **names}
    places = places_of(names, around.places, recipe)
    for question in places.questions:
        mapped.ask(question)
    for table in tables:
        if things:
            map_entries(table, places, recipe, mapped, around.outlines)
        else:
            map_table(table, places, recipe, mapped)


def _checked(mapped: Mapped, around: Surroundings, recipe: Recipe, source_id: str) -> Intake:
    """The rows held against the contract: the good ones, and every fault of the others."""
    titles = {**around.sources, source_id: around.sources.get(source_id, "")}
    rows = rows_of(mapped, source_id, titles, around.key_figures)
    columns = list(CONTRACTS[mapped.kind.table].columns)
    settled = [at for at, record in enumerate(mapped.records) if not record.waits]
    records: list[Record] = [mapped.records[at] for at in settled]
    frame = pd.DataFrame([rows[at] for at in settled], columns=columns, dtype=object)
    bad: dict[int, list[Fault]] = {}
    if not frame.empty:
        bad = contract_faults(frame, records, mapped.kind, _known(around, titles, mapped))
        for at, fault in doubles(records, [rows[at] for at in settled], mapped.kind).items():
            bad.setdefault(at, []).append(fault)
    good = [at for at in range(len(frame)) if at not in bad]
    faults = sorted(
        (*mapped.faults, *(fault for told in bad.values() for fault in told)),
        key=lambda fault: (fault.where.sheet, fault.where.row),
    )
    shapes = {frame.iloc[at, 0]: shape for at in good if (shape := records[at].shape) is not None}
    kept = Recipe(mapped.kind.kind_id, recipe.source, {**recipe.columns, **mapped.columns}, recipe.answers)
    told = {(fault.where.sheet, fault.where.row) for fault in faults if fault.where.column or fault.kind in OF_SHAPES}
    return Intake(
        mapped.kind,
        frame.iloc[good].reset_index(drop=True),
        tuple(records[at].where for at in good),
        shapes,
        tuple(dict.fromkeys(faults)),
        tuple(mapped.questions.values()),
        tuple(mapped.remarks),
        dict(mapped.sources),
        {name: title for name, title in around.sources.items() if name in set(frame.source_id)},
        kept,
        bad_rows=len(told),
        waiting=len(mapped.records) - len(settled),
    )


def _known(around: Surroundings, titles: Mapping[str, str], mapped: Mapped) -> dict[str, frozenset[str]]:
    places = frozenset(around.places.by_id)
    return {
        "sources": frozenset(titles) | frozenset(mapped.sources),
        "areas": places,
        "places": places | {CITY_ID},
        "key_figures": frozenset(around.key_figures),
        "survey_areas": frozenset(place.place_id for place in around.places.at(Level.SURVEY_AREA)),
    }
