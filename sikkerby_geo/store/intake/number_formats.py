"""How an XLSX shows its cells, which calamine does not tell: 0.12 as 12 %, and columns and rows not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from sikkerby_geo.facts.thresholds import MOST_COLUMNS

_PERCENT_FORMATS = ("9", "10")
"""The formats with a per cent sign that every workbook has: 0 % and 0.00 %."""
_STYLED = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})")(?=[^>]*?\bs="([0-9]{1,5})")[^>]*>')
_QUOTED = re.compile(r'"[^"]*"|\\.')

_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*?\bmin="([0-9]{1,5})")(?=[^>]*?\bmax="([0-9]{1,5})")(?=[^>]*?\bhidden="(?:1|true)")[^>]*>'
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*[^/]>')

Cells = frozenset[tuple[int, int]]
"""Cells as (row from 1, column from 0)."""


@dataclass(frozen=True)
class Hidden:
    """What a sheet does not show: columns from 0, and how many rows that hold cells."""

    columns: frozenset[int] = frozenset()
    rows: int = 0


def percent_cells(parts: Mapping[str, bytes]) -> dict[str, Cells]:
    """The cells that are shown as per cents, by the name of their sheet; none where the workbook says none."""
    try:
        styles = frozenset(_percent_styles(ElementTree.fromstring(parts["xl/styles.xml"])))
        if not styles:
            return {}
        return {name: _cells(parts.get(path, b""), styles) for name, path in sheets_in(parts)}
    except (KeyError, ElementTree.ParseError):
        return {}


def hidden_parts(parts: Mapping[str, bytes]) -> dict[str, Hidden]:
    """What is hidden of each sheet, by its name; nothing where the workbook does not say."""
    try:
        return {name: _hidden(parts.get(path, b"")) for name, path in sheets_in(parts)}
    except (KeyError, ElementTree.ParseError):
        return {}


def _hidden(xml: bytes) -> Hidden:
    columns: set[int] = set()
    for found in _HIDDEN_COLUMNS.finditer(xml):
        first, last = int(found[1]), min(int(found[2]), MOST_COLUMNS.value)
        columns |= set(range(first - 1, last))
    return Hidden(frozenset(columns), len(_HIDDEN_ROW.findall(xml)))


def _percent_styles(root: ElementTree.Element) -> Iterator[bytes]:
    """The numbers of the styles whose format shows a per cent sign."""
    formats = set(_PERCENT_FORMATS)
    formats |= {
        one.get("numFmtId", "")
        for one in root.iterfind("{*}numFmts/{*}numFmt")
        if "%" in _QUOTED.sub("", one.get("formatCode", ""))
    }
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        if style.get("numFmtId") in formats:
            yield str(number).encode()


def sheets_in(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each sheet's name and where it lies in the workbook."""
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iterfind("{*}Relationship")}
    for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):
        related = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        target = targets.get(related, "")
        yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(xml: bytes, styles: frozenset[bytes]) -> Cells:
    return frozenset((int(found[2]), _place(found[1])) for found in _STYLED.finditer(xml) if found[3] in styles)


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
