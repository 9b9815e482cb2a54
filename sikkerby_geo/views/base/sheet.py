"""Blocks of a page to be read: paragraphs and tables, each table as HTML and as CSV from the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.base.spreadsheet import csv_bytes


@dataclass(frozen=True)
class Entry:
    """What stands in one field: its text, and where it has one a small second line, a picture, an address or a mark.

    ``lines`` are set under each other below the text; ``hidden`` is read out and printed in the CSV but not shown,
    for a field whose picture says it to the eye.
    """

    text: str
    quiet: str = ""
    look: Look | None = None
    url: str = ""
    mark: str = ""
    hidden: str = ""
    lines: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        return " – ".join(part for part in (self.text, self.hidden, *self.lines, self.quiet) if part)


@dataclass(frozen=True)
class Column:
    """A column: its key in the rows, its heading, and how it is set (``text``, ``number``, ``wide``, ``note``)."""

    key: str
    label: str
    form: str = "text"
    now: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with a caption; the first column heads its rows. ``feet`` are closing rows in the same columns.

    ``csv_rows`` replaces the rows in the CSV where plain numbers serve a spreadsheet better than words.
    ``dense`` keeps the columns side by side on a narrow screen; ``titled`` = a heading right above says what the
    caption says, so that it is only read out.
    """

    sheet_id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Entry], ...]
    feet: tuple[Mapping[str, Entry], ...] = ()
    csv_rows: tuple[Mapping[str, object], ...] = ()
    dense: bool = False
    titled: bool = False

    @property
    def html(self) -> str:
        return render("sheet.html", sheet=self)

    @property
    def csv(self) -> bytes:
        """The rows for a Danish spreadsheet."""
        if self.csv_rows:
            return csv_bytes(self.csv_rows)
        labels = {column.key: column.label for column in self.columns}
        rows = ({label: row[key].plain for key, label in labels.items()} for row in (*self.rows, *self.feet))
        return csv_bytes(rows, tuple(labels.values()))


@dataclass(frozen=True)
class Prose:
    """Paragraphs, an example set large, terms with what they mean, plain points, and links (address, words)."""

    paragraphs: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    points: tuple[str, ...] = ()
    heading: str = ""
    example: str = ""
    links: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> str:
        return render("prose.html", prose=self)
