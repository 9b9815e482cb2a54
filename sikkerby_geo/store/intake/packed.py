"""Packed files held against what they may hold, before any reader unpacks them: size, sheets, macros, far-off cells."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from sikkerby_geo.facts.intake import Fault, Where
from sikkerby_geo.facts.thresholds import (
    MOST_COLUMNS,
    MOST_DELIVERED_ROWS,
    MOST_PACKING,
    MOST_SHEETS,
    MOST_UNPACKED_BYTES,
)
from sikkerby_geo.store.intake.number_formats import sheets_in

_MOST_MEMBERS = 1000
_STEP = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_UNWORKED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_REPEATED_ROW = re.compile(
    rb'<table:table-row\b[^>]*?number-rows-repeated="([0-9]+)"[^>]*?(?:/>|>(.*?)</table:table-row>)', re.DOTALL
)
_REPEATED_CELL = re.compile(rb'<table:table-cell\b[^>]*?number-columns-repeated="([0-9]+)"[^>]*?(/?)>')
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def members(content: bytes) -> dict[str, bytes] | Fault:
    """Everything in a zip, unpacked within the limits; or the fault.

    Each member is unpacked step by step, so that one which lies about its size is caught too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > _MOST_MEMBERS:
                return Fault("many_members", value=str(len(listed)), allowed=str(_MOST_MEMBERS))
            if any(one.flag_bits & 1 for one in listed):
                return Fault("encrypted")
            room = min(MOST_UNPACKED_BYTES.value, max(len(content), 50_000) * MOST_PACKING.value)
            found: dict[str, bytes] = {}
            for one in listed:
                if one.filename.startswith("/") or ".." in one.filename.replace("\\", "/").split("/"):
                    return Fault("path_in_zip", value=one.filename)
                unpacked = _unpacked(archive, one, room)
                if unpacked is None:
                    return Fault("unpacked_size", allowed=str(MOST_UNPACKED_BYTES.value))
                room -= len(unpacked)
                found[one.filename] = unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return Fault("broken_zip")
    return found


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, room: int) -> bytes | None:
    parts, size = [], 0
    with archive.open(one, "r", None) as stream:
        while part := stream.read(_STEP):
            size += len(part)
            if size > room:
                return None
            parts.append(part)
    return b"".join(parts)


def faults_of_workbook(parts: dict[str, bytes]) -> Iterator[Fault]:
    """What a workbook may not hold: macros, entities, too many sheets, cells far out, formulas nobody worked out."""
    names = [name.lower() for name in parts]
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        yield Fault("macros")
    if any(_ENTITIES.search(part) for name, part in parts.items() if name.lower().endswith((".xml", ".rels"))):
        yield Fault("entities")
    sheets = [name for name in parts if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
    if len(sheets) > MOST_SHEETS.value:
        yield Fault("many_sheets", value=str(len(sheets)), allowed=str(MOST_SHEETS.value))
    shown = _names(parts)
    for name in sheets:
        yield from _of_sheet(parts[name], shown.get(name, ""))
    if "content.xml" in parts:
        yield from _of_document(parts["content.xml"])


def _names(parts: dict[str, bytes]) -> dict[str, str]:
    """What each sheet is called, by where it lies in the workbook."""
    try:
        return {path: name for name, path in sheets_in(parts)}
    except (KeyError, ElementTree.ParseError):
        return {}


def _of_sheet(xml: bytes, sheet: str) -> Iterator[Fault]:
    rows, columns = 0, 0
    for found in _CELL.finditer(xml):
        rows, columns = max(rows, int(found[2])), max(columns, _column(found[1]))
    if rows > MOST_DELIVERED_ROWS.value:
        yield Fault("many_rows", value=str(rows), allowed=str(MOST_DELIVERED_ROWS.value))
    if columns > MOST_COLUMNS.value:
        yield Fault("many_columns", value=str(columns), allowed=str(MOST_COLUMNS.value))
    for found in _UNWORKED.finditer(xml):
        cell = found[1].decode()
        row = int(re.sub("[A-Z]", "", cell))
        yield Fault("formula_without_value", Where(sheet, row, re.sub("[0-9]", "", cell)), cell)


def _of_document(xml: bytes) -> Iterator[Fault]:
    """An OpenDocument sheet says *the same again* with a number: of what is not blank it may not be large."""
    for found in _REPEATED_ROW.finditer(xml):
        if int(found[1]) > MOST_DELIVERED_ROWS.value and found[2] and _holds(found[2]):
            yield Fault("many_rows", value=found[1].decode()[:12], allowed=str(MOST_DELIVERED_ROWS.value))
    for found in _REPEATED_CELL.finditer(xml):
        if int(found[1]) > MOST_COLUMNS.value and (not found[2] or b"office:value" in found[0]):
            yield Fault("many_columns", value=found[1].decode()[:12], allowed=str(MOST_COLUMNS.value))


def _holds(xml: bytes) -> bool:
    return b"office:value" in xml or b"<text:p" in xml


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place
