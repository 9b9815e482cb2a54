"""Contracts of tables: what each column may hold, and the check that finds every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.problems import Fault
from sikkerby_geo.facts.thresholds import LONGEST_FIELD, LONGEST_WORD


@dataclass(frozen=True)
class Column:
    """One column: its ``kind``, whether it may be blank, its choices or range, and what it refers to.

    Kinds: text, slug, integer, number, date, and texts (a list with ``;`` between).
    ``refers_to`` names the set of ids the value(s) must be in: sources, places (of every level, and the
    city), or a table.
    """

    kind: str = "text"
    blank: bool = True
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    refers_to: str = ""


@dataclass(frozen=True)
class Contract:
    """The columns of a table, and the columns that together must be unique."""

    columns: Mapping[str, Column]
    key: tuple[str, ...]


def _integer(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,12}", text) is not None


def _number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", text) is not None


def _date(text: str) -> bool:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _slug(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9-]*", text) is not None


_FORMS: dict[str, Callable[[str], bool]] = {"integer": _integer, "number": _number, "date": _date, "slug": _slug}


def text_fault(text: str) -> tuple[str, str] | None:
    """(kind of fault, what is allowed or found) where a text holds what is never let in, or is too long."""
    if signs := refused(text):
        return "character", ", ".join(signs)
    if len(text) > LONGEST_FIELD.value:
        return "long_field", str(LONGEST_FIELD.value)
    if max(map(len, text.split()), default=0) > LONGEST_WORD.value:
        return "long_word", str(LONGEST_WORD.value)
    return None


def _value_faults(column: Column, text: str, known: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    """(kind of fault, value, what is allowed) for one cell."""
    if not text:
        if not column.blank:
            yield "blank", "", ""
        return
    trouble = text_fault(text)
    if trouble is not None:
        kind, allowed = trouble
        yield kind, text, allowed
        return
    form = _FORMS.get(column.kind)
    if form and not form(text):
        yield f"not_{column.kind}", text, ""
        return
    if column.choices and text not in column.choices:
        yield "not_a_choice", text, ", ".join(column.choices)
    if (column.low is not None and float(text) < column.low) or (column.high is not None and float(text) > column.high):
        yield "out_of_range", text, f"{column.low:.15g}–{column.high:.15g}"
    if column.refers_to in known:
        for part in text.split(";") if column.kind == "texts" else (text,):
            if part not in known[column.refers_to]:
                yield f"unknown_{column.refers_to}", part, ""


def faults_in(frame: pd.DataFrame, contract: Contract, file: str, known: Mapping[str, frozenset[str]]) -> list[Fault]:
    """Every fault of a table read as text: columns, forms, ranges, references and doubles.

    The index of ``frame`` + 2 is the line in the file.
    """
    missing = [name for name in contract.columns if name not in frame.columns]
    surplus = [name for name in frame.columns if name not in contract.columns]
    faults = [Fault(file, "missing_column", 1, name) for name in missing]
    faults += [Fault(file, "surplus_column", 1, name, allowed=", ".join(contract.columns)) for name in surplus]
    for name in contract.columns:
        if name in missing:
            continue
        column = contract.columns[name]
        for index, text in frame[name].items():
            faults += [
                Fault(file, kind, int(index) + 2, name, value, allowed)
                for kind, value, allowed in _value_faults(column, text, known)
            ]
    if not missing:
        doubles = frame[frame.duplicated(list(contract.key))]
        for index, row in doubles.iterrows():
            value = " / ".join(row[name] for name in contract.key)
            faults.append(Fault(file, "double", int(index) + 2, ", ".join(contract.key), value))
    return faults


def typed(frame: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """The checked table with Python values: numbers as float/Int64 (blank = NA), lists as tuples."""
    result = frame.copy()
    for name, column in contract.columns.items():
        if column.kind == "integer":
            result[name] = pd.to_numeric(result[name].replace("", None)).astype("Int64")
        elif column.kind == "number":
            result[name] = pd.to_numeric(result[name].replace("", None)).astype("Float64")
        elif column.kind == "texts":
            result[name] = [tuple(part for part in text.split(";") if part) for text in result[name]]
    return result
