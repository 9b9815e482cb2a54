"""Columns of Arrow to a batch of reports: months of dates, types of words, metres of coordinates, and fingerprints."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.report_types import report_type
from sikkerby_geo.facts.reports import NO_TYPE, Moment, ReportBatch
from sikkerby_geo.facts.thresholds import LONGEST_TYPE, MOST_REPORT_TYPES
from sikkerby_geo.store.reports.coordinates import filled, in_metres, numbers_of
from sikkerby_geo.store.reports.dates import Dates, within_a_month
from sikkerby_geo.store.reports.fingerprints import fingerprints
from sikkerby_geo.store.reports.plan import Plan


class ManyTypesError(SikkerByError):
    """The column of types holds so many words, or such long ones, that it is none: it may tell of people."""

    def __init__(self, plan: Plan) -> None:
        column = plan.columns.get("type", "")
        super().__init__(
            "problem.reports_many_types", file=plan.path.name, column=column, most=int(MOST_REPORT_TYPES.value)
        )


class Columns:
    """How the columns of one file become arrays; what has been read once is remembered."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._dates = Dates(plan.dates)
        self._types: dict[object, str] = {}
        self.many_moments = False
        """Whether the dates have been so many that they are moments of the day, and are cut to days instead."""

    def moments(self, rows: pa.RecordBatch) -> tuple[tuple[Moment, ...], np.ndarray]:
        """The months of rows, or why there are none; of a period that both ends tell, the month of both."""
        column = rows.column(self.plan.columns["date"])
        if pa.types.is_dictionary(column.type) and len(column.dictionary) > len(column) // 4 + 1000:
            self.many_moments = True
        moments, when = self._dates.of(column)
        if "until" not in self.plan.columns:
            return moments, when
        ends, ending = self._dates.of(rows.column(self.plan.columns["until"]))
        pairs, both = np.unique(when.astype(np.int64) * len(ends) + ending, return_inverse=True)
        joined = tuple(within_a_month(moments[pair // len(ends)], ends[pair % len(ends)]) for pair in pairs.tolist())
        return joined, both.astype(np.int32)

    def types(self, rows: pa.RecordBatch) -> tuple[tuple[str, ...], np.ndarray]:
        """The types of rows; a row without one has ``NO_TYPE``."""
        if "type" not in self.plan.columns:
            return (NO_TYPE,), np.zeros(rows.num_rows, dtype=np.int32)
        column = rows.column(self.plan.columns["type"])
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        if len(column.dictionary) > MOST_REPORT_TYPES.value:
            raise ManyTypesError(self.plan)
        words = [*(self._type(raw) for raw in column.dictionary.to_pylist()), NO_TYPE]
        types = tuple(dict.fromkeys(words))
        place = np.array([types.index(word) for word in words], dtype=np.int32)
        indices = column.indices if column.indices.type == pa.int32() else column.indices.cast(pa.int32())
        if place[:-1].tolist() == [*range(len(place) - 1)]:
            return types, filled(indices, np.int32, int(place[-1]))
        return types, place.take(filled(indices, np.int32, len(words) - 1))

    def _type(self, raw: object) -> str:
        if raw not in self._types:
            word = report_type(self._decoded(raw) if isinstance(raw, bytes) else "" if raw is None else str(raw))
            if len(word) > LONGEST_TYPE.value or len(self._types) > MOST_REPORT_TYPES.value:
                raise ManyTypesError(self.plan)
            self._types[raw] = word
        return self._types[raw]

    def _decoded(self, raw: bytes) -> str:
        text = self.plan.text
        if text is None or text.encoding.startswith("utf-16") or text.encoding in ("ascii", "utf-8-sig"):
            return raw.decode("utf-8", errors="replace")
        word = raw.decode(text.encoding, errors="replace")
        if text.mended:
            try:
                return word.encode("cp1252").decode("utf-8")
            except UnicodeError:
                return word
        return word


def batch_of(columns: Columns, rows: pa.RecordBatch, broken: tuple[int, ...]) -> ReportBatch:
    """Rows as a batch; ``broken`` as there."""
    plan = columns.plan
    x, no_x = numbers_of(rows.column(plan.columns["x"]), plan.numbers)
    y, no_y = numbers_of(rows.column(plan.columns["y"]), plan.numbers)
    east, north = in_metres(x, y, plan.coordinates)
    moments, when = columns.moments(rows)
    types, what = columns.types(rows)
    ids = None
    if "id" in plan.columns:
        ids = fingerprints(_in_one(rows.column(plan.columns["id"])), plan.id_key)
    return ReportBatch(east, north, moments, when, types, what, ids, np.union1d(no_x, no_y), broken)


def _in_one(column: pa.Array) -> pa.Array:
    """An id that a program has made a decimal number (12.0) as the whole number it was."""
    if pa.types.is_floating(column.type):
        whole = pc.equal(pc.floor(column), column)
        return pc.if_else(whole, column, pa.scalar(None, column.type)).cast(pa.int64(), safe=False)
    return column
