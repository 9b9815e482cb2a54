"""The counted tables to take along: a table as CSV or workbook, and all of a quarter on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sikkerby_geo.text import first_upper, names, t
from sikkerby_geo.views.base.prints import compile_print
from sikkerby_geo.views.base.report_words import before_words, hidden_note, period_words
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import MEDIA_TYPE, book_of
from sikkerby_geo.views.reports.counted_tables import (
    CountedAnswer,
    counted_rows,
    counted_sheet,
    notes,
    sentences,
    source_lines,
)

MEDIA = {"csv": "text/csv", "xlsx": MEDIA_TYPE}
_LONGEST_NAME = 31
"""Signs of a sheet's name in a workbook."""


def counted_file(answer: CountedAnswer, kind: str) -> bytes:
    """A table in a format of ``MEDIA``."""
    rows = counted_rows(answer)
    if kind == "csv":
        return csv_bytes(rows)
    about = [answer.caption, *sentences(answer), hidden_note(), *notes(answer), *source_lines(answer)]
    return book_of([(answer.name[:_LONGEST_NAME], rows)], about)


def counted_print(answers: Sequence[CountedAnswer], *, printed: date, grey: bool = False) -> bytes:
    """The tables of a quarter as A4 pages, each with what it says and its source; a PDF."""
    period = answers[0].period
    parts = []
    for answer in answers:
        sheet = counted_sheet(answer)
        head = [column.label for column in sheet.columns]
        rows = [[row[column.key].text for column in sheet.columns] for row in sheet.rows]
        about = [*notes(answer), *source_lines(answer)]
        said = {"title": answer.caption, "says": [*sentences(answer)], "points": [], "notes": about}
        parts.append({**said, "head": head, "rows": rows})
    own = [answer.name for answer in answers if answer.unpublished]
    mark = [t("figure.unpublished_names", names=names(own))] if own else []
    then = t("reports.file.before", then=before_words(period))
    return compile_print(
        "one_page.typ",
        {
            "kicker": t("counted.print.kicker"),
            "sentence": "",
            "certainty": "",
            "place": "",
            "map": None,
            "parts": parts,
            "efforts": None,
            "notes": [then, hidden_note(), *mark],
        },
        title=t("counted.print.title", period=first_upper(period_words(period))),
        version=answers[0].atlas.version,
        printed=printed,
        grey=grey,
    )
