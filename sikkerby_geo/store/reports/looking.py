"""From a sample to a plan: which column is what, how its numbers, coordinates and days are written. Doubt is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from sikkerby_geo.facts.delivery_kinds import Field
from sikkerby_geo.facts.intake import Choice, Fault, Question, Recipe, Remark, Where
from sikkerby_geo.facts.reports import REPORTS, Coordinates
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.intake.cells import Raw, Unreadable
from sikkerby_geo.store.intake.heads import role_of
from sikkerby_geo.store.intake.moments import read_moment
from sikkerby_geo.store.reports.coordinates import RULES, NumberRules, fitting, numbers_of
from sikkerby_geo.store.reports.dates import DateRules
from sikkerby_geo.store.reports.plan import Looked, Plan
from sikkerby_geo.store.reports.samples import Sample, sample_of

NONE = "none"
"""The answer that no column is the one asked for."""
_ENOUGH = 0.5
"""The share of the pairs with numbers that must lie about Copenhagen for a reading to be taken without asking."""
_FIELDS = tuple(field for field in REPORTS.fields if field.name != "note")


def look_at(path: Path, recipe: Recipe, today: date) -> Looked:
    """How a file of reports is read, by the recipe of its source; what is not settled comes back as questions.

    Raises
    ------
    StoreError
        It cannot be read.
    """
    try:
        size = path.stat().st_size
        sample = sample_of(path, recipe)
    except OSError as error:
        raise StoreError("problem.no_such_file", file=str(path)) from error
    if sample.faults or sample.columns is None:
        return Looked(path, faults=sample.faults, questions=sample.questions)
    questions = list(sample.questions)
    columns, asked, faults = _columns(sample, recipe)
    questions += asked
    if asked or faults:
        return Looked(path, faults=tuple(faults), questions=tuple(questions))
    read = Recipe(REPORTS.kind_id, recipe.source, {head: name for name, head in columns.items()}, recipe.answers)
    remarks = [Remark(f"no_{name}_column") for name in ("type", "id") if name not in columns]
    numbers, given, asked, told = _coordinates(sample.columns[columns["x"]], sample.columns[columns["y"]], recipe)
    questions += asked
    remarks += told
    first, asked = _first_in_dates(columns["date"], sample.columns[columns["date"]], recipe)
    questions += asked
    if questions:
        return Looked(path, questions=tuple(questions), remarks=tuple(remarks), recipe=read)
    dates = DateRules(today, first)
    plan = Plan(path, size, columns, numbers, given, dates, sample.text, sample.synthetic)
    return Looked(path, plan, remarks=tuple(remarks), recipe=read)


def _columns(sample: Sample, recipe: Recipe) -> tuple[dict[str, str], list[Question], list[Fault]]:
    """Field → head. An answer comes first, then the recipe's column, then what a head is known by."""
    columns: dict[str, str] = {}
    questions, faults = [], []
    for field in _FIELDS:
        answer = recipe.answered(f"column:{field.name}")
        heads = [head for head in sample.heads if _means(head, field, recipe)]
        kept = [head for head in heads if recipe.columns.get(head) == field.name]
        if answer in sample.heads:
            columns[field.name] = answer
        elif answer == NONE and not field.needed:
            continue
        elif kept or len(heads) == 1:
            columns[field.name] = (kept or heads)[0]
        elif heads or field.needed:
            offered = [head for head in heads or sample.heads if head not in columns.values()]
            if not offered:
                faults.append(Fault("no_column", allowed=field.heads[0]))
            none = () if field.needed else (Choice(NONE, "no_column"),)
            choices = (*(Choice(head, "column", head) for head in offered), *none)
            example = ", ".join(sample.heads)[:120]
            questions.append(Question(f"column:{field.name}", f"column_{field.name}", Where(), example, choices))
    return columns, questions, faults


def _means(head: str, field: Field, recipe: Recipe) -> bool:
    role = role_of(head, REPORTS, recipe)
    return role is not None and role.field == field.name


def _coordinates(
    xs: Sequence[Raw], ys: Sequence[Raw], recipe: Recipe
) -> tuple[NumberRules, Coordinates, list[Question], list[Remark]]:
    """How coordinates are written and what they are, by where they would lie: about Copenhagen in one reading alone."""
    fits: dict[tuple[NumberRules, Coordinates], int] = {}
    numbers = 0
    x, y = _column(xs), _column(ys)
    typed = pa.types.is_floating(x.type) and pa.types.is_floating(y.type)
    for rules in RULES[:1] if typed else RULES:
        (east, _), (north, _) = numbers_of(x, rules), numbers_of(y, rules)
        numbers = max(numbers, int((np.isfinite(east) & np.isfinite(north)).sum()))
        for given, many in fitting(east, north).items():
            fits[rules, given] = many
    answer = recipe.answered("coordinates")
    found = {given for _, given in fits}
    chosen = Coordinates(answer) if answer in set(Coordinates) else None
    most: dict[Coordinates, tuple[int, int]] = {}
    for (rules, given), many in fits.items():
        most[given] = max(most.get(given, (0, 0)), (many, -RULES.index(rules)))
    if chosen is None and len(found) == 1 and next(iter(most.values()))[0] >= _ENOUGH * numbers:
        chosen = next(iter(found))
    if chosen is None:
        choices = tuple(Choice(one, f"coordinates_{one}") for one in Coordinates)
        return RULES[0], Coordinates.METRES, [Question("coordinates", "coordinates", Where(), "", choices)], []
    rules = RULES[-most[chosen][1]] if chosen in most else RULES[0]
    return rules, chosen, [], [Remark(f"coordinates_{chosen}")]


def _column(cells: Sequence[Raw]) -> pa.Array:
    if all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells):
        return pa.array(cells, pa.float64())
    return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())


def _first_in_dates(head: str, cells: Sequence[Raw], recipe: Recipe) -> tuple[str, list[Question]]:
    """What stands first in days like 03/04/2024: as the other days of the column show, or asked."""
    turned, days = [], []
    for text in dict.fromkeys(str(cell).split(" ")[0] for cell in cells if cell):
        moment = read_moment(text)
        if "/" not in text or isinstance(moment, Unreadable):
            continue
        if moment.turned:
            turned.append(text)
        elif moment.day > 12 and not text.startswith(str(moment.year)):
            days.append(int(text.split("/")[0]) == moment.day)
    if not turned and not days:
        return "", []
    key = f"day_first:{head}"
    if recipe.answered(key) in ("day", "month"):
        return recipe.answered(key), []
    if len(set(days)) == 1:
        return ("day" if days[0] else "month"), []
    if not turned:
        return "", []
    moment = read_moment(turned[0])
    if isinstance(moment, Unreadable):
        return "", []
    choices = (
        Choice("day", "day_first", moment.first_day),
        Choice("month", "month_first", moment.other_way().first_day),
    )
    return "", [Question(key, "day_first", Where(column=head), turned[0], choices)]


def with_key(plan: Plan, key: tuple[int, int]) -> Plan:
    """The plan with the secret its fingerprints are made with."""
    return replace(plan, id_key=key)
