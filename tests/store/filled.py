"""A template as somebody fills it in: its own example, typed into the empty sheet."""

from __future__ import annotations

import io

import openpyxl

from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.views.own_data.templates import example_rows, template
from tests.cases.deliveries import around


def filled(kind_id: str) -> bytes:
    """The template of a kind, filled in, and no source named."""
    kind = DELIVERY_KIND[kind_id]
    book = openpyxl.load_workbook(io.BytesIO(template(kind, around())))
    for row in example_rows(kind, around()):
        book.worksheets[0].append(
            [row[field.name] for field in kind.fields if field.shown and field.name != "source_id"]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
