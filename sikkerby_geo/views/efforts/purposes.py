"""What the efforts are for: principles by area, goals by effort, and what the administrations say of their own.

An empty cell is named: no effort was found, which is not that there is none.
"""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.goals.purposes import PurposeKind, purposes
from sikkerby_geo.domain.register.checks import Marks, marks_of
from sikkerby_geo.domain.register.matrices import (
    NOT_STATED,
    Matrix,
    goals_by_effort,
    principles_by_area,
    unserved,
)
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.purposes import MARKS_WANTED, PRINCIPLES
from sikkerby_geo.facts.register import FIELD, LEAST, MOST
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.efforts.entries import administration_name, area_name
from sikkerby_geo.views.efforts.field_words import code_words, goals

NAMED = 5
"""How many efforts of a goal are named before the rest is counted."""
Told = tuple[str, Sheet]
"""The line over a folded table, and the table."""


def principle_table(atlas: Atlas, level: Level) -> Told:
    """The five principles in each place of a level: how many efforts, or that none was found."""
    matrix = principles_by_area(atlas.register.values(), atlas.places, level)
    columns = (Column("place", t("purposes.principles_place")), *(_principle(code, atlas) for code in matrix.rows))
    rows = tuple(
        {"place": Entry(area_name(place_id, atlas))}
        | {code or "not_stated": _count(matrix, code, place_id) for code in matrix.rows}
        for place_id in matrix.columns
    )
    cells = sum(NOT_STATED not in (row, column) for row in matrix.rows for column in matrix.columns)
    unstated = len({one for (row, _), ids in matrix.cells.items() if row == NOT_STATED for one in ids})
    words = t("purposes.principles", empty=number(len(matrix.empty)), cells=number(cells), unstated=unstated)
    feet = _strategy_rows(atlas, matrix.rows)
    return words, Sheet("principper", t("purposes.principles_caption"), columns, rows, feet=feet, dense=True)


def _strategy_rows(atlas: Atlas, codes: tuple[str, ...]) -> tuple[dict[str, Entry], ...]:
    """What the strategy itself has for each principle, whatever the area: the goals we take to belong to it."""
    stated = [one for one in purposes(atlas) if one.kind is PurposeKind.PRINCIPLE]
    goals_of = {PRINCIPLES[int(one.number) - 1]: one.goals for one in stated if one.number}
    if not goals_of:
        return ()
    row = {"place": Entry(t("purposes.strategy_goals"))}
    for code in codes:
        found = goals_of.get(code, ())
        none = Entry(t("purposes.none_found" if code else "purposes.dash"))
        row[code or "not_stated"] = Entry(number(len(found)), hidden="; ".join(found)) if found else none
    return (row,)


def _principle(code: str, atlas: Atlas) -> Column:
    label = code_words(FIELD["principles"], code, atlas) if code else t("purposes.not_stated")
    return Column(code or "not_stated", label, "number")


def _count(matrix: Matrix, row: str, column: str) -> Entry:
    found = matrix.cell(row, column)
    if found:
        return Entry(number(len(found)))
    return Entry(t("purposes.dash" if NOT_STATED in (row, column) else "purposes.none"))


def goal_table(atlas: Atlas) -> Told:
    """The city's goals and the indicators that any effort serves: how many efforts, and which."""
    matrix = goals_by_effort(atlas.register.values(), list(goals(atlas)))
    columns = tuple(
        Column(key, t(f"purposes.goals_{key}"), form)
        for key, form in (("goal", "wide"), ("count", "number"), ("efforts", "wide"))
    )
    rows = tuple(_goal_row(matrix, served, atlas) for served in matrix.rows if served != NOT_STATED)
    unstated = sum(row == NOT_STATED for row, _ in matrix.cells)
    words = t("purposes.goals", without=len(unserved(matrix)), unstated=unstated)
    return words, Sheet("maal-og-indsatser", t("purposes.goals_caption"), columns, rows)


def _goal_row(matrix: Matrix, served: str, atlas: Atlas) -> dict[str, Entry]:
    found = [effort_id for effort_id in matrix.columns if matrix.cell(served, effort_id)]
    told = names((atlas.register[effort_id].entry.name for effort_id in found), most=NAMED)
    return {
        "goal": Entry(code_words(FIELD["serves"], served, atlas)),
        "count": Entry(number(len(found))),
        "efforts": Entry(told or t("purposes.none")),
    }


def marks_table(atlas: Atlas) -> Told:
    """How many efforts each administration names as its most and least effective, and whether that is as it should."""
    marks: dict[str, list[Marks]] = {}
    for one in marks_of(atlas.register.values()):
        marks.setdefault(one.administration, []).append(one)
    columns = (
        Column("office", t("purposes.marks_office")),
        *(Column(mark, code_words(FIELD["effectiveness_mark"], mark, atlas), "number") for mark in (MOST, LEAST)),
        Column("check", t("purposes.marks_check"), "wide"),
    )
    rows = tuple(
        {"office": Entry(administration_name(code)), "check": _check(both, atlas)}
        | {one.mark: Entry(number(len(one.effort_ids))) for one in both}
        for code, both in marks.items()
    )
    right = sum(all(one.enough for one in both) for both in marks.values())
    words = t("purposes.marks", right=number(right), all=number(len(marks)))
    return words, Sheet("egne-vurderinger", t("purposes.marks_caption"), columns, rows)


def _check(both: list[Marks], atlas: Atlas) -> Entry:
    told = [_unlike(one, atlas) for one in both if not one.enough]
    return Entry(" ".join(told) or t("purposes.marks_right"))


def _unlike(marks: Marks, atlas: Atlas) -> str:
    """That too few or too many are named, as short as a field of a table wants it."""
    mark = code_words(FIELD["effectiveness_mark"], marks.mark, atlas)
    if marks.too_few:
        return t("purposes.marks_few", mark=mark, count=number(len(marks.effort_ids)), least=MARKS_WANTED.start)
    return t("purposes.marks_many", mark=mark, count=number(len(marks.effort_ids)), most=MARKS_WANTED.stop - 1)


def purpose_tables(atlas: Atlas, level: Level) -> tuple[Told, ...]:
    """The three tables of what the register's efforts are for, whatever the reader has chosen of them."""
    return principle_table(atlas, level), goal_table(atlas), marks_table(atlas)
