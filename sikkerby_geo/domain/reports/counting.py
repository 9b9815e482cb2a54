"""Rows to counts: the one function that is called on every part of a file, on one machine or on many."""

from __future__ import annotations

import numpy as np

from sikkerby_geo.domain.reports.label_index import NOWHERE, LabelIndex
from sikkerby_geo.facts.report_counts import EXAMPLES, Counts, Part, in_order, keys_of
from sikkerby_geo.facts.reports import Moment, Reason, ReportBatch

_BLOCK = 1 << 15
_MOST_BINS = 1 << 22
"""Combinations of month, type and zone that are counted in one array; more are sorted instead."""


def count(batch: ReportBatch, index: LabelIndex) -> Part:
    """Place every row of a part and count it, or give its reason.

    Pure: the parts of a file may be counted anywhere and in any order, and their counts and reasons added up.
    """
    zones = index.zones_of(batch.x, batch.y)
    many, words = len(index.zones), max(len(batch.types), 1)
    when, moments = _met(batch)
    undated = sum(isinstance(moment, Reason) for moment in moments)
    bins, numbers, lost = _bins(when, batch.what, zones, (len(moments), words, many), undated)
    at, zone = bins // (words * many), bins % many
    dated = np.array([not isinstance(moment, Reason) for moment in moments], dtype=bool)[at]
    placed = dated & (zone != NOWHERE)
    months = np.array([-1 if isinstance(moment, Reason) else moment for moment in moments], dtype=np.int64)
    keys = keys_of(months[at[placed]], bins[placed] // many % words, zone[placed])
    counts = Counts(index.zones, batch.types, *in_order(keys, numbers[placed]))
    ids, id_keys, without = _identified(batch, zones, when, months)
    reasons, examples = _reasons(batch, lost, when[lost], moments[:undated])
    return Part(batch.rows, counts, reasons, examples, ids, id_keys, without)


def _met(batch: ReportBatch) -> tuple[np.ndarray, tuple[Moment, ...]]:
    """The moments that rows have, reasons first and then the months in order, and for each row which it has."""
    moments = tuple(
        sorted(dict.fromkeys(batch.moments), key=lambda moment: -1 if isinstance(moment, Reason) else moment)
    )
    if moments == batch.moments:
        return batch.when, moments
    place = {moment: at for at, moment in enumerate(moments)}
    return np.array([place[moment] for moment in batch.moments], dtype=np.int32).take(batch.when), moments


def _bins(
    when: np.ndarray, what: np.ndarray, zones: np.ndarray, shape: tuple[int, int, int], undated: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The combinations (moment × words + type) × zones + zone that occur, ascending, and how often; ``shape`` of all.

    And the places of rows that are not counted: in no zone, or of one of the first ``undated`` moments. All is worked
    out block by block, in arrays that are used again.
    """
    moments, words, many = shape
    size = moments * words * many
    in_one_array = size <= max(_MOST_BINS, len(when))
    combined = np.empty(min(len(when), _BLOCK) if in_one_array else len(when), dtype=np.intp)
    found = np.zeros(size if in_one_array else 0, dtype=np.int64)
    short: np.ndarray = np.empty(min(len(when), _BLOCK), dtype=np.int32 if size < 1 << 31 else np.int64)
    lost = [np.empty(0, dtype=np.intp)]
    for start in range(0, len(when), _BLOCK):
        part = slice(start, start + _BLOCK)
        one = short[: len(when[part])]
        np.multiply(when[part], words, out=one)
        np.add(one, what[part], out=one)
        np.multiply(one, many, out=one)
        whole = combined[: len(one)] if in_one_array else combined[part]
        np.add(one, zones[part], out=whole)
        if in_one_array:
            np.add.at(found, whole, 1)
        lost.append(np.flatnonzero((zones[part] == NOWHERE) | (when[part] < undated)) + start)
    if not in_one_array:
        return *np.unique(combined, return_counts=True), np.concatenate(lost)
    bins = np.flatnonzero(found)
    return bins, found[bins], np.concatenate(lost)


def _identified(
    batch: ReportBatch, zones: np.ndarray, when: np.ndarray, months: np.ndarray
) -> tuple[np.ndarray | None, np.ndarray | None, int]:
    """The fingerprints of placed rows with what they are counted by, and how many placed rows have none."""
    if batch.ids is None:
        return None, None, 0
    month = months[when]
    placed = (month >= 0) & (zones != NOWHERE)
    stated = placed & batch.ids.any(axis=1)
    keys = keys_of(month[stated], batch.what[stated], zones[stated])
    return batch.ids[stated], keys, int(placed.sum() - stated.sum())


def _reasons(
    batch: ReportBatch, lost: np.ndarray, of_date: np.ndarray, dateless: tuple[Moment, ...]
) -> tuple[dict[Reason, int], dict[Reason, tuple[int, ...]]]:
    """How many rows have each reason, and the first of them: ``lost`` are the places of those not counted.

    ``of_date``: which moment each of these has; the first are ``dateless``.
    """
    rows: dict[Reason, np.ndarray] = {}
    for at, reason in enumerate(dateless):
        if isinstance(reason, Reason):
            rows[reason] = lost[of_date == at]
    nowhere = lost[of_date >= len(dateless)]
    no_number = np.isin(nowhere, batch.not_numbers) if len(batch.not_numbers) else np.zeros(len(nowhere), dtype=bool)
    missing = ~no_number & (np.isnan(batch.x[nowhere]) | np.isnan(batch.y[nowhere]))
    rows[Reason.NOT_A_NUMBER] = nowhere[no_number]
    rows[Reason.NO_COORDINATE] = nowhere[missing]
    rows[Reason.OUTSIDE] = nowhere[~no_number & ~missing]
    reasons = {reason: len(places) for reason, places in rows.items() if len(places)}
    examples = {reason: tuple(batch.row_numbers(places[:EXAMPLES])) for reason, places in rows.items() if len(places)}
    if batch.broken:
        reasons[Reason.BROKEN_ROW] = len(batch.broken)
        broken = (before + earlier for earlier, before in enumerate(batch.broken[:EXAMPLES]))
        examples[Reason.BROKEN_ROW] = tuple(broken)
    return reasons, examples
