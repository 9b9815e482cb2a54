"""A chart as one object: its sentence, its picture, its table, and what it is worth; a picture without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup, escape
from pandas.api.types import is_numeric_dtype

from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.palette import INK, MUTED
from sikkerby_geo.views.base.pictures import png, register_fonts
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.svg_text import wrap

VEGA_LITE = "6.4"
FONT = "'Source Sans 3', sans-serif"
MARGIN = 24
TITLE, SUBTITLE, SMALL = 18, 13, 12
"""Font sizes of a picture that stands alone, in pixels."""


@dataclass(frozen=True, eq=False)
class ChartCard:
    """A chart with everything that must be said of it.

    ``spec`` is the picture as a Vega-Lite spec and ``narrow`` the same facts laid out for a narrow column
    (None: the wide one scrolls). ``table`` is its twin, one row a figure or a reason, with Danish column names.
    ``numbers`` replaces it in the CSV where plain numbers serve a spreadsheet better than words.
    ``answers`` tells how many answers are behind the figures, ``years`` which years they are of.
    """

    card_id: str
    title: str
    subtitle: str
    spec: Mapping
    narrow: Mapping | None
    table: pd.DataFrame
    source: str
    years: tuple[int, ...] = ()
    answers: str = ""
    notes: tuple[str, ...] = ()
    numbers: tuple[Mapping[str, object], ...] = ()

    @property
    def width(self) -> float:
        """Width of the wide picture in pixels, as it was laid out."""
        padding = self.spec["padding"]
        return self.spec["width"] + padding["left"] + padding["right"]

    @property
    def label(self) -> str:
        """What a screen reader is told of the picture; the figures stand in the table."""
        return f"{self.title}. {self.subtitle}"

    def picture(self, *, narrow: bool = False) -> Markup:
        """The picture alone as inline SVG, for a page that sets title and source around it."""
        spec = self.narrow if narrow and self.narrow is not None else self.spec
        return Markup(svg_of(_as_json(spec)).replace("<svg ", f'<svg role="img" aria-label="{escape(self.label)}" ', 1))

    def standalone(self) -> str:
        """The picture as an SVG document with title, source and attribution inside, for a file or a print."""
        return _framed(self)

    def png(self) -> bytes:
        """The same picture as PNG."""
        return png(self.standalone())

    def sheet(self) -> Sheet:
        """The table as it is shown; numbers in Danish form, a missing one blank."""
        columns = [str(name) for name in self.table.columns]
        forms = {name: "number" if is_numeric_dtype(self.table[name]) else "text" for name in columns}
        rows = tuple(
            {name: Entry(_shown(value, name)) for name, value in row.items()} for row in self.table.to_dict("records")
        )
        heads = tuple(Column(name, name, forms[name]) for name in columns)
        return Sheet(self.card_id, self.title, heads, rows, titled=True)

    def csv(self) -> bytes:
        """The table for a Danish spreadsheet, or the rows of plain numbers that stand for it there."""
        if self.numbers:
            return csv_bytes(self.numbers)
        return csv_bytes(self.table.to_dict("records"), [str(name) for name in self.table.columns])


def _shown(value: Any, column: str) -> str:
    """A value of the table in Danish form: years as they are, 3.041 and 6,4 with the decimals they have."""
    if pd.isna(value):
        return ""
    if isinstance(value, str) or column == t("twin.year"):
        return str(value)
    decimals = len(f"{value:.2f}".rstrip("0").split(".")[1])
    return number(value, decimals)


def _as_json(spec: Mapping) -> str:
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


_ROLES = re.compile(r' (?:role="graphics-[a-z-]+"|aria-[a-z]+="[^"]*")')
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{5,}")


@lru_cache(maxsize=256)
def svg_of(spec_json: str) -> str:
    """A Vega-Lite spec drawn on the server; long coordinates are cut, the marks' own roles left out."""
    import vl_convert  # for pictures alone, not for the start

    register_fonts()
    drawn = vl_convert.vegalite_to_svg(spec_json, vl_version=VEGA_LITE)
    drawn = _ROLES.sub("", drawn).replace('<rect width="', '<rect class="paper" width="', 1)
    return _LONG_NUMBER.sub(lambda match: f"{float(match.group()):.2f}", drawn)


def _framed(card: ChartCard) -> str:
    drawn = svg_of(_as_json(card.spec))
    width, height = map(float, _VIEW_BOX.findall(drawn)[0])
    foot = " ".join(filter(None, (*card.notes, card.source, t("chart.attribution"))))
    lines: list[tuple[float, str, int, int, str]] = []
    top = float(MARGIN)
    for text, size, weight, colour in ((card.title, TITLE, 600, INK), (card.subtitle, SUBTITLE, 400, MUTED)):
        for line in wrap(text, width, size, weight) if text else []:
            top += size * 1.3
            lines.append((top, line, size, weight, colour))
    top += 12
    below = top + height
    for line in wrap(foot, width, SMALL):
        below += SMALL * 1.4
        lines.append((below, line, SMALL, 400, MUTED))
    texts = "".join(
        f'<text x="{MARGIN}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(line)}</text>"
        for y, line, size, weight, colour in lines
    )
    whole, high = width + 2 * MARGIN, below + MARGIN
    inner = drawn.replace("<svg ", f'<svg x="{MARGIN}" y="{top:.1f}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole:g}" height="{high:.1f}" '
        f'viewBox="0 0 {whole:g} {high:.1f}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="white"/>{texts}{inner}</svg>'
    )
