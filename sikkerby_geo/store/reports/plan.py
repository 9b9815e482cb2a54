"""How one file of reports is read: its form, dialect and columns, settled by a sample of it and the recipe, or asked.

A plan is small and can be sent to another machine: it and a part of the file (``parts.py``) are all a reader needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sikkerby_geo.facts.intake import Fault, Question, Recipe, Remark
from sikkerby_geo.facts.reports import Coordinates
from sikkerby_geo.store.reports.coordinates import NumberRules
from sikkerby_geo.store.reports.dates import DateRules


@dataclass(frozen=True)
class Text:
    """How a delimited text is written: its encoding, its signs, and what stands before the rows.

    ``heads`` are all its columns. ``first`` is the byte the rows begin at, ``first_row`` the row of the file that is
    (from 1, as a spreadsheet counts). ``mended``: its letters went through a wrong encoding once.
    """

    encoding: str
    delimiter: str
    quote: str
    heads: tuple[str, ...]
    first: int
    first_row: int
    mended: bool = False


@dataclass(frozen=True)
class Plan:
    """How one file is read. ``columns`` are field → head; ``text`` is None for a Parquet file."""

    path: Path
    size: int
    columns: dict[str, str]
    numbers: NumberRules
    coordinates: Coordinates
    dates: DateRules
    text: Text | None = None
    synthetic: bool = False
    id_key: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Looked:
    """What looking at a file came to: a plan, or what is wrong or must be asked. ``recipe`` is how it was read."""

    path: Path
    plan: Plan | None = None
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)
