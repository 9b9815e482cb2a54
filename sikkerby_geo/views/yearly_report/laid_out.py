"""The blocks of a report as a file sets them: rows of plain text, columns weighed by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.text import t
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.yearly_report.parts import Verdicts

NARROWEST, WIDEST, AIR = 11, 32, 4
"""Weights of a column: characters of a narrow one, of one with sentences, and what the air beside them takes."""


@dataclass(frozen=True)
class Laid:
    """A table of texts: caption, heads, rows, what of the width each column gets, and which are set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    right: tuple[bool, ...]


def laid_out(sheet: Sheet) -> Laid:
    """A sheet with its closing rows; what it hides or sets small on the screen is told too."""
    rows = tuple(tuple(row[column.key].plain for column in sheet.columns) for row in (*sheet.rows, *sheet.feet))
    head = tuple(column.label for column in sheet.columns)
    right = tuple(column.form == "number" for column in sheet.columns)
    return Laid(sheet.caption, head, rows, weights_of(head, rows), right)


def verdicts_laid(block: Verdicts) -> Laid:
    """Goals as rows: what was to be reached, from what to what, and the verdict with its reason."""
    head = tuple(t(f"yearly.print.{key}") for key in ("goal", "result", "verdict"))
    rows = tuple(
        (
            ": ".join(filter(None, (one.goal, one.target))),
            one.result,
            ". ".join(filter(None, (one.verdict, one.why))),
        )
        for one in block.lines
    )
    return Laid(block.caption, head, rows, weights_of(head, rows), (False,) * len(head))


def weights_of(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """A weight for each column: its longest word must fit, and long texts get more room than short ones."""
    weights = []
    for at, label in enumerate(head):
        texts = [label, *(row[at] for row in rows)]
        words = max((len(word) for text in texts for word in text.split()), default=0)
        mean = sum(map(len, texts)) / len(texts)
        weights.append(float(min(WIDEST, max(NARROWEST, words + AIR, mean + AIR))))
    return tuple(weights)
