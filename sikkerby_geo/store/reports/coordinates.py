"""Numbers of coordinates, whatever they are written as, and metres in EPSG:25832 whatever they are given in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import local

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyproj import Transformer

from sikkerby_geo.facts.geography import COPENHAGEN, DEGREES, METRES
from sikkerby_geo.facts.reports import Coordinates

_ALLOWED = np.zeros(256, dtype=bool)
_ALLOWED[[ord(sign) for sign in "0123456789.+-eE"]] = True
_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$"
MISSING = ("", "-", "NULL", "null", "None", "NaN", "nan", "n/a", "N/A", "NA", "#N/A", "#I/T", "uoplyst", "..", ".")
"""What stands for a coordinate that is not stated."""
_SPACES = re.compile("[ \u00a0\u202f]")
_projections = local()


@dataclass(frozen=True)
class NumberRules:
    """How numbers are written: the decimal sign, and whether the other one parts thousands."""

    decimal: str = "."
    grouped: bool = False

    @property
    def plain(self) -> bool:
        """Whether a reader of CSV can be told how they are written."""
        return not self.grouped


RULES = (NumberRules("."), NumberRules(","), NumberRules(",", True), NumberRules(".", True))
"""Every way, the likely ones first."""


def numbers_of(column: pa.Array, rules: NumberRules) -> tuple[np.ndarray, np.ndarray]:
    """Float64, NaN where nothing or no number stands, and the places of what is written but is no number."""
    kind = column.type
    none = np.empty(0, dtype=np.int64)
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_null(kind):
        return filled(column if kind == pa.float64() else pc.cast(column, pa.float64()), np.float64, np.nan), none
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    text = column.view(pa.string()) if pa.types.is_binary(column.type) else column.cast(pa.string())
    return _of_text(text, rules)


def nulls_of(column: pa.Array) -> np.ndarray:
    """The places of a column that state nothing."""
    if column.null_count == 0:
        return np.empty(0, dtype=np.int64)
    if column.buffers()[0] is None:
        return np.arange(len(column))
    bits = np.unpackbits(np.frombuffer(column.buffers()[0], dtype=np.uint8), bitorder="little")
    return np.flatnonzero(bits[column.offset : column.offset + len(column)] == 0)


def filled(column: pa.Array, kind: type[np.generic], missing: float) -> np.ndarray:
    """The numbers of a column as they lie in memory, without a copy, and ``missing`` where it states none.

    What lies under a null is nobody's, so it is written there; a column that must not be written is copied first.
    """
    found = np.frombuffer(column.buffers()[1], dtype=kind)[column.offset : column.offset + len(column)]
    if column.null_count == 0:
        return found
    if not found.flags.writeable:
        found = found.copy()
    found[nulls_of(column)] = missing
    return found


def _of_text(text: pa.Array, rules: NumberRules) -> tuple[np.ndarray, np.ndarray]:
    missing = pc.is_in(text, pa.array(MISSING))
    text = pc.if_else(missing, pa.scalar(None, pa.string()), pc.ascii_trim_whitespace(text))
    if rules.grouped:
        text = pc.replace_substring(text, "." if rules.decimal == "," else ",", "")
        text = pc.replace_substring_regex(text, _SPACES.pattern, "")
    if rules.decimal == ",":
        text = pc.replace_substring(text, ",", ".")
    bad = _with_other_signs(text)
    given = pc.if_else(pa.array(bad), pa.scalar(None, pa.string()), text)
    try:
        numbers = given.cast(pa.float64())
    except pa.ArrowInvalid:
        good = pc.match_substring_regex(given, _NUMBER)
        numbers = pc.if_else(good, given, pa.scalar(None, pa.string())).cast(pa.float64())
    stated = text.is_valid().to_numpy(zero_copy_only=False) & ~missing.fill_null(True).to_numpy(zero_copy_only=False)
    blank = pc.equal(pc.binary_length(text), 0).fill_null(True).to_numpy(zero_copy_only=False)
    unread = stated & ~blank & ~numbers.is_valid().to_numpy(zero_copy_only=False)
    return numbers.to_numpy(zero_copy_only=False), np.flatnonzero(unread)


def _with_other_signs(text: pa.Array) -> np.ndarray:
    """Which texts hold a sign that no number has."""
    bad = np.zeros(len(text), dtype=bool)
    offsets = np.frombuffer(text.buffers()[1], dtype=np.int32)[text.offset : text.offset + len(text) + 1]
    if text.buffers()[2] is not None:
        signs = np.frombuffer(text.buffers()[2], dtype=np.uint8)[offsets[0] : offsets[-1]]
        other = np.flatnonzero(~_ALLOWED[signs]) + offsets[0]
        bad[np.searchsorted(offsets, other, side="right") - 1] = True
    return bad


def in_metres(x: np.ndarray, y: np.ndarray, given: Coordinates) -> tuple[np.ndarray, np.ndarray]:
    """East and north in EPSG:25832 (metres, float64) of two columns in the order they are called x and y.

    Degrees are taken as ETRS89, as the maps of Danish authorities give them: PROJ's own projection, exact to less than
    a millimetre. A position that a receiver gives in WGS 84 today lies under a metre from where it says, since Europe
    has moved some 0.8 m since 1989; no datum grid is asked for, so the same file is the same everywhere.
    """
    if given in (Coordinates.METRES_TURNED, Coordinates.DEGREES_TURNED):
        x, y = y, x
    if given in (Coordinates.METRES, Coordinates.METRES_TURNED):
        return x, y
    off = ~((np.abs(x) <= 180) & (np.abs(y) <= 90))
    east, north = _projection().transform(x, y)
    # PROJ answers inf for what it cannot project; what was no number stays none.
    lost = np.isnan(x) | np.isnan(y)
    east[off & ~lost] = north[off & ~lost] = np.inf
    east[lost] = north[lost] = np.nan
    return east, north


def _projection() -> Transformer:
    """One for each thread, as PROJ asks."""
    if not hasattr(_projections, "degrees"):
        _projections.degrees = Transformer.from_crs(DEGREES, METRES, always_xy=True)
    return _projections.degrees


@lru_cache(maxsize=1)
def _box_in_metres() -> tuple[float, float, float, float]:
    west, south, east, north = COPENHAGEN
    return _projection().transform_bounds(west, south, east, north)


def fitting(x: np.ndarray, y: np.ndarray) -> dict[Coordinates, int]:
    """How many of some pairs lie about Copenhagen under each reading; readings that fit none are left out."""
    boxes = {Coordinates.METRES: _box_in_metres(), Coordinates.DEGREES: COPENHAGEN}
    turned = {Coordinates.METRES: Coordinates.METRES_TURNED, Coordinates.DEGREES: Coordinates.DEGREES_TURNED}
    found = {}
    for given, (west, south, east, north) in boxes.items():
        found[given] = int(((x >= west) & (x <= east) & (y >= south) & (y <= north)).sum())
        found[turned[given]] = int(((y >= west) & (y <= east) & (x >= south) & (x <= north)).sum())
    return {given: many for given, many in found.items() if many}
