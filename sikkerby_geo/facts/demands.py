"""Demands: what a contract may ask of the values of a column and of a row, and what the fault of each says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.thresholds import LONGEST_FIELD, LONGEST_WORD

Told = tuple[str, str, str]
"""What a fault says: of a value its kind, the value and what is allowed; of a row its column, the value and what is."""


@dataclass(frozen=True)
class Demand:
    """One thing asked of every value of a column.

    ``holds`` takes the column as text (blank = "") and gives a Series of bool with its index; it must answer for any
    text. ``told`` gives the faults of a value that does not hold. Nothing more is asked of a value that fails a
    ``final`` demand: what is blank or no number cannot be too large.
    """

    name: str
    holds: Callable[[pd.Series], pd.Series]
    told: Callable[[str], Iterable[Told]]
    final: bool = False


@dataclass(frozen=True)
class RowDemand:
    """One thing asked of every row, of some of its columns together; ``name`` is the kind of its fault.

    ``holds`` takes the table as text and gives a Series of bool with its index; ``told`` takes the row's ``columns``.
    """

    name: str
    columns: tuple[str, ...]
    holds: Callable[[pd.DataFrame], pd.Series]
    told: Callable[[Mapping[str, str]], Told]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_day_month_or_year(text: str) -> bool:
    """Whether a text is an ISO day, month or year: 2024-05-12, 2024-05, 2024."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    return _is_date(f"{text}-01-01"[:10] if len(text) < 7 else f"{text}-01"[:10])


_NUMBER = r"-?[0-9]{1,12}"
_FORMS = {
    "integer": re.compile(_NUMBER),
    "number": re.compile(rf"{_NUMBER}(\.[0-9]{{1,12}})?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "moment": re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}"),
    "slug": re.compile(r"[a-z0-9][a-z0-9-]*"),
}
"""How a value of a kind is written; text and texts may be written in any way."""
_YEAR = "[0-9]{4}"


def _each(values: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    """Ask each value that is not blank, once."""
    return pd.Series([not text or holds(text) for text in values.tolist()], index=values.index, dtype=bool)


def filled() -> Demand:
    """No value is blank."""
    return Demand("blank", lambda values: values != "", lambda _: [("blank", "", "")], final=True)


def text_fault(text: str) -> tuple[str, str] | None:
    """(kind of fault, what is allowed or found) where a text holds what is never let in, or is too long."""
    if signs := refused(text):
        return "character", ", ".join(signs)
    if len(text) > LONGEST_FIELD.value:
        return "long_field", str(LONGEST_FIELD.value)
    if max(map(len, text.split()), default=0) > LONGEST_WORD.value:
        return "long_word", str(LONGEST_WORD.value)
    return None


def readable() -> Demand:
    """Every text can be shown: no character that is never let in, and neither field nor word too long."""

    def holds(values: pd.Series) -> pd.Series:
        texts = values.tolist()
        if not refused("\n".join(texts)) and max(map(len, texts), default=0) <= LONGEST_WORD.value:
            return pd.Series(True, index=values.index)
        return _each(values, lambda text: text_fault(text) is None)

    def told(text: str) -> Iterable[Told]:
        fault = text_fault(text)
        return [(fault[0], text, fault[1])] if fault else []

    return Demand("text", holds, told, final=True)


def written_as(kind: str) -> Demand | None:
    """Every value has the form of its kind; None for a kind of any form."""
    form = _FORMS.get(kind)
    if form is None:
        return None
    fits = form.fullmatch

    def holds(values: pd.Series) -> pd.Series:
        if kind == "date":
            return _each(values, lambda text: fits(text) is not None and _is_date(text))
        if kind == "moment":
            return _each(values, is_day_month_or_year)
        return _each(values, lambda text: fits(text) is not None)

    return Demand(f"not_{kind}", holds, lambda text: [(f"not_{kind}", text, "")], final=True)


def one_of(choices: Sequence[str]) -> Demand:
    """Every value is one of the choices."""
    return Demand(
        "not_a_choice",
        lambda values: values.isin((*choices, "")),
        lambda text: [("not_a_choice", text, ", ".join(choices))],
    )


def within(low: float, high: float) -> Demand:
    """Every number lies between two, or is one of them."""

    def holds(values: pd.Series) -> pd.Series:
        numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float)
        return pd.Series(~((numbers < low) | (numbers > high)), index=values.index)

    return Demand("out_of_range", holds, lambda text: [("out_of_range", text, f"{low:.15g}–{high:.15g}")])


def known_in(table: str, ids: frozenset[str]) -> Demand:
    """Every value is an id of another table."""
    kind = f"unknown_{table}"
    return Demand(kind, lambda values: values.isin(ids | {""}), lambda text: [(kind, text, "")])


def all_known_in(table: str, ids: frozenset[str]) -> Demand:
    """Every part of every list (``;`` between) is an id of another table."""
    kind = f"unknown_{table}"
    return Demand(
        kind,
        lambda values: _each(values, lambda text: ids.issuperset(text.split(";"))),
        lambda text: [(kind, part, "") for part in text.split(";") if part not in ids],
    )


def unique(columns: tuple[str, ...]) -> RowDemand:
    """No row has these columns from a row above it."""
    return RowDemand(
        "double",
        columns,
        lambda frame: ~frame.duplicated(list(columns)),
        lambda row: (", ".join(columns), " / ".join(row[name] for name in columns), ""),
    )


def in_order(start: str, end: str) -> RowDemand:
    """A period does not end before it starts, where both columns hold a year."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        years = frame[start].str.fullmatch(_YEAR) & frame[end].str.fullmatch(_YEAR)
        return ~(years & (frame[start] > frame[end]))

    return RowDemand("period", (start, end), holds, lambda row: (end, row[end], row[start]))


def either(name: str, column: str, other: str) -> RowDemand:
    """One of two columns says something, and not both."""
    return RowDemand(
        name,
        (column, other),
        lambda frame: (frame[column] == "") != (frame[other] == ""),
        lambda row: (column, row[column], ""),
    )


def something(name: str, *columns: str) -> RowDemand:
    """At least one of some columns says something."""
    return RowDemand(
        name,
        columns,
        lambda frame: (frame[[*columns]] != "").any(axis=1),
        lambda row: (columns[0], "", ""),
    )


def needed_unless(name: str, column: str, by: str, exempt: Sequence[str]) -> RowDemand:
    """A column says something, unless the one it hangs on has a value that needs nothing more."""
    return RowDemand(
        name,
        (column, by),
        lambda frame: (frame[column] != "") | frame[by].isin(exempt),
        lambda row: (column, row[column], row[by]),
    )


def nowhere_only_where(name: str, column: str, by: str, nowhere: str) -> RowDemand:
    """A column is blank where another one has the value that says *nowhere*, and nowhere else."""
    return RowDemand(
        name,
        (column, by),
        lambda frame: (frame[column] == "") == (frame[by] == nowhere),
        lambda row: (column, row[column], row[by]),
    )


def nowhere_for_hidden(name: str, columns: tuple[str, ...], by: str, hidden: Sequence[str]) -> RowDemand:
    """Columns that tell a place are all blank where another one has a value whose place is never told."""
    return RowDemand(
        name,
        (*columns, by),
        lambda frame: ~frame[by].isin(hidden) | (frame[list(columns)] == "").all(axis=1),
        lambda row: next((column, row[column], row[by]) for column in columns if row[column]),
    )
