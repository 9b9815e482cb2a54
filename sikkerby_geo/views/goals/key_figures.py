"""Key figures as a section of Mål: a group at a time as a table, and all of them as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.programme.key_figures import KeyFigure, KeyFigures, Value, groups_of, hidden, key_figures
from sikkerby_geo.domain.programme.key_figures import disagreeing as disagreeing_values
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures as figure_words
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import Value as Cell
from sikkerby_geo.views.base.workbook import book_of
from sikkerby_geo.views.goals.key_figure_words import (
    about_words,
    beside_words,
    by_source,
    dated_words,
    newest_words,
    notes_of,
    value_words,
    where_words,
)

CSV_COLUMNS = (
    *("group", "indicator", "owner", "direction", "focus", "principle", "qualifier", "value", "value_high", "unit"),
    *("year", "period", "where", "with", "note", "source", "locator"),
)


def heading_words(atlas: Atlas) -> str:
    """The heading of the section: how many key figures there are, and how many of them have no figure."""
    figures = key_figures(atlas)
    if not figures:
        return t("key_figure.heading_none")
    missing = sum(not one.values for one in figures.values())
    rest = t("key_figure.heading_rest", missing=missing) if missing else ""
    return t("key_figure.heading", count=len(figures), groups=len(groups_of(figures)), rest=rest)


def groups(atlas: Atlas) -> dict[str, str]:
    """The groups by their ids, which the address names."""
    return groups_of(key_figures(atlas))


def group_title(group: str, figures: Iterable[KeyFigure]) -> str:
    """How many of a group's figures have a value."""
    listed = list(figures)
    known = sum(bool(one.values) for one in listed)
    nothing = "none_known" if len(listed) > 1 else "none_known_one"
    key = nothing if not known else "all_known" if known == len(listed) else "some_known"
    return t(f"key_figure.title.{key}", group=group, count=len(listed), known=known)


def group_sheet(atlas: Atlas, group_id: str) -> Sheet:
    """The figures of a group as a table: what is counted, the newest figure or that none is found, and who says so."""
    figures = key_figures(atlas)
    mine = [one for one in figures.values() if one.group_id == group_id]
    columns = tuple(
        Column(key, t(f"key_figure.column.{key}"), form)
        for key, form in (
            ("indicator", "text"),
            ("newest", "text"),
            ("where", "text"),
            ("note", "wide"),
            ("source", "note"),
        )
    )
    rows = tuple(_row(atlas, figures, one) for one in mine)
    title = group_title(mine[0].group, mine) if mine else ""
    return Sheet(f"noegletal-{group_id}", title, columns, rows, csv_rows=tuple(csv_rows(atlas, group_id)))


def _row(atlas: Atlas, figures: KeyFigures, figure: KeyFigure) -> dict[str, Entry]:
    return {
        "indicator": Entry(figure.indicator, quiet=about_words(figure)),
        "newest": _newest(figures, figure),
        "where": Entry(where_words(atlas, figure)),
        "note": Entry(notes_of(figures, figure)),
        "source": Entry(figure_words.titles(_sources(figure))),
    }


def _newest(figures: KeyFigures, figure: KeyFigure) -> Entry:
    """The newest figure with what is told with it, and the earlier ones under it."""
    year = figure.newest[0].year if figure.newest else None
    beside = beside_words(figures, figure, year) if figure.newest else ()
    apart = disagreeing_values(figure.newest)
    earlier = tuple(t("key_figure.earlier", value=dated_words(figures, figure, one)) for one in figure.earlier)
    if apart:
        told = tuple(by_source(figures, figure, one) for one in apart)
        return Entry(t("key_figure.two_sources"), lines=(*told, *beside, *earlier))
    asked = figure.period if not figure.values else ""
    return Entry(newest_words(figures, figure), lines=(*beside, *earlier), quiet=asked)


def _sources(figure: KeyFigure) -> list:
    return list(dict.fromkeys(one.source for one in figure.values)) or [figure.source]


def csv_rows(atlas: Atlas, group_id: str = "") -> Iterator[dict[str, Cell]]:
    """Every value of a group (blank: of all) as a row; one row for a figure without any."""
    figures = key_figures(atlas)
    for figure in figures.values():
        if group_id in ("", figure.group_id):
            for value in figure.values or (None,):
                yield {t(f"key_figure.csv.{key}"): cell for key, cell in _plain(atlas, figures, figure, value).items()}


def _plain(atlas: Atlas, figures: KeyFigures, figure: KeyFigure, value: Value | None) -> dict[str, Cell]:
    """A value as plain cells; the key of each is a column of ``CSV_COLUMNS``."""
    shown = value if value is not None and not hidden(figures, figure, value) else None
    said = (value_words(figures, figure, value) if shown is None else value.qualifier) if value else ""
    source = value.source if value else figure.source
    told = {
        "group": figure.group,
        "indicator": figure.indicator,
        "owner": figure.owner,
        "direction": t(f"key_figure.csv_direction.{figure.direction}") if figure.direction else "",
        "focus": figure.focus_area or "",
        "principle": figure.principle or "",
        "qualifier": said or (t("key_figure.not_found") if value is None else ""),
        "value": _number(shown.value if shown else None),
        "value_high": _number(shown.high if shown else None),
        "unit": figure.unit,
        "year": (value.year or "") if value else "",
        "period": value.period if value else figure.period,
        "where": where_words(atlas, figure),
        "with": "; ".join(beside_words(figures, figure, value.year)) if value else "",
        "note": " ".join(filter(None, (figure.note, value.note if value else ""))),
        "source": figure_words.titles([source]),
        "locator": value.locator if value else figure.locator,
    }
    return {key: told[key] for key in CSV_COLUMNS}


def all_csv(atlas: Atlas) -> bytes:
    """Every key figure for a Danish spreadsheet."""
    return csv_bytes(csv_rows(atlas))


def all_xlsx(atlas: Atlas) -> bytes:
    """Every key figure as a workbook, with how it is to be read."""
    return book_of(
        [(t("key_figure.sheet_values"), list(csv_rows(atlas)))], (t("key_figure.note"), t("key_figure.read_note"))
    )


def _number(value: float | None) -> Cell:
    """A number as a spreadsheet has it: whole where it is whole, blank where there is none."""
    if value is None:
        return ""
    return int(value) if value.is_integer() else value
