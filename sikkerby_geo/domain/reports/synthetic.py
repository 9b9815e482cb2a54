"""Invented reports, to try and to measure with: clustered, seasonal, and with the faults that real exports have.

They are told as invented wherever they go: ``MARK`` stands in the notes of a Parquet file, in the title of a CSV and in
the name of both, and whatever is counted from them says so. Seeded: the same numbers ask for the same reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.facts.report_types import REPORT_TYPES
from sikkerby_geo.facts.reports import NO_TYPE, Reason

MARK = "Syntetiske anmeldelser: opfundne af Sikker By, ingen af dem er virkelige"
HOT_SPOTS = 400
_CLUSTERED = 0.6
_SEASONS = np.array([91, 86, 97, 101, 111, 116, 121, 114, 104, 99, 88, 84]) / 100
"""How much each month of the year has, against the mean."""
_FAULTS = {
    Reason.NO_COORDINATE: 0.006,
    Reason.OUTSIDE: 0.004,
    Reason.NO_DATE: 0.001,
    Reason.FUTURE: 0.0005,
    Reason.NOT_A_NUMBER: 0.0005,
    Reason.NO_SUCH_DAY: 0.0005,
    Reason.LONG_PERIOD: 0.0005,
    Reason.DOUBLE_ID: 0.002,
}
_TEXT_ALONE = (Reason.NOT_A_NUMBER, Reason.NO_SUCH_DAY, Reason.LONG_PERIOD)
"""Faults a typed column cannot hold: in a table they are no coordinate and no date."""
_LATER = np.datetime64("2097-05-01")


@dataclass(frozen=True)
class Synthetic:
    """Invented reports and what must come out: for each row its ``reason`` (None: placed), month, type and area."""

    ids: pa.Array
    days: np.ndarray
    types: pa.Array
    x: np.ndarray
    y: np.ndarray
    reasons: np.ndarray
    areas: np.ndarray

    def table(self) -> pa.Table:
        """With typed columns, as for a Parquet file."""
        dateless = np.isin(self.reasons, (Reason.NO_DATE, Reason.NO_SUCH_DAY, Reason.LONG_PERIOD))
        days = np.where(self.reasons == Reason.FUTURE, _LATER, self.days)
        nowhere = np.isin(self.reasons, (Reason.NO_COORDINATE, Reason.NOT_A_NUMBER))
        return pa.table(
            {
                "journalnummer": self.ids,
                "dato": pa.array(days.astype("datetime64[D]"), pa.date32(), mask=dateless),
                "type": self.types,
                "x": pa.array(self.x, mask=nowhere),
                "y": pa.array(self.y, mask=nowhere),
            }
        ).replace_schema_metadata({"note": MARK})

    def texts(self) -> pa.Table:
        """As a Danish export writes them: days first, a decimal comma, and faults as they are found there."""
        days = np.where(self.reasons == Reason.FUTURE, _LATER, self.days).astype("datetime64[D]")
        written = pc.strftime(pa.array(days, pa.date32()), "%d-%m-%Y")
        for reason, word in (
            (Reason.NO_DATE, ""),
            (Reason.NO_SUCH_DAY, "31-02-2023"),
            (Reason.LONG_PERIOD, "28-01-2023 - 03-02-2023"),
        ):
            written = pc.if_else(pa.array(self.reasons == reason), word, written)
        columns = {"Journalnummer": self.ids, "Gerningsdato": written, "Gerningstype": self.types.cast(pa.string())}
        for name, metres in (("X", self.x), ("Y", self.y)):
            number = pc.replace_substring(pa.array(np.round(metres, 1)).cast(pa.string()), ".", ",")
            number = pc.if_else(pa.array(self.reasons == Reason.NO_COORDINATE), "", number)
            columns[name] = pc.if_else(pa.array(self.reasons == Reason.NOT_A_NUMBER), "ukendt adresse", number)
        return pa.table(columns)

    def expected(self, *, text: bool) -> dict[Reason, int]:
        """How many rows have each reason, read as a CSV (``text``) or as a table."""
        found = dict(zip(*np.unique(self.reasons[self.reasons != ""], return_counts=True), strict=True))
        reasons = {Reason(reason): int(many) for reason, many in found.items()}
        if not text:
            for reason in _TEXT_ALONE:
                instead = Reason.NO_COORDINATE if reason is Reason.NOT_A_NUMBER else Reason.NO_DATE
                reasons[instead] = reasons.get(instead, 0) + reasons.pop(reason, 0)
        return {reason: many for reason, many in reasons.items() if many}


def synthetic_reports(
    areas: Mapping[str, BaseGeometry], rows: int, seed: int, first: int = 0, begin: str = "2019-01", months: int = 60
) -> Synthetic:
    """Some invented reports in areas (EPSG:25832); ``first`` is the number of the first, of which ids are made.

    Files of any size are made of several: each with its own ``first``, whose doubles lie within it.
    """
    chance = np.random.default_rng([seed, first])
    area, x, y = _places(areas, rows, np.random.default_rng(seed), chance)
    season = np.resize(_SEASONS, months)
    month = np.datetime64(begin, "M") + chance.choice(months, rows, p=season / season.sum())
    days = month.astype("datetime64[D]") + chance.integers(0, 28, rows)
    words = np.array([*(words[0] for words in REPORT_TYPES.values()), "hittegods", NO_TYPE], dtype=object)
    weight = 1 / (1 + np.arange(len(words)))
    what = chance.choice(len(words), rows, p=weight / weight.sum()).astype(np.int32)
    reasons = chance.choice(["", *_FAULTS], rows, p=[1 - sum(_FAULTS.values()), *_FAULTS.values()])
    number = np.arange(first, first + rows)
    away = np.flatnonzero(reasons == Reason.OUTSIDE)
    x[away[::2]], y[away[::2]] = 0.0, 0.0
    x[away[1::2]] += 60_000
    double = np.flatnonzero(reasons == Reason.DOUBLE_ID)
    good = np.flatnonzero(reasons == "")
    copied = good[chance.integers(0, max(len(good), 1), len(double))] if len(good) else double
    for column in (x, y, days, what, number, area):
        column[double] = column[copied]
    ids = pc.binary_join_element_wise("0100-73", pc.utf8_lpad(pa.array(number).cast(pa.string()), 9, "0"), "")
    types = pa.DictionaryArray.from_arrays(pa.array(what), pa.array(words.tolist()))
    return Synthetic(ids, days, types, x, y, reasons, np.array([*areas], dtype=object)[area])


def _places(
    areas: Mapping[str, BaseGeometry], rows: int, city: np.random.Generator, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The area of each report and where in it: about the city's hot spots, or anywhere. Coordinates have decimetres."""
    shapes = [*areas.values()]
    many = len(shapes)
    spots = [_inside(shape, np.full(HOT_SPOTS // many + 1, np.nan), None, city) for shape in shapes]
    weight = city.pareto(1.2, (many, HOT_SPOTS // many + 1)) + 0.06
    spread = city.uniform(20, 250, weight.shape)
    area = chance.choice(many, rows, p=weight.sum(axis=1) / weight.sum())
    x, y = np.empty(rows), np.empty(rows)
    for number, shape in enumerate(shapes):
        here = np.flatnonzero(area == number)
        spot = chance.choice(weight.shape[1], len(here), p=weight[number] / weight[number].sum())
        near = np.where(chance.random(len(here)) < _CLUSTERED, spread[number][spot], np.nan)
        middle = np.column_stack(spots[number])[spot]
        x[here], y[here] = _inside(shape, near, middle, chance)
    return area, x, y


def _inside(
    shape: BaseGeometry, spread: np.ndarray, middle: np.ndarray | None, chance: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Points strictly inside a shape, about ``middle`` where there is a ``spread``; drawn again till they are."""
    shapely.prepare(shape)
    west, south, east, north = shape.bounds
    x, y = np.empty(len(spread)), np.empty(len(spread))
    left = np.arange(len(spread))
    near = ~np.isnan(spread)
    while len(left):
        x[left], y[left] = chance.uniform(west, east, len(left)), chance.uniform(south, north, len(left))
        if middle is not None:
            about = left[near[left]]
            x[about] = chance.normal(middle[about, 0], spread[about])
            y[about] = chance.normal(middle[about, 1], spread[about])
        x[left], y[left] = np.round(x[left], 1), np.round(y[left], 1)
        left = left[~shapely.contains_xy(shape, x[left], y[left])]
    return x, y
