"""Coordinates typed by hand: one corner a line, and for each line that cannot be read what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sikkerby_geo.domain.geography.outlines import Corner
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.geography import COPENHAGEN, EXAMPLE_CORNER
from sikkerby_geo.text import number, t


@dataclass(frozen=True)
class Typed:
    """Corners (longitude, latitude) that were read, and a sentence for each line that could not be."""

    corners: tuple[Corner, ...]
    faults: tuple[str, ...]


def typed_corners(text: str) -> Typed:
    """Read one "latitude, longitude" a line; empty lines are skipped, decimals have a comma or a point."""
    corners: list[Corner] = []
    faults: list[str] = []
    for line, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        found = _numbers(written)
        fault = _fault(found)
        if found is None or fault:
            shown = quoted(written.strip())
            faults.append(t("typed.line", line=line, written=shown, fault=fault))
        else:
            latitude, longitude = found
            corners.append((longitude, latitude))
    return Typed(tuple(corners), tuple(faults))


def example() -> str:
    """How a line is written."""
    longitude, latitude = EXAMPLE_CORNER
    return _written(latitude, longitude)


def _written(latitude: float, longitude: float) -> str:
    return f"{number(latitude, 4)}; {number(longitude, 4)}"


def _numbers(written: str) -> tuple[float, ...] | None:
    """The numbers of a line; None where a part is no number, or where a comma can be read in two ways."""
    parts = [part for part in re.split(r"[;\s]+|,(?=\s)", written.strip()) if part and part != ","]
    if len(parts) == 1:
        split = parts[0].split(",")
        if len(split) == 4:  # 55,7131,12,533
            parts = [f"{split[0]}.{split[1]}", f"{split[2]}.{split[3]}"]
        elif len(split) == 2 and "." in parts[0]:  # 55.7131,12.533
            parts = split
    read = []
    for part in parts:
        if not re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{1,12})?", part.rstrip(",°")):
            return None
        read.append(float(part.rstrip(",°").replace(",", ".")))
    return tuple(read)


def _fault(found: tuple[float, ...] | None) -> str:
    if found is None or len(found) != 2:
        return t("typed.unreadable", example=example())
    west, south, east, north = COPENHAGEN
    latitude, longitude = found
    if south <= latitude <= north and west <= longitude <= east:
        return ""
    if south <= longitude <= north and west <= latitude <= east:
        return t("typed.swapped", instead=_written(longitude, latitude))
    return t(
        "typed.outside", south=number(south, 2), north=number(north, 2), west=number(west, 2), east=number(east, 2)
    )
