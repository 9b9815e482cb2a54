"""The one table to take along: every figure a row with plain numbers as CSV, and as a workbook with a row a place."""

from __future__ import annotations

from collections.abc import Iterator

from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import since_words
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import Value, add, as_bytes, column_letter, headed, new_book
from sikkerby_geo.views.district.compared import Cell, Compared, Measure

COLUMNS = (
    "place", "level", "measure", "year", "figure", "unit", "bound", "low", "high",
    "beside", "beside_figure", "side", "change", "before_year", "before", "note", "source",
)  # fmt: skip
"""The columns of a row, in order; ``compared.column`` has their headings."""
_WIDTH = 16


def compared_csv(table: Compared) -> bytes:
    """Every cell of the table as a row for a spreadsheet; a missing figure is blank, with its reason as the remark."""
    return csv_bytes([_headed(row) for row in _rows(table)], tuple(_heading(name) for name in COLUMNS))


def compared_xlsx(table: Compared) -> bytes:
    """The table with a row a place, every figure as a row, and how it is to be read."""
    book = new_book()
    wide = book.active
    wide.title = t("compared.sheet_table")
    add(wide, _heading("place"), *(words for measure in table.measures for words in _wide_head(measure)))
    for place, cells in table.rows:
        add(wide, place.name, *(value for cell in cells for value in _wide(cell)))
    long = book.create_sheet(t("compared.sheet_figures"))
    add(long, *(_heading(name) for name in COLUMNS))
    for row in _rows(table):
        add(long, *(row[name] for name in COLUMNS))
    for sheet in (wide, long):
        headed(sheet, 1)
        sheet.freeze_panes = "B2"
        for number in range(1, sheet.max_column + 1):
            sheet.column_dimensions[column_letter(number)].width = _WIDTH
    notes = book.create_sheet(t("compared.sheet_notes"))
    for line in (table.title, table.says, *table.how, t("source_line.text", sources=figures.titles(table.sources))):
        add(notes, line)
    return as_bytes(book)


def _wide_head(measure: Measure) -> tuple[str, ...]:
    return (measure.name, *(f"{measure.name}, {_heading(name).lower()}" for name in ("year", "side", "change", "note")))


def _wide(cell: Cell) -> tuple[Value, ...]:
    figure = cell.known.figure
    value = _number(figure.value, figure.decimals) if figure else cell.figure or None
    return (value, cell.known.year if cell.figure else None, cell.words, cell.change, _remarks(cell))


def _remarks(cell: Cell) -> str:
    """All that must be said of a figure, its column's caveats too; of a missing one the reason."""
    every = dict.fromkeys((*figures.marks(cell.known), *cell.notes))
    return "; ".join(every) if cell.figure else cell.missing


def _rows(table: Compared) -> Iterator[dict[str, Value]]:
    for place, cells in table.rows:
        for measure, cell in zip(table.measures, cells, strict=True):
            yield _row(table, place, measure, cell)


def _row(table: Compared, place: Place, measure: Measure, cell: Cell) -> dict[str, Value]:
    figure, said, moved = cell.known.figure, figures.numbers(cell.known.figure), cell.moved
    before = moved.before.figure if moved else None
    return {
        "place": place.name,
        "level": t(f"level.{table.level}.one"),
        "measure": measure.name,
        "year": cell.known.year if cell.figure else None,
        "figure": _number(figure.value, figure.decimals) if figure else None,
        "unit": t(f"compared.unit.{measure.indicator.unit}"),
        "bound": cell.figure if cell.known.figure is None else "",
        "low": said.low,
        "high": said.high,
        "beside": t("compared.whole" if measure.indicator.surveyed else "compared.middle_area"),
        "beside_figure": None if cell.held_to is None else _number(cell.held_to, 1),
        "side": cell.words,
        "change": since_words(moved) if moved else "",
        "before_year": moved.before.year if moved else None,
        "before": _number(before.value, before.decimals) if before else None,
        "note": _remarks(cell),
        "source": figures.titles(cell.known.sources),
    }


def _number(value: float, decimals: int) -> float | int:
    """A figure as printed: 71 and not 71.0."""
    rounded = round(value, decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def _heading(name: str) -> str:
    return t(f"compared.column.{name}")


def _headed(row: dict[str, Value]) -> dict[str, object]:
    return {_heading(name): value for name, value in row.items()}
