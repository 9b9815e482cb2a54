"""Rows of a delivery in our own words: which cell says what, before the contract is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.delivery_kinds import DeliveryKind
from sikkerby_geo.facts.intake import Fault, Question, Remark, Where


@dataclass(frozen=True)
class Record:
    """One row for our table: values as text by column, and where each was read. ``part`` is a quarter or month.

    ``waits``: a question has to be answered before it can be used.
    """

    values: Mapping[str, str]
    wheres: Mapping[str, Where]
    where: Where
    part: str = ""
    waits: bool = False
    shape: BaseGeometry | None = None

    def at(self, column: str) -> Where:
        """Where a value was read; the row where it was in no cell."""
        return self.wheres.get(column, self.where)


@dataclass
class Mapped:
    """What the mapping of a delivery has found so far, in the order it was found."""

    kind: DeliveryKind
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Note a question, once."""
        self.questions.setdefault(question.key, question)
