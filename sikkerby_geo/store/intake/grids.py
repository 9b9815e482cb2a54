"""What every reader hands on: sheets of cells with the numbers of their rows, and what was said on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.intake import Fault, Question, Remark
from sikkerby_geo.store.intake.cells import Raw


@dataclass(frozen=True)
class Row:
    """A row of cells and its number: the line of a text file it begins on, the row of a sheet, the feature's number."""

    number: int
    cells: tuple[Raw, ...]
    open_quote: bool = False

    @property
    def filled(self) -> int:
        """How many of its cells hold anything."""
        return sum(not blank(cell) for cell in self.cells)

    def cell(self, place: int) -> Raw:
        """A cell by its place from 0; None past the end."""
        return self.cells[place] if place < len(self.cells) else None


@dataclass(frozen=True)
class Grid:
    """One sheet, or the one table of a text file or layer.

    ``merged`` are blocks of cells that are one, as (first row, first column, last row, last column), rows by number
    and columns from 0. ``shapes`` are geometries by row number, in EPSG:4326. ``delimiter``: what parts the
    cells of a text. ``hidden``: columns a workbook does not show.
    """

    sheet: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    shapes: Mapping[int, BaseGeometry] = field(default_factory=dict)
    delimiter: str = ""
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Opened:
    """A file as sheets, with what is wrong with it as a whole, what must be asked, and what was passed over.

    ``form`` says what the file is, ``encoding`` and ``delimiter`` how a text is written.
    """

    form: str
    grids: tuple[Grid, ...] = ()
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def blank(cell: Raw) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u00a0\u202f\ufeff"))


def as_text(cell: Raw) -> str:
    """A cell as it would be typed: a workbook's 5.0 is 5, and true is TRUE."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell).strip(" \t\r\n\u00a0\u202f\ufeff")


def letter(place: int) -> str:
    """A column by its letters, as a spreadsheet counts: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
